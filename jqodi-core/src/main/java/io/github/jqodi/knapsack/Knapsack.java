package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.Optional;

/**
 * Solves {@link Instance}s with proof. Dominated items go first, the linear relaxation gives a first choice and a bound, and
 * a label search closes what is left between them. It looks at a narrow band above the bound first and widens it as long
 * as the band is proven empty, so that a search that is cut off still leaves a raised bound.
 *
 * <p>Thread-safe: nothing is kept between calls.
 */
public final class Knapsack {
    /** Rounding error of a bound, relative to the absolute terms in it. */
    private static final double ROUNDING = 0x1p-44;

    private static final int FIRST_BAND = 256;
    /** A band is widened fast as long as it is cheap, and slowly where a step too far would be dear. */
    private static final long FEW_LABELS = 2000;

    private static final double FAST_GROWTH = 4;
    private static final double SLOW_GROWTH = 1.6;
    /** Labels spent on least time among equal costs where the cost itself is already proven. */
    private static final long POLISH_LABELS = 200_000;

    private Knapsack() {}

    /**
     * Finds the choice of least cost and, among those of equal cost, of least time.
     *
     * @param instance the problem
     * @param limits when to give up
     * @return the choice with a bound, or the proof that there is none
     */
    public static Outcome solve(Instance instance, Limits limits) {
        if (!spentFits(instance)) {
            return Outcome.infeasible();
        }
        TimeGrid grid = TimeGrid.of(instance);
        Row[] rows = new Row[instance.time().length];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Row.of(instance.time()[r], instance.cost()[r], grid, instance.limit());
        }
        long[] fastest = grid.sum(instance.spent());
        grid.add(fastest, 0, grid.sum(instance.reserved()), 0, fastest, 0);
        for (int row : instance.rowOf()) {
            if (rows[row].size() == 0) {
                return Outcome.infeasible();
            }
            grid.add(fastest, 0, rows[row].ticks, 0, fastest, 0);
        }
        long[] limit = grid.encode(instance.limit());
        if (grid.compare(fastest, 0, limit, 0) >= 0) {
            return Outcome.infeasible();
        }
        Relaxation relaxation = Relaxation.of(rows, instance, grid, fastest, limit);
        if (relaxation.complete) {
            double cost = cost(instance, rows, relaxation.greedy);
            return new Outcome(Optional.of(items(instance, rows, relaxation.greedy)), cost, cost, true, 0);
        }
        if (EqualClasses.are(instance)) {
            Optional<int[]> counted = EqualClasses.solve(instance, rows[instance.rowOf()[0]], grid, limits);
            if (counted.isPresent()) {
                double cost = cost(instance, rows, counted.get());
                return new Outcome(Optional.of(items(instance, rows, counted.get())), cost, cost, true, 0);
            }
        }
        return new Bands(instance, rows, grid, relaxation, limits).search();
    }

    /** Whether no time that is spent or reserved alone uses up the limit. */
    static boolean spentFits(Instance instance) {
        return Arrays.stream(instance.spent()).allMatch(t -> t < instance.limit())
                && Arrays.stream(instance.reserved()).allMatch(t -> t < instance.limit());
    }

    /** Widens a band of cost above the bound until the best choice is found in it. */
    private static final class Bands {
        private final Instance instance;
        private final Row[] rows;
        private final Limits limits;
        private final int[] order;
        private final LabelSearch search;
        private final double margin;
        private double bound;
        private double upper;
        private int[] best;

        Bands(Instance instance, Row[] rows, TimeGrid grid, Relaxation relaxation, Limits limits) {
            this.instance = instance;
            this.rows = rows;
            this.limits = limits;
            this.best = relaxation.greedy;
            this.upper = cost(instance, rows, best);
            this.order = ClassOrder.byDoubt(instance, rows, new LagrangianBound(instance, rows, relaxation.multiplier));
            Instance permuted = ClassOrder.permuted(instance, order);
            LagrangianBound lagrangian = new LagrangianBound(permuted, rows, relaxation.multiplier);
            this.search = new LabelSearch(permuted, rows, grid, lagrangian, LabelSearch.unitFor(upper), false);
            this.margin = ROUNDING * (lagrangian.magnitude() + upper);
            double spent = Arrays.stream(instance.spent()).sum();
            this.bound = Math.min(upper, Math.max(0, lagrangian.of(0, spent, 0) - margin));
        }

        Outcome search() {
            double band = (upper - bound) / FIRST_BAND;
            long before = search.labels();
            long lastRun = 0;
            while (true) {
                boolean last = bound + band >= upper;
                double ceiling = last ? upper : bound + band;
                LabelSearch.Run run = search.run(ceiling + margin, allowance(), limits);
                if (run.aborted()) {
                    return outcome(upper, best, bound, false);
                }
                if (run.size() > 0) {
                    int[] found = ClassOrder.restored(run.trace(run.size() - 1), order);
                    double cost = cost(instance, rows, found);
                    if (last || cost <= ceiling) {
                        return outcome(cost, found, cost, true);
                    }
                    if (cost < upper) {
                        upper = cost;
                        best = found;
                    }
                }
                bound = Math.min(ceiling, upper);
                long labels = search.labels() - before;
                band *= labels < FEW_LABELS || labels < 1.5 * lastRun ? FAST_GROWTH : SLOW_GROWTH;
                before = search.labels();
                lastRun = labels;
            }
        }

        /** All that is left; less where the cost is proven and only the time among equals is open. */
        private long allowance() {
            long left = limits.maxLabels() - search.labels();
            return upper - bound <= limits.gap() * upper ? Math.min(POLISH_LABELS, left) : left;
        }

        private Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            return new Outcome(
                    Optional.of(items(instance, rows, positions)), cost, lowerBound, exhausted, search.labels());
        }
    }

    private static int[] items(Instance instance, Row[] rows, int[] positions) {
        int[] items = new int[positions.length];
        Arrays.setAll(items, k -> rows[instance.rowOf()[k]].item[positions[k]]);
        return items;
    }

    /** Compensated Σ weight·cost. */
    private static double cost(Instance instance, Row[] rows, int[] positions) {
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
