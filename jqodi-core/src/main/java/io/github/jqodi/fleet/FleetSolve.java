package io.github.jqodi.fleet;

import io.github.jqodi.fleet.FleetProgress.Phase;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One solve of a fleet: prices and bound, plans, neighbourhoods. */
final class FleetSolve {
    /** So many devices are worth as many neighbourhoods as a resource. */
    private static final int UNITS_PER_RESOURCE = 10;

    /** Times the gap asked for, what is not worth another shrinkage of capacities. */
    private static final double RECOVERY_GAP_FACTOR = 10;

    /** Gap of which better plans are looked for in any case. */
    private static final double MAX_GOAL = 0.5;

    private final FleetModel model;
    private final FleetOptions options;
    private final PricingBackend backend;
    private final FleetControl control;
    private final Optional<FleetMemory> earlier;
    private final Columns columns;
    /** Whether most devices are those of the earlier solve, so that its prices are near. */
    private final boolean isNear;
    /** Gap at which no better plans are looked for. */
    private final double goal;

    /**
     * Begins a solve.
     *
     * @param model the fleet
     * @param options gap and limits
     * @param backend does the work of rounds
     * @param control says when to stop, and is told what was found
     * @param earlier what an earlier solve left, whose schedules and plans are started from
     */
    FleetSolve(
            FleetModel model,
            FleetOptions options,
            PricingBackend backend,
            FleetControl control,
            Optional<FleetMemory> earlier) {
        this.model = model;
        this.options = options;
        this.backend = backend;
        this.control = control;
        this.earlier = earlier;
        this.columns = new Columns(model);
        this.isNear = earlier.isPresent() && 2 * columns.keep(model, earlier.get()) >= model.size();
        this.goal = isNear ? earlier.get().goal() : options.gap();
    }

    /** A result, and what it leaves for the next solve. */
    record Solved(FleetResult result, FleetMemory memory) {}

    /** Plans with the bound that is proven of them, and the rounds of pricing that took. */
    private record Proven(Assignment plans, double bound, int rounds) {}

    /** Starts from some prices. */
    Solved solve(double[] start) {
        try (Pricing pricing = new Pricing(model, options.rule(), backend, control)) {
            double begun = control.elapsedMillis();
            keepPlans(start);
            ColumnGeneration dual = findPrices(start, pricing);
            double priced = control.elapsedMillis();
            diversify(dual, pricing);
            Assignment plans = recover(dual);
            double recovered = plans.value();
            improve(plans, dual);
            Proven proven = prove(plans, dual);
            control.begin(Phase.DONE, 0);
            FleetStatistics statistics = new FleetStatistics(
                    pricing.rounds() + proven.rounds,
                    dual.relaxedBound(),
                    recovered,
                    begun,
                    priced - begun,
                    control.elapsedMillis() - priced);
            return result(proven, dual.prices(), statistics);
        }
    }

    /** Makes the schedules of earlier plans known, since the mixtures among them are not. */
    private void keepPlans(double[] prices) {
        if (earlier.isEmpty()) {
            return;
        }
        Assignment now = new Assignment(model, columns);
        @Nullable Column[] planned = now.planned(earlier.get().plans());
        for (int u = 0; u < planned.length; u++) {
            Column own = planned[u];
            if (own != null) {
                columns.add(now.deviceOf(u), own, prices);
            }
        }
    }

    private ColumnGeneration findPrices(double[] start, Pricing pricing) {
        control.begin(Phase.PRICES, (long) options.relaxedRounds() + options.exactRounds());
        ColumnGeneration dual = new ColumnGeneration(model, pricing, columns, options, start, control::poll);
        if (isNear) {
            dual.runNear(goal);
        } else {
            dual.run();
        }
        return dual;
    }

    private void diversify(ColumnGeneration dual, Pricing pricing) {
        if (!isNear) {
            new Diversity(model, pricing, columns).add(dual.prices(), dual.bound(), options.seed());
        }
        pricing.settle();
    }

    private Assignment recover(ColumnGeneration dual) {
        control.begin(Phase.PLANS, 0);
        double goodGap = RECOVERY_GAP_FACTOR * options.gap();
        PrimalHeuristic heuristic = new PrimalHeuristic(model, columns, dual, goodGap, control::poll);
        Assignment plans = heuristic.best(dual.prices(), earlier.map(FleetMemory::plans));
        control.found(plans.value());
        return plans;
    }

    private void improve(Assignment plans, ColumnGeneration dual) {
        long count = (long) options.neighbourhoods() * Math.max(model.rowCount(), plans.units() / UNITS_PER_RESOURCE);
        control.begin(Phase.NEIGHBOURHOODS, count);
        new LargeNeighbourhoodSearch(model, plans, dual.prices(), options.seed(), control.counting())
                .search(count, dual.bound(), goal);
        plans.settle();
        control.found(plans.value());
    }

    /** Raises the bound of a small fleet, and finds better plans on the way. */
    private Proven prove(Assignment plans, ColumnGeneration dual) {
        control.begin(Phase.PROOF, 0);
        Enumeration every = new Enumeration(model, columns, plans, control::poll);
        double enumerated = enumerate(every, plans, dual.bound());
        control.found(every.best().value());
        Branching branching = new Branching(model, columns, every.best(), options, control);
        double bound = branch(branching, every.best(), enumerated, dual);
        control.proven(bound);
        return new Proven(branching.best(), bound, branching.rounds());
    }

    /** Looks at all plans where that is worth it; the bound. */
    private double enumerate(Enumeration every, Assignment found, double bound) {
        boolean isProven = isWorth(found, bound) && Enumeration.suits(model, found) && every.search();
        return isProven ? Math.max(bound, every.best().value() * DevicePricing.BELOW) : bound;
    }

    /** Branches where that is worth it; the bound. */
    private double branch(Branching branching, Assignment found, double bound, ColumnGeneration dual) {
        if (!isWorth(found, bound) || !Branching.suits(model, found)) {
            return bound;
        }
        dual.share(1);
        control.begin(Phase.PROOF, options.neighbourhoods());
        return branching.search(bound, dual.prices(), options.neighbourhoods());
    }

    /** Whether plans are far enough from a bound to look for better ones. */
    private boolean isWorth(Assignment found, double bound) {
        return found.value() - bound > options.gap() * found.value() && options.neighbourhoods() > 0 && !control.poll();
    }

    private Solved result(Proven proven, double[] prices, FleetStatistics statistics) {
        Assignment plans = proven.plans;
        IdentityHashMap<Column, FleetPlan> known =
                earlier.map(FleetMemory::made).orElseGet(IdentityHashMap::new);
        ResultMaker maker = new ResultMaker(model, columns, plans, prices, options.rule(), known);
        FleetResult result = maker.result(proven.bound, options.gap(), statistics, control.limitReached());
        double reached = Math.max(goal, Math.min(MAX_GOAL, 1 - proven.bound / plans.value()));
        return new Solved(result, new FleetMemory(model, columns, plans, maker.made(), isNear ? goal : reached));
    }
}
