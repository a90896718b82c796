package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.function.Consumer;

/** Finds estimates that contradict what they are of: warnings of odd signs, an error for gains that end too early. */
final class EstimateChecks {
    private final Metric metric;
    private final Consumer<Warning> odd;

    /**
     * Looks at estimates.
     *
     * @param metric whether losses or accuracies are meant
     * @param odd takes warnings
     */
    EstimateChecks(Metric metric, Consumer<Warning> odd) {
        this.metric = metric;
        this.odd = odd;
    }

    /** Looks at γ, which is 0 at full precision and makes models worse below it. */
    void checkSign(QuantizedModel pair, Quantization quantization, LossEstimate gamma) {
        boolean full = quantization.weightBits() == Quantization.FULL_PRECISION_BITS;
        boolean isOdd = full ? gamma.expected() != 0 : isBetter(gamma.expected()) || isBetter(gamma.robust());
        if (isOdd) {
            String what = full
                    ? " is not 0 at full precision"
                    : " says that quantizing " + (metric == Metric.LOSS ? "lowers" : "raises") + " the "
                            + metric.label();
            odd.accept(new Warning(
                    Code.UNUSUAL_GAIN,
                    "estimate of " + pair.quoted() + ": compressionLoss " + gamma.expected() + " / " + gamma.robust()
                            + what));
        }
    }

    /** Whether a change of the loss makes the model better. */
    private boolean isBetter(double change) {
        return metric.oriented(change) < 0;
    }

    /** Looks at gains, which make models better, and which are needed up to K_rob. */
    void checkGains(String what, GainSeries series, int epochs) {
        long worse = 0;
        for (List<Double> list : List.of(series.expected(), series.robust())) {
            Check.that(
                    list.size() >= epochs,
                    "trajectory of " + what,
                    list.size() + " entries",
                    "must cover every epoch up to K_rob, " + epochs,
                    "Lengthen the lists or lower K.");
            worse += list.stream()
                    .limit(epochs)
                    .filter(gain -> metric.oriented(gain) > 0)
                    .count();
        }
        if (worse > 0) {
            odd.accept(new Warning(
                    Code.UNUSUAL_GAIN,
                    "trajectory of " + what + ": " + worse + " gains are " + metric.badSide() + " 0, the "
                            + metric.label() + (metric == Metric.LOSS ? " rises" : " falls") + " there"));
        }
    }
}
