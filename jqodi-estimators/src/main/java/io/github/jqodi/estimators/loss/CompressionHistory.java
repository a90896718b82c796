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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Credibility estimate of γ_(a,q) from past compressions (Bühlmann, Experience rating and credibility, ASTIN Bulletin, 1967). A
 * mean by bit-width over all models, monotone unless the data forbid it, is shifted by what the model differs from it at its other
 * widths, in units of the spread between models at each, and the pair's own compressions are weighed against that. Spreads are by
 * width where the widths differ: what varies by a tenth at 2 bits varies by a thousandth at 8. The robust value is a quantile of
 * the next compression, of a pair compressed before the larger one that allows for the luck of its seeds ({@link ToleranceFactor}).
 * Immutable.
 */
public final class CompressionHistory implements CompressionLossEstimator {
    /** Of a spread that is drawn from those of other models and widths. */
    private static final int FEWEST_DEGREES = 4;

    /** Beyond it what models share over widths would be certain. */
    private static final double MOST_SHARED = 0.999;

    private final Map<String, List<CompressedPair>> byModel;
    private final Map<Double, List<CompressedPair>> byBits;
    private final BitCurve curve;
    /** Of repeated compressions of one pair about its mean; where none was repeated, of what models do not share over widths. */
    private final WidthVariance noise;
    /** Of the means of pairs about the curve. */
    private final WidthVariance around;
    /** Correlation of two widths of one model. */
    private final double shared;
    /** What part of the variance about the curve is the pair's own, and not noise. */
    private final double own;

    private CompressionHistory(List<PastCompression> past) {
        List<CompressedPair> pairs = CompressedPair.of(past);
        byBits = pairs.stream().collect(Collectors.groupingBy(CompressedPair::bits, TreeMap::new, Collectors.toList()));
        byModel = pairs.stream().collect(Collectors.groupingBy(CompressedPair::model));
        boolean isRepeated = pairs.stream().anyMatch(pair -> pair.count() > 1);
        boolean isCompared = byBits.values().stream().anyMatch(group -> group.size() > 1);
        WidthVariance repetitions = variance(CompressedPair::squares, pair -> pair.count() - 1);
        curve = meanCurve(isCompared ? betweenModels() : repetitions);
        around = isCompared ? aroundCurve() : squaredMeans();
        shared = Math.min(MOST_SHARED, Math.max(0, correlation()));
        own = isRepeated || !isCompared ? 1 : shared;
        noise = isRepeated ? repetitions : around.times(1 - own);
    }

