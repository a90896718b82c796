package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/** Believes something of K_(a,q). Implementations must be thread-safe and give equal answers to equal questions. */
@FunctionalInterface
public interface EpochEstimator {
    /**
     * The epochs until the target of this pair, {@link Scenario#lossTarget(QuantizedModel)}, is reached.
     *
     * @param scenario the world, which names the target
     * @param pair model and quantization by name
     * @return the belief; empty if there is none, and the pair then is no candidate
     */
    Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair);

    /**
     * For which targets this believes something of a pair. An estimator that knows some targets alone says which; what it
     * answers for another one then is what it knows of the nearest that gets there.
     *
     * @param scenario the world
     * @param pair model and quantization by name
     * @return by default {@link Reach#ASKED}: what is answered is meant for the target that is asked for
     */
    default Reach reach(Scenario scenario, QuantizedModel pair) {
        return Reach.ASKED;
    }
}
