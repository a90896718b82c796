package io.github.jqodi.estimators.profile;

import io.github.jqodi.estimators.text.FileNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code perf.yaml} as Qualcomm AI Hub publishes it for each model: inference times by precision, component, device and
 * runtime. One file holds many devices, so that who plans has to choose.
 */
public final class AiHubPerformance {
    private static final String ADVICE = "Take qai_hub_models/models/NAME/perf.yaml of the AI Hub models.";

    private AiHubPerformance() {}

    /**
     * Inference of a whole component on a device.
     *
     * @param precision as the file names it, such as {@code float} or {@code w8a16}
     * @param component of the model, often its name
     * @param device as the file names it
     * @param runtime such as {@code tflite}, {@code qnn_dlc} or {@code onnx}
     * @param seconds of an inference of one sample
     * @param memoryMegabytes estimated peak, least and most; empty if not stated
     * @param computeUnit most layers run on; empty if not stated
     * @param layers by compute unit, {@code total} among them
     */
    public record Entry(
            String precision,
            String component,
            String device,
            String runtime,
            double seconds,
            Optional<Range> memoryMegabytes,
            Optional<String> computeUnit,
            Map<String, Integer> layers) {
        /**
         * Copies the map, in its order.
         *
         * @param precision as the file names it
         * @param component of the model
         * @param device as the file names it
         * @param runtime that ran it
         * @param seconds of an inference
         * @param memoryMegabytes estimated peak
         * @param computeUnit most layers run on
         * @param layers by compute unit
         */
        public Entry {
            layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        }
    }

    /**
     * From least to most.
     *
     * @param least lower end
     * @param most upper end
     */
    public record Range(double least, double most) {}

    /**
     * What a file holds.
     *
     * @param entries those with a time
     * @param withoutTime combinations of device and runtime that failed or were not measured
     */
    public record Performance(List<Entry> entries, int withoutTime) {
        /**
         * Copies the list.
         *
         * @param entries those with a time
         * @param withoutTime combinations without
         */
        public Performance {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Reads a file.
     *
     * @param in YAML; not closed
     * @return all its entries
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no such file
     */
    public static Performance read(InputStream in) throws IOException {
        FileNode precisions = FileNode.yaml(in).get("precisions");
        if (!precisions.isObject()) {
            throw precisions.bad("must be an object of precisions", ADVICE);
        }
        List<Entry> entries = new ArrayList<>();
        int[] withoutTime = {0};
        precisions
                .fields()
                .forEach((precision, body) -> body.get("components")
                        .fields()
                        .forEach((component, inner) -> inner.get("performance_metrics")
                                .fields()
                                .forEach((device, runtimes) -> runtimes.fields().forEach((runtime, metrics) -> {
                                    if (metrics.get("inference_time_milliseconds")
                                            .optionalNumber()
                                            .isPresent()) {
                                        entries.add(entry(precision, component, device, runtime, metrics));
                                    } else {
                                        withoutTime[0]++;
                                    }
                                }))));
        if (entries.isEmpty()) {
            throw precisions.bad("holds no inference_time_milliseconds", ADVICE);
        }
        return new Performance(entries, withoutTime[0]);
    }

    private static Entry entry(String precision, String component, String device, String runtime, FileNode metrics) {
        FileNode time = metrics.get("inference_time_milliseconds");
        if (time.number() < 0) {
            throw time.bad("must be at least 0", "");
        }
        FileNode memory = metrics.get("estimated_peak_memory_range_mb");
        Map<String, Integer> layers = new LinkedHashMap<>();
        metrics.get("layer_counts").fields().forEach((unit, count) -> layers.put(unit, (int) count.number()));
        return new Entry(
                precision,
                component,
                device,
                runtime,
                time.number() / 1e3,
                memory.isObject()
                        ? Optional.of(new Range(
                                memory.get("min").number(), memory.get("max").number()))
                        : Optional.empty(),
                metrics.get("primary_compute_unit").optionalText(),
                layers);
    }
}
