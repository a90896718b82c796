package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/**
 * The items of one row that are worth taking, by rising time, of equal items the first. Their lower convex hull is what the
 * relaxation mixes.
 */
final class NondominatedItems {
    private static final int ROWS_BETWEEN_STOPS = 512;

    /** From how many items on sorting is spared by a sieve. */
    private static final int MIN_SIEVED_ITEMS = 128;

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

    /** The items of every row of an instance that may belong to a choice of least cost below a limit. */
    static NondominatedItems[] ofRows(Instance instance, double limit, Limits limits) {
        return ofRows(instance, limit, false, limits);
    }

    /** The cheapest item of every distinct time of every row of an instance, below its limit. */
    static NondominatedItems[] ofDistinctTimesOfRows(Instance instance, Limits limits) {
        return ofRows(instance, instance.limit(), true, limits);
    }

    private static NondominatedItems[] ofRows(Instance instance, double limit, boolean keepDominated, Limits limits) {
        NondominatedItems[] rows = new NondominatedItems[instance.time().length];
        RowOrder order = new RowOrder();
        for (int r = 0; r < rows.length; r++) {
            double[] time = instance.time()[r];
            double[] cost = instance.cost()[r];
            if (r % ROWS_BETWEEN_STOPS == 0 || time.length > ROWS_BETWEEN_STOPS) {
                limits.check();
            }
            rows[r] = keepDominated
                    ? ofDistinctTimes(time, cost, limit, order, limits)
                    : of(time, cost, limit, order, limits);
        }
        return rows;
    }

    /**
     * The items that may belong to a choice of least cost.
     *
     * @param rows orders the items of rows that follow each other
     */
    static NondominatedItems of(double[] time, double[] cost, double limit, RowOrder rows, Limits limits) {
        int[] order = time.length < MIN_SIEVED_ITEMS
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
        return Arrays.copyOf(corner, LowerHull.append(time, cost, 0, time.length, corner, 0));
    }
}
