package io.github.jqodi.estimators.neural;

/** Running minimum of a run: its best level up to each epoch. */
final class RunningMinimum {
    private RunningMinimum() {}

    static double[] of(double[] levels) {
        double[] low = levels.clone();
        for (int k = 1; k < low.length; k++) {
            low[k] = Math.min(low[k], low[k - 1]);
        }
        return low;
    }

    /** The least of the first so many. */
    static double best(double[] levels, int epochs) {
        double best = levels[0];
        for (int k = 1; k < epochs; k++) {
            best = Math.min(best, levels[k]);
        }
        return best;
    }
}
