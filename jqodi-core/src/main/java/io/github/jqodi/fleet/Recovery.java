package io.github.jqodi.fleet;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Plans out of prices: the master shares capacities that are a little smaller than they are, whole shares are kept, broken ones
 * become mixtures of epochs or the best that still fits, and what is left over is filled. Several shrinkages are
 * tried until one is good enough.
 */
final class Recovery {
    private static final double[] ROOMS = {1, 0.995, 0.985, 0.97};
    private static final double WHOLE = 0.9;
    private static final int PASSES = 6;

    private final FleetModel model;
    private final Columns columns;
    private final DualAscent dual;
    private final double goodGap;
    private final BooleanSupplier stop;

    Recovery(FleetModel model, Columns columns, DualAscent dual, double goodGap, BooleanSupplier stop) {
        this.model = model;
        this.columns = columns;
        this.dual = dual;
        this.goodGap = goodGap;
        this.stop = stop;
    }

    Assignment best(double[] prices) {
        Assignment best = greedy(prices);
        for (double room : ROOMS) {
            if (stop.getAsBoolean() || best.value() - dual.bound() <= goodGap * best.value()) {
                break;
            }
            dual.share(room);
            Assignment rounded = rounded(prices);
            best = rounded.value() < best.value() ? rounded : best;
        }
        return best;
    }

    /** Everyone in turn, the weightiest first, at posted prices. */
    private Assignment greedy(double[] prices) {
        Assignment plans = new Assignment(model, columns);
        for (int u : byWeight(plans)) {
            plans.place(u, plans.best(u, prices));
        }
        for (int u : byWeight(plans)) {
            plans.improve(u);
        }
        return plans;
    }

    private int[] byWeight(Assignment plans) {
        double[] weight = new double[plans.units()];
        Arrays.setAll(weight, u -> model.weight(plans.deviceOf(u)));
        return IndexSort.descending(weight);
    }

    private Assignment rounded(double[] prices) {
        Assignment plans = new Assignment(model, columns);
        int unit = 0;
        for (int d = 0; d < model.size(); d++) {
            int end = unit + model.count(d);
            placeWhole(plans, d, unit);
            unit = end;
        }
        for (int u : byWeight(plans)) {
            if (plans.plan(u) == null) {
                plans.place(u, plans.best(u, prices));
            }
            if (plans.plan(u) == null) {
                plans.generate(u, prices);
                plans.place(u, plans.best(u, prices));
            }
        }
        plans.improveAll(PASSES);
        return plans;
    }

    /** Places the whole shares of a device as far as they fit. */
    private void placeWhole(Assignment plans, int d, int first) {
        int unit = first;
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        for (int j = 0; j < own.size(); j++) {
            Column column = own.get(j);
            for (double share = taken[j]; share >= WHOLE && plans.fits(column); share--) {
                plans.place(unit++, column);
            }
        }
    }
}
