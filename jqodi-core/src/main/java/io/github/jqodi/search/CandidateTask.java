package io.github.jqodi.search;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.SolveOptions;

/**
 * Task of finding the best schedule of one candidate.
 *
 * @param problem what is to be planned
 * @param goal what is minimised and what is limited
 * @param candidate the quantized model as it is
 * @param searched the same in the roles of the goal, which a search knows alone
 * @param table its costs, in these roles
 * @param limit what its times have to stay below
 * @param options what to minimise
 * @param control asked for a stop
 */
public record CandidateTask(
        Problem problem,
        Goal goal,
        Candidate candidate,
        Candidate searched,
        CostTable table,
        double limit,
        SolveOptions options,
        SearchControl control) {
    /** A task within the limit of its goal; any energy will do where none is given. */
    public static CandidateTask of(
            Problem problem,
            Goal goal,
            Candidate candidate,
            Candidate searched,
            CostTable table,
            SolveOptions options,
            SearchControl control) {
        double limit = goal.limit().orElseGet(() -> loose(goal, searched, table));
        return new CandidateTask(problem, goal, candidate, searched, table, limit, options, control);
    }

    /** More than any schedule takes. */
    private static double loose(Goal goal, Candidate searched, CostTable table) {
        double most = 1;
        for (int row = 0; row < table.rows(); row++) {
            for (double t : table.seconds(row)) {
                most = t < Double.POSITIVE_INFINITY ? Math.max(most, t) : most;
            }
        }
        for (EdgeServer server : searched.actions().servers()) {
            most = Math.max(most, goal.switchTime(server));
        }
        for (double spent : searched.spentSeconds()) {
            most = Math.max(most, spent);
        }
        return 2 * most * (searched.robustEpochs() + 2);
    }

    /** The same task within another limit. */
    CandidateTask withLimit(double newLimit) {
        return new CandidateTask(problem, goal, candidate, searched, table, newLimit, options, control);
    }

    /** The same with another rule. */
    CandidateTask withRule(Rule rule) {
        return new CandidateTask(problem, goal, candidate, searched, table, limit, options.withRule(rule), control);
    }

    /** A result with a warning, where the rule promises least energy after K_exp and that is not proven. */
    CandidateResult warned(CandidateResult result, boolean provenTail) {
        return options.rule() == Rule.NOMINAL && !provenTail ? result.withWarning(searched.unprovenTail()) : result;
    }

    /** Labels that a search may keep under the limits on labels and memory. */
    long maxLabels() {
        return Limits.labels(options.maxLabels(), options.memoryLimitBytes());
    }

    public boolean isStopped() {
        return control.poll();
    }

    /** Plans by the rule of the options, with the inference where it is cheapest, until a stop. */
    public Planning planning() {
        return Planning.of(problem, candidate, options.rule())
                .withReadings(options.readings())
                .withStop(control::poll)
                .withCheapestInference();
    }
}
