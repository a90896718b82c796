package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Objective;
import java.util.List;
import java.util.OptionalInt;

/**
 * Costs of an inference that is itself the task, as those of a single epoch: what plans fine-tuning then plans it. Where not
 * energy but the interval is minimised, that stands in place of the joules.
 *
 * @param costs what is asked
 * @param inference how many samples, in which batches
 * @param aloneCut the cut at which all layers run on the device and no server is used; empty if none is known
 * @param objective what is minimised
 */
record InferenceCosts(ModelCosts costs, Inference inference, OptionalInt aloneCut, Objective objective)
        implements ModelCosts {
    /** Whether an action runs on the device alone, whatever its server. */
    boolean isDeviceAlone(Action action) {
        return aloneCut.isPresent() && action.cut() == aloneCut.getAsInt();
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        Cost cost = costs.inference(action, inference);
        return objective instanceof Objective.Interval && cost.isEffective()
                ? Cost.of(cost.seconds(), interval(action), List.of())
                : cost;
    }

    private double interval(Action action) {
        return costs.interval(action, inference)
                .orElseThrow(() -> Check.invalid(
                        "objective/minimise", "'interval'", "needs costs that tell the stages of a batch"));
    }

    /** The same with energy in its place. */
    InferenceCosts ofEnergy() {
        return new InferenceCosts(costs, inference, aloneCut, Objective.ENERGY);
    }

    @Override
    public int steadyFromEpoch() {
        return 1;
    }

    @Override
    public Cost inference(Action action, Inference other) {
        return costs.inference(action, other);
    }
}
