package io.github.jqodi.bench.compare;

import io.github.jqodi.base.Text;
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
 * @param subject what is compared
 * @param decision the plan it made, or the cheapest one where none meets every constraint; empty if there is none
 * @param verdict how the plan stands to the constraints, or why there is none
 * @param wallMillis time taken; the one number that differs between equal runs
 */
public record ComparisonRow(Subject subject, Optional<Decision> decision, Verdict verdict, double wallMillis) {
    /**
     * {@return which of the three kinds of rows it is}
     */
    public Kind kind() {
        return subject.kind();
    }

    /**
     * {@return the name of the strategy or solver; model and width of a pair}
     */
    public String name() {
        return subject.name();
    }

    /**
     * {@return what was minimised}
     */
    public Rule rule() {
        return subject.rule();
    }

    /**
     * {@return whether there is a plan that meets every constraint, as far as is proven}
     */
    public Status status() {
        return verdict.status();
    }

    /**
     * {@return the plan; empty if there is none}
     */
    public Optional<Plan> plan() {
        return decision.map(Decision::plan);
    }

    /**
     * {@return the pair without a plan; empty for strategies and solvers}
     */
    public Optional<Infeasibility> pair() {
        return verdict.closed();
    }

    /**
     * {@return what plans are compared by, as a share of that of the optimum; empty where one of the two is missing}
     */
    public OptionalDouble shareOfOptimum() {
        return decision.map(Decision::shareOfOptimum).orElse(OptionalDouble.empty());
    }

    /**
     * {@return Algorithm 4's score of the plan, whatever the rule}
     */
    public Optional<Score> score() {
        return decision.map(Decision::score);
    }

    /**
     * {@return what the plan breaks; empty for a pair, whose reason says it}
     */
    public List<ConstraintViolation> breaches() {
        return verdict.breaches();
    }

    /**
     * {@return labels of what is broken, for a pair of what closes it}
     */
    public List<String> breaks() {
        return pair().map(why -> List.of(why.reason().label()))
                .orElseGet(() ->
                        breaches().stream().map(breach -> breach.kind().label()).toList());
    }

    /**
     * {@return widths and cuts the plan uses although the scenario does not open them}
     */
    public List<String> outside() {
        return decision.map(Decision::outside).orElse(List.of());
    }

    /**
     * {@return why there is no plan; empty text if there is one}
     */
    public String reason() {
        return verdict.reason();
    }

    /**
     * {@return whether there is a plan that meets every constraint}
     */
    public boolean feasible() {
        return decision.isPresent() && breaches().isEmpty();
    }

    /**
     * How far the robust time exceeds the deadline.
     *
     * @return seconds; empty if the deadline is kept or there is no plan
     */
    public OptionalDouble secondsOverDeadline() {
        return breaches().stream()
                .filter(breach -> breach.kind() == ConstraintViolation.Kind.DEADLINE)
                .mapToDouble(breach -> breach.value() - breach.limit())
                .findFirst();
    }

    /**
     * {@return what plans are compared by, see {@link io.github.jqodi.plan.Planning#comparedValue}; empty without a plan}
     */
    public OptionalDouble value() {
        return decision.stream().mapToDouble(Decision::value).findFirst();
    }

    /** The same row with its plan set beside the least value. */
    ComparisonRow besideOptimum(double least) {
        return least > 0
                ? new ComparisonRow(subject, decision.map(made -> made.besideOptimum(least)), verdict, wallMillis)
                : this;
    }

    @Override
    public String toString() {
        String found = plan().map(Plan::toString).orElseGet(this::reason);
        String broken = breaches().isEmpty() ? "" : ", breaks " + String.join(", ", breaks());
        return Text.escaped(kind().label() + " " + name() + ": " + status() + ": " + found + broken);
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

    /**
     * What a row speaks of.
     *
     * @param kind strategy, solver or pair
     * @param name of the strategy or solver; model and width of a pair
     * @param rule how the objective is weighed
     */
    public record Subject(Kind kind, String name, Rule rule) {}

    /**
     * A plan and what it is measured by.
     *
     * @param plan model, width and schedule with their totals
     * @param score Algorithm 4's score of the plan, whatever the rule
     * @param outside widths and cuts the plan uses although the scenario does not open them
     * @param value what plans are compared by
     * @param shareOfOptimum what plans are compared by, as a share of that of the optimum; empty where there is no optimum
     */
    public record Decision(Plan plan, Score score, List<String> outside, double value, OptionalDouble shareOfOptimum) {
        /**
         * Copies the list.
         *
         * @param plan model, width and schedule
         * @param score Algorithm 4's score
         * @param outside what the scenario does not open
         * @param value what plans are compared by
         * @param shareOfOptimum what plans are compared by, as a share of the optimum's
         */
        public Decision {
            outside = List.copyOf(outside);
        }

        private Decision besideOptimum(double least) {
            return new Decision(plan, score, outside, value, OptionalDouble.of(value / least));
        }
    }

    /**
     * How a row stands to the constraints.
     *
     * @param status whether there is a plan that meets every constraint, as far as is proven
     * @param breaches what the plan breaks
     * @param closed the pair without a plan; empty for the other kinds
     * @param reason why there is no plan; empty text if there is one
     */
    public record Verdict(
            Status status, List<ConstraintViolation> breaches, Optional<Infeasibility> closed, String reason) {
        /**
         * Copies the list.
         *
         * @param status whether there is a plan
         * @param breaches what the plan breaks
         * @param closed the pair without a plan
         * @param reason why there is no plan
         */
        public Verdict {
            breaches = List.copyOf(breaches);
        }

        /** Of a strategy or solver. */
        static Verdict of(Status status, List<ConstraintViolation> breaches, String reason) {
            return new Verdict(status, breaches, Optional.empty(), reason);
        }

        /** Of a pair without a plan. */
        static Verdict of(Infeasibility why) {
            Status status = why.reason() == Infeasibility.Reason.UNDECIDED ? Status.UNKNOWN : Status.INFEASIBLE;
            return new Verdict(status, List.of(), Optional.of(why), why.message());
        }
    }
}
