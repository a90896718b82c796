package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.OptionalDouble;

/**
 * Knowledge of a link while a run goes on.
 *
 * @param history rates seen
 * @param told the rate it was last said to have, in proportion to the nominal one as in the history; empty where nobody said
 *     anything
 * @param newSeconds for how long after the end of the history the link is taken to have had the told rate; 0 once the history holds
 *     that or something newer
 * @param coveredSeconds of the present epoch of which the rates were told one by one
 */
public record LinkState(RateHistory history, OptionalDouble told, double newSeconds, double coveredSeconds) {
    /** How long a rate that was just told is taken to have been so. */
    private static final double TOLD_SECONDS = 5;

    /**
     * Checks the rate.
     *
     * @param history rates seen
     * @param told finite, {@code >= 0} where given
     * @param newSeconds finite, {@code >= 0}; 0 where nothing was told
     * @param coveredSeconds finite, {@code >= 0}
     */
    public LinkState {
        told = Check.nonNegative("told", told);
        newSeconds = Check.nonNegative("newSeconds", newSeconds);
        Check.that(newSeconds == 0 || told.isPresent(), "newSeconds", newSeconds, "must be 0 where nothing was told");
        coveredSeconds = Check.nonNegative("coveredSeconds", coveredSeconds);
    }

    static LinkState of(double nominalBitsPerSecond) {
        return new LinkState(RateHistory.of(nominalBitsPerSecond), OptionalDouble.empty(), 0, 0);
    }

    LinkState told(double bitsPerSecond) {
        return new LinkState(history, OptionalDouble.of(bitsPerSecond), TOLD_SECONDS, coveredSeconds);
    }

    /** What is seen after a rate was told is newer. */
    LinkState seen(double bitsPerSecond, double forSeconds) {
        return new LinkState(
                history.seen(bitsPerSecond, forSeconds),
                told,
                forSeconds > 0 ? 0 : newSeconds,
                coveredSeconds + forSeconds);
    }

    /** After an epoch: what was not told one by one had the rate that was last told. */
    LinkState afterEpoch(double epochSeconds) {
        double rest = Math.max(0, epochSeconds - coveredSeconds);
        return told.isPresent()
                ? new LinkState(history.seen(told.getAsDouble(), rest), told, Math.max(0, newSeconds - rest), 0)
                : new LinkState(history, told, 0, 0);
    }

    /** Whether anything was seen or told. */
    boolean isKnown() {
        return told.isPresent() || history.seconds() > 0;
    }

    /** What a forecast rests on. */
    RateHistory known() {
        return newSeconds > 0 ? history.seen(told.orElseThrow(), newSeconds) : history;
    }
}
