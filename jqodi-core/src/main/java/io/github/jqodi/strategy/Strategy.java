package io.github.jqodi.strategy;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;

/**
 * A way to decide that a plan of JQODI is compared with. It sees the same cost model; where it cannot meet a constraint it
 * gives its cheapest plan and says what that plan breaks (READINGS #48). Implementations hold nothing between calls, are
 * thread-safe and deterministic.
 *
 * <pre>{@code
 * final class AlwaysTheHub implements Strategy {
 *     public String name() {
 *         return "always-the-hub";
 *     }
 *
 *     public String description() {
 *         return "the best plan with the hub alone";
 *     }
 *
 *     public StrategyOutcome plan(Problem problem, SolveOptions options) {
 *         Choices hub = Choices.ALL.withServers(Selection.only(List.of("hub")));
 *         Problem restricted = problem.withScenario(problem.scenario().withChoices(hub));
 *         SolveResult result = Solvers.exact().solve(restricted, options);
 *         Optional<String> reason = result.plan().isPresent() ? Optional.empty() : Optional.of(result.toString());
 *         return new StrategyOutcome(name(), restricted, result.status(), result.plan(), List.of(), reason);
 *     }
 * }
 * }</pre>
 */
public interface Strategy {
    /**
     * {@return the name in results}
     */
    String name();

    /**
     * {@return in one sentence, what it decides and what it leaves out}
     */
    String description();

    /**
     * Decides.
     *
     * @param problem what is to be planned
     * @param options rule and limits; a strategy that has a rule of its own says so
     * @return the plan, with what it breaks
     * @throws IllegalArgumentException if the estimates contradict themselves, a pair with an estimate cannot be costed, or
     *     the rule cannot weigh what the scenario minimises
     */
    StrategyOutcome plan(Problem problem, SolveOptions options);
}
