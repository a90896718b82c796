package io.github.jqodi.bench.scenario;

import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The scenario files that come with the command line. */
public final class BundledScenarios {
    private static final Map<String, Supplier<Problem>> PROBLEMS = new LinkedHashMap<>();

    static {
        PROBLEMS.put("paper-data1", PaperScenarios::paperData1);
        PROBLEMS.put("paper-data2", PaperScenarios::paperData2);
        PROBLEMS.put("realistic-data1", PaperScenarios::realisticData1);
        PROBLEMS.put("realistic-data2", PaperScenarios::realisticData2);
        PROBLEMS.put("motivating-example", MotivatingExample::problem);
        PROBLEMS.put("smart-city", SmartCity::problem);
        PROBLEMS.put("resnet18-inference", PresentPractice::resnet18Inference);
        PROBLEMS.put("lora-decoder", PresentPractice::loraDecoder);
        PROBLEMS.put("mobilenet-wifi", PresentPractice::mobileNetOverWiFi);
        PROBLEMS.put("carbon-day", PresentPractice::carbonDay);
    }

    private BundledScenarios() {}

    /**
     * {@return their names, the paper's own first}
     */
    public static List<String> names() {
        return List.copyOf(PROBLEMS.keySet());
    }

    /**
     * The file of a bundled scenario.
     *
     * @param name one of {@link #names()}
     * @return its text, to be closed by the caller
     * @throws IOException if it cannot be opened
     */
    public static InputStream open(String name) throws IOException {
        return Objects.requireNonNull(BundledScenarios.class.getResourceAsStream(name + ".json"), name);
    }

    /**
     * The problem a bundled file was written from, computed anew from layer descriptors and coefficients.
     *
     * @param name one of {@link #names()}
     * @return the problem
     */
    static Problem generate(String name) {
        return Objects.requireNonNull(PROBLEMS.get(name), name).get();
    }
}
