package io.github.jqodi.control;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds the next epoch of a run: looks at links and servers as they are expected to be, at the epochs that are still needed, and
 * plans the rest where the trigger wants it. Answers depend on the state alone; what is kept between them saves work.
 */
final class Replanning {
    /** No deadline, in seconds. */
    private static final double ENDLESS = 1e12;

    private final Problem problem;
    private final ControlOptions options;
    private final RunAhead.Basis basis;
    private final ClosedLoop loop;
    private final EpochBeliefs beliefs;
    private final Horizons horizons;

    Replanning(Problem problem, ControlOptions options) {
        this.problem = problem;
        this.options = options;
        this.basis = new RunAhead.Basis(problem, options);
        this.beliefs = new EpochBeliefs(problem, options);
        this.horizons = new Horizons(options.aim(), problem.scenario().target().confidence());
        this.loop = new ClosedLoop(problem.scenario(), options);
    }

    /**
     * What is found.
     *
     * @param decision what to do
     * @param committed the schedule that goes on
     * @param referenceObjective E_ref
     * @param isPlanned whether a schedule was planned
     */
    record Answer(
            Decision decision, Optional<Committed> committed, OptionalDouble referenceObjective, boolean isPlanned) {
        /** A decision beside what a state holds already. */
        static Answer kept(RunState state, Decision decision) {
            return new Answer(decision, state.committed(), state.referenceObjective(), false);
        }

        /** The same in other words. */
        Answer told(UnaryOperator<Decision> words) {
            return new Answer(words.apply(decision), committed, referenceObjective, isPlanned);
        }

        /** Nothing can be done as things stand: the end of the run, unless links and servers at their best would do. */
        static Answer nothing(RunState state, Stop reason, String why, Predicate<PresentWorld> wouldDo) {
            return kept(
                    state,
                    wouldDo.test(PresentWorld.best(state))
                            ? Decision.waiting(why + DecisionText.asThingsStand(state))
                            : Decision.stop(reason, why));
        }
    }

    Answer answer(RunState state) {
        Present present = new Present(state);
        if (present.ahead.world().up(problem.scenario()).isEmpty()) {
            return present.outage();
        }
        return state.pair().isEmpty()
                ? present.start()
                : present.continued(state.pair().get());
    }

    /** The setup that an epoch begins with, if one is due. */
    double setupSeconds(RunState state, NextEpoch epoch) {
        return new RunAhead(basis, state)
                .outlook(epoch.pair())
                .map(outlook -> outlook.candidate().setup().seconds())
                .orElse(0.0);
    }

    /** The least time of an epoch on any other server, the switch to it included; +∞ if there is none. */
    double fastestElsewhere(RunState state, NextEpoch epoch) {
        double carried = options.carried().orElse(0);
        return new RunAhead(basis, state.changed(next -> next.ran(epoch.pair(), epoch.server(), carried)))
                .outlook(epoch.pair())
                .map(outlook -> outlook.fastestElsewhere(epoch.server()))
                .orElse(Double.POSITIVE_INFINITY);
    }

    OptionalDouble value(RunState state) {
        OptionalDouble loss = state.lastLoss();
        if (loss.isEmpty()) {
            return OptionalDouble.empty();
        }
        QuantizedModel pair = state.trained().orElseThrow();
        Scenario scenario = problem.scenario();
        Metric metric = scenario.metric();
        double target = metric.error(scenario.lossTarget(pair));
        double change = problem.estimators()
                .compressionLoss()
                .compressionLoss(scenario, pair)
                .map(gamma -> metric.oriented(gamma.expected()))
                .orElse(0.0);
        double initial = metric.error(scenario.model(pair.model()).loss()) + change;
        ValueFunction function = ValueFunction.of(
                initial, Math.max(target, Double.MIN_NORMAL), scenario.target().deadlineSeconds());
        return OptionalDouble.of(function.value(state.seconds().doubleValue(), metric.error(loss.getAsDouble())));
    }

    /** Decisions at one state. */
    private final class Present {
        private final RunState state;
        private final RunAhead ahead;
        private final SuccessChances chances;

        Present(RunState state) {
            this.state = state;
            this.ahead = new RunAhead(basis, state);
            this.chances = new SuccessChances(state, ahead, horizons, options.giveUpBelow());
        }

        private Optional<EpochsLeft> left(QuantizedModel pair) {
            return beliefs.left(state, pair);
        }

        /** No server is up: the end of the run, unless some pair may get there once they are back. */
        Answer outage() {
            Map<QuantizedModel, EpochsLeft> open = othersIn(ahead.rest(PresentWorld.best(state)));
            state.pair().ifPresent(pair -> left(pair).ifPresent(left -> open.put(pair, left)));
            return chances.likeliestAtBest(open).isPresent()
                    ? Answer.kept(state, Decision.waiting("no server is up"))
                    : Answer.kept(
                            state,
                            Decision.stop(
                                    chances.shortage(open),
                                    "no server is up, and none would do with the " + new DecisionText(ahead).left()
                                            + " left"));
        }

        /** The first decision, which chooses a pair as well. */
        Answer start() {
            Problem rest = open(ahead.rest());
            OptionalDouble reference =
                    state.referenceObjective().isPresent() ? state.referenceObjective() : reference(rest);
            if (reference.isEmpty()) {
                return Answer.nothing(
                        state,
                        Stop.NO_CANDIDATE,
                        "no pair of model and quantization can be trained",
                        best -> reference(open(ahead.rest(best))).isPresent());
            }
            return plan(candidates(rest), reference.getAsDouble());
        }

