package io.github.jqodi.fleet;

import io.github.jqodi.base.IndexSort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Known schedules of a few units that are out, of least energy together, by a depth-first search of so many nodes: the cheapest at
 * prices first, and none whose energy could not be less even if all that is left of capacities were worth its price.
 */
final class RepairSearch {
    private final Assignment plans;
    private final int[] units;
    /** By unit, then rising price. */
    private final @Nullable Column[][] schedule;

    private final double[][] priced;
    /** The least prices of a unit and all after it. */
    private final double[] rest;

    private final @Nullable Column[] chosen;
    private @Nullable Column @Nullable [] best;
    private double least;
    private int nodesLeft;

    /**
     * Prepares the search.
     *
     * @param plans in which the units are left out
     * @param units some
     * @param prices of busy seconds
     * @param below joules to beat
     * @param nodes how many to look at
     */
    RepairSearch(Assignment plans, int[] units, double[] prices, double below, int nodes) {
        this.plans = plans;
        this.units = units;
        this.schedule = new Column[units.length][];
        this.priced = new double[units.length][];
        this.rest = new double[units.length + 1];
        this.chosen = new Column[units.length];
        this.least = below;
        this.nodesLeft = nodes;
        for (int i = units.length - 1; i >= 0; i--) {
            sort(i, prices);
            rest[i] = rest[i + 1] + priced[i][0];
        }
        search(0, -worth(prices), 0);
    }

    private void sort(int i, double[] prices) {
        List<Column> known = plans.known(units[i]);
        int out = known.size();
        double[] value = new double[out + 1];
        for (int j = 0; j < out; j++) {
            value[j] = known.get(j).priced(prices);
        }
        value[out] = plans.priced(units[i], null, prices);
        int[] order = IndexSort.ascending(value, value, out + 1);
        schedule[i] = new Column[out + 1];
        priced[i] = new double[out + 1];
        for (int j = 0; j <= out; j++) {
            schedule[i][j] = order[j] == out ? null : known.get(order[j]);
            priced[i][j] = value[order[j]];
        }
    }

    /** The price of what is left where some schedule could take it. */
    private double worth(double[] prices) {
        boolean[] touched = new boolean[prices.length];
        double sum = 0;
        for (@Nullable Column[] own : schedule) {
            for (@Nullable Column column : own) {
                for (int r : column == null ? new int[0] : column.rows()) {
                    sum += touched[r] ? 0 : prices[r] * Math.max(0, plans.left()[r]);
                    touched[r] = true;
                }
            }
        }
        return sum;
    }

    private void search(int i, double lower, double joules) {
        if (i == units.length) {
            if (joules < least) {
                least = joules;
                best = chosen.clone();
            }
            return;
        }
        for (int j = 0; j < priced[i].length && nodesLeft > 0; j++) {
            double at = lower + priced[i][j];
            if (at + rest[i + 1] >= least) {
                return;
            }
            take(i, j, at, joules);
        }
    }

    private void take(int i, int j, double lower, double joules) {
        Column column = schedule[i][j];
        if (column == null) {
            nodesLeft--;
            chosen[i] = null;
            search(i + 1, lower, joules + priced[i][j]);
        } else if (plans.fits(column)) {
            nodesLeft--;
            chosen[i] = column;
            column.addTo(plans.left(), -1);
            search(i + 1, lower, joules + column.joules());
            column.addTo(plans.left(), 1);
        }
    }

    /** Takes the schedules found; false if none together beat the limit, and nothing is placed. */
    boolean place() {
        for (int i = 0; i < units.length && best != null; i++) {
            plans.place(units[i], best[i]);
        }
        return best != null;
    }
}
