package io.github.jqodi.solve;

import io.github.jqodi.plan.Problem;

/**
 * Plans problems. Implementations hold nothing between calls, are thread-safe and deterministic.
 *
 * <pre>{@code
 * final class FastFirst implements Solver {
 *     public String name() {
 *         return "fast-first";
 *     }
 *
 *     public String description() {
 *         return "exact for a second, within 5 % of the optimum after that";
 *     }
 *
 *     public SolveResult solve(Problem problem, SolveOptions options) {
 *         SolveResult exact = Solvers.exact().solve(problem, options.withTimeLimit(Duration.ofSeconds(1)));
 *         return exact.status() == Status.UNKNOWN ? Solvers.approximate(0.05).solve(problem, options) : exact;
 *     }
 * }
 * }</pre>
 */
public interface Solver {
    /**
     * {@return the name in results and on the command line}
     */
    String name();

    /**
     * {@return in one sentence, what it does and what it proves}
     */
    String description();

    /**
     * Solves one problem. A limit or an interruption ends the search with a truthful status, never with an exception; the
     * thread stays interrupted.
     *
     * @param problem what is to be planned
     * @param options by which rule, and when to give up
     * @return status, plan, bound, alternatives, explanations
     * @throws IllegalArgumentException if the estimates contradict themselves
     */
    SolveResult solve(Problem problem, SolveOptions options);

    /**
     * Prepares for problems like one.
     *
     * @param problem the first of them; it is not solved yet
     * @return a solver that keeps what they share
     */
    default PreparedSolver prepare(Problem problem) {
        return this::solve;
    }
}
