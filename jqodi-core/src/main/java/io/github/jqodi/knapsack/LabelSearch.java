package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * Exact search over labels, the partial choices for the first k classes, by rising time. Of labels of equal time the
 * cheapest is kept; unless slower ones are asked for, a label also has to be cheaper than every faster one. A label is
 * dropped if even the fastest rest does not fit, or if its bound is above a ceiling. Times are exact, costs are whole ticks
 * of a unit far below the best known cost.
 */
final class LabelSearch {
    private static final int STOP_INTERVAL = 4096;
    private static final double MOST_TICKS = 0x1p61;
    /** Rounded times this close to a limit, relative to it, are looked at exactly. */
    private static final double DOUBT = 0x1p-40;

    /** A lower bound on the value of every completion of a label. */
    interface Bound {
        /**
         * The bound.
         *
         * @param cost cost of the label
         * @param seconds its time, what is spent already included
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
    private final Row[] rows;
    /** Exact times of the items, by row. */
    private final long[][] ticks;
    private final TimeGrid grid;
    private final long[] limit;
    private final long[] fastestRest;
    private final Bound bound;
    private final double unit;
    private final boolean slowerToo;
    private final int digits;
    private final long[] start;
    /** By class: what a label may take before it, so that the fastest rest still fits; rounded. */
    private final double[] room;

    /** Labels kept in all runs so far. */
    private long labels;

    private long popped;

    // The labels of the class at hand, and those of the next one under construction.
    private long[] time = new long[0];
    private double[] seconds = new double[0];
    private long[] cost = new long[0];
    private int size;
    private long[] nextTime = new long[0];
    private double[] nextSeconds = new double[0];
    private long[] nextCost = new long[0];
    private int[] nextParent = new int[0];
    private int[] nextItem = new int[0];
    private int nextSize;

    /**
     * Prepares a search.
     *
     * @param instance the problem
     * @param rows items by row
     * @param grid exact times
     * @param bound what prunes
     * @param unit what one tick of cost is worth
     * @param slowerToo whether a slower label may matter although it is no cheaper
     */
    LabelSearch(Instance instance, Row[] rows, TimeGrid grid, Bound bound, double unit, boolean slowerToo) {
        this.instance = instance;
        this.rows = rows;
        this.ticks = Arrays.stream(rows).map(row -> row.ticks(grid)).toArray(long[][]::new);
        this.grid = grid;
        this.bound = bound;
        this.unit = unit;
        this.slowerToo = slowerToo;
        this.digits = grid.digits();
        this.start = grid.sum(instance.spent());
        this.limit = grid.encode(instance.limit());
        int n = instance.classes();
        this.fastestRest = new long[(n + 1) * digits];
        System.arraycopy(grid.sum(instance.reserved()), 0, fastestRest, n * digits, digits);
        for (int k = n - 1; k >= 0; k--) {
            grid.add(fastestRest, (k + 1) * digits, ticks[instance.rowOf()[k]], 0, fastestRest, k * digits);
        }
        this.room = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            room[k] = instance.limit() - grid.approximate(fastestRest, k * digits);
        }
    }

    /** A unit of cost of which the given cost has about 2^60. */
    static double unitFor(double cost) {
        return Math.scalb(1.0, Math.max(Math.getExponent(cost), Double.MIN_EXPONENT + 1) - 60);
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
        int n = instance.classes();
        int[][] parents = new int[n][];
        int[][] items = new int[n][];
        size = 1;
        time = ensure(time, digits);
        cost = ensure(cost, 1);
        seconds = ensure(seconds, 1);
        System.arraycopy(start, 0, time, 0, digits);
        seconds[0] = grid.approximate(start, 0);
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
        Row row = rows[instance.rowOf()[k]];
        Heads heads = new Heads(k);
        nextSize = 0;
        for (int i = 0; i < row.size(); i++) {
            if (bound.with(k, i) <= ceiling) {
                heads.push(i, 0, ceiling);
            }
        }
        long lastCost = Long.MAX_VALUE;
        while (heads.count > 0) {
            int i = heads.heap[0];
            if (heads.headCost[i] < lastCost || (slowerToo && slower(heads, i))) {
                if (nextSize >= allowance) {
                    return false;
                }
                lastCost = heads.headCost[i];
                append(heads.headTime, i * digits, lastCost, heads.position[i], i);
            }
            heads.replaceTop(ceiling);
            if (++popped % STOP_INTERVAL == 0 && limits.stop().getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private void append(long[] from, int at, long newCost, int parent, int item) {
        nextTime = ensure(nextTime, (nextSize + 1) * digits);
        nextCost = ensure(nextCost, nextSize + 1);
        nextSeconds = ensure(nextSeconds, nextSize + 1);
        if (nextSize == nextParent.length) {
            int capacityNow = Math.max(64, 2 * nextSize);
            nextParent = Arrays.copyOf(nextParent, capacityNow);
            nextItem = Arrays.copyOf(nextItem, capacityNow);
        }
        System.arraycopy(from, at, nextTime, nextSize * digits, digits);
        nextCost[nextSize] = newCost;
        nextSeconds[nextSize] = grid.approximate(from, at);
        nextParent[nextSize] = parent;
        nextItem[nextSize] = item;
        nextSize++;
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
        return nextSize > 0 && grid.compare(heads.headTime, i * digits, nextTime, (nextSize - 1) * digits) > 0;
    }

    private static long[] ensure(long[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(64, 2 * length));
    }

    private static double[] ensure(double[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(64, 2 * length));
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
        final Row row;
        final long[] itemTicks;
        final int k;
        final int[] position;
        final long[] headTime;
        final long[] headCost;
        final long[] itemCost;
        final int[] heap;
        int count;
        private final long[] reach = new long[digits];

        Heads(int k) {
            this.row = rows[instance.rowOf()[k]];
            this.itemTicks = ticks[instance.rowOf()[k]];
            this.k = k;
            position = new int[row.size()];
            headTime = new long[row.size() * digits];
            headCost = new long[row.size()];
            itemCost = new long[row.size()];
            heap = new int[row.size()];
            for (int i = 0; i < itemCost.length; i++) {
                itemCost[i] = (long) Math.rint(Math.min(MOST_TICKS, instance.weight()[k] * row.cost[i] / unit));
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
            double itemSeconds = row.time[i];
            double latest = room[k + 1];
            double doubt = DOUBT * instance.limit();
            for (int label = from; label < size; label++) {
                double reached = seconds[label] + itemSeconds;
                if (reached > latest - doubt && (reached > latest + doubt || !fits(label, i))) {
                    return false;
                }
                long total = cost[label] + itemCost[i];
                if (total < MOST_TICKS && bound.of(total * unit, reached, k + 1) <= ceiling) {
                    grid.add(time, label * digits, itemTicks, i * digits, headTime, i * digits);
                    headCost[i] = total;
                    position[i] = label;
                    return true;
                }
            }
            return false;
        }

        /** Whether the fastest rest fits behind a label moved by an item, exactly. */
        private boolean fits(int label, int i) {
            grid.add(time, label * digits, itemTicks, i * digits, reach, 0);
            grid.add(reach, 0, fastestRest, (k + 1) * digits, reach, 0);
            return grid.compare(reach, 0, limit, 0) < 0;
        }

        private boolean before(int a, int b) {
            int order = grid.compare(headTime, a * digits, headTime, b * digits);
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
