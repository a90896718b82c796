package io.github.jqodi.estimators.trace;

/**
 * One question: the epochs of a run to a target.
 *
 * @param line where it stands in its file, from 1
 * @param run name of the run
 * @param target the target as written
 */
public record TargetRow(long line, String run, String target) {
    /**
     * The target as a loss.
     *
     * @return a finite number
     * @throws TraceFormatException if it is none
     */
    public double loss() {
        return TraceNumber.of(line, "target", target);
    }
}
