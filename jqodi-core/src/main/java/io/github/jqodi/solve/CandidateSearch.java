package io.github.jqodi.solve;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.Optional;

/** Finds the best schedule of one candidate; the part in which solvers differ. */
interface CandidateSearch {
    /** Name of the solver built on it. */
    String name();

    /** One sentence about the solver built on it. */
    String description();

    /**
     * Whether it will not even try.
     *
     * @param problem what is to be planned
     * @param candidate the quantized model
     * @return why, empty if it will try
     */
    Optional<String> refusal(Problem problem, Candidate candidate);

    /**
     * Searches. The fastest schedule is known to meet the deadline.
     *
     * @param problem what is to be planned
     * @param candidate the quantized model
     * @param table its costs
     * @param options what to minimise
     * @param control asked for a stop
     * @return the best schedule found, with a bound
     */
    Found search(Problem problem, Candidate candidate, CostTable table, SolveOptions options, SearchControl control);

    /**
     * The costs the search is given, at least those of all actions that can matter to it.
     *
     * @param problem what is to be planned
     * @param candidate the quantized model
     * @param rule what is minimised
     * @return every action, unless the search knows that dominated ones cannot matter
     */
    default CostTable table(Problem problem, Candidate candidate, Rule rule) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
    }

    /** Whether a candidate may be passed over because its bound is above the best plans of others. */
    default boolean isExact() {
        return false;
    }
}
