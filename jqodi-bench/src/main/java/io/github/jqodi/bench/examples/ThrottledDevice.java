package io.github.jqodi.bench.examples;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Scenario;
import java.util.List;

/**
 * Example: a cost model of the caller's own. A device without a fan computes at full speed for some epochs and is slower from
 * then on; what it draws while it computes stays the same, so that its energy grows with the time. All else is as another model
 * computes it.
 */
final class ThrottledDevice implements CostModel {
    private final CostModel model;
    private final int coolEpochs;
    private final double slowdown;

    /**
     * A device that gets hot.
     *
     * @param model costs of a device that does not, such as those of the problem
     * @param coolEpochs how many epochs it computes at full speed
     * @param slowdown how many times longer it computes from then on, at least 1
     */
    public ThrottledDevice(CostModel model, int coolEpochs, double slowdown) {
        this.model = model;
        this.coolEpochs = coolEpochs;
        this.slowdown = slowdown;
    }

    @Override
    public void check(Scenario scenario) {
        model.check(scenario);
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        ScenarioCosts cool = model.costs(scenario);
        String device = scenario.device().orElseThrow().name();
        return pair -> new Throttled(cool.of(pair), device);
    }

    /** Costs of one quantized model. */
    private final class Throttled implements ModelCosts {
        private final ModelCosts cool;
        private final String device;

        Throttled(ModelCosts cool, String device) {
            this.cool = cool;
            this.device = device;
        }

        @Override
        public Cost epoch(Action action, int epoch) {
            Cost cost = cool.epoch(action, epoch);
            if (!cost.isEffective() || epoch <= coolEpochs) {
                return cost;
            }
            List<CostItem> items = cost.items().stream().map(this::throttled).toList();
            return Cost.of(
                    items.stream().mapToDouble(CostItem::seconds).sum(),
                    items.stream().mapToDouble(CostItem::joules).sum(),
                    items);
        }

        private CostItem throttled(CostItem item) {
            boolean hot = item.node().equals(device) && item.phase() == Phase.COMPUTE;
            return hot
                    ? new CostItem(item.node(), item.phase(), slowdown * item.seconds(), slowdown * item.joules())
                    : item;
        }

        @Override
        public Cost inference(Action action, Inference inference) {
            return cool.inference(action, inference);
        }

        /** From here on every epoch costs the same, which makes planning faster. */
        @Override
        public int steadyFromEpoch() {
            return Math.max(cool.steadyFromEpoch(), coolEpochs + 1);
        }
    }
}
