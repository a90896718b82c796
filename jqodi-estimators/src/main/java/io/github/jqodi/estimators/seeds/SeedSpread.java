package io.github.jqodi.estimators.seeds;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Moderated t prediction of K of a new seed from other seeds of the same configuration: Student's t on the logarithm of K, the
 * variance of the group shrunk towards the pooled one of other configurations (Smyth, Linear models and empirical Bayes methods for
 * assessing differential expression in microarray experiments, 2004). How high the level of a robust value has to be is read off
 * past seeds, each forecast from the others of its group, and taken in part only, since spreads differ between data sets; and it is
 * not below the conformal quantile of the other seeds themselves, the largest of a few. P(never) is a shrunk share. Where no other
 * seed arrived, the little that is left is spread as K was over all past groups.
 */
public final class SeedSpread implements SeedEstimator {
    private static final double PSEUDO_RUNS = 2;
    private static final double DEFAULT_VARIANCE = 0.01;
    private static final double LEAST_VARIANCE = 1e-6;
    private static final int FEWEST_SEEDS = 3;
    private static final int POINTS = 199;
    /** K is a whole number: two seeds closer than this are not distinguishable. */
    private static final double ROUNDING_VARIANCE = 1.0 / 12;

    private static final double CONFIDENCE = 0.9;
    private static final double TRANSFER = 0.6;
    private static final double HIGHEST_LEVEL = 0.97;
    private static final int FEWEST_CHECKED = 20;

    /** Takes no settings. */
    public SeedSpread() {}

    @Override
    public String name() {
        return "seeds";
    }

    @Override
    public String description() {
        return "other seeds: Student's t on log K, spread shrunk towards that of other configurations";
    }

    @Override
    public Fitted fit(List<SeedGroup> history) {
        List<int[]> groups = history.stream()
                .map(SeedGroup::reached)
                .filter(reached -> reached.length >= FEWEST_SEEDS)
                .toList();
        double variance = pooledVariance(groups);
        return new FittedSpread(
                variance, robustLevel(groups, variance), NeverRate.fit(history), groups.size(), ofAnyGroup(groups));
    }

    /** K of all past seeds, every group weighing the same; never without groups. */
    private static EpochForecast ofAnyGroup(List<int[]> groups) {
        if (groups.isEmpty()) {
            return EpochForecast.never("no past groups");
        }
        double[] epochs = groups.stream()
                .flatMapToInt(Arrays::stream)
                .mapToDouble(epoch -> epoch)
                .toArray();
        double[] weights = groups.stream()
                .flatMapToDouble(reached -> Arrays.stream(reached).mapToDouble(epoch -> 1.0 / reached.length))
                .toArray();
        return EpochForecast.ofSample(epochs, weights, "");
    }

    private static double pooledVariance(List<int[]> groups) {
        double sum = 0;
        int degrees = 0;
        for (int[] reached : groups) {
            sum += Logs.of(reached).squares;
            degrees += reached.length - 1;
        }
        return degrees == 0 ? DEFAULT_VARIANCE : Math.max(LEAST_VARIANCE, sum / degrees);
    }

    /** The level of Student's t that covers nine in ten past seeds, shrunk towards 0.9. */
    private static double robustLevel(List<int[]> groups, double variance) {
        List<Double> needed = new ArrayList<>();
        for (int[] reached : groups) {
            for (int left = 0; left < reached.length; left++) {
                int[] others = without(reached, left);
                // Seeds that all agree say nothing on the shape of a spread.
                if (reached.length > FEWEST_SEEDS
                        && Arrays.stream(others).distinct().count() > 1) {
                    needed.add(Logs.of(others).forecast(variance, "").probabilityBy(reached[left] - 1.0));
                }
            }
        }
        if (needed.size() < FEWEST_CHECKED) {
            return CONFIDENCE;
        }
        Collections.sort(needed);
        double covering = needed.get((int) (CONFIDENCE * needed.size()));
        return Math.min(HIGHEST_LEVEL, Math.max(0.5, CONFIDENCE + TRANSFER * (covering - CONFIDENCE)));
    }

    private static int[] without(int[] reached, int left) {
        int[] rest = new int[reached.length - 1];
        System.arraycopy(reached, 0, rest, 0, left);
        System.arraycopy(reached, left + 1, rest, left, rest.length - left);
        return rest;
    }

    /** Logarithms of some K. */
    private record Logs(int count, double mean, double squares) {
        static Logs of(int[] epochs) {
            double mean = 0;
            for (int epoch : epochs) {
                mean += Math.log(epoch) / epochs.length;
            }
            double squares = 0;
            for (int epoch : epochs) {
                squares += (Math.log(epoch) - mean) * (Math.log(epoch) - mean);
            }
            return new Logs(epochs.length, mean, squares);
        }

        EpochForecast forecast(double pooledVariance, String basis) {
            double degrees = PSEUDO_RUNS + count - 1;
            double variance = (PSEUDO_RUNS * pooledVariance + squares) / degrees;
            double rounding = ROUNDING_VARIANCE * Math.exp(-2 * mean);
            double scale = Math.sqrt((variance + rounding) * (1 + 1.0 / count));
            TDistribution shape = new TDistribution(null, degrees);
            double[] epochs = new double[POINTS];
            double[] weights = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                double z = shape.inverseCumulativeProbability((i + 0.5) / POINTS);
                epochs[i] = Math.max(1, Math.rint(Math.exp(mean + scale * z)));
                weights[i] = 1;
            }
            return EpochForecast.ofSample(epochs, weights, basis);
        }
    }

    private record FittedSpread(
            double variance, double robustLevel, NeverRate never, int groups, EpochForecast ofAnyGroup)
            implements Fitted {
        @Override
        public EpochForecast forecast(SeedGroup others) {
            int[] reached = others.reached();
            if (reached.length == 0) {
                return ofAnyGroup
                        .withLevels(level -> level * (1 - never.of(others.neverCount(), 0)))
                        .withBasis(
                                "none of " + others.size() + " other seeds arrived, K of " + groups + " past groups");
            }
            String basis = others.size() + " other seeds, spread of " + groups + " past groups";
            double arrives = 1 - never.of(others.neverCount(), reached.length);
            EpochForecast spread = Logs.of(reached).forecast(variance, basis).withLevels(this::calibrated);
            return notBelow(spread, conformal(reached)).withLevels(level -> arrives * level);
        }

        /** The seed that a new one exceeds with probability 0.1 whatever their distribution; the largest of a few. */
        private static int conformal(int[] reached) {
            int[] sorted = reached.clone();
            Arrays.sort(sorted);
            int rank = (int) Math.ceil(CONFIDENCE * (sorted.length + 1));
            return sorted[Math.min(sorted.length, rank) - 1];
        }

        /** What other seeds took, this one may take too: the quantile at 0.9 is raised to it where it lies below. */
        private static EpochForecast notBelow(EpochForecast spread, int epoch) {
            double level = spread.probabilityBy(epoch - 1.0);
            return level < CONFIDENCE
                    ? spread
                    : spread.withLevels(each -> through(each, level, Math.nextDown(CONFIDENCE)));
        }

        private double calibrated(double level) {
            return through(level, robustLevel, CONFIDENCE);
        }

        /** Linear through (½, ½), (a level, another one) and (1, 1). */
        private static double through(double level, double from, double to) {
            if (level >= from) {
                return from >= 1 ? 1 : to + (1 - to) * (level - from) / (1 - from);
            }
            return level <= 0.5 ? level : 0.5 + (to - 0.5) * (level - 0.5) / (from - 0.5);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
