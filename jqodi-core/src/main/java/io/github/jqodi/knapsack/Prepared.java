package io.github.jqodi.knapsack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An instance with its dominated items gone and its linear relaxation solved; what every search begins with. Immutable. */
public final class Prepared {
    /** Rounding error of a bound, relative to the absolute terms in it. */
    private static final double ROUNDING = 0x1p-44;

    private final Instance instance;
    private final TimeGrid grid;
    private final Row[] rows;
    private final @Nullable Relaxation relaxation;

    private Prepared(Instance instance, TimeGrid grid, Row[] rows, @Nullable Relaxation relaxation) {
        this.instance = instance;
        this.grid = grid;
        this.rows = rows;
        this.relaxation = relaxation;
    }

    /**
     * Prepares an instance; O(items·log(items) + classes·log(classes)) time.
     *
     * @param instance the problem
     * @return what the searches take
     */
    public static Prepared of(Instance instance) {
        if (!spentFits(instance)) {
            return new Prepared(instance, TimeGrid.of(), new Row[0], null);
        }
        TimeGrid grid = TimeGrid.of(instance);
        Row[] rows = new Row[instance.time().length];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Row.of(instance.time()[r], instance.cost()[r], grid, instance.limit());
        }
        return new Prepared(instance, grid, rows, relaxed(instance, grid, rows));
    }

    /** Whether no time that is spent or reserved alone uses up the limit. */
    private static boolean spentFits(Instance instance) {
        return Arrays.stream(instance.spent()).allMatch(t -> t < instance.limit())
                && Arrays.stream(instance.reserved()).allMatch(t -> t < instance.limit());
    }

    /** The relaxation, null if even the fastest items do not fit. */
    private static @Nullable Relaxation relaxed(Instance instance, TimeGrid grid, Row[] rows) {
        long[] fastest = grid.sum(instance.spent());
        grid.add(fastest, 0, grid.sum(instance.reserved()), 0, fastest, 0);
        for (int row : instance.rowOf()) {
            if (rows[row].size() == 0) {
                return null;
            }
            grid.add(fastest, 0, rows[row].ticks, 0, fastest, 0);
        }
        long[] limit = grid.encode(instance.limit());
        return grid.compare(fastest, 0, limit, 0) < 0 ? Relaxation.of(rows, instance, grid, fastest, limit) : null;
    }

    boolean isInfeasible() {
        return relaxation == null;
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

    Relaxation relaxation() {
        if (relaxation == null) {
            throw new IllegalStateException("even the fastest items do not fit");
        }
        return relaxation;
    }

    /** The bound of the relaxation for labels that take the classes in their order. */
    LagrangianBound bound() {
        return new LagrangianBound(instance, rows, relaxation().multiplier);
    }

    /** What rounding may be worth in a bound, next to a value. */
    double margin(LagrangianBound bound, double value) {
        return ROUNDING * (bound.magnitude() + value);
    }

    /**
     * The bound of the linear relaxation.
     *
     * @return no choice costs less, rounding included; +∞ if there provably is none
     */
    public double lowerBound() {
        if (isInfeasible()) {
            return Double.POSITIVE_INFINITY;
        }
        LagrangianBound bound = bound();
        double spent = Arrays.stream(instance.spent()).sum();
        double value = bound.of(0, spent, 0);
        return Math.max(0, value - margin(bound, Math.abs(value)));
    }

    double leastPositiveCost() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < instance.classes(); k++) {
            for (double cost : rows[instance.rowOf()[k]].cost) {
                double weighted = instance.weight()[k] * cost;
                least = weighted > 0 ? Math.min(least, weighted) : least;
            }
        }
        return least;
    }

    int[] items(int[] positions) {
        int[] items = new int[positions.length];
        Arrays.setAll(items, k -> rows[instance.rowOf()[k]].item[positions[k]]);
        return items;
    }

    /** Compensated Σ weight·cost. */
    double cost(int[] positions) {
        double sum = 0;
        double lost = 0;
        for (int k = 0; k < positions.length; k++) {
            double summand = instance.weight()[k] * rows[instance.rowOf()[k]].cost[positions[k]] - lost;
            double next = sum + summand;
            lost = (next - sum) - summand;
            sum = next;
        }
        return sum;
    }
}
