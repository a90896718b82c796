package io.github.jqodi.fleet;

import io.github.jqodi.fleet.FleetProgress.Phase;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One solve of a fleet: prices and bound, plans, neighbourhoods. */
final class FleetSolve {
    /** So many devices are worth as many neighbourhoods as a resource. */
    private static final int UNITS = 10;

    /** Times the gap asked for, what is not worth another shrinkage of capacities. */
    private static final double GOOD = 10;

    /** Gap of which better plans are looked for in any case. */
    private static final double MOST_GOAL = 0.5;

    private final FleetModel model;
    private final FleetOptions options;
    private final PricingBackend backend;
    private final FleetControl control;
    private final Columns columns;
    private boolean kept;
    /** Gap at which no better plans are looked for: that of the plan from scratch, where one was made before. */
    private double goal;

    private @Nullable Assignment before;
    private @Nullable Assignment plans;
    /** Plans of schedules that were taken. */
    private IdentityHashMap<Column, FleetPlan> made = new IdentityHashMap<>();

    FleetSolve(FleetModel model, FleetOptions options, PricingBackend backend, FleetControl control) {
        this.model = model;
        this.options = options;
        this.backend = backend;
        this.control = control;
        this.columns = new Columns(model);
        this.goal = options.gap();
    }

    /** Starts from the schedules and plans of an earlier search as well; from prices too where most devices are the same. */
    void keep(FleetSolve earlier) {
        int same = columns.keep(model, earlier.model, earlier.columns);
        before = earlier.plans;
        made = earlier.made;
        kept = 2 * same >= model.size();
        goal = kept ? earlier.goal : goal;
    }

    FleetModel model() {
        return model;
    }

    /** Starts from some prices. */
    FleetResult solve(double[] start) {
        try (Pricing pricing = new Pricing(model, options.rule(), backend, control)) {
            return solve(start, pricing);
        }
    }

    private FleetResult solve(double[] start, Pricing pricing) {
        double tables = control.elapsedMillis();
        keepPlans(start);
        control.begin(Phase.PRICES, (long) options.rounds() + options.exactRounds());
        DualAscent dual = new DualAscent(model, pricing, columns, options, start, control::stop);
        if (kept) {
            dual.runNear(goal);
        } else {
            dual.run();
        }
        double priced = control.elapsedMillis();
        double[] prices = dual.prices();
        if (!kept) {
            new Diversity(model, pricing, columns).add(prices, dual.bound(), options.seed());
        }
        pricing.settle();
        control.begin(Phase.PLANS, 0);
        Recovery recovery = new Recovery(model, columns, dual, GOOD * options.gap(), control::stop);
        Assignment found = recovery.best(prices, Optional.ofNullable(before));
        before = null;
        double recovered = found.value();
        control.found(recovered);
        long count = neighbourhoods(found);
        control.begin(Phase.NEIGHBOURHOODS, count);
        new Neighbourhoods(model, found, prices, options.seed(), control.counting()).search(count, dual.bound(), goal);
        found.settle();
        control.found(found.value());
        Enumeration every = new Enumeration(model, columns, found, control::stop);
        double enumerated = enumerate(every, found, dual.bound());
        control.found(every.best().value());
        Branching branching = new Branching(model, columns, every.best(), options, control);
        double bound = branch(branching, every.best(), enumerated, dual);
        plans = branching.best();
        control.proven(bound);
        goal = kept ? goal : Math.max(goal, Math.min(MOST_GOAL, 1 - bound / plans.value()));
        control.begin(Phase.DONE, 0);
        double done = control.elapsedMillis();
        FleetStatistics statistics = new FleetStatistics(
                pricing.rounds() + branching.rounds(),
                dual.relaxedBound(),
                recovered,
                tables,
                priced - tables,
                done - priced);
        ResultMaker maker = new ResultMaker(model, columns, plans, prices, options.rule(), made);
        FleetResult result = maker.result(bound, options.gap(), statistics, control.limitReached());
        made = maker.made();
        return result;
    }

    /** Makes the schedules of earlier plans known, since the mixtures among them are not. */
    private void keepPlans(double[] prices) {
        if (before == null) {
            return;
        }
        Assignment now = new Assignment(model, columns);
        @Nullable Column[] planned = now.planned(before);
        for (int u = 0; u < planned.length; u++) {
            Column own = planned[u];
            if (own != null) {
                columns.add(now.deviceOf(u), own, prices);
            }
        }
    }

    /** Looks at all plans where that is worth it; the bound. */
    private double enumerate(Enumeration every, Assignment found, double bound) {
        boolean isProven = isWorth(found, bound) && Enumeration.suits(model, found) && every.search();
        return isProven ? Math.max(bound, every.best().value() * DevicePricing.BELOW) : bound;
    }

    /** Branches where that is worth it; the bound. */
    private double branch(Branching branching, Assignment found, double bound, DualAscent dual) {
        if (!isWorth(found, bound) || !Branching.suits(model, found)) {
            return bound;
        }
        dual.share(1);
        return branching.search(bound, dual.prices(), options.neighbourhoods());
    }

    /** Whether plans are far enough from a bound to look for better ones. */
    private boolean isWorth(Assignment found, double bound) {
        return found.value() - bound > options.gap() * found.value() && options.neighbourhoods() > 0 && !control.stop();
    }

    private long neighbourhoods(Assignment found) {
        return (long) options.neighbourhoods() * Math.max(model.rowCount(), found.units() / UNITS);
    }
}
