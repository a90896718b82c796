package io.github.jqodi.bench.replay;

import java.util.Optional;

/**
 * Training of a pair as it would go in one job.
 *
 * @param epochs until the target is reached, {@link Job#NEVER} if it never is
 * @param course the losses it shows; empty for a power law
 */
record TrainingRun(int epochs, Optional<SimulatedLosses> course) {
    static TrainingRun of(int epochs) {
        return new TrainingRun(epochs, Optional.empty());
    }
}
