package io.github.jqodi.estimators.loss;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * Change of the loss by one past quantization.
 *
 * @param model name of the version
 * @param quantization q
 * @param lossChange loss after it minus loss before it, of any sign
 */
public record PastCompression(String model, Quantization quantization, double lossChange) {
    /**
     * Checks every part.
     *
     * @param model not blank
     * @param quantization name and bits
     * @param lossChange finite
     */
    public PastCompression {
        Check.name("model", model);
        Check.finite("lossChange", lossChange);
    }

    /**
     * {@return model and quantization by name}
     */
    public QuantizedModel pair() {
        return new QuantizedModel(model, quantization.name());
    }
}
