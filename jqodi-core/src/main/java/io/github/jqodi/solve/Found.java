package io.github.jqodi.solve;

import io.github.jqodi.plan.Plan;
import java.util.Optional;

/**
 * What the search of one candidate came to.
 *
 * @param plan the best plan, empty if none was found
 * @param lowerBound no plan of the candidate is below it; +∞ if there provably is none
 * @param labels partial schedules kept
 * @param warning what could not be proven besides the objective, empty if nothing
 */
record Found(Optional<Plan> plan, double lowerBound, long labels, Optional<String> warning) {
    static Found proven(Plan plan, long labels) {
        return new Found(Optional.of(plan), plan.objective(), labels, Optional.empty());
    }
}
