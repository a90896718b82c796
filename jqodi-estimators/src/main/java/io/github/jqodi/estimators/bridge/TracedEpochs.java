package io.github.jqodi.estimators.bridge;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * Estimator of K for a problem from learning curves: a pair (a,q) whose fine-tuning has begun is forecast from its first epochs,
 * another from complete past runs as {@link UnbegunRuns} are: those of the same pair where there are enough, else with the spread
 * that {@link BitWidthPrior} says. Epochs count from the start of training. Immutable.
 */
public final class TracedEpochs implements EpochEstimator {
    private final FittedEstimator estimator;
    private final List<Curve> begun;
    private final PairHistory past;

    private TracedEpochs(FittedEstimator estimator, List<Curve> begun, PairHistory past) {
        this.estimator = estimator;
        this.begun = begun;
        this.past = past;
    }

    /**
     * Takes runs whose features carry model and bits.
     *
     * @param estimator fitted before
     * @param begun at most one run of each pair, up to now
     * @param history complete past runs; may be empty
     * @return the estimator
     * @throws io.github.jqodi.error.InvalidValueException if a begun run lacks model or bits, or two are of one pair
     */
    public static TracedEpochs of(FittedEstimator estimator, List<Curve> begun, List<Curve> history) {
        for (Curve run : begun) {
            Check.that(
                    run.features().model().isPresent() && run.features().bits().isPresent(),
                    "begun",
                    run.name(),
                    "must carry model and bits",
                    "Use Curve.withFeatures(RunFeatures.NONE.withPair(model, bits)).");
        }
        List<Curve> distinct = Check.distinct("begun", begun, PairHistory::pairOf);
        return new TracedEpochs(estimator, distinct, new PairHistory(history));
    }

    /**
     * Takes complete past runs alone, whose features carry model and bits; others say nothing.
     *
     * @param history past runs
     * @return the estimator
     */
    public static TracedEpochs ofHistory(List<Curve> history) {
        FittedEstimator none = (observed, targets) -> {
            throw new IllegalStateException("no run has begun");
        };
        return new TracedEpochs(none, List.of(), new PairHistory(history));
    }

    /**
     * K of a pair to the target of its model version, which has to be undercut strictly.
     *
     * @param scenario names the target
     * @param pair model and quantization by name
     * @return the belief; empty if the pair has not begun and no past run says anything of it
     */
    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        return forecast(scenario, pair).map(EpochForecast::toEpochEstimate);
    }

    /**
     * The forecast that {@link #epochs} answers, which says what it rests on.
     *
     * @param scenario names the target
     * @param pair model and quantization by name
     * @return the forecast; empty if the pair has not begun and no past run says anything of it
     */
    public Optional<EpochForecast> forecast(Scenario scenario, QuantizedModel pair) {
        scenario.metric().requireLosses("forecasts of learning curves of losses");
        ModelVersion model = scenario.model(pair.model());
        double target = Math.nextDown(scenario.lossTarget(model));
        for (Curve run : begun) {
            if (PairHistory.pairOf(run).equals(pair)) {
                return Optional.of(CallerCode.askOrRefuse(
                        () -> "forecast of " + run.name(), () -> estimator.forecast(run, target)));
            }
        }
        return past.forecast(model.name(), scenario.quantization(pair.quantization()), target);
    }

    @Override
    public String toString() {
        return "forecasts of " + Text.count(begun.size(), "begun run");
    }
}
