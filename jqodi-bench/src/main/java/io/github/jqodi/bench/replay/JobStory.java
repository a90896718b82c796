package io.github.jqodi.bench.replay;

import java.util.List;

/**
 * What became of one job under one policy.
 *
 * @param policy which
 * @param epochs that ran, in order
 * @param deadlineSeconds of the job
 * @param endSeconds when it ended
 * @param joules what it took in all
 * @param isReached whether the target was reached
 * @param isInTime whether before the deadline
 */
public record JobStory(
        PolicyName policy,
        List<JobEpoch> epochs,
        double deadlineSeconds,
        double endSeconds,
        double joules,
        boolean isReached,
        boolean isInTime) {
    /**
     * Copies the list.
     *
     * @param policy which
     * @param epochs that ran
     * @param deadlineSeconds of the job
     * @param endSeconds when it ended
     * @param joules what it took in all
     * @param isReached whether the target was reached
     * @param isInTime whether before the deadline
     */
    public JobStory {
        epochs = List.copyOf(epochs);
    }
}
