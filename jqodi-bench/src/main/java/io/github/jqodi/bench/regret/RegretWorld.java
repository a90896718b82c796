package io.github.jqodi.bench.regret;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A scenario in which plans are made from beliefs, by {@link Rule#EXPECTED}, and then run until training really ends: epochs
 * 1..K at the actions of the plan, the last of them held on beyond the schedule.
 */
final class RegretWorld {
    private final Problem problem;
    private final List<TrainedPair> pairs;
    private final ScenarioCosts costs;
    private final Map<String, EdgeServer> servers;
    private final Planner planner = Planner.create()
            .withOptions(SolveOptions.DEFAULT.withRule(Rule.NOMINAL).withAlternatives(0));

    /**
     * Takes the pairs whose K the scenario knows to be finite; the others stay out of reach.
     *
     * @param problem scenario, beliefs and costs
     */
    RegretWorld(Problem problem) {
        this.problem = problem;
        this.pairs = problem.assess().candidates().stream()
                .map(candidate -> new TrainedPair(candidate.pair(), candidate.expectedEpochs()))
                .toList();
        this.costs = problem.costModel().costs(problem.scenario());
        this.servers = problem.scenario().edgeServers().stream()
                .collect(Collectors.toMap(EdgeServer::name, Function.identity()));
    }

    /**
     * The same scenario with another confidence.
     *
     * @param confidence with which robust values hold, in (0.5, 1); a pair whose P(never) is above 1 - confidence is no candidate
     * @return a copy
     */
    RegretWorld at(double confidence) {
        Target target = problem.scenario().target();
        return new RegretWorld(problem.withScenario(problem.scenario().withTarget(target.withConfidence(confidence))));
    }

    /** What may be trained. */
    List<TrainedPair> pairs() {
        return pairs;
    }

    /** What the scenario itself believes of each pair. */
    List<EpochEstimate> ownBeliefs() {
        return pairs.stream()
                .map(pair -> problem.estimators()
                        .epochs()
                        .epochs(problem.scenario(), pair.pair())
                        .orElseThrow())
                .toList();
    }

    /**
     * The plan of least energy of one who knows K of every pair.
     *
     * @param truth K of each pair
     * @return what it comes to; empty if no pair can be trained before the deadline
     */
    Optional<Totals> clairvoyant(List<Integer> truth) {
        return plan(truth.stream().map(k -> EpochEstimate.of(k, k)).toList()).map(plan -> run(plan, truth));
    }

    /**
     * The plan made from beliefs.
     *
     * @param beliefs about K of each pair
     * @return the plan; empty if the beliefs promise none before the deadline
     */
    Optional<Plan> plan(List<EpochEstimate> beliefs) {
        Problem believed = problem.withEstimators(problem.estimators().withEpochs((scenario, pair) -> {
            int index = indexOf(pair);
            return index < 0 ? Optional.empty() : Optional.of(beliefs.get(index));
        }));
        return planner.plan(believed).plan();
    }

    /**
     * Runs a plan until training really ends.
     *
     * @param plan of this scenario
     * @param truth K of each pair
     * @return what it comes to, setup and inference included
     */
    Totals run(Plan plan, List<Integer> truth) {
        int epochs = truth.get(indexOf(plan.pair()));
        ModelCosts each = costs.of(plan.pair());
        List<Cost> run = new ArrayList<>(epochs);
        int segment = 0;
        List<Segment> schedule = plan.schedule();
        for (int k = 1; k <= epochs; k++) {
            if (k > schedule.get(segment).toEpoch() && segment + 1 < schedule.size()) {
                segment++;
            }
            run.add(each.epoch(action(schedule.get(segment)), k));
        }
        double inference = plan.inference().map(InferencePlacement::joules).orElse(0.0);
        return Totals.of(plan.setup(), run, epochs, inference, OptionalDouble.empty());
    }

    /** Whether a run ended before the deadline. */
    boolean inTime(Totals run) {
        return run.seconds() < problem.scenario().target().deadlineSeconds();
    }

    private Action action(Segment segment) {
        return new Action(servers.get(segment.server().orElseThrow()), segment.cut());
    }

    private int indexOf(QuantizedModel pair) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).pair().equals(pair)) {
                return i;
            }
        }
        return -1;
    }
}
