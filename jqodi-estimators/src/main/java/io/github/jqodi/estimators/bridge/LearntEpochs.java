package io.github.jqodi.estimators.bridge;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.CurveBelief;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * Belief about the epochs of a run under control that learns with each loss: the curve observed so far is forecast anew. Depends on
 * the losses alone, so that a run that is taken up again believes as before. Immutable.
 */
public final class LearntEpochs implements CurveBelief {
    private final FittedEstimator estimator;
    private final Scenario scenario;
    private final int fromEpoch;

    private LearntEpochs(FittedEstimator estimator, Scenario scenario, int fromEpoch) {
        this.estimator = estimator;
        this.scenario = scenario;
        this.fromEpoch = fromEpoch;
    }

    /**
     * Forecasts of an estimator.
     *
     * @param estimator fitted before
     * @param scenario names models and targets; of losses
     * @param fromEpoch how many losses have to be observed before the forecast takes the place of what was believed at the start,
     *     at least 1
     * @return the belief
     * @throws io.github.jqodi.error.InvalidValueException if the scenario speaks of accuracies, or fromEpoch is below 1
     */
    public static LearntEpochs of(FittedEstimator estimator, Scenario scenario, int fromEpoch) {
        scenario.metric().requireLosses("forecasts of learning curves of losses");
        Check.between("fromEpoch", fromEpoch, 1, Integer.MAX_VALUE);
        return new LearntEpochs(estimator, scenario, fromEpoch);
    }

    /**
     * {@inheritDoc}
     *
     * @return the forecast of K, which has to be above the epochs observed; empty before enough of them, or where the forecast
     *     leaves none
     */
    @Override
    public Optional<EpochEstimate> epochs(QuantizedModel pair, List<Double> losses) {
        if (losses.size() < fromEpoch) {
            return Optional.empty();
        }
        double target = Math.nextDown(scenario.lossTarget(pair));
        Curve observed = Curve.ofLosses(
                pair.label(), losses.stream().mapToDouble(Double::doubleValue).toArray());
        EpochForecast asked = CallerCode.askOrRefuse(
                () -> "forecast of " + observed.name(), () -> estimator.forecast(observed, target));
        EpochEstimate forecast = asked.after(losses.size()).toEpochEstimate();
        return Optional.of(forecast).filter(known -> known.after(losses.size()).isPresent());
    }

    @Override
    public String toString() {
        return "forecasts of a curve from its epoch " + fromEpoch + " on, " + Text.escaped(String.valueOf(estimator));
    }
}
