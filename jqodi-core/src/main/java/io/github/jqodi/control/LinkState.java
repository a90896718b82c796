package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.OptionalDouble;

/**
 * Knowledge of a link while a run goes on.
 *
 * @param history rates seen
 * @param told the rate it was last said to have; empty where nobody said anything
 * @param isNew whether that was said after the last epoch, so that the history does not hold it yet
 * @param coveredSeconds of the present epoch of which the rates were told one by one
 */
public record LinkState(RateHistory history, OptionalDouble told, boolean isNew, double coveredSeconds) {
    /** How long a rate that was just told is taken to have been so. */
    private static final double TOLD_SECONDS = 5;

    /**
     * Checks the rate.
     *
     * @param history rates seen
     * @param told finite, {@code >= 0} where given
     * @param isNew whether the history does not hold it yet
     * @param coveredSeconds finite, {@code >= 0}
     */
    public LinkState {
        told.ifPresent(rate -> Check.nonNegative("told", rate));
        Check.nonNegative("coveredSeconds", coveredSeconds);
    }

    static LinkState of(double nominalBitsPerSecond) {
        return new LinkState(RateHistory.of(nominalBitsPerSecond), OptionalDouble.empty(), false, 0);
    }

    LinkState told(double bitsPerSecond) {
        return new LinkState(history, OptionalDouble.of(bitsPerSecond), true, coveredSeconds);
    }

    LinkState seen(double bitsPerSecond, double forSeconds) {
        return new LinkState(history.seen(bitsPerSecond, forSeconds), told, isNew, coveredSeconds + forSeconds);
    }

    /** Behind an epoch: what was not told one by one had the rate that was last told. */
    LinkState behind(double epochSeconds) {
        double rest = epochSeconds - coveredSeconds;
        RateHistory whole = told.isPresent() && rest > 0 ? history.seen(told.getAsDouble(), rest) : history;
        return new LinkState(whole, told, false, 0);
    }

    /** Whether anything was seen or told. */
    boolean isKnown() {
        return told.isPresent() || history.seconds() > 0;
    }

    /** How long an epoch waits for gaps of this device link by a forecast. */
    double waitSeconds(RateForecast forecast) {
        return Check.nonNegative("waitSeconds", forecast.waitSeconds(known()));
    }

    /** What a forecast rests on. */
    RateHistory known() {
        return isNew ? history.seen(told.orElseThrow(), TOLD_SECONDS) : history;
    }
}
