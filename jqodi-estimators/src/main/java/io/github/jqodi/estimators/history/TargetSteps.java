package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Fixed steps below the least loss at which a direct expert is asked for its beliefs. They are sorted in each epoch so that a lower
 * target is never the more likely one, and interpolated. Nothing is known of targets further below than all that was learned from:
 * belief in them falls to nothing at twice the largest step. Immutable.
 */
final class TargetSteps {
    private static final int STEPS = 32;

    private final ForestFeatures features;
    private final int observed;
    /** How far below the least loss beliefs are asked for, increasing. */
    private final double[] steps;

    /**
     * Spreads the steps.
     *
     * @param features of prefixes and targets; beliefs begin with the epoch after the prefix
     * @param gaps of all targets that were learned from, at least one
     */
    TargetSteps(ForestFeatures features, double[] gaps) {
        this.features = features;
        this.observed = features.observed();
        double[] sorted = Arrays.stream(gaps).sorted().toArray();
        steps = IntStream.rangeClosed(0, STEPS)
                .mapToDouble(s -> sorted[Math.min(sorted.length - 1, (int) ((s + 0.5) / STEPS * sorted.length))])
                .distinct()
                .toArray();
    }

    /**
     * Forecasts of targets anywhere.
     *
     * @param query a prefix
     * @param targets losses to reach
     * @param belief by the features of the prefix and a target, P(K ≤ k) of the epochs ahead, not decreasing in k; an array of its
     *     own
     */
    List<EpochForecast> forecasts(Query query, double[] targets, UnaryOperator<double[]> belief) {
        double[][] asked = features.of(query.prefix(), query.features(), steps);
        double[][] levels = Arrays.stream(asked).map(belief).toArray(double[][]::new);
        sort(levels);
        List<EpochForecast> forecasts = new ArrayList<>();
        for (double gap : features.gaps(query.prefix(), targets)) {
            forecasts.add(forecast(between(levels, gap)));
        }
        return forecasts;
    }

    /** In each epoch not increasing from step to step. */
    private void sort(double[][] levels) {
        double[] column = new double[steps.length];
        for (int k = 0; k < levels[0].length; k++) {
            for (int s = 0; s < column.length; s++) {
                column[s] = levels[s][k];
            }
            Arrays.sort(column);
            for (int s = 0; s < column.length; s++) {
                levels[s][k] = column[column.length - 1 - s];
            }
        }
    }

    /** Levels between those of two steps; before the first step its own, beyond the last one fewer and fewer. */
    private double[] between(double[][] levels, double gap) {
        int next = 0;
        while (next < steps.length && steps[next] < gap) {
            next++;
        }
        if (next == 0) {
            return levels[0];
        }
        double[] mixed = new double[levels[0].length];
        if (next < steps.length) {
            double share = (gap - steps[next - 1]) / (steps[next] - steps[next - 1]);
            for (int k = 0; k < mixed.length; k++) {
                mixed[k] = levels[next - 1][k] + share * (levels[next][k] - levels[next - 1][k]);
            }
        } else {
            double share = Math.max(0, 2 - gap / steps[next - 1]);
            for (int k = 0; k < mixed.length; k++) {
                mixed[k] = share * levels[next - 1][k];
            }
        }
        return mixed;
    }

    private EpochForecast forecast(double[] levels) {
        double[] ks = new double[levels.length + 1];
        double[] masses = new double[levels.length + 1];
        double before = 0;
        for (int k = 0; k < levels.length; k++) {
            ks[k] = observed + 1.0 + k;
            masses[k] = Math.max(0, levels[k] - before);
            before = Math.max(before, levels[k]);
        }
        ks[levels.length] = Double.POSITIVE_INFINITY;
        masses[levels.length] = Math.max(0, 1 - before);
        return EpochForecast.ofSample(ks, masses, "");
    }

    @Override
    public String toString() {
        return steps.length + " steps";
    }
}
