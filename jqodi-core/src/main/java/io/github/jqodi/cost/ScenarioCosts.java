package io.github.jqodi.cost;

import io.github.jqodi.scenario.QuantizedModel;
import java.util.function.BooleanSupplier;

/**
 * Costs in one scenario; what its models share is worked out once. Thread-safe.
 *
 * <pre>{@code
 * ScenarioCosts same = pair -> new BenchCosts(); // see ModelCosts
 * Cost third = same.of(QuantizedModel.of("small", 8)).epoch(new Action(server, 1), 3);
 * }</pre>
 */
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

    /**
     * The same as long as nobody says stop, for costs that look at many entries first.
     *
     * @param pair model and quantization by name
     * @param stop asked now and then; true may end the work by an exception that only this library's solvers know
     * @return its costs
     * @throws IllegalArgumentException if the scenario does not hold the pair, or it cannot be costed
     */
    default ModelCosts of(QuantizedModel pair, BooleanSupplier stop) {
        return of(pair);
    }
}
