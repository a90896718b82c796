package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Prices;
import java.util.List;
import java.util.function.Supplier;

/**
 * Costs with prices in place of joules, item by item; any model's, at the speed at which it itemises them.
 *
 * @param costs as they are
 * @param prices of joules and seconds
 */
record PricedCosts(ModelCosts costs, Prices prices) implements ModelCosts {
    @Override
    public Cost epoch(Action action, int epoch) {
        return priced(() -> action + ", epoch " + epoch, costs.epoch(action, epoch), epoch);
    }

    @Override
    public Cost inference(Action action, Inference inference) {
        return priced(() -> action + ", inference", costs.inference(action, inference), 1);
    }

    @Override
    public int steadyFromEpoch() {
        return Math.max(costs.steadyFromEpoch(), prices.steadyFromEpoch());
    }

    private Cost priced(Supplier<String> place, Cost cost, int epoch) {
        if (!cost.isEffective()) {
            return cost;
        }
        if (cost.items().isEmpty() && (cost.seconds() > 0 || cost.joules() > 0)) {
            String pair = costs instanceof CheckedModelCosts checked ? checked.pair() + ", " : "";
            throw Check.invalid(
                    pair + place.get() + ": items",
                    "none",
                    "must say where seconds and joules go where these have prices or servers are shared",
                    "Itemise the cost by node and link.");
        }
        List<CostItem> items =
                cost.items().stream().map(item -> priced(item, epoch)).toList();
        double price = items.stream().mapToDouble(CostItem::joules).sum();
        return Cost.of(cost.seconds(), price, items);
    }

    private CostItem priced(CostItem item, int epoch) {
        double price = prices.cost(item.node(), epoch, item.seconds(), item.joules());
        return new CostItem(item.node(), item.phase(), item.seconds(), price);
    }
}
