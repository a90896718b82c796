package io.github.jqodi.strategy;

import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decision of a strategy.
 *
 * @param strategy its name
 * @param problem the problem it made of the one it was given, constraints included; a plan that breaks nothing verifies
 *     against it
 * @param status whether this problem has a plan, as far as the strategy can tell; heuristics prove nothing
 * @param plan the plan, or the cheapest one where no plan meets every constraint
 * @param breaches what the plan breaks; empty if nothing
 * @param reason why there is no plan at all; empty if there is one
 */
public record StrategyOutcome(
        String strategy,
        Problem problem,
        Status status,
        Optional<Plan> plan,
        List<ConstraintViolation> breaches,
        Optional<String> reason) {
    /**
     * Copies the list.
     *
     * @param strategy its name
     * @param problem the problem it solved
     * @param status whether that problem has a plan
     * @param plan the plan
     * @param breaches what it breaks
     * @param reason why there is none
     */
    public StrategyOutcome {
        breaches = List.copyOf(breaches);
    }

    /**
     * {@return whether there is a plan that meets every constraint}
     */
    public boolean feasible() {
        return plan.isPresent() && breaches.isEmpty();
    }

    /**
     * {@return what its plan is compared by with others, see {@link Planning#comparedValue}; empty if there is none}
     */
    public OptionalDouble comparedValue() {
        return plan.stream()
                .mapToDouble(made -> Planning.comparedValue(problem, made))
                .findFirst();
    }

    static StrategyOutcome none(String strategy, Problem problem, Status status, String reason) {
        return new StrategyOutcome(strategy, problem, status, Optional.empty(), List.of(), Optional.of(reason));
    }

    @Override
    public String toString() {
        String broken = breaches.isEmpty() ? "" : ", breaks " + breaches;
        return Text.escaped(strategy) + ": " + status + ": "
                + plan.map(Plan::toString).orElse(Text.escaped(reason.orElse("no plan"))) + broken;
    }
}
