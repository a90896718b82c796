package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/**
 * One-off cost of quantizing a model version on the cloud.
 *
 * @param bits bit-width π_q
 * @param seconds τ_(a,q)
 * @param joules ε_(a,q)
 */
public record Setup(int bits, double seconds, double joules) {
    /**
     * Checks every number.
     *
     * @param bits from 1 to 32
     * @param seconds finite, {@code >= 0}
     * @param joules finite, {@code >= 0}
     */
    public Setup {
        Check.between("bits", bits, 1, 32);
        seconds = Check.nonNegative("seconds", seconds);
        joules = Check.nonNegative("joules", joules);
    }
}
