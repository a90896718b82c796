package io.github.jqodi.search;

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
    /** Proven that there is no plan. */
    static final Found NOTHING = new Found(Optional.empty(), Double.POSITIVE_INFINITY, 0, Optional.empty());

    static Found proven(Plan plan, long labels) {
        return new Found(Optional.of(plan), plan.objective(), labels, Optional.empty());
    }
}
