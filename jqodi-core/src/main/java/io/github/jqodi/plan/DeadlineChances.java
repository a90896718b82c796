package io.github.jqodi.plan;

import io.github.jqodi.estimate.EpochDistribution;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Chances that the deadline leaves to a pair that has no plan.
 *
 * @param epochs distribution of K
 * @param epochsThatFit those of its fastest schedule
 * @param course how its loss goes; empty where losses are not followed
 * @param lossTarget what it has to get below
 */
record DeadlineChances(EpochDistribution epochs, int epochsThatFit, Optional<LossCourse> course, double lossTarget) {
    /**
     * Enters what is known.
     *
     * @param row takes it
     * @param withConfidence whether the deadline alone decides at which confidence there is a plan
     */
    void addTo(Infeasibility.Builder row, boolean withConfidence) {
        row.epochsThatFit(epochsThatFit).chance(epochs.cumulative(epochsThatFit));
        if (withConfidence) {
            confidenceThatFits().ifPresent(row::confidenceThatFits);
        }
    }

    /** The largest confidence at which K_rob fits and the robust loss after K_rob epochs meets the target. */
    private OptionalDouble confidenceThatFits() {
        int least = epochs.expectedEpochs();
        boolean typicalMeets =
                course.map(losses -> losses.expectedMeets(lossTarget, least)).orElse(true);
        OptionalInt most = typicalMeets ? meeting(epochsThatFit) : OptionalInt.empty();
        while (most.isPresent()) {
            OptionalDouble confidence = epochs.largestConfidence(most.getAsInt());
            if (confidence.isEmpty()) {
                return confidence;
            }
            int robust = epochs.robustEpochsAt(confidence.getAsDouble()).orElseThrow();
            OptionalInt met = meeting(robust);
            if (met.isPresent() && met.getAsInt() == robust) {
                return confidence;
            }
            most = met;
        }
        return OptionalDouble.empty();
    }

    /** The largest number of epochs, of K_exp to some, after which the robust loss meets the target. */
    private OptionalInt meeting(int most) {
        int least = epochs.expectedEpochs();
        if (most < least) {
            return OptionalInt.empty();
        }
        return course.map(losses -> losses.robustEpochs(lossTarget, least, most))
                .orElse(OptionalInt.of(most));
    }
}
