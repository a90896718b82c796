package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;

/**
 * Work of a measured pass over a layer: multiply-adds and bytes moved, over all samples that were measured together.
 *
 * @param macs multiply-adds
 * @param bytes of inputs, outputs and weights that are read and written
 */
public record LayerWork(double macs, double bytes) {
    /**
     * Checks both numbers.
     *
     * @param macs finite, {@code >= 0}
     * @param bytes finite, {@code >= 0}
     */
    public LayerWork {
        macs = Check.nonNegative("macs", macs);
        bytes = Check.nonNegative("bytes", bytes);
    }
}
