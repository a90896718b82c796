package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.List;
import java.util.function.Supplier;

/**
 * Fitted forecaster of K of runs that have begun. Thread-safe; equal questions get equal answers to the bit, in any order and from
 * any thread.
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
        return all(this, observed, target).get(0);
    }

    /**
     * The forecasts of an estimator that anybody may have written, with whatever is wrong with them told.
     *
     * @param estimator whom to ask
     * @param observed the run up to now
     * @param targets losses, in any order
     * @return one forecast for each target in order
     * @throws IllegalArgumentException if the estimator throws, or does not answer for each target
     */
    static List<EpochForecast> all(FittedEstimator estimator, Curve observed, double... targets) {
        Supplier<String> what = () -> "forecasts of " + observed.name();
        List<EpochForecast> all = CallerCode.askOrRefuse(what, () -> estimator.forecasts(observed, targets));
        Check.that(
                all.size() == targets.length,
                what.get(),
                all.size() + " forecasts",
                "must be one for each of " + Text.count(targets.length, "target"));
        for (EpochForecast forecast : all) {
            CallerCode.given(what, forecast);
        }
        return all;
    }
}
