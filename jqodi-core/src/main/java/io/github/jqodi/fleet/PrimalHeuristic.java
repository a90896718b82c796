package io.github.jqodi.fleet;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Primal heuristic, plans out of prices: the master shares capacities that are a little smaller than they are, whole shares are
 * kept, broken ones become mixtures of epochs or the best that still fits, and what is left over is filled. Several shrinkages are
 * tried until one is good enough.
 */
final class PrimalHeuristic {
    /** Parts of capacities that are shared out, one after the other. */
    private static final double[] CAPACITY_PARTS = {1, 0.995, 0.985, 0.97};
    /** The same beside earlier plans, which are good already. */
    private static final double[] NEAR_CAPACITY_PARTS = {0.995, 0.985};

    /** Share of a schedule that is taken whole. */
    private static final double MIN_WHOLE_SHARE = 0.9;

    private static final int MAX_PASSES = 6;

    private final FleetModel model;
    private final Columns columns;
    private final ColumnGeneration dual;
    private final double goodGap;
    private final BooleanSupplier stop;

    PrimalHeuristic(FleetModel model, Columns columns, ColumnGeneration dual, double goodGap, BooleanSupplier stop) {
        this.model = model;
        this.columns = columns;
        this.dual = dual;
        this.goodGap = goodGap;
        this.stop = stop;
    }

    /** The best of some ways; one of them keeps what it can of earlier plans, where there are any. */
    Assignment best(double[] prices, Optional<Assignment> earlier) {
        Assignment greedy = greedy(prices);
        Assignment best = earlier.map(plans -> again(plans, prices))
                .filter(plans -> plans.value() < greedy.value())
                .orElse(greedy);
        for (double part : earlier.isPresent() ? NEAR_CAPACITY_PARTS : CAPACITY_PARTS) {
            if (stop.getAsBoolean() || best.value() - dual.bound() <= goodGap * best.value()) {
                break;
            }
            dual.share(part);
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

    /** What fits of earlier plans, the weightiest first, then as from whole shares. */
    private Assignment again(Assignment earlier, double[] prices) {
        Assignment plans = new Assignment(model, columns);
        Column[] kept = plans.planned(earlier);
        for (int u : byWeight(plans)) {
            if (kept[u] != null && plans.fits(kept[u])) {
                plans.place(u, kept[u]);
            }
        }
        return complete(plans, prices);
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
        return complete(plans, prices);
    }

    /** Places who has no schedule yet, and improves all. */
    private Assignment complete(Assignment plans, double[] prices) {
        for (int u : byWeight(plans)) {
            if (plans.plan(u) == null) {
                plans.place(u, plans.best(u, prices));
            }
            if (plans.plan(u) == null) {
                plans.generate(u, prices);
                plans.place(u, plans.best(u, prices));
            }
        }
        plans.improveAll(MAX_PASSES);
        return plans;
    }

    /** Places the whole shares of a device as far as they fit. */
    private void placeWhole(Assignment plans, int d, int first) {
        int unit = first;
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        for (int j = 0; j < own.size(); j++) {
            Column column = own.get(j);
            for (double share = taken[j]; share >= MIN_WHOLE_SHARE && plans.fits(column); share--) {
                plans.place(unit++, column);
            }
        }
    }
}
