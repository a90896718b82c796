package io.github.jqodi.estimators.seeds;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.List;

/**
 * Estimator of K of a new seed from other seeds of the same configuration. Implementations are immutable, thread-safe
 * and deterministic.
 */
public interface SeedEstimator {
    /**
     * {@return the name by which it is asked for, lower case, words joined by hyphens}
     */
    String name();

    /**
     * {@return one line on how it works, for people}
     */
    String description();

    /**
     * Learns how much seeds differ in other configurations.
     *
     * @param history groups of other configurations or targets; may be empty
     * @return what forecasts
     */
    Fitted fit(List<SeedGroup> history);

    /** Forecasts K of a new seed. Thread-safe and deterministic. */
    @FunctionalInterface
    interface Fitted {
        /**
         * The belief about K of one more run.
         *
         * @param others other seeds of the same configuration, at least one
         * @return the forecast
         */
        EpochForecast forecast(SeedGroup others);
    }
}
