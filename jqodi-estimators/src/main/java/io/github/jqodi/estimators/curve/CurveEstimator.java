package io.github.jqodi.estimators.curve;

import java.util.List;

/** Estimator of K from the beginning of a run, before it has learned. Implementations are immutable, thread-safe and deterministic. */
public interface CurveEstimator {
    /**
     * {@return the name by which it is asked for, lower case, words joined by hyphens}
     */
    String name();

    /**
     * {@return one line on how it works, for people}
     */
    String description();

    /**
     * Whether it learns from past runs. One that does not ignores the history given to {@link #fit}.
     *
     * @return true if it needs past runs
     */
    default boolean needsHistory() {
        return false;
    }

    /**
     * Learns from past runs.
     *
     * @param history complete past runs, of any length, none of them the run to be forecast; may be empty
     * @return what forecasts
     * @throws io.github.jqodi.error.InvalidValueException if it needs more history than there is, with the number it needs
     */
    FittedEstimator fit(List<Curve> history);
}
