package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.Setup;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A decision with its schedule, totals and bill.
 *
 * @param model name of the version
 * @param bits π_q
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
        String model,
        int bits,
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
     * @param model name of the version
     * @param bits π_q
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
        schedule = List.copyOf(schedule);
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
        List<Cost> costs = epochCosts(candidate.costs(), actions);
        double samples = problem.scenario().inferenceSamples().orElse(0);
        Optional<Cost> inferenceCost =
                inferenceAction.map(action -> candidate.costs().inference(action, samples));
        Optional<InferencePlacement> inference = inferenceAction.map(action -> {
            Cost cost = inferenceCost.orElseThrow();
            return new InferencePlacement(samples, action.server().name(), action.cut(), cost.seconds(), cost.joules());
        });
        double inferenceJoules = inferenceCost.map(Cost::joules).orElse(0.0);
        Totals nominal = Totals.of(
                candidate.setup(),
                costs,
                candidate.expectedEpochs(),
                inferenceJoules,
                loss(candidate.losses().map(Losses::expected)));
        Totals robust = Totals.of(
                candidate.setup(),
                costs,
                candidate.robustEpochs(),
                inferenceJoules,
                loss(candidate.losses().map(Losses::robust)));
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
                candidate.model().name(),
                candidate.bits(),
                rule,
                Segment.of(actions),
                candidate.setup(),
                nominal,
                expected,
                robust,
                inference,
                objective,
                score,
                bill(problem, candidate, costs, inferenceCost));
    }

    /** Once rates no longer change, the cost of an action is worked out once and is the same object from then on. */
    private static List<Cost> epochCosts(ModelCosts model, List<Action> actions) {
        int steady = model.steadyFromEpoch();
        List<Cost> costs = new ArrayList<>(actions.size());
        IdentityHashMap<Action, Cost> known = new IdentityHashMap<>();
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(k - 1);
            Cost cost = k < steady ? null : known.get(action);
            if (cost == null) {
                cost = model.epoch(action, k);
                if (k >= steady) {
                    known.put(action, cost);
                }
            }
            costs.add(cost);
        }
        return costs;
    }

    /**
     * {@return this plan as one of several, without its bill}
     */
    public Alternative toAlternative() {
        return new Alternative(model, bits, objective, robust.seconds(), schedule);
    }

    private static OptionalDouble loss(Optional<Double> loss) {
        return loss.isPresent() ? OptionalDouble.of(loss.get()) : OptionalDouble.empty();
    }

    private static List<CostItem> bill(
            Problem problem, Candidate candidate, List<Cost> costs, Optional<Cost> inference) {
        Bill bill = new Bill();
        String cloud = problem.scenario().cloud().map(c -> c.name()).orElse("cloud");
        Setup setup = candidate.setup();
        bill.add(1, new CostItem(cloud, Phase.SETUP, setup.seconds(), setup.joules()));
        Totals.forEachRun(costs, costs.size(), (cost, times) -> bill.add(times, cost.items()));
        inference.ifPresent(cost -> bill.add(
                1,
                cost.items().stream()
                        .map(item -> new CostItem(item.node(), item.phase(), 0, item.joules()))
                        .toList()));
        return bill.rows();
    }

    /** Adds up rows of the same node and phase, in the order in which they first come. */
    private static final class Bill {
        private final Map<Row, ExactSum[]> sums = new LinkedHashMap<>();

        void add(int times, List<CostItem> items) {
            items.forEach(item -> add(times, item));
        }

        void add(int times, CostItem item) {
            if (item.seconds() == 0 && item.joules() == 0) {
                return;
            }
            ExactSum[] row = sums.computeIfAbsent(
                    new Row(item.node(), item.phase()), key -> new ExactSum[] {new ExactSum(), new ExactSum()});
            row[0].addProduct(times, item.seconds());
            row[1].addProduct(times, item.joules());
        }

        List<CostItem> rows() {
            List<CostItem> rows = new ArrayList<>();
            sums.forEach((row, sum) -> rows.add(new CostItem(row.node(), row.phase(), sum[0].value(), sum[1].value())));
            return rows;
        }

        private record Row(String node, Phase phase) {}
    }
}
