package io.github.jqodi.frontier;

import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;

/**
 * Steps of least objectives by rising limit, with none between two of them.
 *
 * @param problem whose frontier it is
 * @param rule by which objectives are weighed
 * @param steps each the least objective for its limit; limits at most one double above the smallest that will do
 * @param isComplete whether these are all steps, each proven; false where their number or a limit of a solve ended the search, and
 *     then those of the longest limits are there
 */
public record ExactFrontier(Problem problem, Rule rule, List<Step> steps, boolean isComplete) {
    /**
     * Copies the list.
     *
     * @param problem whose frontier it is
     * @param rule by which objectives are weighed
     * @param steps by rising limit
     * @param isComplete whether these are all
     */
    public ExactFrontier {
        steps = List.copyOf(steps);
    }
}
