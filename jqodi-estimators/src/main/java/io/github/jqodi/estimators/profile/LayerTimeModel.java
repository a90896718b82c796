package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.numeric.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Time of a layer as fixed part, multiply-adds and bytes: seconds = fixed + a·MACs + b·bytes, no part below 0, fitted to measured
 * times of one node, precision and direction with the least sum of relative deviations. MACs alone rank layers wrongly, since small
 * ones wait for their start and wide ones for memory.
 *
 * @param fixedSeconds of a layer without work
 * @param secondsPerMac a
 * @param secondsPerByte b
 * @param errors what the fit misses by, on layers it has not seen
 */
public record LayerTimeModel(double fixedSeconds, double secondsPerMac, double secondsPerByte, Errors errors) {
    /** The least number of measured layers that a model is fitted to. */
    public static final int LEAST_LAYERS = 6;

    private static final int FOLDS = 5;

    /**
     * Relative errors on layers held back from the fit, none where too few kinds of layers were measured. Layers of the same work
     * are held back together.
     *
     * @param layers that were measured
     * @param kinds of layers, by their work
     * @param median |predicted / measured − 1| of this model
     * @param medianOfSpeed the same of MACs / speed, at the speed that fits best
     * @param low factor below the prediction, so that 5 % of the layers are faster
     * @param high factor above it, so that 5 % are slower
     */
    public record Errors(
            int layers, int kinds, OptionalDouble median, OptionalDouble medianOfSpeed, double low, double high) {}

    /**
     * Seconds that are predicted, with the interval that holds nine of ten layers.
     *
     * @param seconds the prediction
     * @param low lower end
     * @param high upper end
     */
    public record Prediction(double seconds, double low, double high) {}

    /** A layer as the fit sees it. */
    private record Sample(LayerWork work, double seconds) {
        static double[] three(LayerWork work) {
            return new double[] {1, work.macs(), work.bytes()};
        }

        static double[] speed(LayerWork work) {
            return new double[] {work.macs()};
        }
    }

    /**
     * Fits forward passes.
     *
     * @param times of one setting; those without work or of no time are left out
     * @return the model
     * @throws io.github.jqodi.error.InvalidValueException if fewer than {@value #LEAST_LAYERS} are left
     */
    public static LayerTimeModel forward(List<LayerTime> times) {
        return fitted(samples(times, LayerTime::forwardSeconds));
    }

    /**
     * Fits backward passes to the work of the forward pass.
     *
     * @param times of one setting; those without work or a backward pass are left out
     * @return the model
     * @throws io.github.jqodi.error.InvalidValueException if fewer than {@value #LEAST_LAYERS} are left
     */
    public static LayerTimeModel backward(List<LayerTime> times) {
        return fitted(samples(times, time -> time.backwardSeconds().orElse(0)));
    }

    private static List<Sample> samples(List<LayerTime> times, ToDoubleFunction<LayerTime> seconds) {
        return times.stream()
                .filter(time -> time.work().isPresent() && seconds.applyAsDouble(time) > 0)
                .map(time -> new Sample(time.work().get(), seconds.applyAsDouble(time)))
                .toList();
    }

    private static LayerTimeModel fitted(List<Sample> samples) {
        Check.that(
                samples.size() >= LEAST_LAYERS,
                "times",
                samples.size(),
                "must be at least " + LEAST_LAYERS + " measured layers of known work to fit a model",
                "Give MACs and bytes of the layers, or measure more of them.");
        double[] weights = weights(samples, Sample::three);
        return new LayerTimeModel(weights[0], weights[1], weights[2], errors(samples));
    }

    private interface Terms {
        double[] of(LayerWork work);
    }

    private static double[] weights(List<Sample> samples, Terms terms) {
        return RelativeFit.weights(
                samples.stream().map(sample -> terms.of(sample.work())).toArray(double[][]::new),
                samples.stream().mapToDouble(Sample::seconds).toArray());
    }

    private static Errors errors(List<Sample> samples) {
        Map<LayerWork, Integer> kinds = new LinkedHashMap<>();
        samples.forEach(sample -> kinds.putIfAbsent(sample.work(), kinds.size()));
        if (kinds.size() < LEAST_LAYERS) {
            double[] ratios = sorted(ratios(samples, samples, Sample::three));
            return new Errors(
                    samples.size(),
                    kinds.size(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    low(ratios),
                    high(ratios));
        }
        List<Double> three = new ArrayList<>();
        List<Double> speed = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Sample> seen = new ArrayList<>();
            List<Sample> heldBack = new ArrayList<>();
            for (Sample sample : samples) {
                boolean held = Objects.requireNonNull(kinds.get(sample.work())) % FOLDS == fold;
                (held ? heldBack : seen).add(sample);
            }
            three.addAll(ratios(seen, heldBack, Sample::three));
            speed.addAll(ratios(seen, heldBack, Sample::speed));
        }
        double[] sorted = sorted(three);
        return new Errors(
                samples.size(),
                kinds.size(),
                OptionalDouble.of(medianError(three)),
                OptionalDouble.of(medianError(speed)),
                low(sorted),
                high(sorted));
    }

    /** Measured over predicted; infinite where nothing is predicted for work that takes time. */
    private static List<Double> ratios(List<Sample> seen, List<Sample> asked, Terms terms) {
        double[] weights = weights(seen, terms);
        return asked.stream()
                .map(sample -> sample.seconds() / Vectors.dot(terms.of(sample.work()), weights))
                .toList();
    }

    private static double medianError(List<Double> ratios) {
        double[] errors =
                sorted(ratios.stream().map(ratio -> Math.abs(1 / ratio - 1)).toList());
        return (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2;
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The order statistic below which one of twenty new values falls. */
    private static double low(double[] sorted) {
        return sorted[Math.max(0, (int) Math.floor((sorted.length + 1) * 0.05) - 1)];
    }

    private static double high(double[] sorted) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil((sorted.length + 1) * 0.95) - 1)];
    }

    /**
     * Predicts a layer.
     *
     * @param work of its forward pass
     * @return seconds with their interval
     */
    public Prediction predict(LayerWork work) {
        double seconds = fixedSeconds + secondsPerMac * work.macs() + secondsPerByte * work.bytes();
        return new Prediction(seconds, seconds * errors.low(), seconds * errors.high());
    }

    /**
     * {@return the three parts and the held-out error beside that of MACs / speed, in one sentence}
     */
    public String summary() {
        return Text.number(fixedSeconds * 1e6) + " us + " + Text.number(secondsPerMac * 1e9) + " s/GMAC + "
                + Text.number(secondsPerByte * 1e9) + " s/GB, fitted to " + Text.count(errors.layers(), "layer")
                + errors.median().stream()
                        .mapToObj(
                                median -> "; median error on layers held back " + percent(median) + ", of MACs / speed "
                                        + percent(errors.medianOfSpeed().orElse(Double.NaN)))
                        .findFirst()
                        .orElse("; " + Text.count(errors.kinds(), "kind")
                                + " of layers are too few to say what it misses by");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
