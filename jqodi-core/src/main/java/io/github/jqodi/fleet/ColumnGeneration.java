package io.github.jqodi.fleet;

import java.util.function.BooleanSupplier;

/**
 * Stabilised column generation: prices at which the bound is greatest, and schedules that go with them. A {@link Master} says
 * prices, every device answers with its best schedule at these, and the master takes the answers in. The method of multipliers
 * comes near in a few rounds of relaxed answers; rounds of exact ones follow, which certify a bound, at prices between the best
 * ones and those of the linear program (Wentges 1997), until both agree. Where there are too many capacities for a linear
 * program, the multipliers do all.
 */
final class ColumnGeneration {
    /** Of the gap asked for, what linear program and bound may differ by. */
    private static final double GAP_PART = 0.5;
    /** The same of the gap that was reached for a fleet that differs little. */
    private static final double REACHED_PART = 0.1;

    private final FleetOptions options;
    private final DualBound dual;
    private final MultiplierMaster multipliers;
    private final Master master;

    ColumnGeneration(
            FleetModel model,
            Pricing pricing,
            Columns columns,
            FleetOptions options,
            double[] start,
            BooleanSupplier stop) {
        this.options = options;
        this.dual = new DualBound(pricing, columns, start);
        this.multipliers = new MultiplierMaster(model, columns);
        this.master =
                model.rowCount() <= SimplexMaster.MAX_ROWS ? new SimplexMaster(model, columns, stop) : multipliers;
    }

    double[] prices() {
        return dual.prices();
    }

    /** No plan is below it; not finite if not even one round was made. */
    double bound() {
        return dual.value();
    }

    double relaxedBound() {
        return dual.value(PricingMode.RELAXED);
    }

    /** Rounds until bounds rise no more. */
    void run() {
        if (dual.round(dual.prices(), PricingMode.RELAXED) && comeNear()) {
            master.certify(dual, options.exactRounds(), GAP_PART * options.gap());
        }
    }

    /** Relaxed rounds by the method of multipliers, a few where another master follows. */
    private boolean comeNear() {
        return master == multipliers
                ? multipliers.approach(dual, options.relaxedRounds())
                : multipliers.approachInHaste(dual, options.relaxedRounds());
    }

    /**
     * The same from prices and schedules of a fleet that differs little.
     *
     * @param reached the gap that was reached for it, of which the bound need not know more than a part
     */
    void runNear(double reached) {
        double gap = Math.max(GAP_PART * options.gap(), REACHED_PART * reached);
        if (dual.round(dual.prices(), PricingMode.RELAXED) && master.approach(dual, options.relaxedRounds())) {
            master.certify(dual, options.exactRounds(), gap);
        }
    }

    /** Shares out a part of every capacity at least cost, with the schedules that are known. */
    void share(double part) {
        master.share(part, dual.prices());
    }
}
