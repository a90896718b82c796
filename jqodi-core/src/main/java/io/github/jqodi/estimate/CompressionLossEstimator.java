package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/**
 * Estimates γ_(a,q), what compression adds to the loss. Implementations must be thread-safe and give equal answers to equal
 * questions.
 *
 * <pre>{@code
 * CompressionLossEstimator measured = (scenario, pair) -> pair.quantization().equals("4")
 *         ? Optional.of(new LossEstimate(0.03, 0.05)) // expected and robust, in units of the loss
 *         : Optional.of(new LossEstimate(0.002, 0.004));
 * Estimators beliefs = estimators.withCompressionLoss(measured);
 * }</pre>
 */
@FunctionalInterface
public interface CompressionLossEstimator {
    /**
     * The change of loss caused by quantizing for the first time.
     *
     * @param scenario the world
     * @param pair model and quantization by name
     * @return the belief; empty if there is none, and losses are then not followed
     */
    Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair);
}
