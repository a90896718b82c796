package io.github.jqodi.estimators.loss;

import io.github.jqodi.base.Check;

/**
 * Change of the loss by one past quantization.
 *
 * @param model name of the version
 * @param bits π_q
 * @param lossChange loss after it minus loss before it, of any sign
 */
public record PastCompression(String model, int bits, double lossChange) {
    /**
     * Checks every part.
     *
     * @param model not blank
     * @param bits from 1 to 32
     * @param lossChange finite
     */
    public PastCompression {
        Check.name("model", model);
        Check.between("bits", bits, 1, 32);
        Check.finite("lossChange", lossChange);
    }
}
