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
    private static final int FIRST_BAND = 256;
    /** A band is widened fast as long as it is cheap, and slowly where a step too far would be dear. */
    private static final long FEW_LABELS = 2000;

    private static final double FAST_GROWTH = 4;
    private static final double SLOW_GROWTH = 1.6;
    /** A run that keeps no more labels than this, next to the last one, is cheap. */
    private static final double CHEAP_RISE = 1.5;
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
        return solve(Prepared.of(instance), limits);
    }

    /**
     * The same for an instance that is already prepared.
     *
     * @param prepared the problem
     * @param limits when to give up
     * @return the choice with a bound, or the proof that there is none
     */
    public static Outcome solve(Prepared prepared, Limits limits) {
        if (prepared.isInfeasible()) {
            return Outcome.infeasible();
        }
        if (prepared.relaxation().complete) {
            return proven(prepared, prepared.relaxation().greedy);
        }
        Instance instance = prepared.instance();
        if (EqualClasses.are(instance)) {
            Row row = prepared.rows()[instance.rowOf()[0]];
            Optional<int[]> counted = EqualClasses.solve(instance, row, prepared.grid(), limits);
            if (counted.isPresent()) {
                return proven(prepared, counted.get());
            }
        }
        return new Bands(prepared, limits).search();
    }

    private static Outcome proven(Prepared prepared, int[] positions) {
        double cost = prepared.cost(positions);
        return new Outcome(Optional.of(prepared.items(positions)), cost, cost, true, 0);
    }

    /** Widens a band of cost above the bound until the best choice is found in it. */
    private static final class Bands {
        private final Prepared prepared;
        private final Limits limits;
        private final int[] order;
        private final LabelSearch search;
        private final double margin;
        private double bound;
        private double upper;
        private int[] best;

        Bands(Prepared prepared, Limits limits) {
            this.prepared = prepared;
            this.limits = limits;
            this.best = prepared.relaxation().greedy;
            this.upper = prepared.cost(best);
            this.order = ClassOrder.byDoubt(prepared.instance(), prepared.rows(), prepared.bound());
            Instance permuted = ClassOrder.permuted(prepared.instance(), order);
            LagrangianBound lagrangian =
                    new LagrangianBound(permuted, prepared.rows(), prepared.relaxation().multiplier);
            double unit = LabelSearch.unitFor(upper);
            this.search = new LabelSearch(permuted, prepared.rows(), prepared.grid(), lagrangian, unit, false);
            this.margin = prepared.margin(lagrangian, upper);
            double spent = Arrays.stream(permuted.spent()).sum();
            this.bound = Math.min(upper, Math.max(0, lagrangian.of(0, spent, 0) - margin));
        }

        Outcome search() {
            double band = (upper - bound) / FIRST_BAND;
            long lastLabels = 0;
            while (true) {
                boolean last = bound + band >= upper;
                double ceiling = last ? upper : bound + band;
                long before = search.labels();
                LabelSearch.Run run = search.run(ceiling + margin, allowance(), limits);
                if (run.aborted()) {
                    return outcome(upper, best, bound, false);
                }
                if (run.size() > 0) {
                    int[] found = ClassOrder.restored(run.trace(run.size() - 1), order);
                    double cost = prepared.cost(found);
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
                boolean cheap = labels < FEW_LABELS || labels < CHEAP_RISE * lastLabels;
                band *= cheap ? FAST_GROWTH : SLOW_GROWTH;
                lastLabels = labels;
            }
        }

        /** All that is left; less where the cost is proven and only the time among equals is open. */
        private long allowance() {
            long left = limits.maxLabels() - search.labels();
            return upper - bound <= limits.gap() * upper ? Math.min(POLISH_LABELS, left) : left;
        }

        private Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            return new Outcome(Optional.of(prepared.items(positions)), cost, lowerBound, exhausted, search.labels());
        }
    }
}
