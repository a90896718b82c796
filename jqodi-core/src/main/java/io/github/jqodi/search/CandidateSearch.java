package io.github.jqodi.search;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.Optional;

/** Finds the best schedule of one candidate; the part in which solvers differ. */
interface CandidateSearch {
    /**
     * Whether it will not even try.
     *
     * @param task which candidate; a stop ends the work by {@link io.github.jqodi.base.Stopped}
     * @return why, empty if it will try
     */
    default Optional<String> refusal(CandidateTask task) {
        return Optional.empty();
    }

    /**
     * Begins to search. The fastest schedule is known to meet the deadline.
     *
     * @param task which candidate
     * @return the search for the best schedule, with what is known of it
     */
    BoundedSearch open(CandidateTask task);

    /**
     * Whether dominated actions may matter: actions for which another takes no more time and no more energy in any epoch.
     *
     * @param rule how the objective is weighed
     * @return false if the search is content with a table of nondominated actions
     */
    default boolean needsEveryAction(Rule rule) {
        return true;
    }

    /**
     * The actions that a search of a candidate needs costs of.
     *
     * @param scenario of the candidate
     * @param candidate in the roles its goal asks for
     * @param rule how the objective is weighed
     * @return the fewest that are enough
     */
    default TableCache.Kind tableKind(Scenario scenario, Candidate candidate, Rule rule) {
        if (needsEveryAction(rule)) {
            return TableCache.Kind.EVERY;
        } else if (scenario.schedule() == SchedulePolicy.FIXED) {
            return TableCache.Kind.NONDOMINATED;
        }
        return Switches.matter(scenario, candidate.actions())
                ? TableCache.Kind.NONDOMINATED_BY_SERVER
                : TableCache.Kind.NONDOMINATED_BY_EPOCH;
    }
}
