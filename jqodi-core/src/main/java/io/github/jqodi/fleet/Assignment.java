package io.github.jqodi.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule for every device or none, such that no capacity is overfull, and what is left of each. Copies of a device are units
 * of their own. Mutable; for one thread.
 */
final class Assignment {
    /** What a change has to save at least, relative to what it changes. */
    private static final double MIN_SAVING = 1e-9;

    /** Schedules that are mixed with others. */
    private static final int MAX_MIXED = 4;
    /** Rises of prices until a schedule fits. */
    private static final int MAX_PRICE_RISES = 8;

    private static final double PRICE_RISE = 0.15;

    private final FleetModel model;
    private final Columns columns;
    private final Mixtures mixtures;
    private final DevicePricing.Workspace space = new DevicePricing.Workspace();
    private final int[] deviceOf;
    private final @Nullable Column[] plan;
    private final double[] left;

    Assignment(FleetModel model, Columns columns) {
        this.model = model;
        this.columns = columns;
        this.mixtures = new Mixtures(model.rowCount());
        int units = 0;
        for (int d = 0; d < model.size(); d++) {
            units = Math.addExact(units, model.count(d));
        }
        this.deviceOf = new int[units];
        this.plan = new Column[units];
        int u = 0;
        for (int d = 0; d < model.size(); d++) {
            Arrays.fill(deviceOf, u, u + model.count(d), d);
            u += model.count(d);
        }
        this.left = new double[model.rowCount()];
        refresh();
    }

    /** The schedules that units have in earlier plans, of devices that are still the same; null where there are none. */
    @Nullable
    Column[] planned(Assignment earlier) {
        IdentityHashMap<DevicePricing, Integer> first = new IdentityHashMap<>();
        for (int u = earlier.plan.length - 1; u >= 0; u--) {
            first.put(earlier.model.pricing(earlier.deviceOf[u]), u);
        }
        @Nullable Column[] planned = new Column[plan.length];
        int copy = 0;
        for (int u = 0; u < plan.length; u++) {
            copy = u > 0 && deviceOf[u] == deviceOf[u - 1] ? copy + 1 : 0;
            DevicePricing own = model.pricing(deviceOf[u]);
            int from = first.getOrDefault(own, earlier.plan.length) + copy;
            if (from < earlier.plan.length && earlier.model.pricing(earlier.deviceOf[from]) == own) {
                planned[u] = earlier.plan[from];
            }
        }
        return planned;
    }

    /** Adds up loads anew, so that what rounding left behind in sums and differences stays too little to tell. */
    final void refresh() {
        for (int r = 0; r < left.length; r++) {
            left[r] = model.capacity(r) * FleetModel.FULL;
        }
        for (Column own : plan) {
            if (own != null) {
                own.addTo(left, -1);
            }
        }
    }

    /** Leaves units out as long as a row is overfull, which only rounding can have done. */
    void settle() {
        refresh();
        for (int u = 0; u < plan.length; u++) {
            Column own = plan[u];
            if (own != null && isOverfull(own)) {
                remove(u);
                place(u, best(u, null));
            }
        }
        refresh();
    }

    private boolean isOverfull(Column column) {
        for (int row : column.rows()) {
            if (left[row] < 0) {
                return true;
            }
        }
        return false;
    }

    int units() {
        return plan.length;
    }

    int deviceOf(int unit) {
        return deviceOf[unit];
    }

    @Nullable
    Column plan(int unit) {
        return plan[unit];
    }

    double[] left() {
        return left;
    }

    /** What a unit costs as it is: its energy, or the weight of leaving it out. */
    double value(int unit) {
        Column own = plan[unit];
        return own == null ? model.weight(deviceOf[unit]) : own.joules();
    }

    /** Schedules known of a unit. */
    List<Column> known(int unit) {
        return columns.of(deviceOf[unit]);
    }

    /** Joules and price of a unit's schedule, null for leaving it out. */
    double priced(int unit, @Nullable Column column, double[] prices) {
        return column == null ? model.weight(deviceOf[unit]) : column.priced(prices);
    }

    /** The cheapest schedule known of a unit, whether it fits or not; null if leaving it out is cheaper. */
    @Nullable
    Column cheapest(int unit, double[] prices) {
        @Nullable Column cheapest = null;
        double least = priced(unit, null, prices);
        for (Column column : known(unit)) {
            double value = column.priced(prices);
            if (value < least) {
                least = value;
                cheapest = column;
            }
        }
        return cheapest;
    }

    /** Energy and weights of all. */
    double value() {
        double sum = 0;
        for (int u = 0; u < plan.length; u++) {
            sum += value(u);
        }
        return sum;
    }

