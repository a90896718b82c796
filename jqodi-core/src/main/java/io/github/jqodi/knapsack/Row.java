package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The items of one row that are worth taking, by rising time, of equal items the first. Their lower convex hull is what the
 * relaxation mixes.
 */
final class Row {
    final int[] item;
    final double[] time;
    final double[] cost;
    /** Exact times, {@code digits} entries an item. */
    final long[] ticks;
    /** Positions of the hull's corners, from the fastest to the cheapest. */
    final int[] hull;

    private Row(int[] item, double[] time, double[] cost, long[] ticks, int[] hull) {
        this.item = item;
        this.time = time;
        this.cost = cost;
        this.ticks = ticks;
        this.hull = hull;
    }

    /** The items that may belong to a choice of least cost. */
    static Row of(double[] time, double[] cost, TimeGrid grid, double limit) {
        return of(kept(time, cost, limit, false), time, cost, grid);
    }

    /** The cheapest item of every distinct time. */
    static Row ofDistinctTimes(double[] time, double[] cost, TimeGrid grid, double limit) {
        return of(kept(time, cost, limit, true), time, cost, grid);
    }

    /** The items that may belong to a choice of least cost, without their exact times. */
    static Row ofHull(double[] time, double[] cost) {
        int[] kept = kept(time, cost, Double.POSITIVE_INFINITY, false);
        double[] t = Arrays.stream(kept).mapToDouble(i -> time[i]).toArray();
        double[] c = Arrays.stream(kept).mapToDouble(i -> cost[i]).toArray();
        return new Row(kept, t, c, new long[0], hull(t, c));
    }

    private static Row of(int[] kept, double[] time, double[] cost, TimeGrid grid) {
        double[] t = Arrays.stream(kept).mapToDouble(i -> time[i]).toArray();
        double[] c = Arrays.stream(kept).mapToDouble(i -> cost[i]).toArray();
        long[] ticks = new long[kept.length * grid.digits()];
        for (int i = 0; i < kept.length; i++) {
            grid.encode(t[i], ticks, i * grid.digits());
        }
        return new Row(kept, t, c, ticks, hull(t, c));
    }

    /** Some of the items; each is called by its position in this row. */
    Row only(int[] positions, int digits) {
        double[] t = Arrays.stream(positions).mapToDouble(i -> time[i]).toArray();
        double[] c = Arrays.stream(positions).mapToDouble(i -> cost[i]).toArray();
        long[] chosen = new long[positions.length * digits];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(ticks, positions[i] * digits, chosen, i * digits, digits);
        }
        return new Row(positions, t, c, chosen, new int[0]);
    }

    int size() {
        return item.length;
    }

    private static int[] kept(double[] time, double[] cost, double limit, boolean slowerToo) {
        int[] order = IndexSort.ascending(time, cost, time.length);
        int[] kept = new int[order.length];
        int size = 0;
        double least = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            boolean better = slowerToo ? time[i] > last : cost[i] < least;
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
