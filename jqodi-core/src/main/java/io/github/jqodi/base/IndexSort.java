package io.github.jqodi.base;

import java.util.function.BooleanSupplier;

/** Sorts indices by two arrays of numbers without boxing. Quicksort with the median of three, insertion for short runs. */
public final class IndexSort {
    private static final int MAX_INSERTED_RUN = 12;
    /** Places an entry may move on average until an order counts as lost. */
    private static final int MAX_MEAN_MOVES = 4;
    /** Shorter runs are sorted without a look at the stop signal. */
    private static final int MIN_STOPPABLE_RUN = 1 << 14;

    private final double[] first;
    private final double[] second;
    private final int[] order;
    private final BooleanSupplier stop;

    private IndexSort(double[] first, double[] second, int[] order, BooleanSupplier stop) {
        this.stop = stop;
        this.first = first;
        this.second = second;
        this.order = order;
    }

    /**
     * The order of the first entries of two arrays.
     *
     * @param first what to sort by; no NaN
     * @param second what settles ties; no NaN
     * @param size how many entries count
     * @return indices by rising first, then second, then index
     */
    public static int[] ascending(double[] first, double[] second, int size) {
        return ascending(first, second, size, Stopped.NEVER);
    }

    /**
     * The same, with a stop signal.
     *
     * @param first what to sort by; no NaN
     * @param second what settles ties; no NaN
     * @param size how many entries count
     * @param stop asked now and then; true ends the sorting by {@link Stopped}
     * @return indices by rising first, then second, then index
     */
    public static int[] ascending(double[] first, double[] second, int size, BooleanSupplier stop) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        IndexSort sort = new IndexSort(first, second, order, stop);
        if (!sort.isSorted()) {
            sort.sort(0, size - 1);
        }
        return order;
    }

    /**
     * Sorts indices that may be nearly in order, as those of a row much like the one before are; O(size) time where they are, and
     * O(size) more than a plain sort where they are not.
     *
     * @param first what to sort by; no NaN
     * @param second what settles ties; no NaN
     * @param order all indices; sorted by rising first, then second, then index
     * @param stop asked now and then; true ends the sorting by {@link Stopped}
     */
    public static void restore(double[] first, double[] second, int[] order, BooleanSupplier stop) {
        IndexSort sort = new IndexSort(first, second, order, stop);
        if (!sort.insert(0, order.length - 1, (long) MAX_MEAN_MOVES * order.length)) {
            sort.sort(0, order.length - 1);
        }
    }

    /**
     * Sorts a part of some indices by rising first, then second, then index.
     *
     * @param first what to sort by; no NaN
     * @param second what settles ties; no NaN
     * @param order the indices
     * @param from first place of the part
     * @param to place after it
     * @param stop asked now and then; true ends the sorting by {@link Stopped}
     */
    public static void ascending(double[] first, double[] second, int[] order, int from, int to, BooleanSupplier stop) {
        if (to - from > 1) {
            new IndexSort(first, second, order, stop).sort(from, to - 1);
        }
    }

    /**
     * The order of an array from its largest entry to its smallest.
     *
     * @param values what to sort by; no NaN
     * @return indices by falling value, then rising index
     */
    public static int[] descending(double[] values) {
        return descending(values, Stopped.NEVER);
    }

    /**
     * The same, with a stop signal.
     *
     * @param values what to sort by; no NaN
     * @param stop asked now and then; true ends the sorting by {@link Stopped}
     * @return indices by falling value, then rising index
     */
    public static int[] descending(double[] values, BooleanSupplier stop) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return ascending(negated, negated, negated.length, stop);
    }

    private boolean isSorted() {
        for (int i = 1; i < order.length; i++) {
            if (before(order[i], order[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean before(int a, int b) {
        if (first[a] != first[b]) {
            return first[a] < first[b];
        }
        return second[a] != second[b] ? second[a] < second[b] : a < b;
    }

    private void sort(int from, int to) {
        int low = from;
        int high = to;
        while (high - low > MAX_INSERTED_RUN) {
            int split = partition(low, high);
            if (split - low < high - split) {
                sort(low, split);
                low = split + 1;
            } else {
                sort(split + 1, high);
                high = split;
            }
        }
        insert(low, high, Long.MAX_VALUE);
    }

    /** Hoare's partition: everything up to the place returned is not after anything after it. */
    private int partition(int low, int high) {
        if (high - low >= MIN_STOPPABLE_RUN) {
            Stopped.when(stop);
        }
        int pivot = median(order[low], order[(low + high) >>> 1], order[high]);
        int i = low - 1;
        int j = high + 1;
        while (true) {
            do {
                i++;
            } while (before(order[i], pivot));
            do {
                j--;
            } while (before(pivot, order[j]));
            if (i >= j) {
                return j;
            }
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private int median(int a, int b, int c) {
        if (before(a, b)) {
            return before(b, c) ? b : before(a, c) ? c : a;
        }
        return before(a, c) ? a : before(b, c) ? c : b;
    }

    /** Whether all was put in order before entries had moved by so many places. */
    private boolean insert(int low, int high, long most) {
        long places = 0;
        for (int i = low + 1; i <= high; i++) {
            int moved = order[i];
            int at = i;
            while (at > low && before(moved, order[at - 1])) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moved;
            places += i - at;
            if (places > most) {
                return false;
            }
        }
        return true;
    }
}
