package io.github.jqodi.control;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Beliefs about the epochs that pairs still need, by the problem's estimators and by the losses of the run itself. */
final class EpochBeliefs {
    private final Problem problem;
    private final ControlOptions options;
    private final Map<QuantizedModel, Belief> beliefs = new HashMap<>();

    EpochBeliefs(Problem problem, ControlOptions options) {
        this.problem = problem;
        this.options = options;
    }

    /** What was believed of a pair when it was last asked for, and its distribution. */
    private record Belief(EpochEstimate estimate, Optional<EpochDistribution> epochs) {}

    /** What is believed of the epochs a pair still needs; empty if it never gets there. */
    Optional<EpochsLeft> left(RunState state, QuantizedModel pair) {
        List<Double> losses = state.losses(pair);
        Optional<EpochEstimate> learnt = losses.isEmpty() ? Optional.empty() : learnt(pair, losses);
        Optional<EpochEstimate> estimate = learnt.or(() -> believed(pair));
        int done = state.epochsOf(pair, options.carried().orElse(0));
        return estimate.flatMap(known -> distribution(pair, known)).map(epochs -> new EpochsLeft(epochs, done));
    }

    private Optional<EpochEstimate> learnt(QuantizedModel pair, List<Double> losses) {
        return CallerCode.ask(
                () -> "belief of epochs of " + pair.quoted() + " by its losses",
                () -> options.belief().epochs(pair, losses));
    }

    private Optional<EpochEstimate> believed(QuantizedModel pair) {
        return CallerCode.ask(
                () -> "estimate of epochs of " + pair.quoted(),
                () -> problem.estimators().epochs().epochs(problem.scenario(), pair));
    }

    private Optional<EpochDistribution> distribution(QuantizedModel pair, EpochEstimate estimate) {
        Belief known = beliefs.get(pair);
        if (known == null || !known.estimate.equals(estimate)) {
            known = new Belief(estimate, estimate.at(problem.scenario().target().confidence()));
            beliefs.put(pair, known);
        }
        return known.epochs;
    }
}
