package io.github.jqodi.strategy;

import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Restricts the problem, plans it, and where nothing meets the constraints gives them up one after the other: the deadline,
 * the loss, both, and last that the target is reached at all.
 */
final class RestrictedStrategy implements Strategy {
    private final String name;
    private final String description;
    private final UnaryOperator<Problem> restriction;
    private final Optional<Rule> rule;
    private final Planning planning;

    /**
     * @param restriction makes the strategy's problem of the given one
     * @param rule replaces that of the options, where given
     * @param planning plans a problem
     */
    RestrictedStrategy(
            String name,
            String description,
            UnaryOperator<Problem> restriction,
            Optional<Rule> rule,
            Planning planning) {
        this.name = name;
        this.description = description;
        this.restriction = restriction;
        this.rule = rule;
        this.planning = planning;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public StrategyOutcome plan(Problem problem, SolveOptions options) {
        Strategies.check(problem.scenario());
        Problem own = restriction.apply(problem);
        SolveOptions ownOptions = rule.map(options::withRule).orElse(options);
        SearchControl control = new SearchControl(ownOptions);
        Planned first = planning.plan(own, ownOptions);
        if (first.plan.isPresent()) {
            Plan plan = first.plan.get();
            return outcome(
                    own,
                    first.status,
                    plan,
                    ConstraintRelaxation.deadline(own, plan).stream().toList());
        }
        if (first.status == Status.UNKNOWN) {
            return StrategyOutcome.none(name, own, first.status, first.reason);
        }
        return relaxed(own, ownOptions, control)
                .map(plan -> outcome(own, first.status, plan, ConstraintRelaxation.breaches(own, plan)))
                .orElseGet(() -> StrategyOutcome.none(name, own, first.status, first.reason));
    }

    /** Plans with fewer constraints in the time that the first planning has left, which all steps share. */
    private Optional<Plan> relaxed(Problem own, SolveOptions options, SearchControl control) {
        List<UnaryOperator<Problem>> steps = List.of(
                ConstraintRelaxation::withoutDeadline,
                ConstraintRelaxation::withoutLossTarget,
                problem -> ConstraintRelaxation.withoutDeadline(ConstraintRelaxation.withoutLossTarget(problem)));
        for (UnaryOperator<Problem> step : steps) {
            if (control.stop()) {
                return Optional.empty();
            }
            Optional<Plan> plan = planning.plan(step.apply(own), control.remaining(options)).plan;
            if (plan.isPresent()) {
                return plan;
            }
        }
        return control.stop() ? Optional.empty() : ConstraintRelaxation.untilTheDeadline(own, options, control);
    }

    /** A heuristic that misses a constraint has proven nothing, a solver has. */
    private StrategyOutcome outcome(Problem own, Status status, Plan plan, List<ConstraintViolation> breaches) {
        Status known = status.hasPlan() && !breaches.isEmpty() ? Status.UNKNOWN : status;
        return new StrategyOutcome(name, own, known, Optional.of(plan), breaches, Optional.empty());
    }

    /** How a problem is planned, once it is restricted. */
    interface Planning {
        Planned plan(Problem problem, SolveOptions options);
    }

    /**
     * A plan or the reason why there is none.
     *
     * @param status whether there is a plan, and whether that is proven
     * @param plan the plan
     * @param reason empty text where there is a plan
     */
    record Planned(Status status, Optional<Plan> plan, String reason) {
        static Planned of(Plan plan) {
            return new Planned(Status.FEASIBLE, Optional.of(plan), "");
        }

        static Planned of(SolveResult result) {
            return new Planned(result.status(), result.plan(), result.plan().isPresent() ? "" : reason(result));
        }

        static Planned none(Assessment assessment) {
            return new Planned(Status.INFEASIBLE, Optional.empty(), reason(assessment.excluded()));
        }

        static Planned unknown(String limit) {
            return new Planned(Status.UNKNOWN, Optional.empty(), limit);
        }

        private static String reason(SolveResult result) {
            return reason(
                    result.status() == Status.UNKNOWN
                            ? result.infeasibility().stream()
                                    .filter(why -> why.reason() == Infeasibility.Reason.UNDECIDED)
                                    .toList()
                            : result.infeasibility());
        }

        private static String reason(List<Infeasibility> list) {
            return list.stream()
                    .findFirst()
                    .map(why -> why.pair().label() + ": " + why.message())
                    .orElse("no pair of model and width can be run");
        }
    }
}
