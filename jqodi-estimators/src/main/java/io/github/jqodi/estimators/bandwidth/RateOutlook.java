package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.control.RateForecast;
import io.github.jqodi.control.RateHistory;

/**
 * The mean rates of a link in stretches of time to come: a {@link BandwidthTrace}, or what a forecast makes of a history. Of a
 * caller's own it must give equal answers to equal questions.
 *
 * <pre>{@code
 * RateOutlook nightly = (fromSeconds, toSeconds) -> fromSeconds % 86_400 < 6 * 3_600 ? 8e7 : 2e7; // faster until six
 * }</pre>
 */
@FunctionalInterface
public interface RateOutlook {
    /**
     * The mean rate of a stretch of time.
     *
     * @param fromSeconds its begin, at least 0
     * @param toSeconds its end, above the begin
     * @return bits per second, at least 0
     */
    double meanBitsPerSecond(double fromSeconds, double toSeconds);

    /**
     * What a forecast makes of what was seen: its rates alone, not how long epochs wait for gaps.
     *
     * @param forecast one of {@link io.github.jqodi.control.RateForecasts}, {@link CautiousRates} or the caller's own
     * @param history what was seen until now
     * @return the rates from now on
     */
    static RateOutlook of(RateForecast forecast, RateHistory history) {
        return (fromSeconds, toSeconds) -> forecast.bitsPerSecond(history, fromSeconds, toSeconds);
    }

    /**
     * The same rates from a later time on.
     *
     * @param seconds when it begins
     * @return rates, asked for from that time
     */
    default RateOutlook from(double seconds) {
        return (fromSeconds, toSeconds) -> meanBitsPerSecond(seconds + fromSeconds, seconds + toSeconds);
    }
}
