package io.github.jqodi.control;

import io.github.jqodi.Solvers;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.search.CandidateBound;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Finds the next epoch of a run: looks at links and servers as they are expected to be, at the epochs that are still needed, and
 * plans the rest where the trigger wants it. Answers depend on the state alone; what is kept between them saves work.
 */
final class Replanning {
    /** With which plans of a stated number of epochs end there: nearly all of their distribution lies before. */
    private static final double WHOLE = 1 - 1e-9;
    /** No deadline, in seconds. */
    private static final double ENDLESS = 1e12;
    /** Of a mean of a few hundred epochs, several times over. */
    private static final double ROUNDING = 1e-9;
    /** Epochs a run is taken to have while nothing is known of it. */
    private static final double TYPICAL_EPOCHS = 20;

    private final Problem problem;
    private final ControlOptions options;
    private final PreparedProblem assessor;
    private final PreparedSolver solver;
    private final SolveOptions solving;
    private final Map<QuantizedModel, Belief> beliefs = new HashMap<>();
    private final Versioned<Problem> begun = new Versioned<>();

    Replanning(Problem problem, ControlOptions options) {
        this.problem = problem;
        this.options = options;
        this.assessor = new PreparedProblem(problem);
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

    /** A schedule of a pair and what it is worth. */
    private record Found(QuantizedModel pair, List<Segment> schedule, int epochs, double seconds, double value) {}

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
            return new Problem(
                    rest.scenario(), rest.estimators(), in.of(base.costModel()), Optional.empty(), rest.continued());
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

        /** One action serves the whole run, as long as its server is up. */
        private Choices fixed(Choices choices) {
            return steps().stream()
                    .findFirst()
                    .filter(step -> state.server(step.server()).isUp())
                    .map(step -> choices.withServers(Selection.only(List.of(step.server())))
                            .withCuts(Selection.only(List.of(step.cut()))))
                    .orElse(choices);
        }

        /** The candidates of the rest that ends after some epochs of each pair. */
        private Problem ending(Problem rest, Map<QuantizedModel, EpochEstimate> horizons) {
            Scenario scenario = rest.scenario();
            return rest.withScenario(scenario.withTarget(scenario.target().withConfidence(WHOLE)))
                    .withEstimators(Estimators.of((asked, pair) -> Optional.ofNullable(horizons.get(pair))));
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
            return assessor.assess(ending(rest, one)).candidates();
        }

        // decisions

        /** The first decision, which chooses a pair as well. */
        Answer start() {
            Problem rest = rest(world);
            OptionalDouble reference = reference(rest);
            if (reference.isEmpty()) {
                return kept(
                        state, Decision.stop(Stop.NO_CANDIDATE, "no pair of model and quantization can be trained"));
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            for (Candidate candidate : assessor.assess(rest).candidates()) {
                left(state, candidate.pair()).ifPresent(left -> open.put(candidate.pair(), left));
            }
            return planned(rest, open, reference.getAsDouble());
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
            if (end.isPresent()) {
                return kept(state, end.get());
            }
            Situation situation = new Situation(outlook.get());
            if (situation.canGoOn() && !options.trigger().plans(situation)) {
                return kept(state, situation.goOn(pair));
            }
            Map<QuantizedModel, EpochsLeft> open = new LinkedHashMap<>();
            open.put(pair, left.get());
            if (options.carried() >= 0) {
                for (Candidate other : assessor.assess(rest).candidates()) {
                    left(state, other.pair()).ifPresent(own -> open.putIfAbsent(other.pair(), own));
                }
            }
            return planned(rest, open, state.referenceObjective().orElseThrow());
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

        private double chance(Outlook outlook, EpochsLeft left) {
            return left.reach(outlook.fitting(leftSeconds, left.last()));
        }

        // plans

        private Answer planned(Problem rest, Map<QuantizedModel, EpochsLeft> open, double reference) {
            Optional<Found> found = best(rest, open, reference);
            Optional<QuantizedModel> pair = found.map(Found::pair).or(() -> likeliest(rest, open));
            Optional<Outlook> outlook = pair.flatMap(known -> outlook(rest, known));
            if (outlook.isEmpty()) {
                return kept(state, Decision.stop(Stop.HOPELESS, "no pair can reach the target before the deadline"));
            }
            List<Step> steps = found.map(plan -> cheapestFirst(
                            steps(outlook.get(), plan.schedule()),
                            Objects.requireNonNull(open.get(plan.pair)),
                            outlook.get().isSteady()))
                    .or(() -> outlook.get().fastest().map(action -> List.of(step(outlook.get(), action, 1, true))))
                    .orElse(List.of());
            if (steps.isEmpty()) {
                return kept(state, Decision.waiting("no open server can run an epoch"));
            }
            Committed committed = new Committed(state.epochsDone(), steps, world.rates(), state.servers());
            NextEpoch next = next(pair.get(), steps.get(0));
            String why = found.map(plan -> planned(plan, Objects.requireNonNull(open.get(plan.pair))))
                    .orElse("nothing fits into the " + Text.number(leftSeconds) + " s left: as fast as can be");
            return new Answer(
                    Decision.run(next, text(next) + "; " + why),
                    pair,
                    Optional.of(committed),
                    OptionalDouble.of(reference),
                    true);
        }

        private String planned(Found plan, EpochsLeft left) {
            return "planned " + Text.count(plan.epochs, "epoch") + " in " + Text.number(plan.seconds) + " of "
                    + Text.number(leftSeconds) + " s left, which reach the target with probability "
                    + Text.number(left.reach(plan.epochs));
        }

        private NextEpoch next(QuantizedModel pair, Step step) {
            return new NextEpoch(
                    pair, state.epochsDone() + 1, step.server(), step.cut(), step.seconds(), step.joules());
        }

        private static String text(NextEpoch next) {
            return "epoch " + next.epoch() + " of " + next.pair().label() + ": cut " + next.cut() + " on "
                    + next.server() + ", " + Text.number(next.seconds()) + " s, " + Text.number(next.joules()) + " J";
        }

        /**
         * The schedule of least energy and price of a miss, of the horizons that the aim looks at. The farthest is usually the best
         * of those that fit; others are searched only where bounds leave them open.
         */
        private Optional<Found> best(Problem rest, Map<QuantizedModel, EpochsLeft> open, double reference) {
            double price = options.aim() instanceof Aim.PricedMiss priced ? priced.price() * reference : 0;
            Optional<Bounds> bounds = open.size() == 1 ? bounds(rest, open, price) : Optional.empty();
            int fitting = fitting(rest, open);
            Optional<Found> best = Optional.empty();
            Map<QuantizedModel, Integer> before = Map.of();
            for (double level : open.isEmpty() ? List.<Double>of() : levels(open)) {
                Map<QuantizedModel, Integer> epochs = new LinkedHashMap<>();
                open.forEach((pair, left) -> epochs.put(pair, Math.min(horizon(left, level), fitting)));
                double enough = best.map(Found::value).orElse(Double.POSITIVE_INFINITY);
                boolean isOpen = best.isEmpty()
                        || bounds.isEmpty()
                        || bounds.get().isOpen(epochs.values().iterator().next(), enough);
                if (!epochs.equals(before) && isOpen) {
                    for (Found found : solve(rest, open, epochs, price)) {
                        best = best.isEmpty() || found.value < best.get().value ? Optional.of(found) : best;
                    }
                }
                before = epochs;
            }
            return best;
        }

        private Optional<Bounds> bounds(Problem rest, Map<QuantizedModel, EpochsLeft> open, double price) {
            Map.Entry<QuantizedModel, EpochsLeft> only =
                    open.entrySet().iterator().next();
            return outlook(rest, only.getKey()).map(outlook -> new Bounds(rest, outlook, only.getValue(), price));
        }

        /** Bounds of what plans of a pair are worth. */
        private final class Bounds {
            private final Problem rest;
            private final Candidate candidate;
            private final EpochsLeft left;
            private final double price;
            private double multiplier;
            /** Of one epoch. */
            private final double leastJoules;

            Bounds(Problem rest, Outlook outlook, EpochsLeft left, double price) {
                this.rest = rest;
                this.candidate = outlook.candidate();
                this.left = left;
                this.price = price;
                this.leastJoules = outlook.leastJoules(left.last());
            }

            /** Whether a plan of some epochs may be worth less than one known. */
            boolean isOpen(int epochs, double known) {
                double miss = price * (1 - left.reach(epochs));
                double cheapest = leastJoules * left.mean(epochs) * (1 - ROUNDING);
                if (miss + cheapest >= known) {
                    return false;
                }
                Optional<CandidateBound> energy = bound(rest, candidate, left, epochs, multiplier, known - miss);
                multiplier = energy.map(CandidateBound::multiplier).orElse(multiplier);
                return miss + energy.map(CandidateBound::value).orElse(0.0) < known;
            }
        }

        /** Of the energy of a plan of some epochs. */
        private Optional<CandidateBound> bound(
                Problem rest, Candidate candidate, EpochsLeft left, int epochs, double multiplier, double enough) {
            EpochDistribution ending = left.endingAfter(epochs).at(WHOLE).orElseThrow();
            Candidate asked = new Candidate(
                    candidate.model(),
                    candidate.quantization(),
                    ending,
                    epochs,
                    Optional.empty(),
                    candidate.setup(),
                    candidate.costs(),
                    candidate.actions());
            Optional<CandidateBound> bound = CandidateBound.of(rest, asked, Rule.EXPECTED, multiplier, Stopped.NEVER);
            bound.ifPresent(known -> known.ascend(multiplier, enough));
            return bound;
        }

        /** Probabilities of reaching the target within a plan, the highest first. */
        private List<Double> levels(Map<QuantizedModel, EpochsLeft> open) {
            if (options.aim() instanceof Aim.PricedMiss priced) {
                return priced.quantiles().stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
            double confidence = problem.scenario().target().confidence();
            double survived = open.values().iterator().next().open();
            double kept = survived > 0 ? 1 - (1 - confidence) / survived : confidence;
            return List.of(Math.max(0.501, kept));
        }

        /**
         * The most epochs of a single pair that fit at all: between a horizon that does not fit and the next one looked at, that
         * may be the best. Without a limit where a confidence is demanded, or where there are several pairs.
         */
        private int fitting(Problem rest, Map<QuantizedModel, EpochsLeft> open) {
            if (!(options.aim() instanceof Aim.PricedMiss) || open.size() != 1) {
                return Integer.MAX_VALUE;
            }
            Map.Entry<QuantizedModel, EpochsLeft> only =
                    open.entrySet().iterator().next();
            int last = only.getValue().last();
            return outlook(rest, only.getKey())
                    .map(outlook -> Math.max(1, outlook.fitting(leftSeconds, last)))
                    .orElse(last);
        }

        /** Levels of priced misses are those of a run that gets there: what never does is missed with any horizon. */
        private int horizon(EpochsLeft left, double level) {
            boolean priced = options.aim() instanceof Aim.PricedMiss;
            return left.quantile(priced ? level * left.reach(left.last()) : level);
        }

        private List<Found> solve(
                Problem rest,
                Map<QuantizedModel, EpochsLeft> open,
                Map<QuantizedModel, Integer> horizons,
                double price) {
            Map<QuantizedModel, EpochEstimate> estimates = new HashMap<>();
            horizons.forEach((pair, epochs) ->
                    estimates.put(pair, Objects.requireNonNull(open.get(pair)).endingAfter(epochs)));
            SolveResult result = solver.solve(ending(rest, estimates), solving.withAlternatives(open.size() - 1));
            List<Found> all = new ArrayList<>();
            result.plan().map(Plan::toAlternative).ifPresent(plan -> all.add(found(plan, open, price)));
            result.alternatives().forEach(plan -> all.add(found(plan, open, price)));
            return all;
        }

        private Found found(Alternative plan, Map<QuantizedModel, EpochsLeft> open, double price) {
            List<Segment> schedule = plan.schedule();
            int epochs = schedule.get(schedule.size() - 1).toEpoch();
            double miss = 1 - Objects.requireNonNull(open.get(plan.pair())).reach(epochs);
            return new Found(plan.pair(), schedule, epochs, plan.seconds(), plan.objective() + price * miss);
        }

        /** The pair whose fastest epochs most probably get there; empty if none may. */
        private Optional<QuantizedModel> likeliest(Problem rest, Map<QuantizedModel, EpochsLeft> open) {
            Optional<QuantizedModel> likeliest = Optional.empty();
            double most = 0;
            for (Candidate candidate : candidates(rest, List.copyOf(open.keySet()))) {
                double chance = chance(new Outlook(candidate), Objects.requireNonNull(open.get(candidate.pair())));
                if (chance > most) {
                    most = chance;
                    likeliest = Optional.of(candidate.pair());
                }
            }
            return likeliest.or(state::pair);
        }

        // schedules

        private static List<Step> steps(Outlook outlook, List<Segment> schedule) {
            List<Step> steps = new ArrayList<>();
            for (Segment segment : schedule) {
                int action = outlook.index(segment.server().orElseThrow(), segment.cut());
                int epochs = segment.toEpoch() - segment.fromEpoch() + 1;
                if (segment.fromEpoch() > 1 || outlook.isSteady()) {
                    steps.add(step(outlook, action, epochs, segment.fromEpoch() == 1));
                    continue;
                }
                steps.add(step(outlook, action, 1, true));
                if (epochs > 1) {
                    steps.add(step(outlook, action, epochs - 1, false));
                }
            }
            return steps;
        }

        private static Step step(Outlook outlook, int action, int epochs, boolean isNext) {
            return new Step(
                    outlook.action(action).server().name(),
                    outlook.action(action).cut(),
                    epochs,
                    finite(isNext ? outlook.nextSeconds(action) : outlook.laterSeconds(action)),
                    finite(isNext ? outlook.nextJoules(action) : outlook.laterJoules(action)));
        }

        /** Of an action that a later epoch alone can take. */
        private static double finite(double value) {
            return value < Double.POSITIVE_INFINITY ? value : Double.MAX_VALUE;
        }

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

        /** How things stand for the schedule planned last. */
        private final class Situation implements Trigger.Situation {
            private final Outlook outlook;
            private final List<Step> steps = steps();
            private final int action;

            Situation(Outlook outlook) {
                this.outlook = outlook;
                this.action = steps.isEmpty()
                        ? -1
                        : outlook.index(steps.get(0).server(), steps.get(0).cut());
            }

            boolean canGoOn() {
                return action >= 0 && outlook.nextSeconds(action) < Double.POSITIVE_INFINITY;
            }

            Decision goOn(QuantizedModel pair) {
                NextEpoch next = next(pair, step(outlook, action, 1, true));
                return Decision.run(
                        next,
                        text(next) + "; the schedule planned after epoch "
                                + state.committed().orElseThrow().epochsDone() + " goes on");
            }

            @Override
            public int epochsDone() {
                return state.epochsDone();
            }

            @Override
            public int epochsSincePlan() {
                return state.epochsDone() - state.committed().orElseThrow().epochsDone();
            }

            @Override
            public double largestChange() {
                Committed then = state.committed().orElseThrow();
                double largest = 0;
                for (Map.Entry<LinkName, Double> rate : world.rates().entrySet()) {
                    double before = then.bitsPerSecond()
                            .getOrDefault(
                                    rate.getKey(),
                                    Objects.requireNonNull(state.links().get(rate.getKey()))
                                            .history()
                                            .nominalBitsPerSecond());
                    largest = Math.max(largest, Math.abs(rate.getValue() / before - 1));
                }
                for (var server : problem.scenario().edgeServers()) {
                    ServerState before = then.servers().getOrDefault(server.name(), ServerState.NOMINAL);
                    ServerState now = state.server(server.name());
                    boolean moved = before.isUp() != now.isUp();
                    double change = Math.abs(now.slowDown() / before.slowDown() - 1);
                    largest = Math.max(largest, moved ? Double.POSITIVE_INFINITY : change);
                }
                return largest;
            }

            @Override
            public double value() {
                return Replanning.this.value(state).orElse(1);
            }

            /** Of the rest of the schedule as rates look now. */
            private double seconds() {
                double seconds = outlook.nextSeconds(action) - outlook.laterSeconds(action);
                for (Step step : steps) {
                    int index = outlook.index(step.server(), step.cut());
                    seconds += step.epochs() * (index < 0 ? step.seconds() : outlook.laterSeconds(index));
                }
                return seconds;
            }

            @Override
            public boolean isInTime() {
                return seconds() < leftSeconds;
            }

            @Override
            public double slowness() {
                double planned = steps.get(0).seconds();
                return planned > 0 ? outlook.nextSeconds(action) / planned : 1;
            }

            @Override
            public double saving() {
                double rest = seconds() - outlook.nextSeconds(action);
                double least = outlook.nextJoules(action);
                for (int i = 0; i < outlook.candidate().actions().size(); i++) {
                    if (outlook.nextJoules(i) < least && rest + outlook.nextSeconds(i) < leftSeconds) {
                        least = outlook.nextJoules(i);
                    }
                }
                double own = outlook.nextJoules(action);
                return own > 0 ? 1 - least / own : 0;
            }

            @Override
            public boolean isFasterForNoMore() {
                for (int i = 0; i < outlook.candidate().actions().size(); i++) {
                    if (outlook.nextSeconds(i) < outlook.nextSeconds(action)
                            && outlook.nextJoules(i) <= outlook.nextJoules(action)) {
                        return true;
                    }
                }
                return false;
            }
        }
    }
}
