package io.github.jqodi.cost;

import io.github.jqodi.scenario.ModelVersion;

/** Costs in one scenario; what its models share is worked out once. Thread-safe. */
@FunctionalInterface
public interface ScenarioCosts {
    /**
     * The costs of one quantized model.
     *
     * @param model M_a
     * @param bits π_q
     * @return its costs
     * @throws IllegalArgumentException if this model cannot be costed at this width
     */
    ModelCosts of(ModelVersion model, int bits);
}