        /** Epochs that the candidates of a rest, by what is believed now, still need. */
        private Map<QuantizedModel, EpochsLeft> candidates(Problem open) {
            Map<QuantizedModel, EpochsLeft> candidates = new LinkedHashMap<>();
            for (Candidate candidate : basis.candidates(open)) {
                left(candidate.pair()).ifPresent(left -> candidates.put(candidate.pair(), left));
            }
            return candidates;
        }

        /**
         * The rest by what is believed now. Where misses are priced no confidence is demanded: pairs that may never get there are
         * candidates like others.
         */
        private Problem open(Problem rest) {
            if (options.aim() instanceof Aim.PricedMiss) {
                return rest.withEstimators(rest.estimators()
                        .withEpochs((scenario, pair) -> left(pair).flatMap(EpochsLeft::ifReached)));
            }
            return state.pair().isEmpty()
                    ? rest
                    : rest.withEstimators(rest.estimators()
                            .withEpochs((scenario, pair) -> left(pair).map(EpochsLeft::given)));
        }

        /** E_ref: the cheapest plan, of those in time if there are any. */
        private OptionalDouble reference(Problem rest) {
            return Stream.of(
                            rest,
                            rest.withScenario(rest.scenario()
                                    .withTarget(rest.scenario()
                                            .target()
                                            .withDeadlineSeconds(ENDLESS)
                                            .withoutJoules())))
                    .map(basis::solve)
                    .flatMap(result -> result.plan().stream())
                    .mapToDouble(Plan::objective)
                    .findFirst();
        }

        /** The next decision of a run whose pair is chosen. */
        Answer continued(QuantizedModel pair) {
            Optional<EpochsLeft> left = left(pair);
            if (left.isEmpty()) {
                return elsewhere(Decision.stop(Stop.HOPELESS, "the target is believed to be never reached"));
            }
            Optional<Outlook> outlook = ahead.outlook(pair);
            if (outlook.isEmpty()) {
                return elsewhere(Decision.waiting("no open server can run an epoch"));
            }
            Optional<Decision> end = chances.hopeless(outlook.get(), left.get());
            if (end.isPresent()) {
                return elsewhere(end.get());
            }
            FollowedSchedule followed = new FollowedSchedule(
                    problem.scenario(),
                    state,
                    ahead.world(),
                    outlook.get(),
                    ahead.steps(),
                    ahead.leftSeconds(),
                    () -> value(state).orElse(1));
            boolean isAffordable = followed.canGoOn() && followed.next().joules() < ahead.leftJoules();
            if (isAffordable && !triggers(followed)) {
                return Answer.kept(state, nextOfSchedule(NextEpoch.of(state, pair, followed.next())));
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            open.put(pair, left.get());
            othersIn(ahead.rest()).forEach(open::putIfAbsent);
            Departure departure = new Departure(state, followed, isAffordable ? reason(followed) : broken(followed));
            return plan(open, state.referenceObjective().orElseThrow()).told(departure::told);
        }

        private boolean triggers(Trigger.Situation situation) {
            return CallerCode.ask(
                    () -> "answer of the trigger", () -> options.trigger().plans(situation));
        }

        private String reason(Trigger.Situation situation) {
            return CallerCode.ask(
                    () -> "reason of the trigger", () -> options.trigger().reason(situation));
        }

        /** Why a schedule does not go on, unless it was dropped before, had one epoch alone, or its next action tells. */
        private String broken(FollowedSchedule followed) {
            if (followed.canGoOn()) {
                return "the next epoch of the schedule is not below the " + Text.number(ahead.leftJoules()) + " J left";
            }
            boolean hadMore =
                    state.committed().filter(known -> known.epochs() > 1).isPresent();
            return followed.hasEnded() && hadMore ? "the schedule has come to its end" : "";
        }

        /**
         * Another pair where one may still get there with a chance that is not given up, now or later; else what is done without.
         */
        private Answer elsewhere(Decision otherwise) {
            Map<QuantizedModel, EpochsLeft> others = othersIn(ahead.rest());
            if (chances.isAnyWorthwhile(others)) {
                return plan(others, state.referenceObjective().orElseThrow())
                        .told(decision -> DecisionText.left(decision, state, otherwise.why()));
            }
            return Answer.kept(state, otherwise.stop().isPresent() ? waitedFor(otherwise) : otherwise);
        }

        /** The end of the pair in training, unless another one may get there later. */
        private Decision waitedFor(Decision end) {
            Map<QuantizedModel, EpochsLeft> others = othersIn(ahead.rest(PresentWorld.best(state)));
            if (chances.likeliestAtBest(others).isEmpty()) {
                return end;
            }
            return chances.isAnyWorthwhileAtBest(others)
                    ? Decision.waiting(end.why() + "; no other pair can get there" + DecisionText.asThingsStand(state))
                    : Decision.stop(
                            Stop.GIVEN_UP,
                            end.why() + "; the chance of other pairs is below " + Text.number(options.giveUpBelow()));
        }

        /** The pairs that may be trained in some rest of the run, or that the one in training may be changed for. */
        private Map<QuantizedModel, EpochsLeft> othersIn(Problem rest) {
            if (state.pair().isPresent() && options.carried().isEmpty()) {
                return new LinkedHashMap<>();
            }
            Map<QuantizedModel, EpochsLeft> others = candidates(open(rest));
            state.pair().ifPresent(others::remove);
            return others;
        }

        private Decision nextOfSchedule(NextEpoch next) {
            int plannedAfter = state.committed().orElseThrow().epochsDone();
            return Decision.run(next, DecisionText.goesOn(next, plannedAfter));
        }

        private Answer plan(Map<QuantizedModel, EpochsLeft> open, double reference) {
            return new NextPlan(basis, horizons, loop, state, ahead, chances).answer(open, reference);
        }
    }
}
