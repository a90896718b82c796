package io.github.jqodi.estimators.assemble;

import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.zoo.Hardware;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Fills what a scenario lacks from past runs, or by what changes no decision, and says so. */
final class Assumptions {
    private static final double UTILIZATION = 0.1;

    private ScenarioPart part;
    private final PastRuns past;

    private Assumptions(ScenarioPart part, PastRuns past) {
        this.part = part;
        this.past = past;
    }

    static ScenarioPart filled(ScenarioPart part, PastRuns past) {
        Assumptions filling = new Assumptions(part, past);
        filling.quantizations();
        filling.samples();
        filling.losses();
        filling.cloud();
        return filling.part;
    }

    private void assume(String what) {
        part = noted(part, what);
    }

    /** A part with a note by which assumptions are told from sources. */
    static ScenarioPart noted(ScenarioPart part, String assumption) {
        return part.withNote(AssembledScenario.ASSUMED + assumption);
    }

    private void quantizations() {
        if (ScenarioAssembly.hasQuantizations(part)) {
            return;
        }
        List<Double> ofPast = past.bits();
        List<Double> stated = part.estimatedBitWidths();
        List<Double> widths = Stream.concat(ofPast.stream(), stated.stream())
                .distinct()
                .sorted()
                .toList();
        List<Double> open = widths.isEmpty() ? List.of((double) Quantization.FULL_PRECISION_BITS) : widths;
        part = part.withQuantizations(open.stream().map(Quantization::of).toList());
        assume("no bit-widths are given; " + opened(!ofPast.isEmpty(), !stated.isEmpty()));
    }

    private static String opened(boolean byPast, boolean byStated) {
        if (byPast) {
            return byStated
                    ? "those of the past runs and of the stated estimates are open"
                    : "those of the past runs are open";
        }
        return byStated ? "those of the stated estimates are open" : "32 alone is open, no quantization";
    }

    private void samples() {
        if (!part.has("workload", "trainSamples") && past.samples().isPresent()) {
            part = part.withTrainSamples((double) past.samples().getAsLong());
            assume("no training samples are given; " + past.samples().getAsLong() + " as past runs had at most");
        }
        if (part.has("workload", "trainSamples") && !part.has("workload", "validationSamples")) {
            part = part.withValidationSamples(0);
            assume("no validation samples are given; 0");
        }
    }

    private void losses() {
        for (String model : part.names("models")) {
            OptionalDouble first = past.firstLoss(model);
            if (!part.says(model, Metric.LOSS) && !part.says(model, Metric.ACCURACY) && first.isPresent()) {
                part = part.withMetric(model, Metric.LOSS, first.getAsDouble());
                assume("no loss before training is given of " + model + "; " + first.getAsDouble()
                        + ", the mean of the first losses of its past runs");
            }
        }
    }

    /** A cloud that nothing computes on decides nothing. */
    private void cloud() {
        if (!part.has("cloud") && !part.hasMeasuredCosts() && !part.hasCloudWork()) {
            part = part.withCloud(Cloud.of("cloud", Hardware.A100.processor(UTILIZATION)));
            assume("no cloud is given; it computes nothing, so its speed does not matter");
        }
    }
}
