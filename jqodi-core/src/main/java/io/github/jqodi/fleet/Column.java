package io.github.jqodi.fleet;

import java.util.Arrays;

/** A schedule of a device with its energy and its loads; immutable. */
final class Column {
    private final int table;
    private final int[] items;
    private final double joules;
    private final int[] rows;
    private final double[] loads;
    private final int hash;

    /**
     * Makes one.
     *
     * @param table index of the table its items are of
     * @param items an action for each epoch
     * @param joules energy as the rule weighs it, of one run
     * @param rows capacities it loads
     * @param loads busy seconds in a window, by these
     */
    Column(int table, int[] items, double joules, int[] rows, double[] loads) {
        this.table = table;
        this.items = items;
        this.joules = joules;
        this.rows = rows;
        this.loads = loads;
        this.hash = 31 * table + Arrays.hashCode(items);
    }

    int table() {
        return table;
    }

    int[] items() {
        return items;
    }

    double joules() {
        return joules;
    }

    int[] rows() {
        return rows;
    }

    double[] loads() {
        return loads;
    }

    /** Joules and the price of its loads. */
    double priced(double[] prices) {
        double sum = joules;
        for (int i = 0; i < rows.length; i++) {
            sum += prices[rows[i]] * loads[i];
        }
        return sum;
    }

    /** Whether it fits in what is left of every row. */
    boolean fits(double[] left) {
        for (int i = 0; i < rows.length; i++) {
            if (loads[i] > left[rows[i]]) {
                return false;
            }
        }
        return true;
    }

    /** Adds its loads, or takes them off with factor -1. */
    void addTo(double[] sums, double factor) {
        for (int i = 0; i < rows.length; i++) {
            sums[rows[i]] += factor * loads[i];
        }
    }

    boolean isSame(Column other) {
        return hash == other.hash && table == other.table && Arrays.equals(items, other.items);
    }
}
