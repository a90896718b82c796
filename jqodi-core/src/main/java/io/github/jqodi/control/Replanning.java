package io.github.jqodi.control;

import io.github.jqodi.Solvers;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.control.ClosedLoop.Choice;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.control.HorizonSearch.Found;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    /** Epochs a run is taken to have while nothing is known of it. */
    private static final double TYPICAL_EPOCHS = 20;

    private final Problem problem;
    private final ControlOptions options;
    private final PreparedProblem assessor;
    private final PreparedSolver solver;
    private final SolveOptions solving;
    private final ClosedLoop loop;
    private final Map<QuantizedModel, Belief> beliefs = new HashMap<>();
    private final Versioned<Problem> begun = new Versioned<>();

    Replanning(Problem problem, ControlOptions options) {
        this.problem = problem;
        this.options = options;
        this.assessor = new PreparedProblem(problem);
        this.loop = new ClosedLoop(problem.scenario(), options);
        this.solver = Solvers.exact().prepare(problem);
        this.solving = SolveOptions.DEFAULT
                .withRule(Rule.EXPECTED)
                .withMaxLabels(options.maxLabels())
                .withAlternatives(0);
    }

    /**
     * What is found.
     *
     * @param decision what to do
     * @param pair model and quantization it is done with; empty where they stay
     * @param committed the schedule that goes on
     * @param referenceObjective E_ref
     * @param isPlanned whether a schedule was planned
     */
    record Answer(
            Decision decision,
            Optional<QuantizedModel> pair,
            Optional<Committed> committed,
            OptionalDouble referenceObjective,
            boolean isPlanned) {}

    /** What was believed of a pair when it was last asked for, and its distribution. */
    private record Belief(EpochEstimate estimate, Optional<EpochDistribution> epochs) {}

    Answer answer(RunState state) {
        Present present = new Present(state);
        if (present.world.up(problem.scenario()).isEmpty()) {
            return kept(state, Decision.waiting("no server is up"));
        }
        return state.pair().isEmpty()
                ? present.start()
                : present.goOn(state.pair().get());
    }

    private static Answer kept(RunState state, Decision decision) {
        return new Answer(decision, Optional.empty(), state.committed(), state.referenceObjective(), false);
    }

    double fastestElsewhere(RunState state, NextEpoch epoch) {
        return new Present(state)
                .outlook(epoch.pair())
                .map(outlook -> outlook.fastestElsewhere(epoch.server()))
                .orElse(Double.POSITIVE_INFINITY);
    }

    OptionalDouble value(RunState state) {
        OptionalDouble loss = state.lastLoss();
        if (loss.isEmpty() || state.pair().isEmpty()) {
            return OptionalDouble.empty();
        }
        QuantizedModel pair = state.pair().get();
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

    /** The rest of a run, which stays the same until its epoch is over. */
    private Problem begun(RunInProgress run) {
        return begun.get(run, () -> problem.withProgress(run));
    }

    /** What is believed of the epochs a pair still needs; empty if it never gets there. */
    private Optional<EpochsLeft> left(RunState state, QuantizedModel pair) {
        boolean isOwn = state.pair().equals(Optional.of(pair));
        Optional<EpochEstimate> learnt =
                isOwn && !state.losses().isEmpty() ? options.belief().epochs(pair, state.losses()) : Optional.empty();
        Optional<EpochEstimate> estimate =
                learnt.or(() -> problem.estimators().epochs().epochs(problem.scenario(), pair));
        int done = isOwn ? state.epochsDone() : (int) Math.floor(Math.max(0, options.carried()) * state.epochsDone());
        return estimate.flatMap(known -> distribution(pair, known)).map(epochs -> new EpochsLeft(epochs, done));
    }

    private Optional<EpochDistribution> distribution(QuantizedModel pair, EpochEstimate estimate) {
        Belief known = beliefs.get(pair);
        if (known == null || !known.estimate.equals(estimate)) {
            known = new Belief(estimate, estimate.at(problem.scenario().target().confidence()));
            beliefs.put(pair, known);
        }
        return known.epochs;
    }

    /** Links, servers, limits and beliefs at one state. */
    private final class Present {
        private final RunState state;
        private final double leftSeconds;
        private final PresentWorld world;
        private final Map<QuantizedModel, Optional<Outlook>> outlooks = new HashMap<>();

        Present(RunState state) {
            this.state = state;
            this.leftSeconds = PresentWorld.left(problem.scenario().target().deadlineSeconds(), state.seconds());
            this.world = PresentWorld.expected(state, options.forecast(), epochSeconds(), Math.max(leftSeconds, 1));
        }

        /** About how long the next epoch takes. */
        private double epochSeconds() {
            return steps().stream()
                    .findFirst()
                    .map(Step::seconds)
                    .filter(seconds -> seconds > 0)
                    .orElse(Math.max(leftSeconds, 1) / TYPICAL_EPOCHS);
        }

        /** The rest of the schedule planned last. */
        private List<Step> steps() {
            return state.committed()
                    .map(known -> known.from(state.epochsDone() - known.epochsDone()))
                    .orElse(List.of());
        }

        // what is left as a problem

        /** The rest of the run in some world, by the beliefs of the problem. */
        private Problem rest(PresentWorld in) {
            Problem base =
                    state.pair().isEmpty() ? problem : begun(run(state.pair().get()));
            Scenario scenario = in.of(base.scenario());
            Problem rest = base.withScenario(scenario.toBuilder()
                    .target(limited(scenario.target()))
                    .choices(choices(scenario.choices()))
                    .build());
            return in.slow()
                    .of(new Problem(
                            rest.scenario(), rest.estimators(), base.costModel(), Optional.empty(), rest.continued()));
        }

        /** What is spent is taken off exactly later on. */
        private RunInProgress run(QuantizedModel pair) {
            return new RunInProgress(
                    pair, state.epochsDone(), 0, 0, List.of(), state.lastServer(), Math.max(0, options.carried()));
        }

        private Target limited(Target target) {
            Target left = target.withDeadlineSeconds(Math.max(leftSeconds, Double.MIN_VALUE));
            OptionalDouble limit = target.joules();
            return limit.isEmpty()
                    ? left
                    : left.withJoules(Math.max(limit.getAsDouble() - state.joules(), Double.MIN_VALUE));
        }

        private Choices choices(Choices given) {
            Choices choices = given;
            if (state.pair().isPresent() && options.carried() < 0) {
                QuantizedModel pair = state.pair().get();
                choices = choices.withModels(Selection.only(List.of(pair.model())))
                        .withQuantizations(Selection.only(List.of(pair.quantization())));
            }
            return state.epochsDone() > 0 && problem.scenario().schedule() == SchedulePolicy.FIXED
                    ? fixed(choices)
                    : choices;
        }

        /** One action serves the whole run, also behind its schedule's end, as long as its server is up. */
        private Choices fixed(Choices choices) {
            return state.committed()
                    .map(known -> known.steps().get(0))
                    .filter(step -> state.server(step.server()).isUp())
                    .map(step -> choices.withServers(Selection.only(List.of(step.server())))
                            .withCuts(Selection.only(List.of(step.cut()))))
                    .orElse(choices);
        }

        /** What epochs cost a pair; empty if it cannot be trained as things stand. */
        Optional<Outlook> outlook(QuantizedModel pair) {
            return outlook(rest(world), pair);
        }

        private Optional<Outlook> outlook(Problem rest, QuantizedModel pair) {
            return outlooks.computeIfAbsent(pair, asked -> outlookOf(rest, asked));
        }

        private Optional<Outlook> outlookOf(Problem rest, QuantizedModel pair) {
            return candidates(rest, List.of(pair)).stream().findFirst().map(Outlook::new);
        }

        /** Pairs as candidates, whatever is believed of their losses. */
        private List<Candidate> candidates(Problem rest, List<QuantizedModel> pairs) {
            Map<QuantizedModel, EpochEstimate> one = new HashMap<>();
            pairs.forEach(pair -> one.put(pair, EpochEstimate.of(1, 1)));
            return assessor.assess(HorizonSearch.ending(rest, one)).candidates();
        }

        // decisions

        /** The first decision, which chooses a pair as well. */
        Answer start() {
            Problem rest = open(rest(world));
            OptionalDouble reference = reference(rest);
            if (reference.isEmpty()) {
                return nothing(
                        Stop.NO_CANDIDATE,
                        "no pair of model and quantization can be trained",
                        world -> reference(open(world)).isPresent());
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            for (Candidate candidate : assessor.assess(rest).candidates()) {
                left(state, candidate.pair()).ifPresent(left -> open.put(candidate.pair(), left));
            }
            return planned(rest, open, reference.getAsDouble());
        }

        /** Nothing can be done as things stand: the end of the run, unless servers that are down would do. */
        private Answer nothing(Stop reason, String why, Predicate<Problem> wouldDo) {
            boolean isOutage = state.servers().values().stream().anyMatch(server -> !server.isUp())
                    && wouldDo.test(rest(PresentWorld.best(state)));
            return kept(
                    state,
                    isOutage
                            ? Decision.waiting(why + " without the servers that are down")
                            : Decision.stop(reason, why));
        }

        /** Where misses are priced no confidence is demanded: pairs that may never get there are candidates like others. */
        private Problem open(Problem rest) {
            return options.aim() instanceof Aim.PricedMiss
                    ? rest.withEstimators(rest.estimators()
                            .withEpochs((scenario, pair) -> left(state, pair).flatMap(EpochsLeft::ifReached)))
                    : rest;
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
                    .map(asked -> solver.solve(asked, solving))
                    .flatMap(result -> result.plan().stream())
                    .mapToDouble(Plan::objective)
                    .findFirst();
        }

        Answer goOn(QuantizedModel pair) {
            Optional<EpochsLeft> left = left(state, pair);
            Problem rest = rest(world);
            Optional<Outlook> outlook = outlook(rest, pair);
            if (left.isEmpty() || outlook.isEmpty()) {
                return kept(
                        state,
                        left.isEmpty()
                                ? Decision.stop(Stop.HOPELESS, "the target is believed to be never reached")
                                : Decision.waiting("no open server can run an epoch"));
            }
            Optional<Decision> end = hopeless(outlook.get(), left.get());
            FollowedSchedule followed = new FollowedSchedule(
                    problem.scenario(),
                    state,
                    world,
                    outlook.get(),
                    steps(),
                    leftSeconds,
                    () -> value(state).orElse(1));
            if (end.isEmpty() && followed.canGoOn() && !options.trigger().plans(followed)) {
                return kept(state, goOn(next(pair, followed.next())));
            }
            Map<QuantizedModel, EpochsLeft> open = open(rest, pair, left.get());
            return end.isPresent() && !isOpenElsewhere(rest, pair, open)
                    ? kept(state, end.get())
                    : planned(rest, open, state.referenceObjective().orElseThrow());
        }

        /** The pair in training, and those that it may be changed for. */
        private Map<QuantizedModel, EpochsLeft> open(Problem rest, QuantizedModel pair, EpochsLeft left) {
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            open.put(pair, left);
            if (options.carried() >= 0) {
                for (Candidate other : assessor.assess(rest).candidates()) {
                    left(state, other.pair()).ifPresent(own -> open.putIfAbsent(other.pair(), own));
                }
            }
            return open;
        }

        /** Whether another pair may still get there with a chance that is not given up. */
        private boolean isOpenElsewhere(Problem rest, QuantizedModel pair, Map<QuantizedModel, EpochsLeft> open) {
            List<QuantizedModel> others =
                    open.keySet().stream().filter(other -> !other.equals(pair)).toList();
            return !others.isEmpty()
                    && candidates(rest, others).stream()
                            .mapToDouble(other -> chance(new Outlook(other), open))
                            .anyMatch(chance -> chance > 0 && chance >= options.giveUpBelow());
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
            if (needed > 0 && outlook.fitting(leftSeconds, left.last()) >= needed) {
                return Optional.empty();
            }
            double chance = chance(outlook, left);
            double best = outlookOf(
                            rest(PresentWorld.best(state)), outlook.candidate().pair())
                    .map(known -> chance(known, left))
                    .orElse(0.0);
            String time = Text.number(leftSeconds) + " s are left";
            if (best == 0) {
                return Optional.of(Decision.stop(
                        Stop.HOPELESS, time + ", too few for any number of epochs that is believed possible"));
            }
            return chance < options.giveUpBelow()
                    ? Optional.of(Decision.stop(
                            Stop.GIVEN_UP,
                            time + ", the chance of success is " + Text.number(chance) + ", below "
                                    + Text.number(options.giveUpBelow())))
                    : Optional.empty();
        }

        private double chance(Outlook outlook, Map<QuantizedModel, EpochsLeft> open) {
            return chance(
                    outlook, Objects.requireNonNull(open.get(outlook.candidate().pair())));
        }

        private double chance(Outlook outlook, EpochsLeft left) {
            return left.reach(outlook.fitting(leftSeconds, left.last()));
        }

        // plans

        private Answer planned(Problem rest, Map<QuantizedModel, EpochsLeft> open, double reference) {
            Optional<Choice> choice = choice(rest, open, reference);
            if (choice.isPresent()) {
                return chosen(choice.get(), reference);
            }
            Optional<Found> found = search(rest, open, reference).best();
            Optional<QuantizedModel> pair = found.map(Found::pair).or(() -> likeliest(rest, open));
            Optional<Outlook> outlook = pair.flatMap(known -> outlook(rest, known));
            if (outlook.isEmpty()) {
                return nothing(
                        Stop.HOPELESS,
                        "no pair can reach the target before the deadline",
                        world -> likeliest(world, open).isPresent());
            }
            List<Step> steps = found.map(plan -> cheapestFirst(
                            outlook.get().steps(plan.schedule()),
                            Objects.requireNonNull(open.get(plan.pair())),
                            outlook.get().isSteady()))
                    .or(() -> outlook.get()
                            .fastest()
                            .map(action -> List.of(outlook.get().step(action, 1, true))))
                    .orElse(List.of());
            if (steps.isEmpty()) {
                return kept(state, Decision.waiting("no open server can run an epoch"));
            }
            String why = found.map(plan -> planned(plan, Objects.requireNonNull(open.get(plan.pair()))))
                    .orElse("nothing fits into the " + Text.number(leftSeconds) + " s left: as fast as can be");
            return answer(pair.get(), steps, why, reference);
        }

        private Answer answer(QuantizedModel pair, List<Step> steps, String why, double reference) {
            NextEpoch next = next(pair, steps.get(0));
            return new Answer(
                    Decision.run(next, text(next) + "; " + why),
                    Optional.of(pair),
                    Optional.of(new Committed(state.epochsDone(), steps, world.rates(), state.servers())),
                    OptionalDouble.of(reference),
                    true);
        }

        /** The next epoch where later ones are chosen when their rates are known; empty where that gains nothing. */
        private Optional<Choice> choice(Problem rest, Map<QuantizedModel, EpochsLeft> open, double reference) {
            if (!loop.applies(open)) {
                return Optional.empty();
            }
            double epoch = epochSeconds();
            RateLevels levels = RateLevels.of(state, options.forecast(), epoch, Math.max(2 * epoch, leftSeconds));
            return levels.areSpread()
                    ? loop.best(new ClosedLoop.Now(
                            state,
                            world,
                            levels,
                            (in, pair) -> in == world ? outlook(rest, pair) : outlookOf(rest(in), pair),
                            open,
                            leftSeconds,
                            reference))
                    : Optional.empty();
        }

        private Answer chosen(Choice choice, double reference) {
            String why = "best by later choices as rates come, " + Text.number(choice.value())
                    + " J expected with the price of a miss"
                    + (choice.isSuccessFirst() ? ", raised since one is likely" : "");
            return answer(choice.pair(), choice.steps(), why, reference);
        }

        private HorizonSearch search(Problem rest, Map<QuantizedModel, EpochsLeft> open, double reference) {
            Optional<Outlook> only =
                    open.size() == 1 ? outlook(rest, open.keySet().iterator().next()) : Optional.empty();
            return new HorizonSearch(
                    solver,
                    solving,
                    options.aim(),
                    problem.scenario().target().confidence(),
                    leftSeconds,
                    rest,
                    open,
                    only,
                    reference);
        }

        private String planned(Found plan, EpochsLeft left) {
            return "planned " + Text.count(plan.epochs(), "epoch") + " in " + Text.number(plan.seconds()) + " of "
                    + Text.number(leftSeconds) + " s left, which reach the target with probability "
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
        private Optional<QuantizedModel> likeliest(Problem rest, Map<QuantizedModel, EpochsLeft> open) {
            Optional<QuantizedModel> likeliest = Optional.empty();
            double most = 0;
            for (Candidate candidate : candidates(rest, List.copyOf(open.keySet()))) {
                double chance = chance(new Outlook(candidate), open);
                if (chance > most) {
                    most = chance;
                    likeliest = Optional.of(candidate.pair());
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
