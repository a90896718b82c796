package io.github.jqodi.plan;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Answers of estimators in one scenario; each failure names what was asked of which pair.
 *
 * @param scenario the world
 * @param estimators whom to ask
 */
record Beliefs(Scenario scenario, Estimators estimators) {
    Optional<EpochEstimate> epochs(QuantizedModel pair) {
        return CallerCode.ask(
                () -> what("epochs", pair), () -> estimators.epochs().epochs(scenario, pair));
    }

    Reach reach(QuantizedModel pair) {
        return CallerCode.ask(
                () -> what("what is reached", pair), () -> estimators.epochs().reach(scenario, pair));
    }

    Optional<LossEstimate> compressionLoss(QuantizedModel pair) {
        return CallerCode.ask(
                () -> what("compressionLoss", pair),
                () -> estimators.compressionLoss().compressionLoss(scenario, pair));
    }

    Optional<GainSeries> updateGains(QuantizedModel pair, int epochs) {
        return CallerCode.ask(
                () -> what("update gains", pair), () -> estimators.updateGain().gains(scenario, pair, epochs));
    }

    Optional<GainSeries> runGains(QuantizedModel pair, int epochs) {
        return CallerCode.ask(
                () -> what("run gains", pair), () -> estimators.runGain().gains(scenario, pair, epochs));
    }

    private static String what(String question, QuantizedModel pair) {
        return "estimate of " + question + " of " + pair.quoted();
    }

    /** The distribution of K at the target's confidence, by a function that may remember it. */
    Optional<EpochDistribution> distribution(
            QuantizedModel pair,
            EpochEstimate estimate,
            BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions) {
        try {
            return distributions.apply(estimate, scenario.target().confidence());
        } catch (InvalidValueException e) {
            throw Check.below("estimate of " + pair.quoted(), e);
        }
    }

    /** The same questions about another target loss of a model. */
    Beliefs at(String model, double lossTarget) {
        return new Beliefs(scenario.withLossTarget(model, lossTarget), estimators);
    }

    /** The answers for every pair of the scenario that has an estimate. */
    EstimateTable tabulated() {
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                rows.addAll(rows(new QuantizedModel(model.name(), quantization.name())));
            }
        }
        return new EstimateTable(rows);
    }

    /** One row for each loss that an estimator knows, else one for the target. */
    private List<EstimateTable.Row> rows(QuantizedModel pair) {
        if (scenario.task() == Task.INFERENCE) {
            return compressionLoss(pair).map(gamma -> EstimateTable.Row.ofInference(pair, gamma)).stream()
                    .toList();
        }
        if (!(reach(pair) instanceof Reach.Losses known)) {
            return row(pair).stream().toList();
        }
        return known.losses().stream()
                .flatMap(loss -> at(pair.model(), loss).row(pair).stream())
                .toList();
    }

    /** Losses are asked for as far as they are followed: to K_rob, or to the last epoch where there is no K_rob. */
    private Optional<EstimateTable.Row> row(QuantizedModel pair) {
        OptionalDouble reaches = reach(pair).taken(scenario.metric(), scenario.lossTarget(pair));
        return epochs(pair).map(estimate -> {
            EstimateTable.Row bare =
                    new EstimateTable.Row(pair, Optional.of(estimate), reaches, Optional.empty(), Optional.empty());
            return distribution(pair, estimate, EpochEstimate::at)
                    .map(known -> known.robustEpochs().orElse(known.lastEpoch()))
                    .map(last -> new EstimateTable.Row(
                            pair, Optional.of(estimate), reaches, compressionLoss(pair), trajectory(pair, last)))
                    .orElse(bare);
        });
    }

    private Optional<Trajectory> trajectory(QuantizedModel pair, int epochs) {
        Optional<GainSeries> update = updateGains(pair, epochs);
        Optional<GainSeries> run = runGains(pair, epochs);
        return update.isPresent() && run.isPresent()
                ? Optional.of(new Trajectory(update.get(), run.get()))
                : Optional.empty();
    }
}
