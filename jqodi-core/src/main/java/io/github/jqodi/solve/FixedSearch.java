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
import java.util.function.BooleanSupplier;

/** Fixed schedules: tries every action, so its answer is exact for every rule; O(actions·K). */
final class FixedSearch {
    /** Among equal objectives the least time in K_exp epochs, then the least energy of all. */
    private static final Comparator<Plan> ORDER = Comparator.comparingDouble(Plan::objective)
            .thenComparingDouble(plan -> plan.nominal().seconds())
            .thenComparingDouble(plan -> plan.robust().joules());

    private FixedSearch() {}

    /** The best plan; unproven where a stop comes before all actions are tried. */
    static Found search(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options, BooleanSupplier stop) {
        Optional<Plan> best = Optional.empty();
        for (int i = 0; i < table.actions().size(); i++) {
            if (stop.getAsBoolean()) {
                return new Found(best, 0, 0, Optional.empty());
            }
            Optional<Plan> plan = plan(problem, candidate, table, options, i);
            if (plan.isPresent() && (best.isEmpty() || ORDER.compare(plan.get(), best.get()) < 0)) {
                best = plan;
            }
        }
        return best.map(plan -> Found.proven(plan, 0)).orElse(Found.NOTHING);
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
        int steady = Math.min(table.rows() - 1, candidate.robustEpochs());
        for (int row = 0; row < steady; row++) {
            sum.add(table.seconds(row)[action]);
        }
        sum.addProduct(candidate.robustEpochs() - steady, table.seconds(table.rows() - 1)[action]);
        return sum.compareTo(deadlineSeconds) < 0;
    }
}