    /**
     * Learns from past compressions.
     *
     * @param past at least one, in any order
     * @return the estimator
     * @throws io.github.jqodi.error.InvalidValueException if there is none
     */
    public static CompressionHistory of(List<PastCompression> past) {
        Check.that(!past.isEmpty(), "past", "[]", "must hold at least one compression");
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
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public Optional<LossEstimate> compressionLoss(String model, Quantization quantization, double confidence) {
        Check.that(confidence > 0.5 && confidence < 1, "confidence", confidence, "must be above 0.5 and below 1");
        double width = quantization.weightBits();
        if (width == Quantization.FULL_PRECISION_BITS && !byBits.containsKey(width)) {
            return Optional.of(new LossEstimate(0, 0));
        }
        if (!curve.covers(width)) {
            return Optional.empty();
        }
        List<CompressedPair> ofModel = byModel.getOrDefault(model, List.of());
        Map<Boolean, List<CompressedPair>> isSame =
                ofModel.stream().collect(Collectors.partitioningBy(pair -> pair.isOf(quantization)));
        Belief belief = ofOthers(isSame.getOrDefault(false, List.of()), width);
        Optional<CompressedPair> seen =
                isSame.getOrDefault(true, List.of()).stream().findFirst();
        double deviation = noise.at(width);
        if (seen.isPresent()) {
            belief = belief.with(seen.get(), deviation);
        }
        double margin = Math.max(
                ofNext(belief, deviation, degrees(seen), confidence), ofSeeds(belief, deviation, seen, confidence));
        return Optional.of(new LossEstimate(belief.mean, belief.mean + margin));
    }

    /** Margin of the quantile of the next compression. */
    private static double ofNext(Belief belief, double deviation, double degrees, double confidence) {
        double quantile = new TDistribution(degrees).inverseCumulativeProbability(confidence);
        return quantile * Math.sqrt(belief.variance + deviation);
    }

    /**
     * Margin that also allows for the luck of the seeds. Models are compressed on the same few data sets, so that all of them are
     * lucky together: as many values as the pair has count, not those of all models.
     */
    private static double ofSeeds(Belief belief, double variance, Optional<CompressedPair> seen, double confidence) {
        int count = seen.map(CompressedPair::count).orElse(0);
        if (count < 2 || variance == 0 || belief.variance == 0) {
            return 0;
        }
        double degrees = Math.max(FEWEST_DEGREES, count - 1);
        return ToleranceFactor.of(confidence, belief.variance / variance, degrees) * Math.sqrt(variance);
    }

    /**
     * {@return whether the mean falls with the bit-width; false where the data forbid it}
     */
    public boolean isMonotone() {
        return curve.isMonotone();
    }

    /** Best linear prediction of a pair from the others of its model, any two of which are equally correlated. */
    private Belief ofOthers(List<CompressedPair> others, double width) {
        double divisor = 1 + (others.size() - 1) * shared;
        double offset = others.isEmpty()
                ? 0
                : shared * others.stream().mapToDouble(this::standardized).sum() / divisor;
        double explained = others.isEmpty() ? 0 : others.size() * shared * shared / divisor;
        double spread = around.at(width);
        double ofCurve = spread / byBits.getOrDefault(width, List.of()).size();
        return new Belief(
                curve.at(width) + offset * Math.sqrt(spread),
                spread * Math.max(0, own - explained) + (Double.isFinite(ofCurve) ? ofCurve : spread));
    }

    /**
     * Belief about the mean change of a pair.
     *
     * @param mean expected
     * @param variance of what is not known
     */
    private record Belief(double mean, double variance) {
        /** The same once some compressions of the pair were seen. */
        Belief with(CompressedPair pair, double noise) {
            double ofMean = noise / pair.count();
            double weight = variance + ofMean > 0 ? variance / (variance + ofMean) : 1;
            return new Belief(mean + weight * (pair.mean() - mean), weight * ofMean);
        }
    }

    /** Of what the spread rests on: the pair's width where it was repeated, else the models. */
    private double degrees(Optional<CompressedPair> seen) {
        double repeated = seen.isEmpty() ? 0 : repetitions(seen.get().bits());
        return Math.max(1, Math.max(repeated, byModel.size() - 1));
    }

    private double repetitions(double width) {
        return byBits.getOrDefault(width, List.of()).stream()
                .mapToInt(pair -> pair.count() - 1)
                .sum();
    }

    private double residual(CompressedPair pair) {
        return pair.mean() - curve.at(pair.bits());
    }

    /** Residual in standard deviations of its width. */
    private double standardized(CompressedPair pair) {
        double variance = around.at(pair.bits());
        return variance > 0 ? residual(pair) / Math.sqrt(variance) : 0;
    }

    /** One less what differs between the widths of a model over what differs in all; 0 where no model has two. */
    private double correlation() {
        double inside = 0;
        double insideDegrees = 0;
        double total = 0;
        double totalDegrees = -byBits.size();
        for (List<CompressedPair> group : byModel.values()) {
            double mean =
                    group.stream().mapToDouble(this::standardized).average().orElse(0);
            for (CompressedPair pair : group) {
                double z = standardized(pair);
                inside += (z - mean) * (z - mean);
                total += z * z;
            }
            insideDegrees += group.size() - 1;
            totalDegrees += group.size();
        }
        return insideDegrees == 0 || total == 0 ? 0 : 1 - (inside / insideDegrees) / (total / totalDegrees);
    }

    private double[] widths() {
        return byBits.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] ofWidths(ToDoubleFunction<List<CompressedPair>> of) {
        return byBits.values().stream().mapToDouble(of).toArray();
    }

    private BitCurve meanCurve(WidthVariance variance) {
        return BitCurve.of(
                widths(), ofWidths(CompressedPair::meanOf), ofWidths(CompressionHistory::weight), variance.values());
    }

    /** How many equal values a mean by width rests on: models where there are several, else repetitions. */
    private static double weight(List<CompressedPair> group) {
        return group.size() > 1 ? group.size() : group.get(0).count();
    }

    private WidthVariance variance(ToDoubleFunction<CompressedPair> squares, ToDoubleFunction<CompressedPair> degrees) {
        return WidthVariance.of(
                widths(),
                ofWidths(group -> group.stream().mapToDouble(squares).sum()),
                ofWidths(group -> group.stream().mapToDouble(degrees).sum()));
    }

    private WidthVariance betweenModels() {
        return WidthVariance.of(widths(), ofWidths(CompressedPair::squaresOf), ofWidths(group -> group.size() - 1));
    }

    private WidthVariance aroundCurve() {
        return WidthVariance.of(
                widths(),
                ofWidths(group -> group.stream()
                        .mapToDouble(pair -> residual(pair) * residual(pair))
                        .sum()),
                ofWidths(group -> group.size() - 1));
    }

    /** Of one model alone nothing tells how far others differ from it: as far as from nothing. */
    private WidthVariance squaredMeans() {
        return WidthVariance.given(widths(), ofWidths(group -> {
            double mean = CompressedPair.meanOf(group);
            return mean * mean;
        }));
    }

    @Override
    public String toString() {
        return "compression losses of " + Text.count(byModel.size(), "model") + " at "
                + byBits.keySet().stream().map(Text::shortest).toList() + " bits";
    }
}
