package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import java.util.Optional;
import java.util.function.Supplier;

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
    Opened open(Candidate candidate) {
        try {
            return openUntilStopped(candidate);
        } catch (Stopped stopped) {
            return Opened.closed(Answer.undecided(candidate, stopped.reason(control.reason()), 0, 0));
        }
    }

    private Opened openUntilStopped(Candidate candidate) {
        Stopped.when(control::stop);
        WorkLimits limits = control.limits(options);
        CostTable table = tables.table(candidate, search.needsEveryAction(problem, options.rule()), limits);
        Optional<Infeasibility> impossible = Infeasibilities.of(problem.scenario(), candidate, table, control::stop);
        if (impossible.isPresent()) {
            return Opened.closed(Answer.infeasible(impossible.get(), table.cells()));
        }
        Optional<String> refusal = search.refusal(problem, candidate, table, control::stop);
        if (refusal.isPresent()) {
            return Opened.closed(Answer.undecided(candidate, refusal.get(), table.cells(), 0));
        }
        Opening opening = search.open(problem, candidate, table, options, control);
        return new Opened(opening.lowerBound(), table.cells(), () -> finish(candidate, table.cells(), opening));
    }

    private Answer finish(Candidate candidate, long cells, Opening opening) {
        try {
            Stopped.when(control::stop);
            return finishUntilStopped(candidate, cells, opening);
        } catch (Stopped stopped) {
            return Answer.undecided(candidate, stopped.reason(control.reason()), cells, 0);
        }
    }

    private Answer finishUntilStopped(Candidate candidate, long cells, Opening opening) {
        Found found = opening.search().get();
        if (found.plan().isEmpty() && found.lowerBound() == Double.POSITIVE_INFINITY) {
            throw new IllegalStateException(candidate.label() + " has a schedule in time, but none was found");
        }
        if (found.plan().isEmpty()) {
            return Answer.undecided(candidate, control.reason(), cells, found.labels());
        }
        return new Answer(found, Optional.empty(), false, cells);
    }

    /**
     * A candidate whose search has begun, or that is closed without one.
     *
     * @param lowerBound no plan of it is below this; +∞ where there is none
     * @param cells costs computed
     * @param rest the answer, by search where that is still needed
     */
    record Opened(double lowerBound, long cells, Supplier<Answer> rest) {
        static Opened closed(Answer answer) {
            return new Opened(answer.found().lowerBound(), answer.cells(), () -> answer);
        }

        /** The answer where the bound shows that the search may be left out. */
        Answer passedOver() {
            return Answer.passedOver(lowerBound, cells);
        }
    }

    /**
     * What became of one candidate.
     *
     * @param found plan and bound
     * @param why the reason where there is no plan; empty as well where the bound alone sufficed
     * @param pruned whether it was closed without a search
     * @param cells costs computed
     */
    record Answer(Found found, Optional<Infeasibility> why, boolean pruned, long cells) {
        static Answer infeasible(Infeasibility why, long cells) {
            return new Answer(Found.NOTHING, Optional.of(why), true, cells);
        }

        static Answer undecided(Candidate candidate, String limit, long cells, long labels) {
            Infeasibility why = Infeasibilities.undecided(candidate, limit);
            Found none = new Found(Optional.empty(), 0, labels, Optional.of(why.warning()));
            return new Answer(none, Optional.of(why), true, cells);
        }

        static Answer passedOver(double lowerBound, long cells) {
            return new Answer(
                    new Found(Optional.empty(), lowerBound, 0, Optional.empty()), Optional.empty(), true, cells);
        }

        /** The same where more is known of the bound, as of a candidate that a limit left undecided. */
        Answer raised(double bound) {
            double known = Math.min(bound, objective());
            return known > found.lowerBound()
                    ? new Answer(new Found(found.plan(), known, found.labels(), found.warning()), why, pruned, cells)
                    : this;
        }

        double objective() {
            return found.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
        }
    }
}
