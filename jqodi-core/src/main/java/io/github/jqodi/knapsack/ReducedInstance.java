package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An instance with its dominated items committed, which is what every search begins with; its linear relaxation is solved when it
 * is asked for. Thread-safe.
 */
public final class ReducedInstance {
    /** Covers the rounding of a compensated sum, whatever its length: two roundings, four times over. */
    private static final double BELOW = 1 - 0x1p-50;
    /** A margin below this part of a value is worth keeping λ for. */
    private static final double MAX_MARGIN = 0x1p-20;

    /** λ is made smaller by this factor where the margin is too large. */
    private static final double MULTIPLIER_FACTOR = 0x1p-8;

    private final Instance instance;
    private final Limits limits;
    private final FixedPoint grid;
    private final NondominatedItems[] rows;
    private final boolean infeasible;
    private final long[] limit;
    /** Exact time that is spent and reserved. */
    private final long[] committed;
    /** Time that all classes may take beyond their fastest items. */
    private final double slack;

    private @Nullable LinearRelaxation relaxation;

    private ReducedInstance(
            Instance instance, FixedPoint grid, NondominatedItems[] rows, boolean infeasible, Limits limits) {
        this.instance = instance;
        this.limits = limits;
        this.grid = grid;
        this.rows = rows;
        this.limit = infeasible ? new long[0] : grid.encode(instance.limit());
        this.committed = infeasible ? new long[0] : committed(instance, grid);
        this.slack = infeasible ? -1 : slack(new int[instance.classes()]);
        this.infeasible = !(slack > 0);
    }

    /**
     * Prepares an instance; O(items·log(items)) time.
     *
     * @param instance the problem
     * @return what the searches take
     */
    public static ReducedInstance of(Instance instance) {
        return of(instance, Limits.NONE);
    }

    /**
     * Prepares an instance as far as limits allow; they hold for what is worked out later as well, where no choice is known
     * yet.
     *
     * @param instance the problem
     * @param limits when to give up, by {@link io.github.jqodi.base.Stopped}
     * @return what the searches take
     */
    public static ReducedInstance of(Instance instance, Limits limits) {
        NondominatedItems[] rows = NondominatedItems.ofRows(instance, instance.limit(), limits);
        boolean empty = Arrays.stream(instance.rowOf()).anyMatch(row -> rows[row].size() == 0);
        limits.check();
        return new ReducedInstance(
                instance, Instance.timeFormat(instance), rows, empty || !spentFits(instance), limits);
    }

    /** Whether even the fastest items do not fit. */
    boolean isInfeasible() {
        return infeasible;
    }

    private static long[] committed(Instance instance, FixedPoint grid) {
        long[] committed = grid.sum(instance.spent());
        grid.add(committed, 0, grid.sum(instance.reserved()), 0, committed, 0);
        return committed;
    }

    /** Whether no time that is spent or reserved alone uses up the limit. */
    private static boolean spentFits(Instance instance) {
        return Arrays.stream(instance.spent()).allMatch(t -> t < instance.limit())
                && Arrays.stream(instance.reserved()).allMatch(t -> t < instance.limit());
    }

    /** Exact time of a choice, as positions in the rows, with what is spent and reserved. */
    long[] time(int[] positions) {
        long[] sum = committed.clone();
        long[] item = new long[grid.words()];
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

    /** The time a choice leaves, exact but for one rounding; not above 0 where it does not fit. */
    double slack(int[] positions) {
        return grid.difference(limit, 0, time(positions), 0);
    }

    /** The time that all classes may take beyond their fastest items. */
    double slack() {
        return slack;
    }

    /** The cheapest item of each class, as positions in the rows. */
    int[] cheapest() {
        int[] positions = new int[instance.classes()];
        Arrays.setAll(positions, k -> row(k).size() - 1);
        return positions;
    }

    /** The choice a search begins with, as items of its rows: the cheapest one where it fits, else that of the relaxation. */
    public int[] firstChoice() {
        int[] cheapest = cheapest();
        return items(fits(cheapest) ? cheapest : relaxation().greedy);
    }

    /** The items of a class. */
    NondominatedItems row(int k) {
        return rows[instance.rowOf()[k]];
    }

    Instance instance() {
        return instance;
    }

    Limits limits() {
        return limits;
    }

    FixedPoint grid() {
        return grid;
    }

    NondominatedItems[] rows() {
        return rows;
    }

    /** The relaxation; to be asked for only where the cheapest items do not fit. */
    LinearRelaxation relaxation() {
        if (relaxation == null) {
            relaxation = LinearRelaxation.of(this);
        }
        return relaxation;
    }

    /**
     * The bound of the relaxation for labels that take the classes in their order. A smaller λ makes a weaker bound with a
     * smaller margin; it is taken where rounding would be worth more than the bound tells.
     *
     * @param value up to which choices have to be bounded
     */
    LagrangianBound bound(double value) {
        double multiplier = relaxation().multiplier;
        LagrangianBound bound = new LagrangianBound(instance, rows, multiplier, slack, value, limits);
        while (multiplier > 0 && !(bound.margin() <= MAX_MARGIN * value)) {
            multiplier = multiplier < Double.POSITIVE_INFINITY ? multiplier * MULTIPLIER_FACTOR : Double.MAX_VALUE;
            bound = new LagrangianBound(instance, rows, multiplier, slack, value, limits);
        }
        return bound;
    }

    /**
     * The bound of the linear relaxation.
     *
     * @return no choice costs less, rounding included; +∞ if there provably is none
     */
    public double lowerBound() {
        if (infeasible) {
            return Double.POSITIVE_INFINITY;
        }
        int[] cheapest = cheapest();
        double least = cost(cheapest) * BELOW;
        if (fits(cheapest)) {
            return least;
        }
        double whole = new LagrangianBound(instance, rows, relaxation().multiplier, slack, 0, limits).whole();
        return whole > least ? whole : least;
    }

    double leastPositiveCost() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < instance.classes(); k++) {
            limits.check(k);
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
