package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The free classes of one row by falling weight. Fixed classes between them leave only items that are no faster than those
 * of lighter classes and no slower than those of heavier ones.
 */
final class MonotoneClasses {
    /** A bit whether an item is open, and what it is worth, for each of two sides. */
    private static final double BYTES_PER_CELL = 1 + 2 * Double.BYTES;

    private final Instance instance;
    private final NondominatedItems row;
    private final int[] order;
    private final boolean[][] open;
    private final long[] ticks;
    private final long[] committed;

    private MonotoneClasses(
            Instance instance, NondominatedItems row, int[] order, boolean[][] open, long[] ticks, long[] committed) {
        this.instance = instance;
        this.row = row;
        this.order = order;
        this.open = open;
        this.ticks = ticks;
        this.committed = committed;
    }

    static MonotoneClasses of(ReducedInstance prepared, ReducedCostFixing items, Limits limits) {
        Instance instance = prepared.instance();
        NondominatedItems row = prepared.row(0);
        FixedPoint grid = prepared.grid();
        boolean[][] open = new boolean[instance.classes()][];
        limits.checkMemory("the blocks of its search", (double) items.size() * row.size() * BYTES_PER_CELL);
        for (int at = 0; at < items.size(); at++) {
            limits.check(at);
            boolean[] mine = new boolean[row.size()];
            for (int position : items.row(at).item) {
                mine[position] = true;
            }
            open[items.free(at)] = mine;
        }
        int[] byWeight = IndexSort.descending(instance.weight());
        restrict(byWeight, items.fixed(), open, row.size());
        int[] order = Arrays.stream(byWeight).filter(k -> items.fixed()[k] < 0).toArray();
        long[] committed = grid.sum(items.times());
        grid.add(committed, 0, grid.sum(instance.spent()), 0, committed, 0);
        grid.add(committed, 0, grid.sum(instance.reserved()), 0, committed, 0);
        return new MonotoneClasses(instance, row, order, open, row.ticks(grid), committed);
    }

    private static void restrict(int[] byWeight, int[] fixed, boolean[][] open, int items) {
        int slowest = items - 1;
        for (int k : byWeight) {
            if (fixed[k] >= 0) {
                slowest = Math.min(slowest, fixed[k]);
            } else {
                Arrays.fill(open[k], slowest + 1, items, false);
            }
        }
        int fastest = 0;
        for (int o = byWeight.length - 1; o >= 0; o--) {
            int k = byWeight[o];
            if (fixed[k] >= 0) {
                fastest = Math.max(fastest, fixed[k]);
            } else {
                Arrays.fill(open[k], 0, fastest, false);
            }
        }
    }

    /** How many there are. */
    int size() {
        return order.length;
    }

    /** How many items the row has. */
    int items() {
        return row.size();
    }

    /** The class at a place. */
    int number(int at) {
        return order[at];
    }

    boolean isOpen(int at, int position) {
        return open[order[at]][position];
    }

    /** Position of the fastest open item; 0 if none is left. */
    int fastest(int at) {
        boolean[] mine = open[order[at]];
        int position = 0;
        while (position < mine.length && !mine[position]) {
            position++;
        }
        return position == mine.length ? 0 : position;
    }

    /** Time of an item beyond the fastest of the row. */
    double beyond(int position) {
        return row.beyond(position);
    }

    /** Weighted cost of an item. */
    double cost(int at, int position) {
        return instance.weight()[order[at]] * row.cost[position];
    }

    /** Exact times of the row's items. */
    long[] ticks() {
        return ticks;
    }

    /** Exact time of all that is not left to choose. */
    long[] committed() {
        return committed;
    }
}
