package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * Reduced-cost fixing: the items that are left once a choice is known, those whose bound is not above its cost. Most classes
 * keep one item and are fixed; the others are free.
 */
final class ReducedCostFixing {
    private static final int ITEMS_BETWEEN_STOPS = 1 << 16;
    /** What an open item takes in its row, without the class's share. */
    private static final double BYTES_PER_ITEM = 2 * Double.BYTES + Integer.BYTES;

    private final int[] fixed;
    private final int[] free;
    private final NondominatedItems[] rows;
    private final double[] times;

    private ReducedCostFixing(int[] fixed, int[] free, NondominatedItems[] rows, double[] times) {
        this.fixed = fixed;
        this.free = free;
        this.rows = rows;
        this.times = times;
    }

    /**
     * Finds them.
     *
     * @param prepared the problem
     * @param bound of the choices that have an item
     * @param ceiling highest bound of interest
     * @param known a choice whose items are open in any case, so that no class is without one
     * @param limits when to give up
     */
    static ReducedCostFixing of(
            ReducedInstance prepared, LagrangianBound bound, double ceiling, int[] known, Limits limits) {
        Instance instance = prepared.instance();
        Collected collected = new Collected(instance.classes(), limits);
        long items = 0;
        for (int k = 0; k < instance.classes(); k++) {
            NondominatedItems row = prepared.rows()[instance.rowOf()[k]];
            items += row.size();
            if (items >= ITEMS_BETWEEN_STOPS) {
                items = 0;
                limits.check();
            }
            collected.add(k, row, bound, ceiling, known[k]);
        }
        return collected.byRegret();
    }

    /** The classes looked at so far. */
    private static final class Collected {
        private final Limits limits;
        private final int[] fixed;
        private final double[] times;
        private int fixedCount;
        private final int[] free;
        private final double[] regret;
        private final NondominatedItems[] rows;
        private int count;
        private long openItems;

        Collected(int classes, Limits limits) {
            this.limits = limits;
            this.fixed = new int[classes];
            this.times = new double[classes];
            this.free = new int[classes];
            this.regret = new double[classes];
            this.rows = new NondominatedItems[classes];
        }

        void add(int k, NondominatedItems row, LagrangianBound bound, double ceiling, int known) {
            int[] open = new int[row.size()];
            int size = 0;
            double least = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (int i = 0; i < open.length; i++) {
                double value = bound.with(k, i);
                if (value <= ceiling || i == known) {
                    open[size++] = i;
                    second = Math.min(second, Math.max(least, value));
                    least = Math.min(least, value);
                }
            }
            fixed[k] = size == 1 ? open[0] : -1;
            if (size == 1) {
                times[fixedCount++] = row.time[open[0]];
            } else {
                leaveFree(k, row, Arrays.copyOf(open, size), second);
            }
        }

        private void leaveFree(int k, NondominatedItems row, int[] open, double secondBound) {
            openItems += open.length;
            limits.checkMemory("the items that its bound leaves open", openItems * BYTES_PER_ITEM);
            rows[count] = row.only(open);
            regret[count] = secondBound;
            free[count++] = k;
        }

        /** The free classes in the order of what the second best item of each costs at least, the most first. */
        ReducedCostFixing byRegret() {
            int[] order = IndexSort.descending(Arrays.copyOf(regret, count), limits.stop());
            int[] ordered = new int[count];
            NondominatedItems[] orderedRows = new NondominatedItems[count];
            for (int at = 0; at < count; at++) {
                limits.check(at);
                ordered[at] = free[order[at]];
                orderedRows[at] = rows[order[at]];
            }
            return new ReducedCostFixing(fixed, ordered, orderedRows, Arrays.copyOf(times, fixedCount));
        }
    }

    /** Positions of the items of the fixed classes in their rows, -1 for the free ones. */
    int[] fixed() {
        return fixed;
    }

    /** Times of the fixed items. */
    double[] times() {
        return times;
    }

    /** How many classes are free. */
    int size() {
        return free.length;
    }

    /** A free class; those where any other item than the best costs much come first. */
    int free(int at) {
        return free[at];
    }

    /** The open items of a free class; its items are positions in the row they come from. */
    NondominatedItems row(int at) {
        return rows[at];
    }
}
