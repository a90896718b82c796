package io.github.jqodi.strategy;

import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.ConstraintRelaxation.Relaxed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Restricts the problem, plans it, and where nothing meets the constraints gives them up one after the other: the limit on the
 * energy, the deadline, the loss, all of them, and last that the target is reached at all.
 */
final class RestrictedStrategy implements Strategy {
    private final String name;
    private final String description;
    private final UnaryOperator<Problem> restriction;
    private final Function<Scenario, Optional<Rule>> rule;
    private final Planning planning;

    /**
     * @param restriction makes the strategy's problem of the given one
     * @param rule replaces that of the options, where it gives one
     * @param planning plans a problem
     */
    RestrictedStrategy(
            String name,
            String description,
            UnaryOperator<Problem> restriction,
            Function<Scenario, Optional<Rule>> rule,
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
        Problem own = restriction.apply(problem);
        SolveOptions ownOptions = rule.apply(own.scenario())
                .map(options::withRule)
                .orElse(options)
                .forScenario(own.scenario());
        SearchControl control = new SearchControl(ownOptions);
        Planned first = planning.plan(own, ownOptions);
        if (first.plan.isPresent()) {
            Plan plan = first.plan.get();
            return outcome(own, first.status, plan, ConstraintRelaxation.overLimits(own, new Relaxed(plan, own)));
        }
        if (first.status == Status.UNKNOWN) {
            return StrategyOutcome.none(name, own, first.status, first.reason);
        }
        return relaxed(own, ownOptions, control)
                .map(relaxed -> outcome(own, first.status, relaxed.plan(), ConstraintRelaxation.breaches(own, relaxed)))
                .orElseGet(() -> StrategyOutcome.none(name, own, first.status, first.reason));
    }

    /** Plans with fewer constraints in the time that the first planning has left, which all steps share. */
    private Optional<Relaxed> relaxed(Problem own, SolveOptions options, SearchControl control) {
        for (UnaryOperator<Problem> step : steps(own)) {
            if (control.poll()) {
                return Optional.empty();
            }
            Problem relaxed = step.apply(own);
            Optional<Plan> plan = planning.plan(relaxed, control.remaining(options)).plan;
            if (plan.isPresent()) {
                return Optional.of(new Relaxed(plan.get(), relaxed));
            }
        }
        return control.poll() || own.scenario().task() == Task.INFERENCE
                ? Optional.empty()
                : ConstraintRelaxation.untilTheDeadline(own, options, control);
    }

    /** What is given up in turn: limit on the energy if there is one, deadline, both, each with the loss. */
    private static List<UnaryOperator<Problem>> steps(Problem own) {
        List<UnaryOperator<Problem>> steps = new ArrayList<>();
        if (own.scenario().target().joules().isPresent()) {
            steps.add(ConstraintRelaxation::withoutEnergyLimit);
        }
        steps.add(ConstraintRelaxation::withoutDeadline);
        if (own.scenario().target().joules().isPresent()) {
            steps.add(ConstraintRelaxation::withoutLimits);
        }
        steps.add(ConstraintRelaxation::withoutLossTarget);
        steps.add(problem -> ConstraintRelaxation.withoutLimits(ConstraintRelaxation.withoutLossTarget(problem)));
        return steps;
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
                            ? result.infeasibilities().stream()
                                    .filter(why -> why.reason() == Infeasibility.Reason.UNDECIDED)
                                    .toList()
                            : result.infeasibilities());
        }

        private static String reason(List<Infeasibility> list) {
            return list.stream()
                    .findFirst()
                    .map(why -> why.pair().label() + ": " + why.message())
                    .orElse("no pair of model and width can be run");
        }
    }
}
