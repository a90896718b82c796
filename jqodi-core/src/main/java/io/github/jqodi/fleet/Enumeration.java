package io.github.jqodi.fleet;

import io.github.jqodi.base.Stopped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every way to plan a fleet of very few devices and schedules, depth first and the cheapest first. A device alone fills so much
 * of a capacity that neither prices nor branches on pairs tell which of its schedules is best.
 */
final class Enumeration {
    /** Units of the largest fleet that is looked at. */
    private static final int MAX_UNITS = 4;
    /** Schedules of a device. */
    private static final double MAX_SCHEDULES = 5_000;
    /** Schedules looked at, of all units together. */
    private static final int MAX_STEPS = 1_000_000;
    /** Steps between two looks at the stop signal. */
    private static final int STOP_INTERVAL = 1024;

    private final FleetModel model;
    private final Columns columns;
    private final BooleanSupplier stop;
    private final List<List<Column>> schedules = new ArrayList<>();
    private Assignment best;
    private double least;
    private final @Nullable Column[] taken;
    private int steps;

    /**
     * Begins at plans.
     *
     * @param model the fleet
     * @param columns its schedules that are known
     * @param plans the best known, over these
     * @param stop asked now and then
     */
    Enumeration(FleetModel model, Columns columns, Assignment plans, BooleanSupplier stop) {
        this.model = model;
        this.columns = columns;
        this.stop = stop;
        this.best = plans;
        this.least = plans.value();
        this.taken = new Column[plans.units()];
    }

    /** Whether a fleet is small enough. */
    static boolean suits(FleetModel model, Assignment plans) {
        boolean isSmall = plans.units() <= MAX_UNITS;
        for (int d = 0; d < model.size() && isSmall; d++) {
            isSmall = model.tables(d).stream()
                            .filter(PairTable::isBounding)
                            .mapToDouble(table -> Math.pow(table.actions(), table.epochs()))
                            .sum()
                    <= MAX_SCHEDULES;
        }
        return isSmall;
    }

    /** The best plans found. */
    Assignment best() {
        return best;
    }

    /** Looks at all; false if a limit ends that. */
    boolean search() {
        try {
            for (int d = 0; d < model.size(); d++) {
                schedules.add(schedules(d));
            }
            search(0, 0, new Assignment(model, columns).left());
            return true;
        } catch (Stopped stopped) {
            return false;
        }
    }

    /** Schedules of a device that are in time, by energy. */
    private List<Column> schedules(int device) {
        List<Column> all = new ArrayList<>();
        List<PairTable> tables = model.tables(device);
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).isBounding()) {
                addAll(tables.get(i), i, all);
            }
        }
        all.sort(Comparator.comparingDouble(Column::joules));
        return all;
    }

    private void addAll(PairTable table, int index, List<Column> all) {
        int[] items = new int[table.epochs()];
        do {
            step();
            if (table.isInTime(items)) {
                all.add(table.column(index, items.clone()));
            }
        } while (advance(items, table.actions()));
    }

    /** Goes to the next schedule as a counter does, the last epoch first; false after the last one. */
    private static boolean advance(int[] items, int actions) {
        for (int k = items.length - 1; k >= 0; k--) {
            if (++items[k] < actions) {
                return true;
            }
            items[k] = 0;
        }
        return false;
    }

    private void search(int unit, double value, double[] left) {
        if (unit == taken.length) {
            take(value);
            return;
        }
        int device = best.deviceOf(unit);
        double others = leastFrom(unit + 1);
        for (Column column : schedules.get(device)) {
            step();
            if (value + column.joules() + others >= least) {
                break;
            }
            if (column.fits(left)) {
                double[] rest = left.clone();
                column.addTo(rest, -1);
                taken[unit] = column;
                search(unit + 1, value + column.joules(), rest);
            }
        }
        taken[unit] = null;
        if (value + model.weight(device) + others < least) {
            search(unit + 1, value + model.weight(device), left);
        }
    }

    /** What units from one on take at least, whatever the capacities. */
    private double leastFrom(int unit) {
        double sum = 0;
        for (int u = unit; u < taken.length; u++) {
            int device = best.deviceOf(u);
            List<Column> own = schedules.get(device);
            sum += own.isEmpty()
                    ? model.weight(device)
                    : Math.min(model.weight(device), own.get(0).joules());
        }
        return sum;
    }

    private void take(double value) {
        least = value;
        best = new Assignment(model, columns);
        for (int u = 0; u < taken.length; u++) {
            best.place(u, taken[u]);
        }
    }

    private void step() {
        Stopped.every(STOP_INTERVAL, steps++, stop);
        if (steps > MAX_STEPS) {
            throw new Stopped("there are too many ways to plan the fleet");
        }
    }
}
