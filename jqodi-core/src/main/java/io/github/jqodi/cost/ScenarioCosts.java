package io.github.jqodi.cost;

import io.github.jqodi.scenario.QuantizedModel;

/** Costs in one scenario; what its models share is worked out once. Thread-safe. */
@FunctionalInterface
public interface ScenarioCosts {
    /**
     * The costs of one quantized model.
     *
     * @param pair model and quantization by name
     * @return its costs
     * @throws IllegalArgumentException if the scenario does not hold the pair, or it cannot be costed
     */
    ModelCosts of(QuantizedModel pair);
}
