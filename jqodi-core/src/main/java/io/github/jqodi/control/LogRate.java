package io.github.jqodi.control;

import io.github.jqodi.base.Check;

/**
 * Belief about the rate of a link: its natural logarithm is normally distributed.
 *
 * @param mean of the logarithm of bits per second; -∞ of a link that is down
 * @param deviation standard deviation of the logarithm; 0 where the rate is certain
 */
public record LogRate(double mean, double deviation) {
    private static final double MOST_MEAN = 709.79;

    /**
     * Checks the numbers.
     *
     * @param mean at most {@value #MOST_MEAN}, about the logarithm of the largest number
     * @param deviation finite, {@code >= 0}
     */
    public LogRate {
        Check.that(mean <= MOST_MEAN, "mean", mean, "must be at most " + MOST_MEAN, "It is a natural logarithm.");
        deviation = Check.nonNegative("deviation", deviation);
    }

    /**
     * A rate that is certain.
     *
     * @param bitsPerSecond at least 0
     * @return the belief
     */
    public static LogRate of(double bitsPerSecond) {
        return new LogRate(Math.log(Check.nonNegative("bitsPerSecond", bitsPerSecond)), 0);
    }
}
