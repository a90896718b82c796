package io.github.jqodi.solve;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/** Fixed schedules: tries every action, so its answer is exact for every rule; O(actions·K). */
final class FixedSearch {
    /** Among equal objectives the least time in K_exp epochs, then the least energy of all. */
    private static final Comparator<Plan> ORDER = Comparator.comparingDouble(Plan::objective)
            .thenComparingDouble(plan -> plan.nominal().seconds())
            .thenComparingDouble(plan -> plan.robust().joules());

    private FixedSearch() {}

    static Optional<Plan> best(Problem problem, Candidate candidate, CostTable table, SolveOptions options) {
        Optional<Plan> best = Optional.empty();
        for (int i = 0; i < table.actions().size(); i++) {
            Optional<Plan> plan = plan(problem, candidate, table, options, i);
            if (plan.isPresent() && (best.isEmpty() || ORDER.compare(plan.get(), best.get()) < 0)) {
                best = plan;
            }
        }
        return best;
    }

    private static Optional<Plan> plan(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options, int index) {
        if (!table.isEffective(index)
                || !inTime(candidate, table, index, problem.scenario().target().deadlineSeconds())) {
            return Optional.empty();
        }
        Action action = table.actions().get(index);
        OptionalDouble samples = problem.scenario().inferenceSamples();
        Optional<Action> place = samples.isPresent() ? Optional.of(action) : Optional.empty();
        if (samples.isPresent()
                && !candidate.costs().inference(action, samples.getAsDouble()).isEffective()) {
            return Optional.empty();
        }
        return Optional.of(Plan.of(
                problem,
                candidate,
                options.rule(),
                options.readings(),
                Collections.nCopies(candidate.robustEpochs(), action),
                place));
    }

    private static boolean inTime(Candidate candidate, CostTable table, int action, double deadlineSeconds) {
        ExactSum sum = new ExactSum(candidate.setup().seconds());
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            sum.add(table.seconds(table.rowOf(k))[action]);
        }
        return sum.compareTo(deadlineSeconds) < 0;
    }
}
