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
     * The same with a stop signal, for costs that look at many entries first.
     *
     * @param pair model and quantization by name
     * @param stop polled during long work; once it answers true the answer is no longer needed, and implementations may ignore it
     * @return its costs
     * @throws IllegalArgumentException if the scenario does not hold the pair, or it cannot be costed
     */
    default ModelCosts of(QuantizedModel pair, BooleanSupplier stop) {
        return of(pair);
    }
}
