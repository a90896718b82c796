package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Makes plans of schedules of one candidate: totals, objective and bill, from the cost model.
 *
 * @param problem the problem
 * @param candidate the quantized model
 * @param rule how the objective is weighed
 * @param readings how Algorithm 4 is read; of no effect for the other rules
 * @param inference where the inference runs, empty if none is asked for
 * @param stop polled during long work; true ends it
 */
public record Planning(
        Problem problem,
        Candidate candidate,
        Rule rule,
        ScoreReadings readings,
        Optional<Action> inference,
        BooleanSupplier stop) {
    /**
     * Plans without an inference, by the default readings, without a stop signal.
     *
     * @param problem the problem
     * @param candidate the quantized model
     * @param rule how the objective is weighed
     * @return what makes the plans
     */
    public static Planning of(Problem problem, Candidate candidate, Rule rule) {
        return new Planning(problem, candidate, rule, ScoreReadings.DEFAULT, Optional.empty(), Stopped.NEVER);
    }

    /**
     * What plans of one scenario are compared by, whatever rule each was made by: the energy of K_exp epochs, or their time or
     * price or the interval where the scenario minimises these.
     *
     * @param problem whose plan it is
     * @param plan that is compared
     * @return joules, seconds, or what prices are in; the objective of its own rule where price is minimised and the pair is no
     *     candidate of the problem
     */
    public static double comparedValue(Problem problem, Plan plan) {
        return switch (plan.objectiveKind()) {
            case ENERGY -> plan.nominal().joules();
            case TIME -> plan.nominal().seconds();
            case INTERVAL -> plan.objective();
            case PRICE -> nominalPrice(problem, plan);
        };
    }

    private static double nominalPrice(Problem problem, Plan plan) {
        if (plan.rule() == Rule.NOMINAL) {
            return plan.objective();
        }
        return problem.withOnly(plan.pair())
                .assess()
                .candidate(plan.pair())
                .map(candidate -> of(problem, candidate, Rule.NOMINAL).withCheapestInference())
                .map(planning -> planning.new Priced(planning.candidate.actionsOf(plan.schedule())).value())
                .orElse(plan.objective());
    }

    /**
     * The same with another reading of Algorithm 4.
     *
     * @param newReadings of no effect for rules other than {@code paper}
     * @return a copy
     */
    public Planning withReadings(ScoreReadings newReadings) {
        return new Planning(problem, candidate, rule, newReadings, inference, stop);
    }

    /**
     * The same with an inference somewhere.
     *
     * @param place where the inference runs, empty if none is asked for
     * @return a copy
     */
    public Planning withInference(Optional<Action> place) {
        return new Planning(problem, candidate, rule, readings, place, stop);
    }

    /**
     * The same with the inference where it takes least energy.
     *
     * @return a copy; without inference where none is asked for or no open action can run it
     */
    public Planning withCheapestInference() {
        return withInference(problem.scenario()
                .addedInference()
                .flatMap(asked -> goal().inferring(candidate).cheapestInference(asked, stop)));
    }

    /**
     * The same, with a stop signal.
     *
     * @param newStop polled during long work; true ends it
     * @return a copy
     */
    public Planning withStop(BooleanSupplier newStop) {
        return new Planning(problem, candidate, rule, readings, inference, newStop);
    }

    /**
     * {@return whether an inference is asked for and no place is known that runs it}
     */
    public boolean lacksInference() {
        return problem.scenario().addedInference().isPresent() && inference.isEmpty();
    }

    /**
     * {@return joules of the inference, 0 without one}
     */
    public double inferenceJoules() {
        return inferenceCost().map(Cost::joules).orElse(0.0);
    }

    /**
     * {@return what the inference adds to the objective, 0 without one}
     */
    public double inferenceObjective() {
        return switch (goal().kind()) {
            case ENERGY -> inferenceJoules();
            case TIME, INTERVAL -> 0;
            case PRICE ->
                pricedInference(goal().inferring(candidate)).map(Cost::joules).orElse(0.0);
        };
    }

    private Optional<Cost> pricedInference(Candidate priced) {
        return inference.map(action -> priced.costs().inference(action, asked()));
    }

    private Goal goal() {
        return Goal.of(problem.scenario());
    }

    /**
     * The least that a limit of the objective has to be for a schedule.
     *
     * @param schedule covers epochs 1..K_rob, all effective
     * @return the smallest double above the exact objective; of rules other than {@code paper}
     */
    public double leastLimit(List<Segment> schedule) {
        if (goal().kind() == ObjectiveKind.PRICE) {
            return new Priced(candidate.actionsOf(schedule)).sum().nextAbove();
        }
        return goal().kind() == ObjectiveKind.TIME ? leastDeadline(schedule) : leastJoules(schedule);
    }

    /**
     * The least that a deadline has to be for a schedule.
     *
     * @param schedule covers epochs 1..K_rob, all effective
     * @return the smallest double above the exact time of all its epochs
     */
    public double leastDeadline(List<Segment> schedule) {
        ExactSum seconds = new ExactSum(candidate.setup().seconds());
        epochCosts(schedule).addSeconds(seconds, Rule.ROBUST.weights(candidate));
        return seconds.nextAbove();
    }

    /**
     * The least that a limit on the energy has to be for a schedule.
     *
     * @param schedule covers epochs 1..K_rob, all effective
     * @return the smallest double above the exact energy as the rule weighs it; of rules other than {@code paper}
     */
    public double leastJoules(List<Segment> schedule) {
        ExactSum joules = new ExactSum(candidate.setup().joules()).add(inferenceJoules());
        epochCosts(schedule).addJoules(joules, rule.weights(candidate));
        return joules.nextAbove();
    }

    private EpochCosts epochCosts(List<Segment> schedule) {
        return new EpochCosts(List.of(), candidate.costs(), candidate.actionsOf(schedule), stop);
    }

    /**
     * Plans a schedule where an inference that is asked for can run.
     *
     * @param actions one per epoch 1..K_rob, all effective
     * @return the plan; empty if the inference {@linkplain #lacksInference() has no place}
     */
    public Optional<Plan> planIfComplete(List<Action> actions) {
        return lacksInference() ? Optional.empty() : Optional.of(plan(actions));
    }

    /**
     * Plans a schedule.
     *
     * @param actions one per epoch 1..K_rob, all effective
     * @return the plan; whether it meets the deadline is not asked
     */
    public Plan plan(List<Action> actions) {
        EpochCosts costs = new EpochCosts(setupItems(), candidate.energyCosts(), actions, stop);
        Optional<Cost> inferenceCost = inferenceCost();
        double inferenceJoules = inferenceCost.map(Cost::joules).orElse(0.0);
        Totals nominal = totals(costs, candidate.expectedEpochs(), inferenceJoules, Losses::expected);
        Totals robust = totals(costs, candidate.robustEpochs(), inferenceJoules, Losses::robust);
        Stopped.when(stop);
        MeanTotals expected = MeanTotals.of(candidate, costs, inferenceJoules);
        Optional<Priced> priced =
                goal().kind() == ObjectiveKind.PRICE ? Optional.of(new Priced(actions)) : Optional.empty();
        List<CostItem> bill =
                costs.bill(inferenceCost.map(Planning::inferenceItems).orElse(List.of()));
        Plan plan = Plan.builder(candidate.pair(), energyRule(), schedule(actions))
                .objectiveKind(goal().kind())
                .setup(candidate.setup())
                .nominal(nominal)
                .expected(expected)
                .robust(robust)
                .chance(chance(costs, actions))
                .inference(placement(actions, inferenceCost))
                .objective(priced.map(Priced::value).orElseGet(() -> objective(actions, nominal, expected, robust)))
                .bill(priced.map(own -> own.bill(bill)).orElse(bill))
                .spent(problem.continued().map(Continued::run).map(Spent::of))
                .build();
        return rule == Rule.PAPER ? plan.scored(readings, readings.risk(candidate.losses())) : plan;
    }

    /** What a schedule costs, by the prices of the objective. */
    private final class Priced {
        private final Candidate seen;
        private final EpochCosts costs;
        private final Optional<Cost> inferenceCost;

        Priced(List<Action> actions) {
            seen = goal().inferring(candidate);
            Setup setup = seen.setup();
            CostItem first = new CostItem(setupItem().node(), Phase.SETUP, setup.seconds(), setup.joules());
            costs = new EpochCosts(List.of(first), seen.costs(), actions, goal()::switchCost, stop);
            inferenceCost = pricedInference(seen);
        }

        ExactSum sum() {
            ExactSum price = new ExactSum(seen.setup().joules())
                    .add(inferenceCost.map(Cost::joules).orElse(0.0));
            costs.addJoules(price, energyRule().weights(candidate));
            return price;
        }

        double value() {
            return sum().value();
        }

        /** The rows of a bill with what each costs, and those that cost something but take neither time nor energy of the bill. */
        List<CostItem> bill(List<CostItem> rows) {
            Map<CostItem.Key, Double> prices = new LinkedHashMap<>();
            for (CostItem row : costs.bill(inferenceCost.map(Cost::items).orElse(List.of()))) {
                prices.merge(row.key(), row.joules(), Double::sum);
            }
            List<CostItem> priced = new ArrayList<>();
            for (CostItem row : rows) {
                Double price = prices.remove(row.key());
                priced.add(row.withPrice(price == null ? 0 : price));
            }
            prices.values().removeIf(price -> price == 0);
            prices.forEach((key, price) -> priced.add(new CostItem(key.node(), key.phase(), 0, 0).withPrice(price)));
            return List.copyOf(priced);
        }
    }

    private Chance chance(EpochCosts costs, List<Action> actions) {
        double deadlineSeconds = problem.scenario().target().deadlineSeconds();
        int fit = EpochsThatFit.count(deadlineSeconds, candidate.setup(), costs, candidate.costs(), actions, stop);
        return new Chance(
                1 - candidate.epochs().neverProbability(), candidate.epochs().cumulative(fit));
    }

    /** An inference needs no setup. */
    private List<CostItem> setupItems() {
        return problem.scenario().task() == Task.INFERENCE ? List.of() : List.of(setupItem());
    }

    private CostItem setupItem() {
        String cloud = BillNames.cloud(problem.scenario());
        Setup setup = candidate.setup();
        return new CostItem(cloud, Phase.SETUP, setup.seconds(), setup.joules());
    }

    private Totals totals(EpochCosts costs, int epochs, double inferenceJoules, ToDoubleFunction<Losses> loss) {
        OptionalDouble last = candidate.losses().stream().mapToDouble(loss).findFirst();
        return Totals.of(candidate.setup(), costs, epochs, inferenceJoules, last);
    }

    /** The rule whose objective is the energy that is minimised or scored. */
    private Rule energyRule() {
        return rule == Rule.PAPER ? readings.energyBasis().rule() : rule;
    }

    /** What the rule weighs; an interval stands for joules in the costs of the search. */
    private double objective(List<Action> actions, Totals nominal, MeanTotals expected, Totals robust) {
        return switch (goal().kind()) {
            case TIME -> robust.seconds();
            case INTERVAL -> candidate.costs().epoch(actions.get(0), 1).joules();
            case ENERGY, PRICE -> joules(nominal, expected, robust);
        };
    }

    private double joules(Totals nominal, MeanTotals expected, Totals robust) {
        return switch (energyRule()) {
            case EXPECTED -> expected.joules();
            case NOMINAL -> nominal.joules();
            case ROBUST -> robust.joules();
            case PAPER -> throw new IllegalArgumentException("the paper rule weighs no epochs");
        };
    }

    private List<Segment> schedule(List<Action> actions) {
        Action first = actions.get(0);
        return candidate.isDeviceAlone(first) ? List.of(Segment.onDevice(first.cut())) : Segment.of(actions);
    }

    private Optional<Cost> inferenceCost() {
        return inference.map(action -> candidate.costs().inference(action, asked()));
    }

    /** Where an inference runs that is added, or that is the task and so the only action. */
    private Optional<InferencePlacement> placement(List<Action> actions, Optional<Cost> added) {
        if (problem.scenario().task() == Task.INFERENCE) {
            Action only = actions.get(0);
            return Optional.of(placement(only, candidate.energyCosts().epoch(only, 1)));
        }
        return added.map(cost -> placement(inference.orElseThrow(), cost));
    }

    private InferencePlacement placement(Action place, Cost cost) {
        Optional<String> server = Optional.of(place.server().name()).filter(name -> !candidate.isDeviceAlone(place));
        return new InferencePlacement(asked().samples(), server, place.cut(), cost.seconds(), cost.joules());
    }

    private Inference asked() {
        return problem.scenario().inference().orElseThrow();
    }

    /** The rows of an inference, whose seconds are no part of the schedule. */
    private static List<CostItem> inferenceItems(Cost inference) {
        return inference.items().stream()
                .map(item -> new CostItem(item.node(), item.phase(), 0, item.joules()))
                .toList();
    }
}
