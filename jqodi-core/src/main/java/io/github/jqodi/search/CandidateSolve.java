package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides one candidate in two steps: why it cannot have a plan or a bound, and the best plan a search finds. */
final class CandidateSolve {
    private final CandidateSearch search;
    private final Problem problem;
    private final Goal goal;
    private final TableCache tables;
    private final SolveOptions options;
    private final SearchControl control;

    CandidateSolve(
            CandidateSearch search, Problem problem, TableCache tables, SolveOptions options, SearchControl control) {
        this.search = search;
        this.problem = problem;
        this.tables = tables;
        this.goal = Goal.of(problem.scenario());
        // the least objective decides whether it is below a limit
        this.options = goal.objectiveLimit().isPresent() ? options.withGap(0) : options;
        this.control = control;
    }

    /** Makes the candidate's table and begins its search. */
    BoundedSearch open(Candidate candidate) {
        try {
            return openUntilStopped(candidate);
        } catch (Stopped stopped) {
            return BoundedSearch.closed(undecided(candidate, stopped));
        }
    }

    private BoundedSearch openUntilStopped(Candidate candidate) {
        Stopped.when(control::poll);
        WorkLimits limits = control.limits(options);
        Candidate searched = goal.searched(candidate, control::poll);
        CostTable table =
                tables.table(searched, search.tableKind(problem.scenario(), searched, options.rule()), limits);
        Optional<Infeasibility> impossible = Infeasibilities.explain(goal, candidate, searched, table, control::poll);
        CandidateTask task = CandidateTask.of(problem, goal, candidate, searched, table, options, control);
        if (impossible.isPresent()) {
            return closed(CandidateResult.infeasible(needsBesides(task, impossible.get())), table);
        }
        Optional<String> refusal = search.refusal(task);
        if (refusal.isPresent()) {
            return closed(CandidateResult.undecided(candidate, refusal.get(), 0), table);
        }
        return new UntilStopped(task, search.open(task));
    }

    /** The row with the limit of the objective that is needed besides the limit of the search that it names. */
    private Infeasibility needsBesides(CandidateTask task, Infeasibility row) {
        OptionalDouble limit = goal.kind() == ObjectiveKind.TIME ? row.joulesNeeded() : row.smallestDeadlineSeconds();
        if (limit.isEmpty() || goal.objectiveLimit().isEmpty()) {
            return row;
        }
        CandidateTask relaxed = task.withLimit(limit.getAsDouble());
        Optional<Plan> plan = search.refusal(relaxed).isPresent()
                ? Optional.empty()
                : search.open(relaxed).run().plan();
        OptionalDouble needed = plan.stream()
                .mapToDouble(best -> leastLimit(task, best))
                .filter(least -> least > goal.objectiveLimit().getAsDouble())
                .findFirst();
        if (needed.isEmpty()) {
            return row;
        }
        Infeasibility.Builder joint = row.toBuilder();
        return goal.kind() == ObjectiveKind.TIME
                ? joint.smallestDeadlineSeconds(needed.getAsDouble()).build()
                : joint.joulesNeeded(needed.getAsDouble()).build();
    }

    /** The smallest limit of the objective that a plan is below. */
    private static double leastLimit(CandidateTask task, Plan plan) {
        return task.planning().leastLimit(plan.schedule());
    }

    private static BoundedSearch closed(CandidateResult result, CostTable table) {
        return BoundedSearch.closed(result.withCells(table.cells()));
    }

    private CandidateResult undecided(Candidate candidate, Stopped stopped) {
        return CandidateResult.undecided(candidate, stopped.reason(control.reason()), 0);
    }

    /** A search that a stop ends without a plan. */
    private final class UntilStopped implements BoundedSearch {
        private final CandidateTask task;
        private final Candidate candidate;
        private final long cells;
        private final BoundedSearch inner;

        UntilStopped(CandidateTask task, BoundedSearch inner) {
            this.task = task;
            this.candidate = task.candidate();
            this.cells = task.table().cells();
            this.inner = inner;
        }

        @Override
        public double lowerBound() {
            return inner.lowerBound();
        }

        @Override
        public CandidateResult prune() {
            return inner.prune().withCells(cells);
        }

        @Override
        public CandidateResult run() {
            try {
                Stopped.when(control::poll);
                return checked(inner.run()).withCells(cells);
            } catch (Stopped stopped) {
                return undecided(candidate, stopped).withCells(cells);
            }
        }

        /** A plan that is not below the limit of the objective is none. */
        private CandidateResult limited(CandidateResult result, Plan plan) {
            double limit = goal.objectiveLimit().orElseThrow();
            double needed = leastLimit(task, plan);
            if (needed <= limit) {
                return result;
            }
            if (result.isComplete()) {
                return CandidateResult.infeasible(Infeasibilities.overObjectiveLimit(
                        goal, candidate, task.table(), plan.objective(), needed, Stopped.NEVER));
            }
            String message = "the best plan found takes " + plan.objective() + " "
                    + goal.kind().unit() + ", not below " + limit + " "
                    + goal.kind().unit();
            return CandidateResult.undecided(candidate, message, result.work().labels());
        }

        /** A candidate whose fastest schedule is in time has a plan. */
        private CandidateResult checked(CandidateResult result) {
            if (result.plan()
                    .flatMap(Plan::score)
                    .filter(score -> !score.isFinite())
                    .isPresent()) {
                String message = "the score of the best plan found is beyond all numbers";
                return CandidateResult.undecided(
                        candidate, message, result.work().labels());
            }
            if (result.plan().isPresent()) {
                return goal.objectiveLimit().isEmpty()
                        ? result
                        : limited(result, result.plan().get());
            }
            if (result.isComplete()) {
                throw new IllegalStateException(candidate.label() + " has a schedule in time, but none was found");
            }
            return CandidateResult.undecided(
                    candidate, control.reason(), result.work().labels());
        }
    }
}
