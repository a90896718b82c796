package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weighted sample of continuations of a run: what its losses may be in the epochs ahead. K of a target is the first passage of each
 * path. The arrays are not copied; do not change them afterwards.
 */
public final class WeightedPaths {
    private final int firstEpoch;
    private final double[][] paths;
    private final double[] weights;
    /** What is added to every path; empty for nothing. */
    private final double[] center;

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
                "must have one for each of the " + paths.length + " paths, at least one");
        this.firstEpoch = firstEpoch;
        this.paths = paths;
        this.weights = weights;
        this.center = new double[0];
    }

    private WeightedPaths(WeightedPaths deviations, double[] center) {
        this.firstEpoch = deviations.firstEpoch;
        this.paths = deviations.paths;
        this.weights = deviations.weights;
        this.center = center;
    }

    /**
     * Paths that differ from a common one, without a copy of each.
     *
     * @param common what is added to each path; at least as long as the longest of them
     * @return the sums, with the same weights
     */
    public WeightedPaths around(double[] common) {
        Check.that(center.length == 0, "common", common.length + " entries", "may be given once only");
        return new WeightedPaths(this, common);
    }

    /**
     * The belief about K of one target, O(paths · epochs).
     *
     * @param target a loss
     * @param basis what the belief rested on
     * @return first passages, "never" for paths that end above the target
     */
    public EpochForecast forecast(double target, String basis) {
        return forecasts(new double[] {target}, basis).get(0);
    }

    /**
     * The beliefs about K of several targets, each path walked once, O(paths · (epochs + targets)).
     *
     * @param targets losses in any order, none NaN
     * @param basis what the beliefs rested on
     * @return one for each target in order
     */
    public List<EpochForecast> forecasts(double[] targets, String basis) {
        for (int t = 0; t < targets.length; t++) {
            Check.that(!Double.isNaN(targets[t]), "targets/" + t, targets[t], "must be a number");
        }
        if (targets.length == 0) {
            return List.of();
        }
        int longest = 0;
        double total = 0;
        for (int i = 0; i < paths.length; i++) {
            longest = Math.max(longest, paths[i].length);
            total += weights[i];
        }
        Check.that(total > 0, "weights", "sum " + total, "must sum to more than 0");
        double[] ascending = targets.clone();
        Arrays.sort(ascending);
        double[][] masses = new double[targets.length][longest];
        for (int i = 0; i < paths.length; i++) {
            if (weights[i] > 0) {
                walk(paths[i], weights[i], ascending, masses);
            }
        }
        List<EpochForecast> forecasts = new ArrayList<>(targets.length);
        for (double target : targets) {
            double[] mass = masses[Arrays.binarySearch(ascending, target)];
            forecasts.add(EpochForecast.ofMass(firstEpoch, mass, total, basis));
        }
        return forecasts;
    }

    /** Adds a path's weight where it first passes each target; the highest targets are passed first. */
    private void walk(double[] path, double weight, double[] ascending, double[][] masses) {
        int next = ascending.length - 1;
        boolean apart = center.length > 0;
        for (int k = 0; k < path.length; k++) {
            double loss = apart ? center[k] + path[k] : path[k];
            while (loss <= ascending[next]) {
                masses[next][k] += weight;
                if (--next < 0) {
                    return;
                }
            }
        }
    }

    @Override
    public String toString() {
        return Text.count(paths.length, "path") + " from epoch " + firstEpoch;
    }
}
