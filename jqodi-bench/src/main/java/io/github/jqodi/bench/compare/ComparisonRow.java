package io.github.jqodi.bench.compare;

import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Score;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.ConstraintViolation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One strategy, one solver, or one pair of model and width that has no plan.
 *
 * @param kind which of the three
 * @param name of the strategy or solver; model and width of a pair
 * @param rule what was minimised
 * @param status whether there is a plan that meets every constraint, as far as is proven
 * @param plan the plan, or the cheapest one where none meets every constraint
 * @param pair the pair without a plan; empty for the other kinds
 * @param shareOfOptimum expected joules as a share of those of the optimum; empty where one of the two is missing
 * @param score Algorithm 4's score of the plan, whatever the rule
 * @param breaches what the plan breaks; empty for a pair, whose reason says it
 * @param breaks labels of what is broken, for a pair of what closes it
 * @param outside widths and cuts the plan uses although the scenario does not open them
 * @param reason why there is no plan; empty text if there is one
 * @param wallMillis time taken; the one number that differs between equal runs
 */
public record ComparisonRow(
        Kind kind,
        String name,
        Rule rule,
        Status status,
        Optional<Plan> plan,
        Optional<Infeasibility> pair,
        OptionalDouble shareOfOptimum,
        Optional<Score> score,
        List<ConstraintViolation> breaches,
        List<String> breaks,
        List<String> outside,
        String reason,
        double wallMillis) {
    /**
     * Copies the lists.
     *
     * @param kind which of the three
     * @param name of the strategy or solver
     * @param rule what was minimised
     * @param status whether there is a plan
     * @param plan the plan
     * @param pair the pair without a plan
     * @param shareOfOptimum expected joules as a share of the optimum's
     * @param score Algorithm 4's score
     * @param breaches what the plan breaks
     * @param breaks labels of what is broken
     * @param outside what the scenario does not open
     * @param reason why there is no plan
     * @param wallMillis time taken
     */
    public ComparisonRow {
        breaches = List.copyOf(breaches);
        breaks = List.copyOf(breaks);
        outside = List.copyOf(outside);
    }

    /**
     * {@return whether there is a plan that meets every constraint}
     */
    public boolean feasible() {
        return plan.isPresent() && breaches.isEmpty();
    }

    /**
     * How far the robust time exceeds the deadline.
     *
     * @return seconds; empty if the deadline is kept or there is no plan
     */
    public OptionalDouble secondsOverDeadline() {
        return breaches.stream()
                .filter(breach -> breach.kind() == ConstraintViolation.Kind.DEADLINE)
                .mapToDouble(breach -> breach.value() - breach.limit())
                .findFirst();
    }

    /** What is compared. */
    public enum Kind {
        /** A strategy. */
        STRATEGY,
        /** A solver, by the rule of the comparison. */
        SOLVER,
        /** A pair of model and width without a plan. */
        PAIR;

        /**
         * {@return the name in files, lower case}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
