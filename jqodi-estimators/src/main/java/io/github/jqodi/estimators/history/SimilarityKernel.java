package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.OptionalDouble;

/**
 * Exponential similarity kernel on model version, bit-width and schedule of the learning rate: the weight of a past run is
 * decay^distance. Each of the three in which a run is known to differ adds one to the distance; a bit-width twice removed counts
 * twice.
 *
 * @param decay in (0, 1]; 1 makes all runs equal
 */
record SimilarityKernel(double decay) {
    /** Decays among which the history chooses. */
    static final double[] DECAYS = {1, 0.5, 0.2, 0.05};

    double[] weights(HistoryMatrix history, RunFeatures run) {
        double[] weights = new double[history.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.pow(decay, distance(run, history.features(i)));
        }
        return weights;
    }

    /** Whether the rows differ in what is known of model or bits. */
    static boolean discriminates(HistoryMatrix history) {
        for (int i = 1; i < history.size(); i++) {
            if (distance(history.features(0), history.features(i)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static double distance(RunFeatures a, RunFeatures b) {
        boolean otherModel =
                a.model().isPresent() && b.model().isPresent() && !a.model().equals(b.model());
        return (otherModel ? 1 : 0) + (a.hasScheduleOf(b) ? 0 : 1) + octaves(a.bits(), b.bits());
    }

    private static double octaves(OptionalDouble a, OptionalDouble b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        return Math.abs(Math.log(a.getAsDouble() / b.getAsDouble())) / Math.log(2);
    }
}
