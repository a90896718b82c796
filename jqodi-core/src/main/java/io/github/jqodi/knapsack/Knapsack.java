package io.github.jqodi.knapsack;

import io.github.jqodi.base.Rounding;
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

    /** Looks for choices in labels from both ends. */
    private static final class Bands extends BandSearch {
        private final ReducedInstance prepared;

        Bands(ReducedInstance prepared, Limits limits, int[] known, long earlier) {
            this(prepared, limits, known, prepared.cost(known), earlier);
        }

        private Bands(ReducedInstance prepared, Limits limits, int[] known, double cost, long earlier) {
            super(limits, known, cost, Rounding.margin(prepared.instance().classes() + 8, cost), earlier);
            this.prepared = prepared;
        }

        @Override
        long polishLabels() {
            return POLISH_LABELS;
        }

        @Override
        double cost(int[] choice) {
            return prepared.cost(choice);
        }

        @Override
        GapSearch prepare() {
            LagrangianBound relaxation = prepared.bound(upper + rounding);
            bound = Math.min(upper, Math.max(0, relaxation.whole()));
            ReducedCostFixing open = ReducedCostFixing.of(prepared, relaxation, upper + rounding, best, limits);
            double unit = LabelSearch.unitFor(upper);
            return MonotoneSearch.suit(prepared.instance())
                    ? new MonotoneSearch(prepared, open, relaxation, unit, limits)
                    : new MeetInTheMiddle(prepared, open, relaxation, unit);
        }

        @Override
        BandSearch from(int[] choice, long labels) {
            return new Bands(prepared, limits, choice, labels);
        }

        @Override
        Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            return new Outcome(Optional.of(prepared.items(positions)), cost, lowerBound, exhausted, labels());
        }
    }
}
