package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Sorts the items of a row by time without most of those that are dominated, in time all but linear in its length. Steps:
 *
 * <ol>
 *   <li>The cheapest item, of equal ones the fastest, dominates all that are slower.
 *   <li>The times up to it are cut into slices of equal length, and the least cost in each is found.
 *   <li>An item that is no cheaper than some item of a faster slice is dominated.
 *   <li>The others are put in their slices, and each slice is sorted.
 * </ol>
 */
final class DominanceSieve {
    private static final int MAX_SLICES = 128;

    private final double[] time;
    private final double[] cost;
    private final double limit;
    private final int slices;
    private final int[] slice;

    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    private DominanceSieve(double[] time, double[] cost, double limit) {
        this.time = time;
        this.cost = cost;
        this.limit = limit;
        this.slices = Math.min(MAX_SLICES, time.length);
        this.slice = new int[time.length];
    }

    /**
     * The items that may be nondominated.
     *
     * @param time of each item; no NaN
     * @param cost of each item; no NaN
     * @param limit slower items are left out, as slow ones too
     * @param stop asked now and then where slices are long
     * @return their indices by rising time, then cost, then index
     */
    static int[] sorted(double[] time, double[] cost, double limit, BooleanSupplier stop) {
        DominanceSieve sieve = new DominanceSieve(time, cost, limit);
        sieve.span();
        return sieve.sorted(sieve.cheapestOfFasterSlices(), stop);
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

    /** Finds the slice of each item, none of those beyond the span. */
    private double[] cheapestOfFasterSlices() {
        double[] least = new double[slices];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        double perSecond = slices / (last - first);
        for (int i = 0; i < time.length; i++) {
            boolean isInSpan = time[i] < limit && time[i] <= last;
            int own = isInSpan ? slice(time[i], perSecond) : -1;
            slice[i] = own;
            if (isInSpan) {
                least[own] = Math.min(least[own], cost[i]);
            }
        }
        double below = Double.POSITIVE_INFINITY;
        for (int s = 0; s < slices; s++) {
            double own = least[s];
            least[s] = below;
            below = Math.min(below, own);
        }
        return least;
    }

    /** Rounding keeps the order: of two items in different slices that of the faster slice is faster. */
    private int slice(double seconds, double perSecond) {
        return Math.min(slices - 1, (int) ((seconds - first) * perSecond));
    }

    private int[] sorted(double[] below, BooleanSupplier stop) {
        int[] end = new int[slices];
        for (int i = 0; i < slice.length; i++) {
            int own = slice[i];
            if (own >= 0 && cost[i] < below[own]) {
                end[own]++;
            } else {
                slice[i] = -1;
            }
        }
        for (int s = 1; s < slices; s++) {
            end[s] += end[s - 1];
        }
        int[] order = new int[end[slices - 1]];
        int[] start = end.clone();
        for (int i = slice.length - 1; i >= 0; i--) {
            if (slice[i] >= 0) {
                order[--start[slice[i]]] = i;
            }
        }
        for (int s = 0; s < slices; s++) {
            IndexSort.ascending(time, cost, order, start[s], end[s], stop);
        }
        return order;
    }
}
