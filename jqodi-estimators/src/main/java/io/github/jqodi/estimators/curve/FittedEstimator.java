package io.github.jqodi.estimators.curve;

import java.util.List;

/**
 * Fitted forecaster of K of runs that have begun. Thread-safe; equal questions get equal answers to the bit, in any order and from any
 * thread.
 *
 * <pre>{@code
 * FittedEstimator fitted = CurveEstimators.standard().fit(List.of()); // no past runs
 * Curve observed = Curve.ofLosses("run 7", 2.1, 1.6, 1.3, 1.1);
 * EpochEstimate belief = fitted.forecast(observed, 0.6).toEpochEstimate();
 * EpochForecast later = fitted.forecast(observed.with(5, 1.0), 0.6); // with one loss more
 * }</pre>
 */
@FunctionalInterface
public interface FittedEstimator {
    /**
     * Beliefs about K of several targets of one run, cheaper than one at a time.
     *
     * @param observed the run up to now
     * @param targets losses, in any order
     * @return one forecast for each target in order; a target at or above the least observed loss gives
     *     {@link EpochForecast#reached}
     */
    List<EpochForecast> forecasts(Curve observed, double... targets);

    /**
     * The belief about K of one target.
     *
     * @param observed the run up to now
     * @param target a loss
     * @return the forecast
     */
    default EpochForecast forecast(Curve observed, double target) {
        return forecasts(observed, target).get(0);
    }
}
