package io.github.jqodi.control;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Optional;

/**
 * Belief about the epochs of pairs that a run trains, which learns with each loss. Implementations must be thread-safe and give
 * equal answers to equal questions, so that a run that is resumed decides as before.
 *
 * <pre>{@code
 * CurveBelief stalled = (pair, losses) -> {
 *     int done = losses.size();
 *     boolean stalls = done >= 5 && losses.get(done - 1) >= losses.get(done - 5);
 *     return stalls ? Optional.of(EpochEstimate.never()) : Optional.empty(); // empty: the problem's own belief stays
 * };
 * ControlOptions options = ControlOptions.DEFAULT.withBelief(stalled);
 * }</pre>
 */
@FunctionalInterface
public interface CurveBelief {
    /** Beliefs of the problem alone. */
    CurveBelief NONE = (pair, losses) -> Optional.empty();

    /**
     * K of a pair from its start, given what was observed of it.
     *
     * @param pair model and quantization in training, or that were before the run changed to others
     * @param losses after its epochs 1, 2 and so on; accuracies where the scenario speaks of these; not empty. Where epochs of
     *     another pair were carried into it, as many losses observed last before the change come first
     * @return the belief; empty where the problem's own stays
     */
    Optional<EpochEstimate> epochs(QuantizedModel pair, List<Double> losses);
}
