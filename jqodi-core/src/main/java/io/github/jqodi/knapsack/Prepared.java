package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance that has a choice, with its dominated items gone; its linear relaxation is solved when it is asked for. What
 * every search begins with.
 */
public final class Prepared {
    /** Rounding error of a bound, relative to the absolute terms in it. */
    private static final double ROUNDING = 0x1p-44;

    private final Instance instance;
    private final TimeGrid grid;
    private final Row[] rows;
    private final long[] limit;
    /** Exact time that is spent and reserved. */
    private final long[] gone;

    private @Nullable Relaxation relaxation;

    private Prepared(Instance instance, TimeGrid grid, Row[] rows) {
        this.instance = instance;
        this.grid = grid;
        this.rows = rows;
        this.limit = grid.encode(instance.limit());
        this.gone = grid.sum(instance.spent());
        grid.add(gone, 0, grid.sum(instance.reserved()), 0, gone, 0);
    }

    /**
     * Filters the rows; O(items·log(items) + classes) time.
     *
     * @param instance the problem
     * @return what the searches take; empty if even the fastest items do not fit
     */
    public static Optional<Prepared> of(Instance instance) {
        if (!spentFits(instance)) {
            return Optional.empty();
        }
        Row[] rows = new Row[instance.time().length];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Row.of(instance.time()[r], instance.cost()[r], instance.limit());
        }
        if (Arrays.stream(instance.rowOf()).anyMatch(row -> rows[row].size() == 0)) {
            return Optional.empty();
        }
        Prepared prepared = new Prepared(instance, TimeGrid.of(instance), rows);
        return prepared.fits(new int[instance.classes()]) ? Optional.of(prepared) : Optional.empty();
    }

    /** Whether no time that is spent or reserved alone uses up the limit. */
    private static boolean spentFits(Instance instance) {
        return Arrays.stream(instance.spent()).allMatch(t -> t < instance.limit())
                && Arrays.stream(instance.reserved()).allMatch(t -> t < instance.limit());
    }

    /** Exact time of a choice, as positions in the rows, with what is spent and reserved. */
    long[] time(int[] positions) {
        long[] sum = gone.clone();
        long[] item = new long[grid.digits()];
        for (int k = 0; k < positions.length; k++) {
            grid.encode(row(k).time[positions[k]], item, 0);
            grid.add(sum, 0, item, 0, sum, 0);
        }
        return sum;
    }

    /** Whether a choice, as positions in the rows, stays below the limit, exactly. */
    boolean fits(int[] positions) {
        return grid.compare(time(positions), 0, limit, 0) < 0;
    }

    /** The time a choice leaves, rounded. */
    double room(int[] positions) {
        return instance.limit() - grid.approximate(time(positions), 0);
    }

    /** The cheapest item of each class, as positions in the rows. */
    int[] cheapest() {
        int[] positions = new int[instance.classes()];
        Arrays.setAll(positions, k -> row(k).size() - 1);
        return positions;
    }

    /** The items of a class. */
    Row row(int k) {
        return rows[instance.rowOf()[k]];
    }

    Instance instance() {
        return instance;
    }

    TimeGrid grid() {
        return grid;
    }

    Row[] rows() {
        return rows;
    }

    /** The relaxation; to be asked for only where the cheapest items do not fit. */
    Relaxation relaxation() {
        if (relaxation == null) {
            relaxation = Relaxation.of(this);
        }
        return relaxation;
    }

    /** The bound of the relaxation for labels that take the classes in their order. */
    LagrangianBound bound() {
        LagrangianBound bound = new LagrangianBound(instance, rows, relaxation().multiplier);
        return Double.isFinite(bound.magnitude()) ? bound : new LagrangianBound(instance, rows, 0);
    }

    /** What rounding may be worth in a bound, next to a value. */
    double margin(LagrangianBound bound, double value) {
        return ROUNDING * (bound.magnitude() + value);
    }

    /**
     * The bound of the linear relaxation.
     *
     * @return no choice costs less, rounding included
     */
    public double lowerBound() {
        int[] cheapest = cheapest();
        if (fits(cheapest)) {
            return cost(cheapest) * (1 - ROUNDING);
        }
        LagrangianBound bound = bound();
        double spent = Arrays.stream(instance.spent()).sum();
        double value = bound.of(0, spent, 0);
        return Math.max(0, value - margin(bound, Math.abs(value)));
    }

    double leastPositiveCost() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < instance.classes(); k++) {
            for (double cost : row(k).cost) {
                double weighted = instance.weight()[k] * cost;
                least = weighted > 0 ? Math.min(least, weighted) : least;
            }
        }
        return least;
    }

    int[] items(int[] positions) {
        int[] items = new int[positions.length];
        Arrays.setAll(items, k -> row(k).item[positions[k]]);
        return items;
    }

    /** Compensated Σ weight·cost. */
    double cost(int[] positions) {
        double sum = 0;
        double lost = 0;
        for (int k = 0; k < positions.length; k++) {
            double summand = instance.weight()[k] * row(k).cost[positions[k]] - lost;
            double next = sum + summand;
            lost = (next - sum) - summand;
            sum = next;
        }
        return sum;
    }
}
