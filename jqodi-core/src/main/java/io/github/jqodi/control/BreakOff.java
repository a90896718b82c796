package io.github.jqodi.control;

import io.github.jqodi.base.Check;

/**
 * Limits of patience with an epoch, which is broken off at once where its server is down, and where it stalls. It stalls
 * once its time is beyond a multiple of what was expected, its rest would take longer than epochs elsewhere, and waiting for it
 * would break the deadline.
 *
 * @param overdueFactor multiple of the expected time from which on it may have stalled
 * @param elsewhereFactor multiple of an epoch elsewhere that its rest has to exceed
 * @param marginSeconds by how much it has to exceed that
 */
public record BreakOff(double overdueFactor, double elsewhereFactor, double marginSeconds) {
    /** Beyond 1.5 times the expected time, a rest above 1.25 epochs elsewhere and 1 s. */
    public static final BreakOff DEFAULT = new BreakOff(1.5, 1.25, 1);

    /**
     * Checks the numbers.
     *
     * @param overdueFactor finite, at least 1
     * @param elsewhereFactor finite, above 0
     * @param marginSeconds finite, {@code >= 0}
     */
    public BreakOff {
        Check.that(
                overdueFactor >= 1 && overdueFactor < Double.POSITIVE_INFINITY,
                "overdueFactor",
                overdueFactor,
                "must be at least 1");
        Check.positive("elsewhereFactor", elsewhereFactor);
        marginSeconds = Check.nonNegative("marginSeconds", marginSeconds);
    }

    /**
     * The same with another patience.
     *
     * @param factor finite, at least 1
     * @return these limits
     */
    public BreakOff withOverdueFactor(double factor) {
        return new BreakOff(factor, elsewhereFactor, marginSeconds);
    }

    /**
     * The same with another weight of epochs elsewhere.
     *
     * @param factor finite, above 0
     * @return these limits
     */
    public BreakOff withElsewhereFactor(double factor) {
        return new BreakOff(overdueFactor, factor, marginSeconds);
    }

    /**
     * The same with another margin.
     *
     * @param seconds finite, {@code >= 0}
     * @return these limits
     */
    public BreakOff withMarginSeconds(double seconds) {
        return new BreakOff(overdueFactor, elsewhereFactor, seconds);
    }
}
