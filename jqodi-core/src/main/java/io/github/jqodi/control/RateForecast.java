package io.github.jqodi.control;

/**
 * Forecasts the rate of a link from what was seen of it. A caller may implement it; implementations must be thread-safe and
 * give equal answers to equal questions. Ready ones are in {@link RateForecasts}.
 *
 * <pre>{@code
 * RateForecast careful = (history, fromSeconds, toSeconds) ->
 *         Math.min(history.meanBitsPerSecond(), history.lastBitsPerSecond(10)); // 10 s
 * ControlOptions options = ControlOptions.DEFAULT.withForecast(careful);
 * }</pre>
 */
@FunctionalInterface
public interface RateForecast {
    /**
     * The mean rate in a stretch of time to come, as in one epoch.
     *
     * @param history what was seen of the link until now
     * @param fromSeconds begin of the stretch, seconds from now; 0 for the next epoch
     * @param toSeconds its end, above its begin
     * @return bits per second, at least 0; 0 is a link that is down
     */
    double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds);

    /**
     * What the rates after the next epoch are believed to be. Where they are uncertain and misses are priced, epochs are chosen
     * one by one, with an eye to what can still be done when later rates are known.
     *
     * @param history what was seen of the link until now
     * @param fromSeconds begin of the stretch, seconds from now
     * @param toSeconds its end, above its begin
     * @return the belief; unless said otherwise the forecast is taken for certain
     */
    default LogRate belief(RateHistory history, double fromSeconds, double toSeconds) {
        return LogRate.of(bitsPerSecond(history, fromSeconds, toSeconds));
    }

    /**
     * How much longer an epoch takes than its bits at the rates forecast, since its transfers over the device link are held up by
     * gaps. Paid by every epoch in which a server runs a layer, as overhead of that server without energy of its own; epochs whose
     * costs were measured take as long as they do.
     *
     * @param history what was seen of the device link until now
     * @return seconds an epoch, finite, at least 0; unless said otherwise, as of a lambda, 0
     */
    default double waitSeconds(RateHistory history) {
        return 0;
    }
}
