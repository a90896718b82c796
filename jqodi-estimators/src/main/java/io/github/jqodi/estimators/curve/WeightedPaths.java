package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import java.util.Arrays;
import java.util.List;

/**
 * Weighted continuations of a run: what its losses may be in the epochs ahead. K of a target is the first passage of each
 * path. The arrays are not copied; do not change them afterwards.
 */
public final class WeightedPaths {
    private final int firstEpoch;
    private final double[][] paths;
    private final double[] weights;

    /**
     * Takes paths and weights.
     *
     * @param firstEpoch the epoch of entry 0 of every path
     * @param paths losses of epochs {@code firstEpoch}, {@code firstEpoch + 1}, …; at least one path, lengths may differ
     * @param weights one for each path, {@code >= 0}, with a sum above 0
     */
    public WeightedPaths(int firstEpoch, double[][] paths, double[] weights) {
        Check.that(
                paths.length > 0 && paths.length == weights.length,
                "weights",
                weights.length + " entries",
                "must have one for each of the " + paths.length + " paths, at least one",
                "");
        this.firstEpoch = firstEpoch;
        this.paths = paths;
        this.weights = weights;
    }

    /**
     * Paths of several sources together.
     *
     * @param sources with the same first epoch
     * @param shares what each source weighs, {@code >= 0}, with a sum above 0
     * @return all paths, each source's weights scaled to its share
     */
    public static WeightedPaths mix(List<WeightedPaths> sources, double[] shares) {
        int first = sources.get(0).firstEpoch;
        int count = sources.stream().mapToInt(source -> source.paths.length).sum();
        double[][] paths = new double[count][];
        double[] weights = new double[count];
        int at = 0;
        for (int s = 0; s < sources.size(); s++) {
            WeightedPaths source = sources.get(s);
            Check.that(
                    source.firstEpoch == first, "sources/" + s, source.firstEpoch, "must start in epoch " + first, "");
            double total = Arrays.stream(source.weights).sum();
            for (int i = 0; i < source.paths.length; i++, at++) {
                paths[at] = source.paths[i];
                weights[at] = source.weights[i] * shares[s] / total;
            }
        }
        return new WeightedPaths(first, paths, weights);
    }

    /**
     * {@return the epoch of entry 0 of every path}
     */
    public int firstEpoch() {
        return firstEpoch;
    }

    /**
     * {@return how many paths there are}
     */
    public int count() {
        return paths.length;
    }

    /**
     * The belief about K of one target, O(paths · epochs).
     *
     * @param target a loss
     * @param basis what the belief rested on
     * @return first passages, "never" for paths that end above the target
     */
    public EpochForecast forecast(double target, String basis) {
        int longest = 0;
        for (double[] path : paths) {
            longest = Math.max(longest, path.length);
        }
        double[] mass = new double[longest];
        double total = 0;
        for (int i = 0; i < paths.length; i++) {
            total += weights[i];
            int passage = passage(paths[i], target);
            if (passage >= 0) {
                mass[passage] += weights[i];
            }
        }
        Check.that(total > 0, "weights", "sum " + total, "must sum to more than 0", "");
        return EpochForecast.ofMass(firstEpoch, mass, total, basis);
    }

    private static int passage(double[] path, double target) {
        for (int k = 0; k < path.length; k++) {
            if (path[k] <= target) {
                return k;
            }
        }
        return -1;
    }
}
