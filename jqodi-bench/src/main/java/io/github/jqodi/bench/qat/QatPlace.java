package io.github.jqodi.bench.qat;

import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * Where a measurement belongs.
 *
 * @param network its name
 * @param variant of data and training
 * @param quantization q
 * @param seed of the local data
 */
public record QatPlace(String network, String variant, Quantization quantization, int seed) {
    /**
     * {@return network and variant as the name of one model version, as compression losses and curves depend on both}
     */
    public String version() {
        return network + " " + variant;
    }

    /**
     * {@return version and quantization by name}
     */
    public QuantizedModel pair() {
        return new QuantizedModel(version(), quantization.name());
    }

    /**
     * {@return whether the seed is even: those of odd seeds are past, these are asked about}
     */
    public boolean isHeldOut() {
        return seed % 2 == 0;
    }
}
