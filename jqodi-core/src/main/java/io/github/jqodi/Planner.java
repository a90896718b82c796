package io.github.jqodi;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The front door: problem in, result out. Immutable and thread-safe; everything but the common case is a {@code with…}.
 *
 * <pre>{@code
 * SolveResult result = Planner.create().plan(problem);
 * }</pre>
 */
public final class Planner {
    private final Solver solver;
    private final SolveOptions options;

    private Planner(Solver solver, SolveOptions options) {
        this.solver = solver;
        this.options = options;
    }

    /**
     * {@return a planner with the exact solver, the rule {@link Rule#EXPECTED} and no limits}
     */
    public static Planner create() {
        return new Planner(Solvers.exact(), SolveOptions.DEFAULT);
    }

    /**
     * Plans a problem. A missing plan is a status, not an exception.
     *
     * @param problem the world, what is believed about training, how costs are computed
     * @return status, plan, bound, alternatives, explanations
     * @throws IllegalArgumentException if the estimates contradict themselves, or a cost model or estimator of the caller
     *     throws or answers what is no cost or estimate
     */
    public SolveResult plan(Problem problem) {
        return CallerCode.given(() -> solver.name() + " solver: result", solver.solve(problem, options));
    }

    /**
     * Plans many problems, one after the other or, with more threads, side by side; for devices that share models and
     * servers. What they share is worked out once.
     *
     * @param problems in any order
     * @return one answer for each, in that order: the same result as {@link #plan} gives, or what it throws
     */
    public List<BatchAnswer> planAll(List<Problem> problems) {
        return Batch.solve(solver, problems, options);
    }

    /**
     * Prepares for problems that differ little from one another.
     *
     * <pre>{@code
     * PreparedSolver prepared = planner.prepare(problem);
     * SolveResult first = prepared.solve(problem);
     * SolveResult next = prepared.solve(problem.withDeadlineSeconds(90));
     * }</pre>
     *
     * @param problem the first of them
     * @return plans each in a fraction of the first one's time, with the same answers, by the options of this planner
     */
    public PreparedSolver prepare(Problem problem) {
        PreparedSolver prepared =
                CallerCode.given(() -> solver.name() + " solver: prepared solver", solver.prepare(problem));
        return prepared.withOptions(options);
    }

    /**
     * {@return the solver}
     */
    public Solver solver() {
        return solver;
    }

    /**
     * {@return the rule, and when the solver gives up}
     */
    public SolveOptions options() {
        return options;
    }

    /**
     * The same planner with another solver.
     *
     * @param newSolver one of {@link Solvers}, or the caller's own
     * @return a copy
     */
    public Planner withSolver(Solver newSolver) {
        Objects.requireNonNull(newSolver, "newSolver");
        return new Planner(newSolver, options);
    }

    /**
     * The same planner with other options.
     *
     * @param newOptions by which rule, and when to give up
     * @return a copy
     */
    public Planner withOptions(SolveOptions newOptions) {
        Objects.requireNonNull(newOptions, "newOptions");
        return new Planner(solver, newOptions);
    }

    /**
     * The same planner with another rule.
     *
     * @param rule how the objective is weighed
     * @return a copy
     */
    public Planner withRule(Rule rule) {
        Objects.requireNonNull(rule, "rule");
        return withOptions(options.withRule(rule));
    }

    /**
     * The same planner with a time limit.
     *
     * @param limit when to give up
     * @return a copy
     */
    public Planner withTimeLimit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return withOptions(options.withTimeLimit(limit));
    }

    /**
     * The same planner with another gap.
     *
     * @param gap relative distance between objective and bound that counts as proven
     * @return a copy
     */
    public Planner withGap(double gap) {
        return withOptions(options.withGap(gap));
    }

    /**
     * The same planner with more or fewer threads; the result does not depend on them.
     *
     * @param threads how many candidates are solved at once
     * @return a copy
     */
    public Planner withThreads(int threads) {
        return withOptions(options.withThreads(threads));
    }

    /**
     * The same planner with a listener.
     *
     * @param listener is told how a solve proceeds
     * @return a copy
     */
    public Planner withListener(SolveListener listener) {
        Objects.requireNonNull(listener, "listener");
        return withOptions(options.withListener(listener));
    }

    /**
     * The same planner with more or fewer alternatives.
     *
     * @param most how many best plans of other candidates to return at most
     * @return a copy
     */
    public Planner withAlternatives(int most) {
        return withOptions(options.withAlternatives(most));
    }

    /**
     * The same planner with threads of the caller's, as many at once as {@link #withThreads} says.
     *
     * @param executor whose threads help
     * @return a copy
     */
    public Planner withExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return withOptions(options.withExecutor(executor));
    }

    @Override
    public String toString() {
        return solver.name() + " solver, rule " + options.rule().label();
    }
}
