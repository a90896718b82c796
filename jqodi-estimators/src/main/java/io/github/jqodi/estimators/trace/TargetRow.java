package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.TextFormatException;

/**
 * One question: the epochs of a run to a target.
 *
 * @param line where it stands in its file, from 1
 * @param run name of the run
 * @param target the target as written
 * @param features what is said of a run that has not begun: its model and its bits
 */
public record TargetRow(long line, String run, String target, RunFeatures features) {
    /**
     * A question about a run of which nothing else is said.
     *
     * @param line where it stands in its file, from 1
     * @param run name of the run
     * @param target the target as written
     */
    public TargetRow(long line, String run, String target) {
        this(line, run, target, RunFeatures.NONE);
    }

    /**
     * The target as a loss.
     *
     * @return a finite number
     * @throws TextFormatException if it is none
     */
    public double loss() {
        return DecimalText.of(line, "target", target);
    }
}
