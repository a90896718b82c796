package io.github.jqodi.estimators.evaluate;

import java.util.List;
import java.util.OptionalInt;

/**
 * One target of one run, with the answer.
 *
 * @param run name of the run
 * @param target the target as a text of at most ten significant digits
 * @param kinds how the target was chosen; several if they coincide
 * @param epochs K; empty if the target is not reached within the horizon
 * @param horizon H, the epochs of the complete run
 */
public record Question(String run, String target, List<TargetKind> kinds, OptionalInt epochs, int horizon) {
    /**
     * Copies the kinds.
     *
     * @param run name
     * @param target a loss as text
     * @param kinds at least one
     * @param epochs K
     * @param horizon at least 1
     */
    public Question {
        kinds = List.copyOf(kinds);
    }
}
