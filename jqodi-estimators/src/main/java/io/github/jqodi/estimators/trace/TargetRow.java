package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.TextFormatException;

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
     * @throws TextFormatException if it is none
     */
    public double loss() {
        return DecimalText.of(line, "target", target);
    }
}
