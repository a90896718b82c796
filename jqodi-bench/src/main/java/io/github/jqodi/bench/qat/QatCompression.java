package io.github.jqodi.bench.qat;

import io.github.jqodi.estimators.loss.PastCompression;

/**
 * Validation loss before and right after quantization.
 *
 * @param place model, quantization, data and seed
 * @param lossFull at full precision, L_a on the local data
 * @param lossQuantized L_a + γ
 */
public record QatCompression(QatPlace place, double lossFull, double lossQuantized) {
    /**
     * {@return γ}
     */
    public double lossChange() {
        return lossQuantized - lossFull;
    }

    /**
     * {@return the same as a past compression of the version}
     */
    public PastCompression past() {
        return new PastCompression(place.version(), place.quantization(), lossChange());
    }
}
