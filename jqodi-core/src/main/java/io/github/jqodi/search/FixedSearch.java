package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Rule;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;

/** Fixed schedules: tries every action, so its answer is exact for every rule; O(actions·K). */
final class FixedSearch implements CandidateSearch {
    /** Among equal objectives the least time in K_exp epochs, then the least energy of all. */
    private static final Comparator<Plan> ORDER = Comparator.comparingDouble(Plan::objective)
            .thenComparingDouble(plan -> plan.nominal().seconds())
            .thenComparingDouble(plan -> plan.robust().joules());

    /** Among equal times the least energy. */
    private static final Comparator<Plan> ORDER_BY_TIME = Comparator.comparingDouble(Plan::objective)
            .thenComparingDouble(plan -> plan.robust().joules());

    /** Dominated actions serve no weighted sum, but they may serve a score. */
    @Override
    public boolean needsEveryAction(Rule rule) {
        return rule == Rule.PAPER;
    }

    @Override
    public BoundedSearch open(CandidateTask task) {
        return () -> search(task);
    }

    /** The best plan; unproven where a stop comes before all actions are tried. */
    static CandidateResult search(CandidateTask task) {
        Candidate candidate = task.searched();
        CostTable table = task.table();
        double limit = task.limit();
        Comparator<Plan> order = task.goal().kind() == ObjectiveKind.TIME ? ORDER_BY_TIME : ORDER;
        Optional<Plan> best = Optional.empty();
        try {
            Planning planning = task.planning();
            for (int i = 0; i < table.actions().size(); i++) {
                Stopped.when(planning.stop());
                if (table.isEffective(i) && candidate.isBelow(table, i, limit)) {
                    Plan plan = planning.plan(Collections.nCopies(
                            candidate.robustEpochs(), table.actions().get(i)));
                    best = best.isEmpty() || order.compare(plan, best.get()) < 0 ? Optional.of(plan) : best;
                }
            }
        } catch (Stopped stopped) {
            return CandidateResult.stopped(best, 0);
        }
        return CandidateResult.complete(best, 0);
    }
}
