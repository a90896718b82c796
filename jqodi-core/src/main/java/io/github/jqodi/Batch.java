package io.github.jqodi;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.search.Workers;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Solves many problems that share models and servers. */
final class Batch {
    private Batch() {}

    /**
     * Solves each problem on one thread, as many at once as the options allow; the time limit holds for each.
     *
     * @param solver what solves them
     * @param problems in any order
     * @param options by which rule, and when to give up
     * @return one answer for each problem, in their order: the result the solver gives alone but for the statistics, or its
     *     failure
     */
    static List<BatchAnswer> solve(Solver solver, List<Problem> problems, SolveOptions options) {
        PreparedSolver prepared = prepared(solver, problems);
        BatchAnswer[] answers = new BatchAnswer[problems.size()];
        List<Integer> order = IntStream.range(0, answers.length).boxed().toList();
        Workers.run(
                options,
                order,
                new SearchControl(options),
                i -> answers[i] = answer(prepared, problems.get(i), options.withThreads(1)));
        return Arrays.asList(answers);
    }

    private static BatchAnswer answer(PreparedSolver prepared, Problem problem, SolveOptions options) {
        try {
            return BatchAnswer.of(CallerCode.given(() -> "result of the solver", prepared.solve(problem, options)));
        } catch (RuntimeException e) {
            return BatchAnswer.failed(e);
        }
    }

    /** Prepared for the first problem that lets itself be prepared; where none does, each tells its failure by itself. */
    private static PreparedSolver prepared(Solver solver, List<Problem> problems) {
        for (Problem problem : problems) {
            try {
                return CallerCode.given(() -> solver.name() + " solver: prepared solver", solver.prepare(problem));
            } catch (RuntimeException e) {
                // this one will fail again when it is solved, and its answer says so
            }
        }
        return solver::solve;
    }
}
