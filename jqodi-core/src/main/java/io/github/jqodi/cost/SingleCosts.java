package io.github.jqodi.cost;

import io.github.jqodi.base.Stopped;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Rows of costs that are asked for one by one, each of which may take long where the model is the caller's.
 *
 * @param costs of one quantized model
 * @param actions the columns
 * @param stop asked before each cost
 */
record SingleCosts(ModelCosts costs, List<Action> actions, BooleanSupplier stop) implements CostRows {
    SingleCosts until(BooleanSupplier earlier) {
        return new SingleCosts(costs, actions, earlier);
    }

    @Override
    public void fill(int epoch, double[] seconds, double[] joules) {
        for (int i = 0; i < actions.size(); i++) {
            Stopped.when(stop);
            Cost cost = costs.epoch(actions.get(i), epoch);
            seconds[i] = cost.seconds();
            joules[i] = cost.joules();
        }
    }
}
