package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.OptionalInt;

/**
 * Point and robust value of a forecast, for scoring.
 *
 * @param expected epochs given that the target is reached, ∞ if nothing finite can be said
 * @param robust epochs that suffice with the stated confidence, ∞ if none do
 * @param never probability that the target is never reached
 */
public record Prediction(double expected, double robust, double never) {
    private static final double DECIMALS = 1e4;

    /**
     * Reads a forecast at one confidence.
     *
     * @param forecast the belief
     * @param confidence in (0, 1)
     * @return median given that the target is reached, quantile and P(never) to four decimals, which is closer than it is known;
     *     the quantile is at least the median
     */
    public static Prediction of(EpochForecast forecast, double confidence) {
        double expected = orInfinite(forecast.medianEpochs());
        double robust = orInfinite(forecast.quantile(confidence));
        double never = rounded(forecast.neverProbability());
        // Without a robust value "never" is above 1 - confidence; rounding must not hide that.
        double least = robust < Double.POSITIVE_INFINITY ? 0 : 1 - confidence + 1 / DECIMALS;
        return new Prediction(expected, Math.max(expected, robust), Math.max(least, never));
    }

    private static double rounded(double probability) {
        return Math.rint(probability * DECIMALS) / DECIMALS;
    }

    private static double orInfinite(OptionalInt epochs) {
        return epochs.isPresent() ? epochs.getAsInt() : Double.POSITIVE_INFINITY;
    }
}
