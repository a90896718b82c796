package io.github.jqodi.fleet;

import io.github.jqodi.search.SearchControl;
import java.util.Optional;

/** One solve of a fleet: prices and bound, plans, neighbourhoods. */
final class FleetSolve {
    /** So many devices are worth as many neighbourhoods as a resource. */
    private static final int UNITS = 10;

    /** Times the gap asked for, what is not worth another shrinkage of capacities. */
    private static final double GOOD = 10;

    private final FleetModel model;
    private final FleetOptions options;
    private final PricingBackend backend;
    private final SearchControl control;
    private final Columns columns;
    private boolean kept;

    FleetSolve(FleetModel model, FleetOptions options, PricingBackend backend, SearchControl control) {
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
        double tables = control.elapsedMillis();
        Pricing pricing = new Pricing(model, backend, control::stop);
        DualAscent dual = new DualAscent(model, pricing, columns, options, start);
        dual.run(kept);
        double priced = control.elapsedMillis();
        double[] prices = dual.prices();
        if (!kept) {
            new Diversity(model, pricing, columns).add(prices, dual.bound(), options.seed());
        }
        Assignment plans = new Recovery(model, columns, dual, GOOD * options.gap(), control::stop).best(prices);
        double recovered = plans.value();
        new Neighbourhoods(model, plans, prices, options.seed(), control::stop)
                .search(neighbourhoods(plans), dual.bound(), options.gap());
        plans.settle();
        double done = control.elapsedMillis();
        FleetStatistics statistics = new FleetStatistics(
                pricing.rounds(), dual.relaxedBound(), recovered, tables, priced - tables, done - priced);
        return new ResultMaker(model, columns, plans, prices, options.rule())
                .result(
                        dual.bound(),
                        options.gap(),
                        statistics,
                        control.stop() ? Optional.of(control.reason()) : Optional.empty());
    }

    private long neighbourhoods(Assignment plans) {
        return (long) options.neighbourhoods() * Math.max(model.rowCount(), plans.units() / UNITS);
    }
}
