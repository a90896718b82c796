package io.github.jqodi.control;

import io.github.jqodi.base.Check;

/**
 * Limits of patience with an epoch, which is broken off at once where its server is down, and where it stalls. It stalls
 * once its time is beyond a multiple of what was expected, its rest would take longer than epochs elsewhere, and waiting for it
 * would break the deadline.
 *
 * @param overdue multiple of the expected time from which on it may have stalled
 * @param elsewhere multiple of an epoch elsewhere that its rest has to exceed
 * @param moveSeconds and so many seconds more
 */
public record BreakOff(double overdue, double elsewhere, double moveSeconds) {
    /** Beyond 1.5 times the expected time, a rest above 1.25 epochs elsewhere and 1 s. */
    public static final BreakOff DEFAULT = new BreakOff(1.5, 1.25, 1);

    /**
     * Checks the numbers.
     *
     * @param overdue finite, at least 1
     * @param elsewhere finite, above 0
     * @param moveSeconds finite, {@code >= 0}
     */
    public BreakOff {
        Check.that(overdue >= 1 && overdue < Double.POSITIVE_INFINITY, "overdue", overdue, "must be at least 1", "");
        Check.positive("elsewhere", elsewhere);
        moveSeconds = Check.nonNegative("moveSeconds", moveSeconds);
    }
}
