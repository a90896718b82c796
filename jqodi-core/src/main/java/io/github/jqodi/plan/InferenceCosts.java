package io.github.jqodi.plan;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.Inference;
import java.util.OptionalInt;

/**
 * Costs of an inference that is itself the task, as those of a single epoch: what plans fine-tuning then plans it.
 *
 * @param costs what is asked
 * @param inference how many samples, in which batches
 * @param aloneCut the cut at which all layers run on the device and no server is used; empty if none is known
 */
record InferenceCosts(ModelCosts costs, Inference inference, OptionalInt aloneCut) implements ModelCosts {
    /** Whether an action runs on the device alone, whatever its server. */
    boolean isDeviceAlone(Action action) {
        return aloneCut.isPresent() && action.cut() == aloneCut.getAsInt();
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        return costs.inference(action, inference);
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
