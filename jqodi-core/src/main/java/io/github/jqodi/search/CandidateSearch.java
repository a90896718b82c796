package io.github.jqodi.search;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Finds the best schedule of one candidate; the part in which solvers differ. */
interface CandidateSearch {
    /**
     * Whether it will not even try.
     *
     * @param problem what is to be planned
     * @param candidate the quantized model
     * @param table its costs
     * @param stop asked now and then; true ends the work by {@link io.github.jqodi.base.Stopped}
     * @return why, empty if it will try
     */
    default Optional<String> refusal(Problem problem, Candidate candidate, CostTable table, BooleanSupplier stop) {
        return Optional.empty();
    }

    /**
     * Begins to search. The fastest schedule is known to meet the deadline.
     *
     * @param problem what is to be planned
     * @param candidate the quantized model
     * @param table its costs
     * @param options what to minimise
     * @param control asked for a stop
     * @return the search for the best schedule, with what is known of it
     */
    BoundedSearch open(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options, SearchControl control);

    /**
     * Whether dominated actions may matter: actions for which another takes no more time and no more energy in any epoch.
     *
     * @param rule what is minimised
     * @return false if the search is content with a table of nondominated actions
     */
    default boolean needsEveryAction(Rule rule) {
        return true;
    }
}
