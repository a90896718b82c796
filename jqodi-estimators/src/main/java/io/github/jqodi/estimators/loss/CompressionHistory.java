package io.github.jqodi.estimators.loss;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.CompressionLossEstimator;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Credibility estimate of γ_(a,q) from past compressions (Bühlmann, Experience rating and credibility, ASTIN Bulletin, 1967). A mean by bit-width over all models, monotone unless the data forbid it, is shifted by
 * what the model's own compressions differ from it, and the pair's own observations are weighed against that: both shrunk by
 * the ratio of the variance within a width to that between models. The robust value is a quantile of the next
 * compression. Immutable.
 */
public final class CompressionHistory implements CompressionLossEstimator {
    private static final int FULL_PRECISION = 32;

    private final BitCurve curve;
    private final Map<Double, List<PastCompression>> byBits;
    private final Map<String, List<PastCompression>> byModel;
    private final double within;
    private final double between;
    private final double degrees;

    private CompressionHistory(List<PastCompression> past) {
        byBits = past.stream().collect(Collectors.groupingBy(PastCompression::bits, TreeMap::new, Collectors.toList()));
        byModel = past.stream().collect(Collectors.groupingBy(PastCompression::model));
        double spread = spreadByBits();
        curve = meanCurve(spread);
        Variances variances = variances(past);
        within = variances.within();
        between = variances.between();
        degrees = Math.max(1, byModel.size() - 1);
    }

    /**
     * Learns from past compressions.
     *
     * @param past at least one, in any order
     * @return the estimator
     * @throws io.github.jqodi.error.InvalidValueException if there is none
     */
    public static CompressionHistory of(List<PastCompression> past) {
        Check.that(!past.isEmpty(), "past", "[]", "must hold at least one compression", "");
        return new CompressionHistory(List.copyOf(past));
    }

    /**
     * The belief about one pair.
     *
     * @param scenario for the confidence of its target
     * @param pair model and quantization by name
     * @return mean and quantile of the next compression; empty for a width below every seen one; 0 at 32 bits unless seen
     */
    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        return compressionLoss(
                pair.model(),
                scenario.quantization(pair.quantization()),
                scenario.target().confidence());
    }

    /**
     * The belief about one pair at a confidence.
     *
     * @param model name of the version
     * @param quantization q
     * @param confidence probability with which the robust value holds, in (0.5, 1)
     * @return as in {@link #compressionLoss(Scenario, QuantizedModel)}
     */
    public Optional<LossEstimate> compressionLoss(String model, Quantization quantization, double confidence) {
        double bits = quantization.weightBits();
        if (bits == FULL_PRECISION && !byBits.containsKey(bits)) {
            return Optional.of(new LossEstimate(0, 0));
        }
        if (!curve.covers(bits)) {
            return Optional.empty();
        }
        List<PastCompression> own = byModel.getOrDefault(model, List.of());
        double offset =
                own.isEmpty() ? 0 : own.stream().mapToDouble(this::residual).sum() / (own.size() + ratio());
        double mean = curve.at(bits) + offset;
        double[] pair = own.stream()
                .filter(c -> c.quantization().name().equals(quantization.name()))
                .mapToDouble(PastCompression::lossChange)
                .toArray();
        for (double value : pair) {
            mean += (value - curve.at(bits) - offset) / (pair.length + ratio());
        }
        double common = (within + between) / byModel.size();
        double doubt = own.isEmpty() ? between + common : within / (own.size() + ratio());
        double deviation = Math.sqrt(within + doubt);
        double quantile = new TDistribution(degrees).inverseCumulativeProbability(confidence);
        return Optional.of(new LossEstimate(mean, mean + quantile * deviation));
    }

    /**
     * {@return whether the mean falls with the bit-width; false where the data forbid it}
     */
    public boolean isMonotone() {
        return curve.isMonotone();
    }

    private double residual(PastCompression compression) {
        return compression.lossChange() - curve.at(compression.bits());
    }

    /** Variance within over variance between: how many observations the common mean counts for. */
    private double ratio() {
        return between > 0 ? within / between : within > 0 ? Double.MAX_VALUE : 1;
    }

    private BitCurve meanCurve(double variance) {
        double[] bits =
                byBits.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] means = new double[bits.length];
        double[] counts = new double[bits.length];
        for (int i = 0; i < bits.length; i++) {
            List<PastCompression> group = byBits.getOrDefault(bits[i], List.of());
            counts[i] = group.size();
            means[i] = mean(group);
        }
        return BitCurve.of(bits, means, counts, variance);
    }

    private double spreadByBits() {
        double squares = 0;
        double free = 0;
        for (List<PastCompression> group : byBits.values()) {
            double mean = mean(group);
            squares += group.stream()
                    .mapToDouble(c -> (c.lossChange() - mean) * (c.lossChange() - mean))
                    .sum();
            free += group.size() - 1;
        }
        return free > 0 ? squares / free : Double.NaN;
    }

    /** Residuals from the curve split into what a model's compressions share and what they do not. */
    private Variances variances(List<PastCompression> past) {
        double total = past.stream().mapToDouble(c -> residual(c) * residual(c)).sum()
                / Math.max(1, past.size() - byBits.size());
        double squares = 0;
        double free = 0;
        for (List<PastCompression> group : byModel.values()) {
            double mean = group.stream().mapToDouble(this::residual).average().orElse(0);
            squares += group.stream()
                    .mapToDouble(c -> (residual(c) - mean) * (residual(c) - mean))
                    .sum();
            free += group.size() - 1;
        }
        double inside = free > 0 ? squares / free : total / 2;
        return new Variances(inside, Math.max(0, total - inside));
    }

    private static double mean(List<PastCompression> group) {
        return group.stream().mapToDouble(PastCompression::lossChange).average().orElse(0);
    }

    private record Variances(double within, double between) {}

    @Override
    public String toString() {
        return "compression losses of " + Text.count(byModel.size(), "model") + " at "
                + byBits.keySet().stream().map(Text::shortest).toList() + " bits";
    }
}