    boolean fits(Column column) {
        return column.fits(left);
    }

    /** Takes a schedule in place of none. */
    void place(int unit, @Nullable Column column) {
        plan[unit] = column;
        if (column != null) {
            column.addTo(left, -1);
        }
    }

    /** Leaves a unit out. */
    @Nullable
    Column remove(int unit) {
        Column own = plan[unit];
        if (own != null) {
            own.addTo(left, 1);
            plan[unit] = null;
        }
        return own;
    }

    /** The schedule of least energy and price that fits beside the others, of a unit that is out; null to leave it out. */
    @Nullable
    Column best(int unit, double @Nullable [] prices) {
        return best(unit, prices, null);
    }

    private @Nullable Column best(int unit, double @Nullable [] prices, @Nullable Column present) {
        int d = deviceOf[unit];
        List<Column> own = columns.of(d);
        double least = model.weight(d);
        @Nullable Column best = null;
        for (Column column : own) {
            double value = prices == null ? column.joules() : column.priced(prices);
            if (value < least && fits(column)) {
                least = value;
                best = column;
            }
        }
        return prices == null ? mixed(d, own, best, present) : best;
    }

    /** The same, which is the best that fits, or a mixture with a schedule that is cheaper and so does not fit whole. */
    private @Nullable Column mixed(int d, List<Column> own, @Nullable Column fitting, @Nullable Column present) {
        @Nullable Column best = fitting;
        double least = best == null ? model.weight(d) : best.joules();
        @Nullable Column base = null;
        int baseTable = -1;
        int tried = 0;
        for (Column first : own) {
            if (first.joules() >= least || tried >= MAX_MIXED) {
                continue;
            }
            tried++;
            if (first.table() != baseTable) {
                baseTable = first.table();
                base = base(own, baseTable, present);
            }
            if (base != null) {
                PairTable table = model.pricing(d).table(baseTable);
                Optional<Column> better = mixtures.best(table, baseTable, first, base, left, least);
                best = better.orElse(best);
                least = best == null ? least : best.joules();
            }
        }
        return best;
    }

    /** The schedule of a pair that takes least energy of those that fit. */
    private @Nullable Column base(List<Column> own, int table, @Nullable Column present) {
        @Nullable Column base = present != null && present.table() == table && fits(present) ? present : null;
        for (Column other : own) {
            if (other.table() == table && (base == null || other.joules() < base.joules()) && fits(other)) {
                base = other;
            }
        }
        return base;
    }

    /** Looks for schedules of a unit that is out which fit in what is left: prices of what does not fit rise until one does. */
    void generate(int unit, double[] prices) {
        int d = deviceOf[unit];
        double[] at = prices.clone();
        for (int rise = 0; rise < MAX_PRICE_RISES; rise++) {
            Optional<Column> answer = model.pricing(d).relaxed(at, space).column();
            if (answer.isEmpty()) {
                return;
            }
            Column column = answer.get();
            columns.add(d, column, prices);
            boolean fits = true;
            for (int i = 0; i < column.rows().length; i++) {
                int row = column.rows()[i];
                if (column.loads()[i] > left[row]) {
                    at[row] = 2 * at[row] + PRICE_RISE * column.joules() / column.loads()[i];
                    fits = false;
                }
            }
            if (fits) {
                return;
            }
        }
    }

    /** Gives a unit the best that fits, if that is better than what it has. */
    boolean improve(int unit) {
        double before = value(unit);
        Column old = remove(unit);
        Column now = best(unit, null, old);
        double after = now == null ? model.weight(deviceOf[unit]) : now.joules();
        boolean better = after < before - MIN_SAVING * before;
        place(unit, better ? now : old);
        return better;
    }

    /** Improves units one by one until none can be, at most so many times. */
    void improveAll(int passes) {
        boolean any = true;
        for (int pass = 0; pass < passes && any; pass++) {
            any = false;
            for (int u = 0; u < plan.length; u++) {
                any |= improve(u);
            }
        }
    }

    /** The units that load a row, by row. */
    List<List<Integer>> unitsByRow() {
        List<List<Integer>> byRow = new ArrayList<>();
        for (int r = 0; r < left.length; r++) {
            byRow.add(new ArrayList<>());
        }
        for (int u = 0; u < plan.length; u++) {
            Column own = plan[u];
            if (own != null) {
                for (int row : own.rows()) {
                    byRow.get(row).add(u);
                }
            }
        }
        return byRow;
    }

    /** The rows that some schedule of a unit loads. */
    int[] rowsWanted(int unit) {
        return columns.of(deviceOf[unit]).stream()
                .flatMapToInt(column -> Arrays.stream(column.rows()))
                .distinct()
                .toArray();
    }
}
