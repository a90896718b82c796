package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;
import java.util.Optional;

/**
 * Instances whose classes are all alike, where only the count of each item matters. The relaxation mixes two neighbours on
 * the hull, a and b; every multiset of other items is tried whose reduced costs still fit below the best known cost, and is
 * filled up with as many of the slower neighbour b as the time allows and a for the rest. Exact like the label search, which
 * takes over where the multisets are too many.
 */
final class EqualClasses {
    private static final long MOST_NODES = 300_000;
    private static final double ROUNDING = 0x1p-44;
    /** A division this close to a whole number is decided by exact times. */
    private static final double DOUBT = 1e-6;

    private final Row row;
    private final TimeGrid grid;
    private final Limits limits;
    private final int classes;
    private final int fast;
    private final int slow;
    private final double multiplier;
    private final double capacity;
    private final long[] limit;
    private final long[] spent;
    private final long[] itemCost;
    private final double[] reduced;
    /** The other items by rising reduced cost. */
    private final int[] others;

    private final double bound;
    private final double unit;

    private final int[] counts;
    private int[] best = new int[0];
    private long bestCost = Long.MAX_VALUE;
    private double ceiling = Double.POSITIVE_INFINITY;
    private long nodes;
    private boolean gaveUp;

    private EqualClasses(Instance instance, Row row, TimeGrid grid, int corner, Limits limits) {
        this.row = row;
        this.grid = grid;
        this.limits = limits;
        this.classes = instance.classes();
        this.fast = row.hull[corner];
        this.slow = row.hull[corner + 1];
        double weight = instance.weight()[0];
        this.multiplier = weight * (row.cost[fast] - row.cost[slow]) / (row.time[slow] - row.time[fast]);
        this.limit = grid.encode(instance.limit());
        this.spent = grid.sum(instance.spent());
        grid.add(spent, 0, grid.sum(instance.reserved()), 0, spent, 0);
        this.capacity = instance.limit() - grid.approximate(spent, 0);
        double most = weight * row.cost[0] * classes;
        this.unit = LabelSearch.unitFor(most);
        this.itemCost = new long[row.size()];
        this.reduced = new double[row.size()];
        double level = weight * row.cost[fast] + multiplier * row.time[fast];
        for (int i = 0; i < row.size(); i++) {
            itemCost[i] = (long) Math.rint(weight * row.cost[i] / unit);
            reduced[i] = Math.max(0, weight * row.cost[i] + multiplier * row.time[i] - level);
        }
        int[] order = IndexSort.ascending(reduced, row.time, row.size());
        this.others = Arrays.stream(order).filter(i -> i != fast && i != slow).toArray();
        double magnitude = classes * level + multiplier * Math.abs(instance.limit());
        this.bound = classes * level - multiplier * capacity - ROUNDING * magnitude;
        this.counts = new int[row.size()];
    }

    /** Whether all classes are alike. */
    static boolean are(Instance instance) {
        int[] rowOf = instance.rowOf();
        double[] weight = instance.weight();
        for (int k = 1; k < rowOf.length; k++) {
            if (rowOf[k] != rowOf[0] || weight[k] != weight[0]) {
                return false;
            }
        }
        return rowOf.length > 1;
    }

    /**
     * Solves an instance of alike classes of which the fastest items fit and the cheapest do not.
     *
     * @return the choice of least cost and, among equals, of least time, as positions in the row; empty if there are too
     *     many multisets
     */
    static Optional<int[]> solve(Instance instance, Row row, TimeGrid grid, Limits limits) {
        double perClass = (instance.limit()
                        - Arrays.stream(instance.spent()).sum()
                        - Arrays.stream(instance.reserved()).sum())
                / instance.classes();
        int corner = 0;
        while (corner + 2 < row.hull.length && row.time[row.hull[corner + 1]] <= perClass) {
            corner++;
        }
        EqualClasses search = new EqualClasses(instance, row, grid, corner, limits);
        search.explore(0, 0, 0, 0, 0);
        return search.gaveUp || search.best.length == 0 ? Optional.empty() : Optional.of(search.choice());
    }

    /** Closes the multiset at hand and goes on with every larger one. */
    private void explore(int from, int taken, double seconds, long cost, double above) {
        if (++nodes > MOST_NODES || (nodes % 4096 == 0 && limits.stop().getAsBoolean())) {
            gaveUp = true;
            return;
        }
        close(classes - taken, seconds, cost);
        if (taken == classes) {
            return;
        }
        for (int o = from; o < others.length && !gaveUp; o++) {
            int i = others[o];
            double next = above + reduced[i];
            if (bound + next > ceiling) {
                return;
            }
            counts[i]++;
            explore(o, taken + 1, seconds + row.time[i], cost + itemCost[i], next);
            counts[i]--;
        }
    }

    /** Fills the open classes with the neighbours, as many of the slower and cheaper one as fit. */
    private void close(int open, double seconds, long cost) {
        double step = row.time[slow] - row.time[fast];
        double room = (capacity - seconds - open * row.time[fast]) / step;
        double whole = Math.floor(room);
        if (room < -DOUBT * (1 + Math.abs(room))) {
            return;
        }
        int most = (int) Math.max(0, Math.min(open, whole + 1));
        boolean decided = room - whole > DOUBT && whole + 1 - room > DOUBT;
        int slowCount = decided ? (int) Math.min(open, whole) : fitting(open, most);
        if (slowCount < 0) {
            return;
        }
        long total = cost + slowCount * itemCost[slow] + (open - slowCount) * itemCost[fast];
        if (total < bestCost || (total == bestCost && isFaster(open, slowCount))) {
            bestCost = total;
            best = filled(open, slowCount);
            ceiling = total * unit * (1 + ROUNDING);
        }
    }

    /** The largest count of the slower neighbour, at most {@code most}, that fits exactly; -1 if none does. */
    private int fitting(int open, int most) {
        for (int n = most; n >= Math.max(0, most - 3); n--) {
            if (grid.compare(time(filled(open, n)), 0, limit, 0) < 0) {
                return n;
            }
        }
        return -1;
    }

    private boolean isFaster(int open, int slowCount) {
        return grid.compare(time(filled(open, slowCount)), 0, time(best), 0) < 0;
    }

    private int[] filled(int open, int slowCount) {
        int[] full = counts.clone();
        full[slow] += slowCount;
        full[fast] += open - slowCount;
        return full;
    }

    /** Exact time of a multiset, what is spent and reserved included. */
    private long[] time(int[] multiset) {
        long[] total = spent.clone();
        for (int i = 0; i < multiset.length; i++) {
            for (int n = 0; n < multiset[i]; n++) {
                grid.add(total, 0, row.ticks, i * grid.digits(), total, 0);
            }
        }
        return total;
    }

    private int[] choice() {
        int[] positions = new int[classes];
        int k = 0;
        for (int i = 0; i < best.length; i++) {
            Arrays.fill(positions, k, k + best[i], i);
            k += best[i];
        }
        return positions;
    }
}
