package io.github.jqodi.fleet;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.knapsack.ClassRelaxation;
import io.github.jqodi.knapsack.GroupedKnapsack;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The pricing oracle of one device: the schedule whose energy and price of loads are least, or a bound of it. The relaxation of
 * each pair serves in most rounds; where a bound is to be certified, each pair that may still be best is a knapsack solved
 * exactly. Multipliers of the round before are kept, which change how long an answer takes and, by rounding alone, a bound.
 */
final class DevicePricing {
    /** What rounding of sums and products of at least 0 may add, relative to them. */
    static final double BELOW = 1 - 1e-11;

    private static final double EXACT_GAP = 5e-7;
    private static final long EXACT_LABELS = 20_000;

    private final List<PairTable> tables;
    private final double[] multiplier;
    /** By table what its schedules cost at no price, which is a bound at every price. */
    private final double[] floor;
    /** Tables by these. */
    private final int[] order;
    /** The table of the last answer, with which the next one begins. */
    private int last = -1;

    DevicePricing(List<PairTable> tables, int rows) {
        this.tables = tables;
        this.multiplier = new double[tables.size()];
        this.floor = new double[tables.size()];
        double[] free = new double[rows];
        Workspace space = new Workspace();
        for (int i = 0; i < floor.length; i++) {
            floor[i] = lower(i, free, Double.POSITIVE_INFINITY, space) * BELOW;
        }
        this.order = IndexSort.ascending(floor, floor, floor.length);
    }

    private DevicePricing(DevicePricing other, IntPredicate allowed) {
        this.tables = other.tables;
        this.multiplier = other.multiplier.clone();
        this.floor = other.floor.clone();
        this.order = other.order;
        for (int i = 0; i < floor.length; i++) {
            floor[i] = allowed.test(i) ? floor[i] : Double.POSITIVE_INFINITY;
        }
        this.last = other.last >= 0 && allowed.test(other.last) ? other.last : -1;
    }

    /** The same device with the schedules of some tables alone. */
    DevicePricing restricted(IntPredicate allowed) {
        return new DevicePricing(this, allowed);
    }

    /** Whether a table's schedules are too slow or left out. */
    boolean isEmpty(int index) {
        return floor[index] == Double.POSITIVE_INFINITY;
    }

    /** Multipliers and the table of the last answer: all by which answers depend on the rounds before. */
    double[] memory() {
        double[] memory = Arrays.copyOf(multiplier, multiplier.length + 1);
        memory[multiplier.length] = last;
        return memory;
    }

    /** Goes on from what {@link #memory} said elsewhere. */
    void remember(double[] memory) {
        System.arraycopy(memory, 0, multiplier, 0, multiplier.length);
        last = (int) memory[multiplier.length];
    }

    PairTable table(int index) {
        return tables.get(index);
    }

    List<PairTable> tables() {
        return tables;
    }

    /**
     * What a device answers to prices.
     *
     * @param bound joules and price that no schedule is below; +∞ if there is none
     * @param column the best schedule found
     */
    record Answer(double bound, Optional<Column> column) {}

    /** Arrays that one thread works in. */
    static final class Workspace {
        private final ClassRelaxation.Workspace relaxation = new ClassRelaxation.Workspace();
        private double[][] cost = new double[0][];

        private double[][] cost(PairTable table) {
            if (cost.length < table.rows()) {
                cost = Arrays.copyOf(cost, table.rows());
            }
            for (int r = 0; r < table.rows(); r++) {
                double[] own = cost[r];
                cost[r] = own == null || own.length < table.actions() ? new double[table.actions()] : own;
            }
            return cost;
        }
    }

    /** Relaxations of all pairs that may be best. */
    Answer relaxed(double[] prices, Workspace space) {
        return relaxed(prices, space, floor.clone());
    }

