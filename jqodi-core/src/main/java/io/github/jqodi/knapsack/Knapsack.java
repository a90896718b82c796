package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import java.util.Optional;

/**
 * Solves {@link Instance}s with proof. Dominated items go first, the linear relaxation gives a first choice and a bound, and
 * a search closes what is left between them: of counts where all classes are alike, of blocks where they share one row, else
 * of labels for two halves of the classes, which meet. It looks at a narrow band above the bound first and widens it as long
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
    /** Ticks are a part of the first choice's cost; a choice that is cheaper by more than this is searched anew. */
    private static final double COARSE = 0x1p-4;

    private static final double ROUNDING = 0x1p-52;
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
        return solve(ReducedInstance.of(instance), limits);
    }

    /**
     * The same for an instance that is already prepared.
     *
     * @param prepared the problem
     * @param limits when to give up
     * @return the choice with a bound, or the proof that there is none
     */
    public static Outcome solve(ReducedInstance prepared, Limits limits) {
        if (prepared.isInfeasible()) {
            return Outcome.infeasible();
        }
        int[] cheapest = prepared.cheapest();
        if (prepared.fits(cheapest)) {
            return proven(prepared, cheapest, 0);
        }
        if (!IdenticalClasses.are(prepared.instance())) {
            return new Bands(prepared, limits, prepared.relaxation().greedy, 0).search();
        }
        IdenticalClasses counts = IdenticalClasses.of(prepared, limits);
        Optional<int[]> least = counts.solve();
        if (least.isPresent() && !counts.isCoarse(prepared.cost(least.get()))) {
            return proven(prepared, least.get(), counts.labels());
        }
        int[] greedy = prepared.relaxation().greedy;
        int[] known = counts.best()
                .filter(best -> prepared.cost(best) < prepared.cost(greedy))
                .orElse(greedy);
        return new Bands(prepared, limits, known, counts.labels()).search();
    }

    private static Outcome proven(ReducedInstance prepared, int[] positions, long labels) {
        double cost = prepared.cost(positions);
        return new Outcome(Optional.of(prepared.items(positions)), cost, cost, true, labels);
    }

    /** Widens a band of cost above the bound until the best choice is found in it. */
    private static final class Bands {
        private final ReducedInstance prepared;
        private final Limits limits;
        private final Optional<GapSearch> search;
        /** What rounding costs to whole ticks may be worth. */
        private final double tickRounding;
        /** Costs below this have too few ticks. */
        private final double coarse;
        /** Labels that were kept before this search. */
        private final long earlier;

        private double bound;
        private double upper;
        private int[] best;

        Bands(ReducedInstance prepared, Limits limits, int[] known, long earlier) {
            this.prepared = prepared;
            this.earlier = earlier;
            this.limits = limits;
            this.best = known;
            this.upper = prepared.cost(best);
            this.coarse = upper * COARSE;
            this.tickRounding = (prepared.instance().classes() + 8) * ROUNDING * upper;
            Optional<LagrangianBound> relaxation = relaxation();
            this.bound = Math.min(
                    upper, Math.max(0, relaxation.map(LagrangianBound::whole).orElse(0.0)));
            this.search = relaxation.flatMap(made -> search(made, known));
        }

        /** Empty if a limit is reached first; a choice is known then, and that no cost is below 0. */
        private Optional<LagrangianBound> relaxation() {
            try {
                return Optional.of(prepared.bound(upper + tickRounding));
            } catch (Stopped stopped) {
                return Optional.empty();
            }
        }

        /** Empty if a limit is reached while it is prepared; a choice and a bound are known then. */
        private Optional<GapSearch> search(LagrangianBound relaxation, int[] known) {
            try {
                ReducedCostFixing open =
                        ReducedCostFixing.of(prepared, relaxation, upper + tickRounding, known, limits);
                double unit = LabelSearch.unitFor(upper);
                return Optional.of(
                        MonotoneSearch.suit(prepared.instance())
                                ? new MonotoneSearch(prepared, open, relaxation, unit, limits)
                                : new MeetInTheMiddle(prepared, open, relaxation, unit));
            } catch (Stopped stopped) {
                return Optional.empty();
            }
        }

        Outcome search() {
            return search.map(this::search).orElseGet(() -> outcome(upper, best, bound, false));
        }

        private Outcome search(GapSearch search) {
            double band = Math.max((upper - bound) / FIRST_BAND, Math.ulp(upper));
            long lastLabels = 0;
            while (true) {
                boolean last = bound + band >= upper;
                double ceiling = last ? upper : bound + band;
                long before = labels();
                GapSearch.Found run = search.run(ceiling + tickRounding, allowance(), limits);
                if (run.aborted()) {
                    return outcome(upper, best, bound, false);
                }
                if (run.choice().isPresent()) {
                    int[] found = run.choice().get();
                    double cost = prepared.cost(found);
                    if (cost < coarse) {
                        return new Bands(prepared, limits, found, labels()).search();
                    }
                    if (last || cost <= ceiling) {
                        return outcome(cost, found, cost, true);
                    }
                    if (cost < upper) {
                        upper = cost;
                        best = found;
                    }
                }
                if (last) {
                    return outcome(upper, best, upper, true);
                }
                bound = Math.min(ceiling, upper);
                long labels = labels() - before;
                boolean cheap = labels < FEW_LABELS || labels < CHEAP_RISE * lastLabels;
                band *= cheap ? FAST_GROWTH : SLOW_GROWTH;
                lastLabels = labels;
            }
        }

        private long labels() {
            return earlier + search.map(GapSearch::labels).orElse(0L);
        }

        /** All that is left; less where the cost is proven and only the time among equals is open. */
        private long allowance() {
            long left = limits.maxLabels() - labels();
            return upper - bound <= limits.gap() * upper ? Math.min(POLISH_LABELS, left) : left;
        }

        private Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            return new Outcome(Optional.of(prepared.items(positions)), cost, lowerBound, exhausted, labels());
        }
    }
}
