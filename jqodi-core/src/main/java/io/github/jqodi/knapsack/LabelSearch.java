package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/**
 * Exact search over labels, the partial choices for the first k classes, by rising time. Of labels of equal time the
 * cheapest is kept; unless slower ones are asked for, a label also has to be cheaper than every faster one. A label is
 * dropped if even the fastest rest does not fit, or if its bound is above a ceiling. Times are exact, costs are whole ticks
 * of a unit far below the best known cost.
 */
final class LabelSearch {
    private static final int STOP_INTERVAL = 4096;
    private static final int ITEMS_BETWEEN_STOPS = 1 << 16;
    private static final int FIRST_CAPACITY = 16;
    /** No cost of interest has as many ticks. */
    static final long MAX_TICKS = 1L << 61;
    /** Rounded times this close to each other, relative to the slack and the number of classes, are compared exactly. */
    private static final double DOUBT = 0x1p-50;

    private static final int TICK_BITS = 60;

    /** A lower bound on the value of every completion of a label. */
    interface Bound {
        /**
         * The bound.
         *
         * @param cost cost of the label
         * @param seconds its time beyond the fastest items of its classes
         * @param next the first class still open
         */
        double of(double cost, double seconds, int next);

        /**
         * A lower bound on the value of every choice that has an item.
         *
         * @param k its class
         * @param i its position in the row
         */
        default double with(int k, int i) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    private final Instance instance;
    private final NondominatedItems[] rows;
    /** Exact times of the items, by row. */
    private final long[][] ticks;

    private final FixedPoint grid;
    private final long[] limit;
    private final long[] fastestRest;
    private final Bound bound;
    private final double unit;
    private final boolean keepDominated;
    private final int words;
    private final long[] start;
    /** By class: what a label may take beyond the fastest items before it, so that the fastest rest fits; rounded. */
    private final double[] slack;

    private final double errorBand;

    /** Labels kept in all runs so far. */
    private long labels;

    private long popped;
    private long looked;

    // The labels of the class at hand, and those of the next one under construction.
    private long[] time;
    private double[] seconds;
    private long[] cost;
    private int size;
    private long[] nextTime;
    private double[] nextSeconds;
    private long[] nextCost;
    private int[] nextParent = new int[FIRST_CAPACITY];
    private int[] nextItem = new int[FIRST_CAPACITY];
    private int nextSize;

    /**
     * What prunes labels.
     *
     * @param bound of a label's completions
     * @param unit what one tick of cost is worth
     * @param keepDominated whether a slower label may matter although it is no cheaper
     */
    record Pruning(Bound bound, double unit, boolean keepDominated) {}

    /**
     * Prepares a search.
     *
     * @param instance the problem
     * @param rows items by row
     * @param grid exact times
     * @param pruning what prunes
     * @param limits when to give up while preparing
     */
    LabelSearch(Instance instance, NondominatedItems[] rows, FixedPoint grid, Pruning pruning, Limits limits) {
        this.instance = instance;
        this.rows = rows;
        this.ticks = ticks(rows, grid, limits);
        this.grid = grid;
        this.bound = pruning.bound;
        this.unit = pruning.unit;
        this.keepDominated = pruning.keepDominated;
        this.words = grid.words();
        this.time = new long[FIRST_CAPACITY * words];
        this.seconds = new double[FIRST_CAPACITY];
        this.cost = new long[FIRST_CAPACITY];
        this.nextTime = new long[FIRST_CAPACITY * words];
        this.nextSeconds = new double[FIRST_CAPACITY];
        this.nextCost = new long[FIRST_CAPACITY];
        this.start = grid.sum(instance.spent());
        this.limit = grid.encode(instance.limit());
        int n = instance.classes();
        this.fastestRest = new long[(n + 1) * words];
        fillFastestRest(n, limits);
        this.slack = new double[n + 1];
        fillSlack(n);
        this.errorBand = errorBand(n, slack[n]);
    }

    private static long[][] ticks(NondominatedItems[] rows, FixedPoint grid, Limits limits) {
        long[][] ticks = new long[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            limits.check(r);
            ticks[r] = rows[r].ticks(grid);
        }
        return ticks;
    }

    private void fillFastestRest(int classes, Limits limits) {
        System.arraycopy(grid.sum(instance.reserved()), 0, fastestRest, classes * words, words);
        for (int k = classes - 1; k >= 0; k--) {
            limits.check(k);
            grid.add(fastestRest, (k + 1) * words, ticks[instance.rowOf()[k]], 0, fastestRest, k * words);
        }
    }

    private void fillSlack(int classes) {
        long[] fastest = new long[words];
        grid.add(start, 0, fastestRest, 0, fastest, 0);
        slack[0] = slack(grid, limit, fastest);
        for (int k = 0; k < classes; k++) {
            slack[k + 1] = slack[k] + rows[instance.rowOf()[k]].beyond(0);
        }
    }

