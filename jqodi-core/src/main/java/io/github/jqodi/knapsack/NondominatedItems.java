package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/**
 * The items of one row that are worth taking, by rising time, of equal items the first. Their lower convex hull is what the
 * relaxation mixes.
 */
final class NondominatedItems {
    /** From how many items on sorting is spared by a sieve. */
    private static final int LONG = 128;

    final int[] item;
    final double[] time;
    final double[] cost;
    /** Positions of the hull's corners, from the fastest to the cheapest. */
    final int[] hull;
    /** Time of the fastest item of the whole row. */
    private final double fastest;

    private NondominatedItems(int[] item, double[] time, double[] cost, int[] hull, double fastest) {
        this.item = item;
        this.time = time;
        this.cost = cost;
        this.hull = hull;
        this.fastest = fastest;
    }

    /**
     * The items that may belong to a choice of least cost.
     *
     * @param rows orders the items of rows that follow each other
     */
    static NondominatedItems of(double[] time, double[] cost, double limit, RowOrder rows, Limits limits) {
        int[] order = time.length < LONG
                ? rows.of(time, cost, limits.stop())
                : DominanceSieve.sorted(time, cost, limit, limits.stop());
        return of(kept(order, time, cost, limit, false), time, cost);
    }

    /** The cheapest item of every distinct time. */
    static NondominatedItems ofDistinctTimes(double[] time, double[] cost, double limit, RowOrder rows, Limits limits) {
        return of(kept(rows.of(time, cost, limits.stop()), time, cost, limit, true), time, cost);
    }

    private static NondominatedItems of(int[] kept, double[] time, double[] cost) {
        double[] t = chosen(time, kept);
        double[] c = chosen(cost, kept);
        return new NondominatedItems(kept, t, c, hull(t, c), t.length == 0 ? 0 : t[0]);
    }

    private static double[] chosen(double[] values, int[] at) {
        double[] chosen = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            chosen[i] = values[at[i]];
        }
        return chosen;
    }

    /** Some of the items, without a hull; each is called by its position in this row. */
    NondominatedItems only(int[] positions) {
        return new NondominatedItems(positions, chosen(time, positions), chosen(cost, positions), new int[0], fastest);
    }

    /** Time of an item beyond the fastest of the whole row; a difference of doubles, so off by half an ulp of itself. */
    double beyond(int i) {
        return time[i] - fastest;
    }

    /** Exact times, {@code words} entries an item. */
    long[] ticks(FixedPoint grid) {
        long[] ticks = new long[size() * grid.words()];
        for (int i = 0; i < size(); i++) {
            grid.encode(time[i], ticks, i * grid.words());
        }
        return ticks;
    }

    int size() {
        return item.length;
    }

    private static int[] kept(int[] order, double[] time, double[] cost, double limit, boolean keepDominated) {
        int[] kept = new int[order.length];
        int size = 0;
        double least = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            boolean better = keepDominated ? time[i] > last : cost[i] < least;
            if (time[i] < limit && better) {
                least = cost[i];
                last = time[i];
                kept[size++] = i;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static int[] hull(double[] time, double[] cost) {
        int[] corner = new int[time.length];
        int size = 0;
        for (int i = 0; i < time.length; i++) {
            while (size >= 2 && !turnsUp(time, cost, corner[size - 2], corner[size - 1], i)) {
                size--;
            }
            corner[size++] = i;
        }
        return Arrays.copyOf(corner, size);
    }

    /** Whether b lies strictly below the segment from a to c. */
    private static boolean turnsUp(double[] time, double[] cost, int a, int b, int c) {
        return (cost[a] - cost[b]) / (time[b] - time[a]) > (cost[b] - cost[c]) / (time[c] - time[b]);
    }
}
