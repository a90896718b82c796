package io.github.jqodi.cost;

import io.github.jqodi.scenario.ModelVersion;
import java.util.function.BooleanSupplier;

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

    /**
     * The same as long as nobody says stop, for costs that look at many entries first.
     *
     * @param model M_a
     * @param bits π_q
     * @param stop asked now and then; true may end the work by an exception that only this library's solvers know
     * @return its costs
     * @throws IllegalArgumentException if this model cannot be costed at this width
     */
    default ModelCosts of(ModelVersion model, int bits, BooleanSupplier stop) {
        return of(model, bits);
    }
}
