package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/**
 * Estimates K_(a,q), the epochs that a pair needs to reach the target. Implementations must be thread-safe and give equal answers
 * to equal questions.
 *
 * <pre>{@code
 * EpochEstimator pastJobs = (scenario, pair) -> switch (pair.quantization()) {
 *     case "8" -> Optional.of(EpochEstimate.samples(new int[] {24, 26, 26, 31}, 1)); // K of four jobs; a fifth never got there
 *     case "4" -> Optional.of(EpochEstimate.normal(40, 4)); // mean and spread
 *     default -> Optional.empty(); // no candidate
 * };
 * Problem problem = Problem.of(scenario, Estimators.of(pastJobs));
 * }</pre>
 */
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
