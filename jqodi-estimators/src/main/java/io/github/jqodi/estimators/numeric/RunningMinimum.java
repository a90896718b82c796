package io.github.jqodi.estimators.numeric;

/** Running minimum of a run: its best level up to each epoch. */
public final class RunningMinimum {
    private RunningMinimum() {}

    /**
     * The best levels.
     *
     * @param levels losses, or losses on a scale that rises with them; entry k is epoch k + 1
     * @return a new array: entry k is the least of entries 0 to k
     */
    public static double[] of(double[] levels) {
        double[] low = levels.clone();
        for (int k = 1; k < low.length; k++) {
            low[k] = Math.min(low[k], low[k - 1]);
        }
        return low;
    }
}
