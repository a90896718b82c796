package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/** Believes something of γ_(a,q). Implementations must be thread-safe and give equal answers to equal questions. */
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
