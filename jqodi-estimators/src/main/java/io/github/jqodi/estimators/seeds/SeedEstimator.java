package io.github.jqodi.estimators.seeds;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.List;

/**
 * Estimator of K of a new seed from other seeds of the same configuration. Implementations are immutable, thread-safe
 * and deterministic.
 *
 * <pre>{@code
 * final class OtherSeeds implements SeedEstimator {
 *     public String name() {
 *         return "other-seeds";
 *     }
 *
 *     public String description() {
 *         return "K of another seed, drawn from those seen";
 *     }
 *
 *     public Fitted fit(List<SeedGroup> history) {
 *         return others -> {
 *             double[] epochs = Arrays.copyOf(Arrays.stream(others.reached()).asDoubleStream().toArray(), others.size());
 *             Arrays.fill(epochs, others.reached().length, others.size(), Double.POSITIVE_INFINITY); // never
 *             double[] weights = new double[epochs.length];
 *             Arrays.fill(weights, 1);
 *             return EpochForecast.ofSample(epochs, weights, "other seeds");
 *         };
 *     }
 * }
 * }</pre>
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
