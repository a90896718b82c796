package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.regret.DrawSource.Draw;
import io.github.jqodi.bench.replay.Outcome;
import io.github.jqodi.bench.replay.SimulatedLosses;
import io.github.jqodi.bench.replay.StatedWorld;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.cost.Action;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A scenario in which runs are played by the loop of the replay, with rates as stated. Immutable; thread-safe. */
final class RegretWorld {
    /** What is best is proven within so many labels but for freaks. */
    private static final long MANY_LABELS = 1_000_000;

    private final Problem problem;
    private final StatedWorld world;
    private final List<TrainedPair> pairs;

    /**
     * Takes the pairs whose K the scenario knows to be finite; the others stay out of reach.
     *
     * @param problem scenario, beliefs and costs
     */
    RegretWorld(Problem problem) {
        this.problem = problem;
        this.world = StatedWorld.of(problem);
        this.pairs = world.candidates().stream().map(this::trained).toList();
    }

    private TrainedPair trained(Candidate candidate) {
        EpochEstimate believed = problem.estimators()
                .epochs()
                .epochs(problem.scenario(), candidate.pair())
                .orElseThrow();
        return new TrainedPair(candidate.pair(), candidate.expectedEpochs(), believed, candidate.epochs());
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
        return pairs.stream().map(TrainedPair::believed).toList();
    }

    /** Plays a draw by a belief. */
    Outcome play(Draw draw, Belief belief, Way way, double price) {
        return play(draw, believing(belief.start()), way.options(belief, price), way == Way.ONCE);
    }

    /** Plays a draw of which K of every pair is known. */
    Outcome known(Draw draw) {
        return known(draw, believing(points(draw.truth())));
    }

    /** The same where there is one pair alone. */
    Outcome known(Draw draw, QuantizedModel only) {
        List<EpochEstimate> points = points(draw.truth());
        return known(
                draw,
                believing((scenario, pair) ->
                        pair.equals(only) ? Optional.of(points.get(indexOf(pair))) : Optional.empty()));
    }

    private Outcome known(Draw draw, Estimators beliefs) {
        ControlOptions options = Way.ONCE.options(Belief.of(List.of()), 1).withMaxLabels(MANY_LABELS);
        return play(draw, beliefs, options, true);
    }

    private static List<EpochEstimate> points(List<Integer> truth) {
        return truth.stream().map(k -> EpochEstimate.of(k, k)).toList();
    }

    private Outcome play(Draw draw, Estimators beliefs, ControlOptions options, boolean isOnce) {
        Map<QuantizedModel, Integer> epochs = new HashMap<>();
        Map<QuantizedModel, SimulatedLosses> losses = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            epochs.put(pairs.get(i).pair(), draw.truth().get(i));
            if (!draw.losses().isEmpty()) {
                losses.put(pairs.get(i).pair(), draw.losses().get(i));
            }
        }
        return world.play(beliefs, epochs, losses, options, isOnce);
    }

    /** E_ref of a belief: the cheapest plan at the start. */
    OptionalDouble reference(List<EpochEstimate> beliefs, double price) {
        return world.referenceJoules(believing(beliefs), Way.PRICED.options(Belief.of(beliefs), price));
    }

    /** Least energy of the first epochs of a pair, its setup included. */
    double lookingJoules(int pair, int epochs) {
        if (epochs == 0) {
            return 0;
        }
        Candidate candidate = world.candidates().get(pair);
        double joules = candidate.setup().joules();
        for (int k = 1; k <= epochs; k++) {
            joules += leastJoules(candidate, k);
        }
        return joules;
    }

    private static double leastJoules(Candidate candidate, int epoch) {
        double least = Double.POSITIVE_INFINITY;
        for (Action action : candidate.actions()) {
            least = Math.min(least, candidate.costs().epoch(action, epoch).joules());
        }
        return least;
    }

    private Estimators believing(List<EpochEstimate> beliefs) {
        return believing((scenario, pair) -> {
            int index = indexOf(pair);
            return index < 0 ? Optional.empty() : Optional.of(beliefs.get(index));
        });
    }

    private Estimators believing(io.github.jqodi.estimate.EpochEstimator epochs) {
        return problem.estimators().withEpochs(epochs);
    }

    /** Place of a pair among those that may be trained; -1 if it may not. */
    int indexOf(QuantizedModel pair) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).pair().equals(pair)) {
                return i;
            }
        }
        return -1;
    }
}