    /** What all classes together may take beyond their fastest items; -∞ if not even these fit. */
    static double slack(FixedPoint grid, long[] limit, long[] fastest) {
        double slack = grid.difference(limit, 0, fastest, 0);
        return slack > 0 ? slack : Double.NEGATIVE_INFINITY;
    }

    /**
     * How close rounded times of partial choices may be before they have to be compared exactly: eight roundings of the slack
     * for each class. A label's time is off by two for each class, its difference to the fastest item and the sum; so is the
     * slack. Rounding is the same for times beyond the slack, which are off by a part of themselves.
     */
    static double errorBand(int classes, double slack) {
        return Math.max(Double.MIN_VALUE, DOUBT * slack * (classes + 4));
    }

    /** A unit of cost of which the given cost has about 2^60; the least double for very small ones. */
    static double unitFor(double cost) {
        return Math.max(Double.MIN_VALUE, Math.scalb(1.0, Math.getExponent(cost) - TICK_BITS));
    }

    /** Labels kept in all runs so far. */
    long labels() {
        return labels;
    }

    /**
     * Keeps every label whose bound is at most the ceiling.
     *
     * @param ceiling highest bound of interest
     * @param allowance how many labels may be kept in this run
     * @param limits asked for a stop
     * @return the complete labels by rising time, possibly none
     */
    Run run(double ceiling, long allowance, Limits limits) {
        if (limits.stop().getAsBoolean()) {
            return new Run(true, 0, new long[0], new long[0], new int[0][], new int[0][]);
        }
        int n = instance.classes();
        int[][] parents = new int[n][];
        int[][] items = new int[n][];
        size = 1;
        System.arraycopy(start, 0, time, 0, words);
        seconds[0] = 0;
        cost[0] = 0;
        long kept = 0;
        for (int k = 0; k < n && size > 0; k++) {
            if (!advance(k, ceiling, allowance - kept, limits)) {
                labels += nextSize;
                return new Run(true, 0, new long[0], new long[0], parents, items);
            }
            kept += nextSize;
            labels += nextSize;
            parents[k] = Arrays.copyOf(nextParent, nextSize);
            items[k] = Arrays.copyOf(nextItem, nextSize);
            swap();
        }
        return new Run(false, size, time, cost, parents, items);
    }

