package io.github.jqodi.plan;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * A decision with its schedule, totals and bill.
 *
 * @param pair model and quantization by name
 * @param rule what was minimised
 * @param schedule covers epochs 1..K_rob without gaps
 * @param setup τ and ε
 * @param nominal what K_exp epochs come to
 * @param expected means until the target is reached or the plan ends
 * @param robust what K_rob epochs come to
 * @param inference where the inference runs; empty if none is asked for
 * @param objective value of the rule
 * @param score Algorithm 4's score; empty for the other rules
 * @param bill rows whose sums are the robust totals; the seconds of an inference are not among them
 */
public record Plan(
        QuantizedModel pair,
        Rule rule,
        List<Segment> schedule,
        Setup setup,
        Totals nominal,
        MeanTotals expected,
        Totals robust,
        Optional<InferencePlacement> inference,
        double objective,
        Optional<Score> score,
        List<CostItem> bill) {
    /**
     * Copies the lists.
     *
     * @param pair model and quantization by name
     * @param rule what was minimised
     * @param schedule covers epochs 1..K_rob
     * @param setup τ and ε
     * @param nominal what K_exp epochs come to
     * @param expected means until the target is reached or the plan ends
     * @param robust what K_rob epochs come to
     * @param inference where the inference runs
     * @param objective value of the rule
     * @param score Algorithm 4's score
     * @param bill rows of the robust totals
     */
    public Plan {
        schedule = Segments.copyOf(schedule);
        bill = List.copyOf(bill);
    }

    /**
     * Computes totals, objective and bill of a schedule from the cost model.
     *
     * @param problem the problem
     * @param candidate the quantized model
     * @param rule what was minimised
     * @param actions one per epoch 1..K_rob, all effective
     * @param inferenceAction where the inference runs, empty if none is asked for
     * @return the plan; whether it meets the deadline is not asked
     */
    public static Plan of(
            Problem problem, Candidate candidate, Rule rule, List<Action> actions, Optional<Action> inferenceAction) {
        return of(problem, candidate, rule, ScoreReadings.DEFAULT, actions, inferenceAction);
    }

    /**
     * Computes totals, objective and bill of a schedule from the cost model.
     *
     * @param problem the problem
     * @param candidate the quantized model
     * @param rule what was minimised
     * @param readings how Algorithm 4 is read; of no effect for the other rules
     * @param actions one per epoch 1..K_rob, all effective
     * @param inferenceAction where the inference runs, empty if none is asked for
     * @return the plan; whether it meets the deadline is not asked
     */
    public static Plan of(
            Problem problem,
            Candidate candidate,
            Rule rule,
            ScoreReadings readings,
            List<Action> actions,
            Optional<Action> inferenceAction) {
        return of(problem, candidate, rule, readings, actions, inferenceAction, Stopped.NEVER);
    }

    /**
     * Computes totals, objective and bill of a schedule as long as nobody says stop.
     *
     * @param problem the problem
     * @param candidate the quantized model
     * @param rule what was minimised
     * @param readings how Algorithm 4 is read; of no effect for the other rules
     * @param actions one per epoch 1..K_rob, all effective
     * @param inferenceAction where the inference runs, empty if none is asked for
     * @param stop asked now and then; true ends the work by an exception that only this library's solvers know
     * @return the plan; whether it meets the deadline is not asked
     */
    public static Plan of(
            Problem problem,
            Candidate candidate,
            Rule rule,
            ScoreReadings readings,
            List<Action> actions,
            Optional<Action> inferenceAction,
            BooleanSupplier stop) {
        String cloud = problem.scenario().cloud().map(Cloud::name).orElse("cloud");
        Setup setup = candidate.setup();
        EpochCosts costs = new EpochCosts(
                List.of(new CostItem(cloud, Phase.SETUP, setup.seconds(), setup.joules())),
                candidate.costs(),
                actions,
                stop);
        double samples = problem.scenario().inferenceSamples().orElse(0);
        Optional<Cost> inferenceCost =
                inferenceAction.map(action -> candidate.costs().inference(action, samples));
        Optional<InferencePlacement> inference = inferenceAction.map(action -> {
            Cost cost = inferenceCost.orElseThrow();
            return new InferencePlacement(samples, action.server().name(), action.cut(), cost.seconds(), cost.joules());
        });
        double inferenceJoules = inferenceCost.map(Cost::joules).orElse(0.0);
        Totals nominal = Totals.of(
                setup,
                costs,
                candidate.expectedEpochs(),
                inferenceJoules,
                loss(candidate.losses().map(Losses::expected)));
        Totals robust = Totals.of(
                setup,
                costs,
                candidate.robustEpochs(),
                inferenceJoules,
                loss(candidate.losses().map(Losses::robust)));
        Stopped.when(stop);
        MeanTotals expected = MeanTotals.of(candidate, costs, inferenceJoules);
        double joules = switch (rule == Rule.PAPER ? readings.energyBasis().rule() : rule) {
            case EXPECTED -> expected.joules();
            case NOMINAL -> nominal.joules();
            case ROBUST -> robust.joules();
            case PAPER -> throw new IllegalArgumentException("the paper rule weighs no epochs");
        };
        Optional<Score> score = rule == Rule.PAPER
                ? Optional.of(Score.of(
                        readings, nominal.seconds(), robust.seconds(), joules, readings.risk(candidate.losses())))
                : Optional.empty();
        double objective = score.map(Score::value).orElse(joules);
        return new Plan(
                candidate.pair(),
                rule,
                Segment.of(actions),
                setup,
                nominal,
                expected,
                robust,
                inference,
                objective,
                score,
                costs.bill(inferenceCost.map(Plan::inferenceItems).orElse(List.of())));
    }

    /**
     * The same plan ranked by Algorithm 4's score, of which its objective is the energy.
     *
     * @param readings how Algorithm 4 is read; the rule of this plan is its basis of energy
     * @param risk of the candidate
     * @return a plan of the rule {@code paper}
     */
    public Plan scored(ScoreReadings readings, double risk) {
        Score ranked = Score.of(readings, nominal.seconds(), robust.seconds(), objective, risk);
        return new Plan(
                pair,
                Rule.PAPER,
                schedule,
                setup,
                nominal,
                expected,
                robust,
                inference,
                ranked.value(),
                Optional.of(ranked),
                bill);
    }

    /**
     * {@return this plan as one of several, without its bill}
     */
    public Alternative toAlternative() {
        return new Alternative(pair, objective, robust.seconds(), schedule);
    }

    private static OptionalDouble loss(Optional<Double> loss) {
        return loss.isPresent() ? OptionalDouble.of(loss.get()) : OptionalDouble.empty();
    }

    /** The rows of an inference, whose seconds are no part of the schedule. */
    private static List<CostItem> inferenceItems(Cost inference) {
        return inference.items().stream()
                .map(item -> new CostItem(item.node(), item.phase(), 0, item.joules()))
                .toList();
    }

    @Override
    public String toString() {
        String value = score.isPresent() ? "score " + Text.number(objective) : Text.number(objective) + " J";
        return pair + ", " + Segments.summary(schedule) + ", " + value + " in " + Text.number(robust.seconds()) + " s";
    }
}
