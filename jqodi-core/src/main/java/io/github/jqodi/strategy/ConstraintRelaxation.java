package io.github.jqodi.strategy;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** Gives constraints up, and says which of them a plan breaks. */
final class ConstraintRelaxation {
    /** Larger than any run of effective epochs can take. */
    private static final double NO_DEADLINE_SECONDS = Double.MAX_VALUE;

    /** A run that never reaches its target is shown no longer than this, however late the deadline. */
    private static final int MOST_ENDLESS_EPOCHS = 1000;

    private ConstraintRelaxation() {}

    static Problem withoutDeadline(Problem problem) {
        return problem.withDeadlineSeconds(NO_DEADLINE_SECONDS);
    }

    static Problem withoutEnergyLimit(Problem problem) {
        Scenario scenario = problem.scenario();
        return problem.withScenario(scenario.withTarget(scenario.target().withoutJoules()));
    }

    /** Without deadline and limit on the energy. */
    static Problem withoutLimits(Problem problem) {
        return withoutEnergyLimit(withoutDeadline(problem));
    }

    /** What is believed stays as it is for the targets that are given up. */
    static Problem withoutLossTarget(Problem problem) {
        double loosest = problem.scenario().metric().loosestTarget();
        List<ModelVersion> models = problem.scenario().models().stream()
                .map(model -> model.withLossTarget(loosest))
                .toList();
        Estimators beliefs = problem.estimators();
        return problem.withScenario(
                        problem.scenario().toBuilder().models(models).build())
                .withEstimators(new Estimators(
                        (scenario, pair) -> beliefs.epochs().epochs(served(problem, pair), pair),
                        (scenario, pair) -> beliefs.compressionLoss().compressionLoss(served(problem, pair), pair),
                        (scenario, pair, epochs) -> beliefs.updateGain().gains(served(problem, pair), pair, epochs),
                        (scenario, pair, epochs) -> beliefs.runGain().gains(served(problem, pair), pair, epochs)));
    }

    /** The scenario whose target the beliefs about a pair are for: its own, or where nothing gets there the nearest. */
    private static Scenario served(Problem problem, QuantizedModel pair) {
        Scenario own = problem.scenario();
        EpochEstimator epochs = problem.estimators().epochs();
        OptionalDouble nearest = epochs.epochs(own, pair).isPresent()
                ? OptionalDouble.empty()
                : epochs.reach(own, pair).next(own.metric(), own.lossTarget(pair));
        return nearest.isPresent() ? own.withLossTarget(pair.model(), nearest.getAsDouble()) : own;
    }

    /**
     * The plan of a pair that does not reach its target: of all such pairs the action that takes least of what is minimised,
     * repeated as long as it stays below the deadline, at least once, at most a thousand times; none if a limit is reached
     * first.
     */
    static Optional<Relaxed> untilTheDeadline(Problem problem, SolveOptions options, SearchControl control) {
        try {
            Optional<Run> best = leastOfTheEndless(problem, options, control);
            return best.map(run -> repeated(problem, run, options, control));
        } catch (Stopped stopped) {
            return Optional.empty();
        }
    }

    private static Optional<Run> leastOfTheEndless(Problem problem, SolveOptions options, SearchControl control) {
        Optional<Run> best = Optional.empty();
        Goal goal = Goal.of(problem.scenario());
        Assessment assessment = assess(endless(problem, 1, options, control), options, control);
        for (Candidate candidate : assessment.candidates()) {
            Candidate searched = goal.searched(candidate, control::poll);
            for (Action action : candidate.actions()) {
                Stopped.when(control::poll);
                Cost cost = searched.costs().epoch(action, 1);
                if (cost.isEffective() && (best.isEmpty() || cost.joules() < best.get().minimised)) {
                    best = Optional.of(new Run(candidate, action, cost.joules()));
                }
            }
        }
        return best;
    }

    /** What a plan breaks of the constraints of a problem. */
    static List<ConstraintViolation> breaches(Problem problem, Relaxed relaxed) {
        Plan plan = relaxed.plan();
        List<ConstraintViolation> breaches = new ArrayList<>();
        List<Infeasibility> excluded = problem.withOnly(plan.pair()).assess().excluded();
        never(excluded, plan).ifPresent(breaches::add);
        loss(excluded, plan).ifPresent(breaches::add);
        breaches.addAll(overLimits(problem, relaxed));
        return breaches;
    }

    /** How a plan of a pair that reaches its target breaks deadline and limit on the energy, which are all it can break. */
    static List<ConstraintViolation> overLimits(Problem problem, Relaxed relaxed) {
        List<ConstraintViolation> over = new ArrayList<>();
        deadline(problem, relaxed).ifPresent(over::add);
        energy(problem, relaxed).ifPresent(over::add);
        return over;
    }

    /** Assesses a problem within the limits of a solve; a stop ends the work. */
    static Assessment assess(Problem problem, SolveOptions options, SearchControl control) {
        Assessment assessment = problem.assess(control.limits(options));
        Stopped.when(control::poll);
        return assessment;
    }

