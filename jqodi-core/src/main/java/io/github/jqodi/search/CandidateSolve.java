package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.solve.SolveOptions;
import java.util.Optional;

/** Decides one candidate in two steps: why it cannot have a plan or a bound, and the best plan a search finds. */
final class CandidateSolve {
    private final CandidateSearch search;
    private final Problem problem;
    private final TableCache tables;
    private final SolveOptions options;
    private final SearchControl control;

    CandidateSolve(
            CandidateSearch search, Problem problem, TableCache tables, SolveOptions options, SearchControl control) {
        this.search = search;
        this.problem = problem;
        this.tables = tables;
        this.options = options;
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
        Stopped.when(control::stop);
        WorkLimits limits = control.limits(options);
        CostTable table = tables.table(candidate, kind(candidate), limits);
        Optional<Infeasibility> impossible = Infeasibilities.of(problem.scenario(), candidate, table, control::stop);
        if (impossible.isPresent()) {
            return closed(CandidateResult.infeasible(impossible.get()), table);
        }
        CandidateTask task = new CandidateTask(problem, candidate, table, options, control);
        Optional<String> refusal = search.refusal(task);
        if (refusal.isPresent()) {
            return closed(CandidateResult.undecided(candidate, refusal.get(), 0), table);
        }
        return new UntilStopped(candidate, table.cells(), search.open(task));
    }

    private TableCache.Kind kind(Candidate candidate) {
        if (search.needsEveryAction(options.rule())) {
            return TableCache.Kind.EVERY;
        }
        return Switches.matter(problem.scenario(), candidate.actions())
                ? TableCache.Kind.NONDOMINATED_BY_SERVER
                : TableCache.Kind.NONDOMINATED;
    }

    private static BoundedSearch closed(CandidateResult result, CostTable table) {
        return BoundedSearch.closed(result.withCells(table.cells()));
    }

    private CandidateResult undecided(Candidate candidate, Stopped stopped) {
        return CandidateResult.undecided(candidate, stopped.reason(control.reason()), 0);
    }

    /** A search that a stop ends without a plan. */
    private final class UntilStopped implements BoundedSearch {
        private final Candidate candidate;
        private final long cells;
        private final BoundedSearch inner;

        UntilStopped(Candidate candidate, long cells, BoundedSearch inner) {
            this.candidate = candidate;
            this.cells = cells;
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
                Stopped.when(control::stop);
                return checked(inner.run()).withCells(cells);
            } catch (Stopped stopped) {
                return undecided(candidate, stopped).withCells(cells);
            }
        }

        /** A candidate whose fastest schedule is in time has a plan. */
        private CandidateResult checked(CandidateResult result) {
            if (result.plan().isPresent()) {
                return result;
            }
            if (result.isComplete()) {
                throw new IllegalStateException(candidate.label() + " has a schedule in time, but none was found");
            }
            return CandidateResult.undecided(
                    candidate, control.reason(), result.work().labels());
        }
    }
}
