package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Analytic costs with prices in place of joules: the same terms, each at the price of a unit of its load. Where prices change,
 * rows are worked out epoch by epoch.
 */
final class PricedModelCosts implements ModelCosts, Trusted {
    private final AnalyticModelCosts costs;
    private final PricedSites sites;
    private final Versioned<Optional<CostBounds>> bounds = new Versioned<>();

    PricedModelCosts(AnalyticModelCosts costs, PricedSites sites) {
        this.costs = costs;
        this.sites = sites;
    }

    @Override
    public int steadyFromEpoch() {
        return Math.max(costs.steadyFromEpoch(), sites.steadyFromEpoch());
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        return costs.epoch(sites.nodes(action.server(), epoch), action.cut(), epoch);
    }

    @Override
    public Cost inference(Action action, Inference inference) {
        return costs.inference(sites.nodes(action.server(), 1), action.cut(), inference);
    }

    @Override
    public CostRows rows(List<Action> actions) {
        return new Rows(actions);
    }

    /** Rows at the prices of each epoch; those at the prices that hold on are laid out once, if they are asked for. */
    private final class Rows implements CostRows {
        private final List<Action> actions;
        private @Nullable CostRows steady;

        Rows(List<Action> actions) {
            this.actions = actions;
        }

        @Override
        public void fill(int epoch, double[] seconds, double[] joules) {
            rows(epoch).fill(epoch, seconds, joules);
        }

        private CostRows rows(int epoch) {
            int last = sites.steadyFromEpoch();
            if (epoch < last) {
                return costs.row(actions, server -> sites.nodes(server, epoch), epoch);
            }
            CostRows known = steady;
            if (known == null) {
                known = costs.rows(actions, server -> sites.nodes(server, last));
                steady = known;
            }
            return known;
        }
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    /** Lower bounds at the lowest prices, upper ones at the highest. */
    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        return grid.isEmpty()
                ? Optional.empty()
                : bounds.get(List.of(grid.servers(), grid.cuts()), () -> boundsOf(grid, stop));
    }

    private Optional<CostBounds> boundsOf(ActionGrid grid, BooleanSupplier stop) {
        Optional<AnalyticBounds> low =
                costs.boundsOf(grid, sites.cheapest(grid.servers().get(0)), sites.cheapestRates(grid.servers(), stop));
        if (low.isEmpty() || sites.steadyFromEpoch() == 1) {
            return low.map(same -> same);
        }
        return Optional.of(new Between(low.get(), () -> upperBounds(grid, stop)));
    }

    private Optional<AnalyticBounds> upperBounds(ActionGrid grid, BooleanSupplier stop) {
        return costs.boundsOf(grid, sites.dearest(grid.servers().get(0)), sites.dearestRates(grid.servers(), stop));
    }

    /**
     * Where prices change in few epochs, these have bounds of their own, as those of a whole day tell hardly any action; but not
     * those of very many servers, whose rates in every epoch would take much memory.
     */
    @Override
    public List<CostBounds> boundsByEpoch(ActionGrid grid, int epochs, BooleanSupplier stop) {
        int steady = sites.steadyFromEpoch();
        boolean areFew = steady <= PricedSites.MAX_KEPT && grid.servers().size() <= PricedSites.MAX_SERVERS;
        if (grid.isEmpty() || steady == 1 || !areFew || steady > epochs) {
            return ModelCosts.super.boundsByEpoch(grid, epochs, stop);
        }
        List<CostBounds> byEpoch = new ArrayList<>();
        for (int epoch = 1; epoch <= steady; epoch++) {
            Nodes any = sites.nodes(grid.servers().get(0), epoch);
            Optional<AnalyticBounds> own = costs.boundsOf(grid, any, sites.rates(grid.servers(), epoch, stop));
            if (own.isEmpty()) {
                return List.of();
            }
            byEpoch.add(own.get());
        }
        return byEpoch;
    }

    /** Bounds from below and from above that were worked out at different prices. */
    private static final class Between implements CostBounds {
        private final CostBounds lower;
        private final Supplier<Optional<AnalyticBounds>> upper;
        /** Asked for by few. */
        private final Versioned<Optional<AnalyticBounds>> known = new Versioned<>();

        Between(CostBounds lower, Supplier<Optional<AnalyticBounds>> upper) {
            this.lower = lower;
            this.upper = upper;
        }

        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            lower.low(cut, seconds, joules);
        }

        @Override
        public Upper high(int server, int cut) {
            return known.get(lower, upper)
                    .map(bounds -> bounds.high(server, cut))
                    .orElse(Upper.NONE);
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            return lower.least(secondsWeight, joulesWeight);
        }
    }
}
