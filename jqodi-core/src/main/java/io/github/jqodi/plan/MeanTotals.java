package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;

/**
 * Means over all runs that follow a plan until the target is reached or the plan ends after K_rob epochs, setup included.
 *
 * @param epochs Σ_{k≤K_rob} P(K ≥ k)
 * @param seconds τ + Σ_{k≤K_rob} P(K ≥ k)·t_k; an inference does not count
 * @param joules ε + Σ_{k≤K_rob} P(K ≥ k)·e_k, and the inference if one is asked for
 */
public record MeanTotals(double epochs, double seconds, double joules) {
    /**
     * Adds up the epochs of a schedule, each weighted by the probability that it is needed, without rounding.
     *
     * @param candidate whose epochs
     * @param costs t_k and e_k of epochs 1..K_rob
     * @param inferenceJoules energy of the inference, 0 if none is asked for
     * @return the means
     */
    static MeanTotals of(Candidate candidate, EpochCosts costs, double inferenceJoules) {
        ExactSum epochs = new ExactSum();
        ExactSum seconds = new ExactSum(candidate.setup().seconds());
        ExactSum joules = new ExactSum(candidate.setup().joules()).add(inferenceJoules);
        costs.addWeighted(seconds, joules, epochs, Rule.EXPECTED.weights(candidate));
        return new MeanTotals(epochs.value(), seconds.value(), joules.value());
    }
}