    /** Merges, for each item of the class, the labels moved by it; the lists are sorted, so the merge is too. */
    private boolean advance(int k, double ceiling, long allowance, Limits limits) {
        NondominatedItems row = rows[instance.rowOf()[k]];
        Heads heads = new Heads(k);
        nextSize = 0;
        if (isTimeToAsk(row.size()) && limits.stop().getAsBoolean()) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (bound.with(k, i) <= ceiling) {
                heads.push(i, 0, ceiling);
            }
        }
        while (heads.count > 0) {
            int i = heads.heap[0];
            if (heads.headCost[i] < heads.cheapest || (keepDominated && slower(heads, i))) {
                if (nextSize >= allowance) {
                    return false;
                }
                append(heads, i);
                heads.cheapest = heads.headCost[i];
            }
            heads.replaceTop(ceiling);
            if (++popped % STOP_INTERVAL == 0 && limits.stop().getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** Whether enough items were looked at since the stop signal was asked last. */
    private boolean isTimeToAsk(int items) {
        looked += items;
        boolean due = looked >= ITEMS_BETWEEN_STOPS;
        looked = due ? 0 : looked;
        return due;
    }

    private void append(Heads heads, int i) {
        if (nextSize == Math.min(nextCost.length, nextParent.length)) {
            grow();
        }
        System.arraycopy(heads.headTime, i * words, nextTime, nextSize * words, words);
        nextCost[nextSize] = heads.headCost[i];
        nextSeconds[nextSize] = heads.headSeconds[i];
        nextParent[nextSize] = heads.position[i];
        nextItem[nextSize] = i;
        nextSize++;
    }

    private void grow() {
        int capacity = 2 * nextSize;
        nextTime = Arrays.copyOf(nextTime, capacity * words);
        nextCost = Arrays.copyOf(nextCost, capacity);
        nextSeconds = Arrays.copyOf(nextSeconds, capacity);
        nextParent = Arrays.copyOf(nextParent, capacity);
        nextItem = Arrays.copyOf(nextItem, capacity);
    }

    private void swap() {
        long[] t = time;
        time = nextTime;
        nextTime = t;
        double[] s = seconds;
        seconds = nextSeconds;
        nextSeconds = s;
        long[] c = cost;
        cost = nextCost;
        nextCost = c;
        size = nextSize;
    }

    /** Whether the head of an item is later than the last label kept. */
    private boolean slower(Heads heads, int i) {
        return nextSize > 0 && grid.compare(heads.headTime, i * words, nextTime, (nextSize - 1) * words) > 0;
    }

    /**
     * What a run came to; valid until the next run.
     *
     * @param aborted whether a limit ended it
     * @param size how many complete labels there are
     * @param time their exact times, the last has most
     * @param cost their costs in ticks; the last has least unless slower labels were asked for
     * @param parents for tracing back
     * @param items for tracing back
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the search, never compared
    record Run(boolean aborted, int size, long[] time, long[] cost, int[][] parents, int[][] items) {
        BestPair.Labels labels() {
            return new BestPair.Labels(size, time, cost);
        }

        /** Item of each class, as positions in the rows, of one complete label. */
        int[] trace(int last) {
            int[] positions = new int[parents.length];
            int label = last;
            for (int k = parents.length - 1; k >= 0; k--) {
                positions[k] = items[k][label];
                label = parents[k][label];
            }
            return positions;
        }
    }

    /** For each item of a class the next label to move by it; a heap over the items by time, then cost, then item. */
    private final class Heads {
        final NondominatedItems row;
        final long[] itemTicks;
        final int k;
        final int[] position;
        final long[] headTime;
        final double[] headSeconds;
        final long[] headCost;
        final long[] itemCost;
        final int[] heap;
        int count;
        /** Cost of the last label kept, below which the next must be unless slower ones are asked for. */
        long cheapest = Long.MAX_VALUE;

        private final long[] reach = new long[words];

        Heads(int k) {
            this.row = rows[instance.rowOf()[k]];
            this.itemTicks = ticks[instance.rowOf()[k]];
            this.k = k;
            position = new int[row.size()];
            headTime = new long[row.size() * words];
            headSeconds = new double[row.size()];
            headCost = new long[row.size()];
            itemCost = new long[row.size()];
            heap = new int[row.size()];
            for (int i = 0; i < itemCost.length; i++) {
                itemCost[i] = (long) Math.rint(Math.min(MAX_TICKS, instance.weight()[k] * row.cost[i] / unit));
            }
        }

        void push(int i, int from, double ceiling) {
            if (seek(i, from, ceiling)) {
                heap[count++] = i;
                up(count - 1);
            }
        }

        void replaceTop(double ceiling) {
            int i = heap[0];
            if (!seek(i, position[i] + 1, ceiling)) {
                heap[0] = heap[--count];
            }
            if (count > 0) {
                down(0);
            }
        }

        /** Finds the first label from a position on that item i can extend; false if there is none. */
        private boolean seek(int i, int from, double ceiling) {
            double itemSeconds = row.beyond(i);
            long ownCost = itemCost[i];
            double latest = slack[k + 1];
            long costliest = keepDominated ? MAX_TICKS : Math.min(cheapest, MAX_TICKS);
            for (int label = from; label < size; label++) {
                double reached = seconds[label] + itemSeconds;
                if (reached > latest - errorBand && (reached > latest + errorBand || !fits(label, i))) {
                    return false;
                }
                long total = cost[label] + ownCost;
                if (total < costliest && bound.of(total * unit, reached, k + 1) <= ceiling) {
                    grid.add(time, label * words, itemTicks, i * words, headTime, i * words);
                    headSeconds[i] = reached;
                    headCost[i] = total;
                    position[i] = label;
                    return true;
                }
            }
            return false;
        }

        /** Whether the fastest rest fits after a label moved by an item, exactly. */
        private boolean fits(int label, int i) {
            grid.add(time, label * words, itemTicks, i * words, reach, 0);
            grid.add(reach, 0, fastestRest, (k + 1) * words, reach, 0);
            return grid.compare(reach, 0, limit, 0) < 0;
        }

        private boolean before(int a, int b) {
            double faster = headSeconds[b] - headSeconds[a];
            if (Math.abs(faster) > errorBand) {
                return faster > 0;
            }
            int order = grid.compare(headTime, a * words, headTime, b * words);
            if (order == 0) {
                order = Long.compare(headCost[a], headCost[b]);
            }
            return order < 0 || (order == 0 && a < b);
        }

        private void up(int from) {
            int at = from;
            while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
                exchange(at, (at - 1) / 2);
                at = (at - 1) / 2;
            }
        }

        private void down(int from) {
            int at = from;
            while (2 * at + 1 < count) {
                int child = 2 * at + 1;
                if (child + 1 < count && before(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!before(heap[child], heap[at])) {
                    return;
                }
                exchange(at, child);
                at = child;
            }
        }

        private void exchange(int a, int b) {
            int i = heap[a];
            heap[a] = heap[b];
            heap[b] = i;
        }
    }
}
