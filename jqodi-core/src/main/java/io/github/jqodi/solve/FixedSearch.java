package io.github.jqodi.solve;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
        OptionalDouble samples = problem.scenario().inferenceSamples();
        Optional<Action> place =
                samples.isPresent() ? candidate.cheapestInference(samples.getAsDouble()) : Optional.empty();
        double deadline = problem.scenario().target().deadlineSeconds();
        Optional<Plan> best = Optional.empty();
        for (int i = 0; i < table.actions().size(); i++) {
            if (table.isEffective(i) && inTime(candidate, table, i, deadline)) {
                List<Action> actions = Collections.nCopies(
                        candidate.robustEpochs(), table.actions().get(i));
                Plan plan = Plan.of(problem, candidate, options.rule(), options.readings(), actions, place);
                best = best.isEmpty() || ORDER.compare(plan, best.get()) < 0 ? Optional.of(plan) : best;
            }
        }
        return best;
    }

    private static boolean inTime(Candidate candidate, CostTable table, int action, double deadlineSeconds) {
        ExactSum sum = new ExactSum(candidate.setup().seconds());
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            sum.add(table.seconds(table.rowOf(k))[action]);
        }
        return sum.compareTo(deadlineSeconds) < 0;
    }
}
