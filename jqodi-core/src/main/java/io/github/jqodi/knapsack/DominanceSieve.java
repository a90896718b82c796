package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * Leaves out most dominated items of a long row in time linear in its length, so that few have to be sorted. Steps:
 *
 * <ol>
 *   <li>The cheapest item, of equal ones the fastest, dominates all that are slower.
 *   <li>The times up to it are cut into slices of equal length, and the least cost in each is found.
 *   <li>An item that is no cheaper than some item of a faster slice is dominated.
 * </ol>
 */
final class DominanceSieve {
    private static final int SLICES = 128;

    private final double[] time;
    private final double[] cost;
    private final double limit;

    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    private DominanceSieve(double[] time, double[] cost, double limit) {
        this.time = time;
        this.cost = cost;
        this.limit = limit;
    }

    /**
     * The items that may be nondominated.
     *
     * @param time of each item; no NaN
     * @param cost of each item; no NaN
     * @param limit slower items are left out, as slow ones too
     * @return their indices, ascending
     */
    static int[] left(double[] time, double[] cost, double limit) {
        DominanceSieve sieve = new DominanceSieve(time, cost, limit);
        sieve.span();
        return sieve.left();
    }

    /** From the fastest item to the cheapest one. */
    private void span() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < time.length; i++) {
            if (time[i] < limit) {
                first = Math.min(first, time[i]);
                if (cost[i] < least || (cost[i] == least && time[i] < last)) {
                    least = cost[i];
                    last = time[i];
                }
            }
        }
    }

    private int[] left() {
        double[] below = cheapestOfFasterSlices();
        int[] left = new int[time.length];
        int count = 0;
        for (int i = 0; i < time.length; i++) {
            if (isInSpan(i) && cost[i] < below[slice(i)]) {
                left[count++] = i;
            }
        }
        return Arrays.copyOf(left, count);
    }

    private double[] cheapestOfFasterSlices() {
        double[] least = new double[SLICES];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < time.length; i++) {
            if (isInSpan(i)) {
                int slice = slice(i);
                least[slice] = Math.min(least[slice], cost[i]);
            }
        }
        double[] below = new double[SLICES];
        below[0] = Double.POSITIVE_INFINITY;
        for (int slice = 1; slice < SLICES; slice++) {
            below[slice] = Math.min(below[slice - 1], least[slice - 1]);
        }
        return below;
    }

    private boolean isInSpan(int i) {
        return time[i] < limit && time[i] <= last;
    }

    /** Rounding keeps the order: of two items in different slices that of the faster slice is faster. */
    private int slice(int i) {
        return Math.min(SLICES - 1, (int) ((time[i] - first) / (last - first) * SLICES));
    }
}
