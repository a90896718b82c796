package io.github.jqodi.knapsack;

import java.util.Optional;

/**
 * Outcome of a search.
 *
 * @param choice item of each class; empty if there is no choice or none was found
 * @param cost its cost, Σ weight·cost; +∞ without a choice
 * @param lowerBound no choice costs less than this, up to rounding; +∞ if there provably is none
 * @param exhausted whether the search ran to its end, so that the choice is least in cost and, among equals, in time
 * @param labels partial choices kept
 */
public record Outcome(Optional<int[]> choice, double cost, double lowerBound, boolean exhausted, long labels) {
    static Outcome infeasible() {
        return new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, true, 0);
    }
}
