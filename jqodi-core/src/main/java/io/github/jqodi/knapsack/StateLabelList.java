package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/** Labels of states by rising time and falling cost, and how two such lists are merged. Times are exact. */
final class StateLabelList {
    private static final int FIRST_CAPACITY = 8;

    private final FixedPoint grid;
    private final int words;
    private final double band;
    long[] time;
    double[] seconds = new double[FIRST_CAPACITY];
    long[] cost = new long[FIRST_CAPACITY];
    /** Number of the label, or of the one it came from while it has no number yet. */
    int[] number = new int[FIRST_CAPACITY];
    /** Open item by which it came. */
    int[] by = new int[FIRST_CAPACITY];

    int size;

    /**
     * An empty list.
     *
     * @param grid exact times
     * @param band rounded times closer than this are compared exactly
     */
    StateLabelList(FixedPoint grid, double band) {
        this.grid = grid;
        this.words = grid.words();
        this.band = band;
        this.time = new long[FIRST_CAPACITY * words];
    }

    /** What is added to a label. */
    static final class Shift {
        final long[] time;
        final int at;
        final double seconds;
        final long cost;

        Shift(long[] time, int at, double seconds, long cost) {
            this.time = time;
            this.at = at;
            this.seconds = seconds;
            this.cost = cost;
        }
    }

    /** Bounds of labels of one state; what lies above the ceiling is not kept. */
    static final class Filter {
        double unit;
        double latest;
        double[] multiplier = {};
        double[] room = {};

        /** Whether a label may belong to a choice of interest. */
        boolean admits(long cost, double seconds) {
            if (seconds > latest || cost >= LabelSearch.MAX_TICKS) {
                return false;
            }
            double value = cost * unit;
            for (int m = 0; m < multiplier.length; m++) {
                if (value + multiplier[m] * seconds > room[m]) {
                    return false;
                }
            }
            return true;
        }
    }

    void clear() {
        size = 0;
    }

    /** Takes the place of all labels: one without time and cost. */
    void start(int newNumber) {
        Arrays.fill(time, 0, words, 0);
        seconds[0] = 0;
        cost[0] = 0;
        number[0] = newNumber;
        by[0] = -1;
        size = 1;
    }

    private void grow() {
        int capacity = 2 * size;
        time = Arrays.copyOf(time, capacity * words);
        seconds = Arrays.copyOf(seconds, capacity);
        cost = Arrays.copyOf(cost, capacity);
        number = Arrays.copyOf(number, capacity);
        by = Arrays.copyOf(by, capacity);
    }

    /** A copy that takes no more memory than it needs. */
    StateLabelList compact() {
        StateLabelList copy = new StateLabelList(grid, band);
        copy.time = Arrays.copyOf(time, Math.max(1, size) * words);
        copy.seconds = Arrays.copyOf(seconds, Math.max(1, size));
        copy.cost = Arrays.copyOf(cost, Math.max(1, size));
        copy.number = Arrays.copyOf(number, Math.max(1, size));
        copy.by = Arrays.copyOf(by, Math.max(1, size));
        copy.size = size;
        return copy;
    }

    /**
     * Fills this list with the labels of two others that no other one undercuts.
     *
     * @param a one of them
     * @param b the other; neither is this list
     * @param shift added to each label of b
     * @param item by which the labels of b come; -1 if they stay as they are
     * @param filter what labels of b must pass
     */
    void merge(StateLabelList a, StateLabelList b, Shift shift, int item, Filter filter) {
        size = 0;
        long cheapest = Long.MAX_VALUE;
        int i = 0;
        int j = 0;
        while (i < a.size || j < b.size) {
            if (i < a.size && a.cost[i] >= cheapest) {
                i++;
                continue;
            }
            if (j < b.size) {
                long moved = b.cost[j] + shift.cost;
                if (moved >= cheapest || !filter.admits(moved, b.seconds[j] + shift.seconds)) {
                    j++;
                    continue;
                }
            }
            if (j == b.size || (i < a.size && isBefore(a, i, b, j, shift))) {
                cheapest = a.cost[i];
                append(a, i++);
            } else {
                cheapest = b.cost[j] + shift.cost;
                append(b, j++, shift, item);
            }
        }
    }

    private boolean isBefore(StateLabelList a, int i, StateLabelList b, int j, Shift shift) {
        double later = b.seconds[j] + shift.seconds - a.seconds[i];
        if (Math.abs(later) > band) {
            return later > 0;
        }
        int order = compare(a.time, i * words, b.time, j * words, shift.time, shift.at);
        return order < 0 || (order == 0 && a.cost[i] <= b.cost[j] + shift.cost);
    }

    /** Compares a number with the sum of two. */
    private int compare(long[] a, int aAt, long[] b, int bAt, long[] c, int cAt) {
        if (words == 1) {
            return Long.compare(a[aAt], b[bAt] + c[cAt]);
        }
        ensureSum();
        grid.add(b, bAt, c, cAt, sum, 0);
        return grid.compare(a, aAt, sum, 0);
    }

    private long[] sum = {};

    private void ensureSum() {
        if (sum.length < words) {
            sum = new long[words];
        }
    }

    private void append(StateLabelList from, int i) {
        if (size == cost.length) {
            grow();
        }
        System.arraycopy(from.time, i * words, time, size * words, words);
        seconds[size] = from.seconds[i];
        cost[size] = from.cost[i];
        number[size] = from.number[i];
        by[size++] = from.by[i];
    }

    private void append(StateLabelList from, int i, Shift shift, int item) {
        if (size == cost.length) {
            grow();
        }
        grid.add(from.time, i * words, shift.time, shift.at, time, size * words);
        seconds[size] = from.seconds[i] + shift.seconds;
        cost[size] = from.cost[i] + shift.cost;
        number[size] = from.number[i];
        by[size++] = item < 0 ? from.by[i] : item;
    }

    BestPair.Labels view() {
        return new BestPair.Labels(size, time, cost);
    }
}
