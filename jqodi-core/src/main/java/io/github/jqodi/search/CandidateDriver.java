package io.github.jqodi.search;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Solves a problem candidate by candidate, in parallel if asked, and joins the results in the order of the file. Where fewer
 * alternatives are asked for than there are candidates, those whose bound shows that they cannot be among them are pruned,
 * and the result says so of each.
 */
public final class CandidateDriver implements Solver {
    /** Multipliers of a smaller ratio make no difference. */
    private static final double MULTIPLIER_CHANGE_IGNORED = 1.3;

    private final String name;
    private final String description;
    /** Whether a candidate may be pruned because its bound is above the best plans of others. */
    private final boolean mayPrune;

    private final CandidateSearch perEpoch;
    private final CandidateSearch fixed;

    /**
     * A solver.
     *
     * @param name as {@link Solver#name}
     * @param description as {@link Solver#description}
     * @param mayPrune whether a candidate may be left out because its bound is above the best plans of others
     * @param perEpoch searches schedules whose actions may change from epoch to epoch
     * @param fixed searches schedules of one action
     */
    CandidateDriver(
            String name, String description, boolean mayPrune, CandidateSearch perEpoch, CandidateSearch fixed) {
        this.name = name;
        this.description = description;
        this.mayPrune = mayPrune;
        this.perEpoch = perEpoch;
        this.fixed = fixed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public SolveResult solve(Problem problem, SolveOptions options) {
        return solve(problem, problem::assess, new Memory(), options);
    }

    @Override
    public Prepared prepare(Problem problem) {
        return new Prepared(problem);
    }

    /** This solver for problems that differ little, whose steps can also be taken one by one. Thread-safe. */
    public final class Prepared implements PreparedSolver {
        private final PreparedProblem problems;
        private final Memory memory = new Memory();

        private Prepared(Problem problem) {
            this.problems = new PreparedProblem(problem);
        }

        @Override
        public SolveResult solve(Problem problem, SolveOptions options) {
            return CandidateDriver.this.solve(problem, limits -> problems.assess(problem, limits), memory, options);
        }

        /**
         * The first step, which sorts the pairs of a problem.
         *
         * @param problem one that differs little from those before it
         * @return the same as {@link Problem#assess()}
         * @throws IllegalArgumentException as {@link PreparedProblem#assess(Problem)}
         */
        public Assessment assess(Problem problem) {
            return problems.assess(problem);
        }

        /**
         * The second step by itself, of candidates that may have been given other epochs since they were assessed.
         *
         * @param problem they belong to
         * @param candidates in the order of the file
         * @param options by which rule, and when to give up
         * @return the result, in which pairs without a candidate do not occur
         */
        public SolveResult solve(Problem problem, List<Candidate> candidates, SolveOptions options) {
            Assessment assessed = new Assessment(candidates, List.of(), List.of());
            return CandidateDriver.this.solve(problem, limits -> assessed, memory, options);
        }

        /**
         * The costs a search of a candidate chooses from, kept for the one that follows, of as many epochs or fewer.
         *
         * @param problem it belongs to
         * @param candidate whose costs
         * @param options of the search
         * @return actions by epoch: of those left out each has one that takes neither more time nor more energy; empty where they
         *     would take more memory than a search may
         */
        public Optional<CostTable> table(Problem problem, Candidate candidate, SolveOptions options) {
            Candidate searched = Goal.of(problem.scenario()).searched(candidate, Stopped.NEVER);
            TableCache.Kind kind = search(problem).tableKind(problem.scenario(), searched, options.rule());
            try {
                return Optional.of(memory.tables.table(
                        searched,
                        kind,
                        new WorkLimits(Stopped.NEVER, () -> "nobody said stop", options.memoryLimitBytes())));
            } catch (Stopped tooLarge) {
                return Optional.empty();
            }
        }
    }

    private CandidateSearch search(Problem problem) {
        return problem.scenario().schedule() == SchedulePolicy.FIXED ? fixed : perEpoch;
    }

    private SolveResult solve(
            Problem problem, Function<WorkLimits, Assessment> assessor, Memory memory, SolveOptions asked) {
        SolveOptions options = asked.forScenario(problem.scenario());
        SearchControl control = new SearchControl(options);
        Assessment assessment = assessor.apply(control.limits(options));
        List<Candidate> candidates = assessment.candidates();
        List<Warning> heard = options.heard(assessment.warnings());
        CallerCode.run(() -> "listener: warnings", () -> options.listener().warnings(heard));
        control.expect(candidates.size());
        boolean examinesAll = !isPruningWorthwhile(options, candidates.size());
        SearchQueue queue = examinesAll
                ? SearchQueue.all(candidates)
                : SearchQueue.bounded(
                        problem, candidates, options.rule(), options.alternatives() + 1, memory.multiplier, control);
        CandidateSolve solve = new CandidateSolve(search(problem), problem, memory.tables, options, control);
        if (!examinesAll) {
            queue.raiseBounds(solve);
            memory.note(queue.multiplier());
        }
        List<CandidateResult> results = results(solve, queue, options, control);
        EnergyRelaxation relaxation = new EnergyRelaxation(this, problem, options, control);
        return new JoinedResults(name, problem, relaxation.of(assessment), options).of(results, examinesAll, control);
    }

    /** What one solve leaves to the next: nothing that an answer depends on, only work. */
    private static final class Memory {
        final TableCache tables = new TableCache();
        /** λ that suits the bounds. */
        volatile double multiplier;

        /** Takes another λ where it differs much; bounds at the same λ as before are known where little has changed. */
        void note(double latest) {
            boolean close =
                    latest < multiplier * MULTIPLIER_CHANGE_IGNORED && multiplier < latest * MULTIPLIER_CHANGE_IGNORED;
            multiplier = close ? multiplier : latest;
        }
    }

    private boolean isPruningWorthwhile(SolveOptions options, int candidates) {
        return mayPrune && options.rule() != Rule.PAPER && options.alternatives() < candidates - 1;
    }

    /** One result for each candidate, in the order of the file. */
    private static List<CandidateResult> results(
            CandidateSolve solve, SearchQueue queue, SolveOptions options, SearchControl control) {
        CandidateResult[] results = new CandidateResult[queue.inOrder().size()];
        Workers.run(options, queue.inOrder(), control, node -> {
            CandidateResult result = node.result(solve, queue.multiplier(), queue.cutoff());
            queue.solved(result.objective());
            control.decided(result.objective());
            results[node.index()] = result;
        });
        return Arrays.asList(results);
    }
}
