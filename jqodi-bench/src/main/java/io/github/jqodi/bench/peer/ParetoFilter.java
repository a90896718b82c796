package io.github.jqodi.bench.peer;

import java.util.Arrays;

/**
 * Pareto filters as one writes them first: sort by time, keep what lowers the energy. The second variant throws out most
 * cells by coarse intervals of time before it sorts. Keeps scratch arrays between calls; not thread-safe.
 */
public final class ParetoFilter {
    private static final int BUCKETS = 256;

    private final Order order = new Order();
    private final double[] leastBefore = new double[BUCKETS + 1];
    private int[] chosen = new int[0];

    /** Starts without scratch arrays. */
    public ParetoFilter() {}

    /**
     * Sorts all cells; O(n log n).
     *
     * @param seconds by cell, +∞ where ineffective
     * @param joules by cell
     * @return the front
     */
    public Front sorted(double[] seconds, double[] joules) {
        int count = 0;
        grow(seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] < Double.POSITIVE_INFINITY) {
                chosen[count++] = i;
            }
        }
        return sweep(seconds, joules, count);
    }

    /**
     * Drops cells that a cell of an earlier interval of time beats and sorts the rest; O(n) plus the sort of the rest.
     *
     * @param seconds by cell, +∞ where ineffective
     * @param joules by cell
     * @return the front
     */
    public Front bucketed(double[] seconds, double[] joules) {
        grow(seconds.length);
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seconds.length; i++) {
            first = Math.min(first, seconds[i]);
            if (joules[i] < least) {
                least = joules[i];
                last = seconds[i];
            }
        }
        double scale = last > first ? BUCKETS / (last - first) : 0;
        fillBuckets(seconds, joules, first, last, scale);
        int count = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] <= last && joules[i] < leastBefore[bucket(seconds[i], first, scale)]) {
                chosen[count++] = i;
            }
        }
        return sweep(seconds, joules, count);
    }

    /** Leaves the least energy of all earlier intervals in each. */
    private void fillBuckets(double[] seconds, double[] joules, double first, double last, double scale) {
        Arrays.fill(leastBefore, Double.POSITIVE_INFINITY);
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] <= last) {
                int bucket = bucket(seconds[i], first, scale);
                leastBefore[bucket] = Math.min(leastBefore[bucket], joules[i]);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b <= BUCKETS; b++) {
            double own = leastBefore[b];
            leastBefore[b] = least;
            least = Math.min(least, own);
        }
    }

    private static int bucket(double seconds, double first, double scale) {
        return Math.min(BUCKETS, (int) ((seconds - first) * scale));
    }

    private Front sweep(double[] seconds, double[] joules, int count) {
        int[] sorted = order.of(seconds, joules, chosen, count);
        int size = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            int cell = sorted[i];
            if (joules[cell] < least) {
                least = joules[cell];
                chosen[size++] = cell;
            }
        }
        int[] cells = Arrays.copyOf(chosen, size);
        return new Front(picked(seconds, cells), picked(joules, cells), cells);
    }

    private static double[] picked(double[] values, int[] cells) {
        double[] picked = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            picked[i] = values[cells[i]];
        }
        return picked;
    }

    private void grow(int size) {
        if (chosen.length < size) {
            chosen = new int[size];
        }
    }
}
