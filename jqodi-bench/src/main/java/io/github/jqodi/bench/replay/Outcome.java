package io.github.jqodi.bench.replay;

/**
 * Outcome of a job under a policy.
 *
 * @param reached whether the target was reached, in time or not
 * @param seconds from begin to end
 * @param joules spent in all
 * @param inTime whether it was reached before the deadline
 * @param plans how many plans were made
 * @param moves how often the server changed between epochs
 * @param decisions how many decisions were taken
 * @param decisionNanos time they took, which differs between equal runs
 */
record Outcome(
        boolean reached,
        double seconds,
        double joules,
        boolean inTime,
        int plans,
        int moves,
        int decisions,
        long decisionNanos) {}
