package io.github.jqodi.estimators.power;

import io.github.jqodi.base.Check;

/**
 * A part of a run, by the clock of the power log.
 *
 * @param name of the part
 * @param from its start in seconds
 * @param to its end in seconds
 */
public record RunSpan(String name, double from, double to) {
    /**
     * Checks name and times.
     *
     * @param name not blank
     * @param from finite
     * @param to finite, not before {@code from}
     */
    public RunSpan {
        Check.name("name", name);
        Check.finite("from", from);
        Check.that(to >= from && Double.isFinite(to), "to", to, "must be finite and not before from, " + from);
    }
}
