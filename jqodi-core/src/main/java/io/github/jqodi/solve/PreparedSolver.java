package io.github.jqodi.solve;

import io.github.jqodi.plan.Problem;

/**
 * Solves problems that differ little from one another, in a fraction of the time of the first: another deadline, loss target,
 * bandwidth, set of servers, other beliefs. Keeps what does not change; the answers are those of the solver it came from, to
 * the bit. Thread-safe.
 */
@FunctionalInterface
public interface PreparedSolver {
    /**
     * Solves one problem.
     *
     * @param problem what is to be planned
     * @param options what to minimise and when to give up
     * @return the same as {@link Solver#solve}, but for the statistics
     * @throws IllegalArgumentException if the estimates contradict themselves
     */
    SolveResult solve(Problem problem, SolveOptions options);
}
