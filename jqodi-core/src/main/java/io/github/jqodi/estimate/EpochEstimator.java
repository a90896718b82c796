package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/** Believes something of K_(a,q). Implementations must be thread-safe and give equal answers to equal questions. */
@FunctionalInterface
public interface EpochEstimator {
    /**
     * The epochs until the target loss of this version is reached at this quantization.
     *
     * @param scenario the world
     * @param pair model and quantization by name
     * @return the belief; empty if there is none, and the pair then is no candidate
     */
    Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair);
}