    /** The same, with a bound of each table's schedules; one that is not below the best schedule is enough. */
    private Answer relaxed(double[] prices, Workspace space, double[] lower) {
        double bound = Double.POSITIVE_INFINITY;
        double best = Double.POSITIVE_INFINITY;
        @Nullable Column column = null;
        int winner = last;
        for (int at = -1; at < order.length; at++) {
            int i = at < 0 ? winner : order[at];
            if (at < 0 ? winner < 0 : i == winner || floor[i] >= Math.max(best, bound)) {
                continue;
            }
            PairTable table = tables.get(i);
            double constant = table.constant(prices);
            double[][] cost = space.cost(table);
            table.price(prices, cost);
            double cutoff = Math.max(best, bound);
            table.relaxation().solve(cost, multiplier[i], cutoff - constant, space.relaxation);
            if (space.relaxation.multiplier() > 0) {
                multiplier[i] = space.relaxation.multiplier();
            }
            lower[i] = constant + space.relaxation.bound();
            bound = table.isBounding() ? Math.min(bound, lower[i]) : bound;
            if (table.isOffering()
                    && space.relaxation.fits()
                    && constant + table.relaxation().cost(cost, space.relaxation) < best) {
                column = column(i, space.relaxation);
                best = column.priced(prices);
                last = i;
            }
        }
        return new Answer(bound * BELOW, Optional.ofNullable(column));
    }

    private Column column(int index, ClassRelaxation.Workspace answer) {
        PairTable table = tables.get(index);
        int[] items = new int[table.epochs()];
        int place = 0;
        for (int k = 0; k < items.length; k++) {
            int group = table.group(k);
            place = k > 0 && group == table.group(k - 1) ? place + 1 : 0;
            items[k] = place < answer.slowCount(group) ? answer.slowItem(group) : answer.fastItem(group);
        }
        return table.column(index, items);
    }

    /** The best schedule found, and a bound of all. */
    Answer answer(PricingMode mode, double[] prices, Workspace space, BooleanSupplier stop) {
        return switch (mode) {
            case RELAXED -> relaxed(prices, space);
            case EXACT -> exact(prices, space, stop);
        };
    }

    /** Exact where that takes few labels, else as near as they allow. */
    private Answer exact(double[] prices, Workspace space, BooleanSupplier stop) {
        double[] lower = floor.clone();
        double bound = Double.POSITIVE_INFINITY;
        Answer relaxed = relaxed(prices, space, lower);
        double best = relaxed.column().map(column -> column.priced(prices)).orElse(Double.POSITIVE_INFINITY);
        @Nullable Column column = relaxed.column().orElse(null);
        for (int i : IndexSort.ascending(lower, lower, lower.length)) {
            PairTable table = tables.get(i);
            if (!table.isBounding()) {
                continue;
            }
            Optional<Outcome> solved =
                    lower[i] >= best ? Optional.empty() : solved(table, prices, space.cost(table), stop);
            if (solved.isEmpty()) {
                bound = Math.min(bound, lower[i]);
                continue;
            }
            Outcome outcome = solved.get();
            bound = Math.min(bound, table.constant(prices) + outcome.lowerBound());
            if (outcome.choice().isPresent()) {
                Column own = table.column(i, outcome.choice().get());
                double value = own.priced(prices);
                column = value < best ? own : column;
                best = Math.min(best, value);
            }
        }
        return new Answer(bound * BELOW, Optional.ofNullable(column));
    }

    /** The best schedule of a table, with what switches of the server cost; empty where a limit ends the search without a bound. */
    private static Optional<Outcome> solved(PairTable table, double[] prices, double[][] cost, BooleanSupplier stop) {
        table.price(prices, cost);
        Instance instance = table.instance(cost);
        Limits limits = new Limits(EXACT_LABELS, EXACT_GAP, stop);
        try {
            return Optional.of(
                    table.switchCosts().isPresent()
                            ? GroupedKnapsack.of(table.switchCosts().get().grouped(instance, prices), limits)
                                    .solve(limits)
                            : Knapsack.solve(instance, limits));
        } catch (Stopped e) {
            return Optional.empty();
        }
    }

    /** A bound of a table's schedules, as good as it gets where it is below the cutoff. */
    private double lower(int index, double[] prices, double cutoff, Workspace space) {
        PairTable table = tables.get(index);
        double constant = table.constant(prices);
        double[][] cost = space.cost(table);
        table.price(prices, cost);
        table.relaxation().solve(cost, multiplier[index], cutoff - constant, space.relaxation);
        return constant + space.relaxation.bound();
    }
}
