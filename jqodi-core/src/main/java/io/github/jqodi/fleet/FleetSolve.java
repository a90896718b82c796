package io.github.jqodi.fleet;

import io.github.jqodi.fleet.FleetProgress.Phase;

/** One solve of a fleet: prices and bound, plans, neighbourhoods. */
final class FleetSolve {
    /** So many devices are worth as many neighbourhoods as a resource. */
    private static final int UNITS = 10;

    /** Times the gap asked for, what is not worth another shrinkage of capacities. */
    private static final double GOOD = 10;

    private final FleetModel model;
    private final FleetOptions options;
    private final PricingBackend backend;
    private final FleetControl control;
    private final Columns columns;
    private boolean kept;

    FleetSolve(FleetModel model, FleetOptions options, PricingBackend backend, FleetControl control) {
        this.model = model;
        this.options = options;
        this.backend = backend;
        this.control = control;
        this.columns = new Columns(model);
    }

    /** Starts from the schedules of an earlier search as well. */
    void keep(FleetModel earlier, Columns others) {
        columns.keep(model, earlier, others);
        kept = true;
    }

    /** The schedules known, with the shares found last. */
    Columns columns() {
        return columns;
    }

    /** Starts from some prices. */
    FleetResult solve(double[] start) {
        try (Pricing pricing = new Pricing(model, options.rule(), backend, control)) {
            return solve(start, pricing);
        }
    }

    private FleetResult solve(double[] start, Pricing pricing) {
        double tables = control.elapsedMillis();
        control.begin(Phase.PRICES, (long) options.rounds() + options.exactRounds());
        DualAscent dual = new DualAscent(model, pricing, columns, options, start, control::stop);
        dual.run(kept);
        double priced = control.elapsedMillis();
        double[] prices = dual.prices();
        if (!kept) {
            new Diversity(model, pricing, columns).add(prices, dual.bound(), options.seed());
        }
        pricing.settle();
        control.begin(Phase.PLANS, 0);
        Assignment plans = new Recovery(model, columns, dual, GOOD * options.gap(), control::stop).best(prices);
        double recovered = plans.value();
        control.found(recovered);
        long count = neighbourhoods(plans);
        control.begin(Phase.NEIGHBOURHOODS, count);
        new Neighbourhoods(model, plans, prices, options.seed(), control.counting())
                .search(count, dual.bound(), options.gap());
        plans.settle();
        control.found(plans.value());
        control.begin(Phase.DONE, 0);
        double done = control.elapsedMillis();
        FleetStatistics statistics = new FleetStatistics(
                pricing.rounds(), dual.relaxedBound(), recovered, tables, priced - tables, done - priced);
        return new ResultMaker(model, columns, plans, prices, options.rule())
                .result(dual.bound(), options.gap(), statistics, control.limitReached());
    }

    private long neighbourhoods(Assignment plans) {
        return (long) options.neighbourhoods() * Math.max(model.rowCount(), plans.units() / UNITS);
    }
}
