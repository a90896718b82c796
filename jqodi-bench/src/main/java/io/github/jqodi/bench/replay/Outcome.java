package io.github.jqodi.bench.replay;

import io.github.jqodi.scenario.QuantizedModel;
import java.util.Optional;

/**
 * Outcome of a job under a policy.
 *
 * @param pair what was trained; empty if the job was given up at once
 * @param reached whether the target was reached, in time or not
 * @param seconds from begin to end
 * @param joules spent in all
 * @param inTime whether it was reached before the deadline
 * @param plans how many plans were made
 * @param moves how often the server changed between epochs
 * @param decisions how many decisions were taken
 * @param decisionNanos time they took, which differs between equal runs
 */
public record Outcome(
        Optional<QuantizedModel> pair,
        boolean reached,
        double seconds,
        double joules,
        boolean inTime,
        int plans,
        int moves,
        int decisions,
        long decisionNanos) {}
