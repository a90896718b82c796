package io.github.jqodi.solve;

import io.github.jqodi.plan.Problem;

/**
 * Solves problems that differ little from one another, in a fraction of the time of the first: another deadline, loss target,
 * bandwidth, set of servers, other beliefs. Keeps what does not change; the answers are those of the solver it came from, to
 * the bit. Thread-safe.
 *
 * <pre>{@code
 * PreparedSolver prepared = Planner.create().prepare(problem);
 * for (double deadline : new double[] {300, 200, 100}) {
 *     SolveResult result = prepared.solve(problem.withDeadlineSeconds(deadline));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface PreparedSolver {
    /**
     * Solves one problem.
     *
     * @param problem what is to be planned
     * @param options by which rule, and when to give up
     * @return the same as {@link Solver#solve}, but for the statistics
     * @throws IllegalArgumentException if the estimates contradict themselves
     */
    SolveResult solve(Problem problem, SolveOptions options);

    /**
     * Solves one problem with the options this was prepared with, {@link SolveOptions#DEFAULT} where none were.
     *
     * @param problem what is to be planned
     * @return the same as {@link #solve(Problem, SolveOptions)} with those
     * @throws IllegalArgumentException if the estimates contradict themselves
     */
    default SolveResult solve(Problem problem) {
        return solve(problem, SolveOptions.DEFAULT);
    }

    /**
     * The same solver, which knows as much, with options for {@link #solve(Problem)}.
     *
     * @param options by which rule, and when to give up
     * @return a view of this solver
     */
    default PreparedSolver withOptions(SolveOptions options) {
        PreparedSolver prepared = this;
        return new PreparedSolver() {
            @Override
            public SolveResult solve(Problem problem, SolveOptions others) {
                return prepared.solve(problem, others);
            }

            @Override
            public SolveResult solve(Problem problem) {
                return prepared.solve(problem, options);
            }
        };
    }
}
