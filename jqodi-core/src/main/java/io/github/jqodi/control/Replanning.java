package io.github.jqodi.control;

import io.github.jqodi.base.Text;
import io.github.jqodi.control.ClosedLoop.Choice;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.control.HorizonSearch.Found;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
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
            Decision decision, Optional<Committed> committed, OptionalDouble referenceObjective, boolean isPlanned) {}

    Answer answer(RunState state) {
        Present present = new Present(state);
        if (present.ahead.world().up(problem.scenario()).isEmpty()) {
            return kept(state, Decision.waiting("no server is up"));
        }
        return state.pair().isEmpty()
                ? present.start()
                : present.goOn(state.pair().get());
    }

    private static Answer kept(RunState state, Decision decision) {
        return new Answer(decision, state.committed(), state.referenceObjective(), false);
    }

    double fastestElsewhere(RunState state, NextEpoch epoch) {
        return new RunAhead(basis, state)
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

        Present(RunState state) {
            this.state = state;
            this.ahead = new RunAhead(basis, state);
        }

        private Optional<EpochsLeft> left(QuantizedModel pair) {
            return beliefs.left(state, pair);
        }

        /** The first decision, which chooses a pair as well. */
        Answer start() {
            Problem rest = open(ahead.rest());
            OptionalDouble reference =
                    state.referenceObjective().isPresent() ? state.referenceObjective() : reference(rest);
            if (reference.isEmpty()) {
                return nothing(
                        Stop.NO_CANDIDATE,
                        "no pair of model and quantization can be trained",
                        best -> reference(open(ahead.rest(best))).isPresent());
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            for (Candidate candidate : basis.candidates(rest)) {
                left(candidate.pair()).ifPresent(left -> open.put(candidate.pair(), left));
            }
            return planned(open, reference.getAsDouble());
        }

        /** Nothing can be done as things stand: the end of the run, unless servers that are down would do. */
        private Answer nothing(Stop reason, String why, Predicate<PresentWorld> wouldDo) {
            boolean isOutage = state.servers().values().stream().anyMatch(server -> !server.isUp())
                    && wouldDo.test(PresentWorld.best(state));
            return kept(
                    state,
                    isOutage
                            ? Decision.waiting(why + " without the servers that are down")
                            : Decision.stop(reason, why));
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

        Answer goOn(QuantizedModel pair) {
            Optional<EpochsLeft> left = left(pair);
            if (left.isEmpty()) {
                return elsewhere(Decision.stop(Stop.HOPELESS, "the target is believed to be never reached"));
            }
            Optional<Outlook> outlook = ahead.outlook(pair);
            if (outlook.isEmpty()) {
                return elsewhere(Decision.waiting("no open server can run an epoch"));
            }
            Optional<Decision> end = hopeless(outlook.get(), left.get());
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
            if (isAffordable && !options.trigger().plans(followed)) {
                return kept(state, goOn(next(pair, followed.next())));
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            open.put(pair, left.get());
            others().forEach(open::putIfAbsent);
            return planned(open, state.referenceObjective().orElseThrow());
        }

        /** Another pair where one may still get there with a chance that is not given up; else what is done without. */
        private Answer elsewhere(Decision otherwise) {
            Map<QuantizedModel, EpochsLeft> others = others();
            boolean isOpen = !others.isEmpty()
                    && ahead.outlooks(others.keySet()).stream()
                            .mapToDouble(other -> chance(other, others))
                            .anyMatch(chance -> chance > 0 && chance >= options.giveUpBelow());
            return isOpen ? planned(others, state.referenceObjective().orElseThrow()) : kept(state, otherwise);
        }

        /** The pairs that the one in training may be changed for. */
        private Map<QuantizedModel, EpochsLeft> others() {
            Map<QuantizedModel, EpochsLeft> others = new LinkedHashMap<>();
            if (options.carried().isPresent()) {
                for (Candidate candidate : basis.candidates(open(ahead.rest()))) {
                    left(candidate.pair()).ifPresent(left -> others.put(candidate.pair(), left));
                }
                state.pair().ifPresent(others::remove);
            }
            return others;
        }

        private Decision goOn(NextEpoch next) {
            return Decision.run(
                    next,
                    text(next) + "; the schedule planned after epoch "
                            + state.committed().orElseThrow().epochsDone() + " goes on");
        }

        /** Chances are those of the fastest epochs; only where there is none, what could be at best is asked for. */
        private Optional<Decision> hopeless(Outlook outlook, EpochsLeft left) {
            int needed = left.moreThan(options.giveUpBelow());
            int far = horizons.farthest(left);
            if (needed > 0 && fitting(outlook, Math.max(far, needed)) >= needed) {
                return Optional.empty();
            }
            Optional<Outlook> best =
                    outlookIn(PresentWorld.best(state), outlook.candidate().pair());
            if (best.map(known -> chance(known, left)).orElse(0.0) == 0) {
                boolean isInTime =
                        best.isPresent() && left.reach(best.get().fitting(ahead.leftSeconds(), left.last())) > 0;
                return Optional.of(Decision.stop(
                        isInTime ? Stop.ENERGY : Stop.HOPELESS,
                        (isInTime ? Text.number(ahead.leftJoules()) + " J" : Text.number(ahead.leftSeconds()) + " s")
                                + " are left, too few for any number of epochs that is believed possible"));
            }
            double chance = chance(outlook, left);
            return chance < options.giveUpBelow()
                    ? Optional.of(Decision.stop(
                            Stop.GIVEN_UP,
                            left() + " are left, the chance of success is " + Text.number(chance) + ", below "
                                    + Text.number(options.giveUpBelow())))
                    : Optional.empty();
        }

        /** What is left of limits. */
        private String left() {
            String seconds = Text.number(ahead.leftSeconds()) + " s";
            return isEnergyLimited() ? seconds + " and " + Text.number(ahead.leftJoules()) + " J" : seconds;
        }

        private boolean isEnergyLimited() {
            return ahead.leftJoules() < Double.POSITIVE_INFINITY;
        }

        /** How many epochs fit into the time and the energy left at most. */
        private int fitting(Outlook outlook, int most) {
            return outlook.fitting(ahead.leftSeconds(), ahead.leftJoules(), most);
        }

        private Optional<Outlook> outlookIn(PresentWorld world, QuantizedModel pair) {
            return ahead.outlooksIn(world, List.of(pair)).stream().findFirst();
        }

        private double chance(Outlook outlook, Map<QuantizedModel, EpochsLeft> open) {
            return chance(
                    outlook, Objects.requireNonNull(open.get(outlook.candidate().pair())));
        }

        private double chance(Outlook outlook, EpochsLeft left) {
            return left.reach(fitting(outlook, left.last()));
        }

        // plans

        private Answer planned(Map<QuantizedModel, EpochsLeft> open, double reference) {
            Optional<Choice> choice = choice(open, reference);
            if (choice.isPresent()) {
                return chosen(choice.get(), reference);
            }
            Optional<Found> found = search(open, reference).best();
            Optional<QuantizedModel> pair =
                    found.map(Found::pair).or(() -> likeliest(ahead.outlooks(open.keySet()), open));
            Optional<Outlook> outlook = pair.flatMap(ahead::outlook);
            if (outlook.isEmpty()) {
                return nothing(
                        Stop.HOPELESS,
                        "no pair can reach the target with the " + left() + " left",
                        best -> likeliest(ahead.outlooksIn(best, open.keySet()), open)
                                .isPresent());
            }
            List<Step> steps = found.map(plan -> cheapestFirst(
                            outlook.get().steps(plan.schedule()),
                            Objects.requireNonNull(open.get(plan.pair())),
                            outlook.get().isSteady()))
                    .or(() -> fastest(outlook.get()))
                    .orElse(List.of());
            if (steps.isEmpty()) {
                return outlook.get().fastest().isEmpty()
                        ? kept(state, Decision.waiting("no open server can run an epoch"))
                        : nothing(
                                Stop.ENERGY,
                                "no epoch is below the " + Text.number(ahead.leftJoules()) + " J left",
                                best -> outlookIn(best, pair.get())
                                        .flatMap(this::fastest)
                                        .isPresent());
            }
            String why = found.map(plan -> planned(plan, Objects.requireNonNull(open.get(plan.pair()))))
                    .orElse("nothing fits into the " + left() + " left: as fast as can be");
            return answer(pair.get(), steps, why, reference);
        }

        /** The next epoch as fast as what is left of the energy allows. */
        private Optional<List<Step>> fastest(Outlook outlook) {
            return outlook.fastest(ahead.leftJoules()).map(action -> List.of(outlook.step(action, 1, true)));
        }

        private Answer answer(QuantizedModel pair, List<Step> steps, String why, double reference) {
            NextEpoch next = next(pair, steps.get(0));
            return new Answer(
                    Decision.run(next, text(next) + "; " + why),
                    Optional.of(new Committed(
                            state.epochsDone(), steps, ahead.world().rates(), state.servers())),
                    OptionalDouble.of(reference),
                    true);
        }

        /** The next epoch where later ones are chosen when their rates are known; empty where that gains nothing. */
        private Optional<Choice> choice(Map<QuantizedModel, EpochsLeft> open, double reference) {
            if (!loop.applies(open)) {
                return Optional.empty();
            }
            double epoch = ahead.epochSeconds();
            RateLevels levels =
                    RateLevels.of(state, options.forecast(), epoch, Math.max(2 * epoch, ahead.leftSeconds()));
            return levels.areSpread()
                    ? loop.best(new ClosedLoop.Now(
                            state,
                            ahead.world(),
                            levels,
                            (in, pair) -> in == ahead.world() ? ahead.outlook(pair) : outlookIn(in, pair),
                            open,
                            ahead.leftSeconds(),
                            reference))
                    : Optional.empty();
        }

        private Answer chosen(Choice choice, double reference) {
            String why = "best by later choices as rates come, " + Text.number(choice.value())
                    + " J expected with the price of a miss"
                    + (choice.isSuccessFirst() ? ", raised since one is likely" : "");
            return answer(choice.pair(), choice.steps(), why, reference);
        }

        private HorizonSearch search(Map<QuantizedModel, EpochsLeft> open, double reference) {
            return new HorizonSearch(basis, horizons, ahead, open, reference);
        }

        private String planned(Found plan, EpochsLeft left) {
            return "planned " + Text.count(plan.epochs(), "epoch") + " in " + Text.number(plan.seconds()) + " of "
                    + Text.number(ahead.leftSeconds()) + " s left, which reach the target with probability "
                    + Text.number(left.reach(plan.epochs()));
        }

        private NextEpoch next(QuantizedModel pair, Step step) {
            return new NextEpoch(
                    pair, state.epochsDone() + 1, step.server(), step.cut(), step.seconds(), step.joules());
        }

        private static String text(NextEpoch next) {
            return "epoch " + next.epoch() + " of " + next.pair().label() + ": cut " + next.cut() + " on "
                    + next.server() + ", " + Text.number(next.seconds()) + " s, " + Text.number(next.joules()) + " J";
        }

        /** The pair whose fastest epochs most probably get there; empty if none may. */
        private Optional<QuantizedModel> likeliest(List<Outlook> outlooks, Map<QuantizedModel, EpochsLeft> open) {
            Optional<QuantizedModel> likeliest = Optional.empty();
            double most = 0;
            for (Outlook outlook : outlooks) {
                double chance = chance(outlook, open);
                if (chance > most) {
                    most = chance;
                    likeliest = Optional.of(outlook.candidate().pair());
                }
            }
            return likeliest.or(state::pair);
        }

        // schedules

        /**
         * Cheap actions first among epochs that surely come and cost the same whenever they do: later, more is known of links, and
         * whether fast ones are needed at all.
         */
        private List<Step> cheapestFirst(List<Step> steps, EpochsLeft left, boolean isSteady) {
            boolean isFree = problem.scenario().edgeServers().stream().noneMatch(server -> server.hasSwitching());
            int same = 0;
            int epochs = 0;
            while (same < steps.size() && left.survival(epochs + steps.get(same).epochs()) == 1) {
                epochs += steps.get(same).epochs();
                same++;
            }
            if (!isFree || same < 2 || !isSteady) {
                return steps;
            }
            List<Step> sorted = new ArrayList<>(steps);
            sorted.subList(0, same).sort(Comparator.comparingDouble(Step::joules));
            return sorted;
        }
    }
}