    private static Relaxed repeated(Problem problem, Run run, SolveOptions options, SearchControl control) {
        int epochs = epochsInTime(
                run.candidate, run.action, problem.scenario().target().deadlineSeconds());
        Problem lengthened = endless(problem, epochs, options, control);
        Candidate candidate = assess(lengthened, options, control)
                .candidate(run.candidate.pair())
                .orElseThrow();
        Plan plan = Planning.of(problem, candidate, options.rule())
                .withReadings(options.readings())
                .withCheapestInference()
                .plan(Collections.nCopies(epochs, run.action));
        return new Relaxed(plan, lengthened);
    }

    /** How many epochs of an action stay below the deadline and can be run, from 1 to {@link #MOST_ENDLESS_EPOCHS}. */
    private static int epochsInTime(Candidate candidate, Action action, double deadlineSeconds) {
        ExactSum sum = new ExactSum(candidate.setup().seconds());
        int steady = candidate.costs().steadyFromEpoch();
        double seconds = 0;
        for (int k = 1; k <= MOST_ENDLESS_EPOCHS; k++) {
            seconds = k <= steady ? candidate.costs().epoch(action, k).seconds() : seconds;
            if (seconds == Double.POSITIVE_INFINITY || sum.add(seconds).compareTo(deadlineSeconds) >= 0) {
                return Math.max(1, k - 1);
            }
        }
        return MOST_ENDLESS_EPOCHS;
    }

    /** The same problem with the pairs that never reach their target, and only them, taken to need some epochs. */
    private static Problem endless(Problem problem, int epochs, SolveOptions options, SearchControl control) {
        List<Infeasibility> never = assess(problem, options, control).excluded().stream()
                .filter(why -> why.reason() == Reason.NEVER)
                .toList();
        return problem.withEstimators(Estimators.of((scenario, pair) -> never.stream()
                .filter(why -> why.pair().equals(pair))
                .findFirst()
                .map(why -> EpochEstimate.of(epochs, epochs))));
    }

    private static Optional<ConstraintViolation> never(List<Infeasibility> excluded, Plan plan) {
        return excluded.stream()
                .filter(why -> why.reason() == Reason.NEVER && isOf(why, plan))
                .findFirst()
                .map(why -> new ConstraintViolation(
                        ConstraintViolation.Kind.NEVER,
                        why.limit().orElseThrow(),
                        why.value().orElseThrow(),
                        why.message()));
    }

    private static Optional<ConstraintViolation> loss(List<Infeasibility> excluded, Plan plan) {
        return excluded.stream()
                .filter(why -> why.reason() == Reason.LOSS && isOf(why, plan))
                .findFirst()
                .map(why -> new ConstraintViolation(
                        ConstraintViolation.Kind.LOSS,
                        why.limit().orElseThrow(),
                        why.value().orElseThrow(),
                        why.message()));
    }

    private static boolean isOf(Infeasibility why, Plan plan) {
        return why.pair().equals(plan.pair());
    }

    private static Optional<ConstraintViolation> deadline(Problem problem, Relaxed relaxed) {
        double deadline = problem.scenario().target().deadlineSeconds();
        double seconds = relaxed.plan().robust().seconds();
        if (isBelow(seconds, deadline, () -> relaxed.planning().leastDeadline(relaxed.schedule()))) {
            return Optional.empty();
        }
        return Optional.of(new ConstraintViolation(
                ConstraintViolation.Kind.DEADLINE,
                deadline,
                seconds,
                "takes " + seconds + " s, " + (seconds - deadline) + " s more than the deadline of " + deadline
                        + " s"));
    }

    /** Where energy is minimised the limit is on what the rule weighs, else on all K_rob epochs. */
    private static Optional<ConstraintViolation> energy(Problem problem, Relaxed relaxed) {
        OptionalDouble limit = problem.scenario().target().joules();
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = relaxed.plan();
        double most = limit.getAsDouble();
        double joules = plan.objectiveKind() == ObjectiveKind.ENERGY
                ? plan.objective()
                : plan.robust().joules();
        if (isBelow(joules, most, () -> relaxed.planning().leastJoules(relaxed.schedule()))) {
            return Optional.empty();
        }
        return Optional.of(new ConstraintViolation(
                ConstraintViolation.Kind.ENERGY,
                most,
                joules,
                "takes " + joules + " J, " + (joules - most) + " J more than the limit of " + most + " J"));
    }

    /** Whether a sum is below a limit; the exact one decides where the rounded one is the limit itself. */
    private static boolean isBelow(double sum, double limit, DoubleSupplier leastLimit) {
        return sum < limit || (sum == limit && leastLimit.getAsDouble() <= limit);
    }

    /**
     * A plan made with fewer constraints.
     *
     * @param plan the plan
     * @param problem whose candidate it is a plan of
     */
    record Relaxed(Plan plan, Problem problem) {
        List<Segment> schedule() {
            return plan.schedule();
        }

        Planning planning() {
            Candidate candidate = problem.withOnly(plan.pair())
                    .assess()
                    .candidate(plan.pair())
                    .orElseThrow();
            return Planning.of(problem, candidate, plan.rule()).withCheapestInference();
        }
    }

    /** An action repeated in every epoch. */
    private record Run(Candidate candidate, Action action, double minimised) {}
}
