package io.github.jqodi.estimate;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/**
 * Estimates γ^update or γ^run, what an epoch takes off the loss. Implementations must be thread-safe and give equal answers to
 * equal questions.
 *
 * <pre>{@code
 * GainEstimator falling = (scenario, pair, epochs) -> {
 *     List<Double> expected = IntStream.rangeClosed(1, epochs).mapToObj(k -> -0.1 / k).toList(); // loss falls
 *     List<Double> robust = IntStream.rangeClosed(1, epochs).mapToObj(k -> -0.08 / k).toList();
 *     return Optional.of(new GainSeries(expected, robust));
 * };
 * GainEstimator none = (scenario, pair, epochs) -> {
 *     List<Double> zeros = Collections.nCopies(epochs, 0.0);
 *     return Optional.of(new GainSeries(zeros, zeros));
 * };
 * Estimators beliefs = estimators.withGains(none, falling);
 * }</pre>
 */
@FunctionalInterface
public interface GainEstimator {
    /**
     * The change of loss in each epoch.
     *
     * @param scenario the world
     * @param pair model and quantization by name
     * @param epochs how many epochs the planner looks ahead, K_rob
     * @return the belief, with at least so many entries; empty if there is none, and losses are then not followed
     */
    Optional<GainSeries> gains(Scenario scenario, QuantizedModel pair, int epochs);
}
