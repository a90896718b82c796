package io.github.jqodi.estimators.power;

import io.github.jqodi.base.Check;

/**
 * Power at a moment.
 *
 * @param seconds since any start, such as 1970
 * @param watts drawn then
 */
public record PowerSample(double seconds, double watts) {
    /**
     * Checks both numbers.
     *
     * @param seconds finite
     * @param watts finite, {@code >= 0}
     */
    public PowerSample {
        seconds = Check.finite("seconds", seconds);
        watts = Check.nonNegative("watts", watts);
    }
}
