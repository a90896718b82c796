package io.github.jqodi.plan;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.Inference;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Costs with the roles of time and energy exchanged, for a search that minimises time under a limit on the energy. The joules of
 * an inference count for the limit alone, which the search is told apart, and its seconds for nothing.
 *
 * @param costs as they are
 */
record ExchangedCosts(ModelCosts costs) implements ModelCosts {
    @Override
    public Cost epoch(Action action, int epoch) {
        return exchanged(costs.epoch(action, epoch));
    }

    @Override
    public Cost inference(Action action, Inference inference) {
        Cost cost = costs.inference(action, inference);
        return cost.isEffective() ? Cost.of(0, 0, List.of()) : cost;
    }

    @Override
    public int steadyFromEpoch() {
        return costs.steadyFromEpoch();
    }

    @Override
    public CostRows rows(List<Action> actions) {
        return rows(actions, Stopped.NEVER);
    }

    @Override
    public CostRows rows(List<Action> actions, BooleanSupplier stop) {
        CostRows rows = costs.rows(actions, stop);
        return (epoch, seconds, joules) -> rows.fill(epoch, /* seconds= */ joules, /* joules= */ seconds);
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return costs.bounds(grid, epochs).map(ExchangedBounds::new);
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        return costs.bounds(grid, epochs, stop).map(ExchangedBounds::new);
    }

    private static Cost exchanged(Cost cost) {
        List<CostItem> items = cost.items().stream()
                .map(item -> new CostItem(
                        item.node(), item.phase(), /* seconds= */ item.joules(), /* joules= */ item.seconds()))
                .toList();
        return new Cost(/* seconds= */ cost.joules(), /* joules= */ cost.seconds(), items, cost.ineffective());
    }

    /** Bounds with the roles exchanged. */
    private record ExchangedBounds(CostBounds bounds) implements CostBounds {
        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            bounds.low(cut, /* seconds= */ joules, /* joules= */ seconds);
        }

        @Override
        public Upper high(int server, int cut) {
            Upper upper = bounds.high(server, cut);
            return new Upper(/* seconds= */ upper.joules(), /* joules= */ upper.seconds());
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            return bounds.least(/* secondsWeight= */ joulesWeight, /* joulesWeight= */ secondsWeight);
        }
    }
}
