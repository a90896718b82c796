package io.github.jqodi.search;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;

/**
 * Task of finding the best schedule of one candidate.
 *
 * @param problem what is to be planned
 * @param candidate the quantized model
 * @param table its costs
 * @param options what to minimise
 * @param control asked for a stop
 */
public record CandidateTask(
        Problem problem, Candidate candidate, CostTable table, SolveOptions options, SearchControl control) {
    /** The same with another rule. */
    CandidateTask withRule(Rule rule) {
        return new CandidateTask(problem, candidate, table, options.withRule(rule), control);
    }

    public double deadlineSeconds() {
        return problem.scenario().target().deadlineSeconds();
    }

    public boolean isStopped() {
        return control.stop();
    }

    /** Plans by the rule of the options, with the inference where it is cheapest, until a stop. */
    public Planning planning() {
        return Planning.of(problem, candidate, options.rule())
                .withReadings(options.readings())
                .withStop(control::stop)
                .withCheapestInference();
    }
}
