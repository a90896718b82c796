package io.github.jqodi.plan;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.Optional;

/**
 * Findings about a pair in a scenario with some loss target.
 *
 * @param lossTarget what it has to get below
 * @param estimate what is believed of its epochs
 * @param epochs the distribution they have
 * @param candidate the pair, where K_rob is known; whether its loss gets there is not asked
 */
record PairLook(
        double lossTarget,
        Optional<EpochEstimate> estimate,
        Optional<EpochDistribution> epochs,
        Optional<Candidate> candidate) {
    Optional<Losses> losses() {
        return candidate.flatMap(Candidate::losses);
    }

    boolean meetsLoss() {
        return losses().isEmpty() || losses().get().meet(lossTarget);
    }
}
