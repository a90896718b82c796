package io.github.jqodi.solve;

import io.github.jqodi.plan.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Solves many problems that share models and servers. */
public final class Batch {
    private Batch() {}

    /**
     * Solves each problem on one thread, as many at once as the options allow; the time limit holds for each.
     *
     * @param solver what solves them
     * @param problems in any order
     * @param options what to minimise and when to give up
     * @return the answers in the order of the problems, each the same as the solver gives alone but for the statistics
     * @throws IllegalArgumentException if the estimates of a problem contradict themselves
     */
    public static List<SolveResult> solve(Solver solver, List<Problem> problems, SolveOptions options) {
        if (problems.isEmpty()) {
            return List.of();
        }
        PreparedSolver prepared = solver.prepare(problems.get(0));
        SolveResult[] results = new SolveResult[problems.size()];
        List<Integer> order = IntStream.range(0, results.length).boxed().toList();
        Workers.run(
                options.threads(),
                order,
                new SearchControl(options),
                i -> results[i] = prepared.solve(problems.get(i), options.withThreads(1)));
        return Arrays.asList(results);
    }
}
