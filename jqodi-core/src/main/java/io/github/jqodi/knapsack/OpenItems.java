package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * What is left to decide once a choice is known: the items whose bound is not above its cost. Most classes keep one item and
 * are settled; the others are doubtful.
 */
final class OpenItems {
    private static final int ITEMS_BETWEEN_STOPS = 1 << 16;
    /** What an open item takes in its row, without the class's share. */
    private static final double BYTES_PER_ITEM = 2 * Double.BYTES + Integer.BYTES;

    private final int[] settled;
    private final int[] doubtful;
    private final Row[] rows;
    private final double[] times;

    private OpenItems(int[] settled, int[] doubtful, Row[] rows, double[] times) {
        this.settled = settled;
        this.doubtful = doubtful;
        this.rows = rows;
        this.times = times;
    }

    /**
     * Finds them.
     *
     * @param prepared the problem
     * @param bound of the choices that have an item
     * @param ceiling highest bound of interest
     * @param limits when to give up
     */
    static OpenItems of(Prepared prepared, LagrangianBound bound, double ceiling, Limits limits) {
        Instance instance = prepared.instance();
        int n = instance.classes();
        int[] settled = new int[n];
        double[] times = new double[n];
        int settledCount = 0;
        int[] doubtful = new int[n];
        double[] doubt = new double[n];
        Row[] rows = new Row[n];
        int count = 0;
        long openItems = 0;
        long items = 0;
        for (int k = 0; k < n; k++) {
            Row row = prepared.rows()[instance.rowOf()[k]];
            items += row.size();
            if (items >= ITEMS_BETWEEN_STOPS) {
                items = 0;
                limits.check();
            }
            int[] open = new int[row.size()];
            int size = 0;
            double least = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (int i = 0; i < open.length; i++) {
                double value = bound.with(k, i);
                if (value <= ceiling) {
                    open[size++] = i;
                    second = Math.min(second, Math.max(least, value));
                    least = Math.min(least, value);
                }
            }
            settled[k] = size == 1 ? open[0] : -1;
            if (size == 1) {
                times[settledCount++] = row.time[open[0]];
            } else {
                openItems += size;
                limits.checkMemory("the items that its bound leaves open", openItems * BYTES_PER_ITEM);
                rows[count] = row.only(Arrays.copyOf(open, size));
                doubt[count] = second;
                doubtful[count++] = k;
            }
        }
        int[] order = IndexSort.descending(Arrays.copyOf(doubt, count), limits.stop());
        int[] ordered = Arrays.stream(order).map(i -> doubtful[i]).toArray();
        Row[] orderedRows = Arrays.stream(order).mapToObj(i -> rows[i]).toArray(Row[]::new);
        return new OpenItems(settled, ordered, orderedRows, Arrays.copyOf(times, settledCount));
    }

    /** Positions of the items of the settled classes in their rows, -1 for the doubtful ones. */
    int[] settled() {
        return settled;
    }

    /** Times of the settled items. */
    double[] times() {
        return times;
    }

    /** How many classes are doubtful. */
    int size() {
        return doubtful.length;
    }

    /** A doubtful class; those where any other item than the best costs much come first. */
    int doubtful(int at) {
        return doubtful[at];
    }

    /** The open items of a doubtful class; its items are positions in the row they come from. */
    Row row(int at) {
        return rows[at];
    }
}
