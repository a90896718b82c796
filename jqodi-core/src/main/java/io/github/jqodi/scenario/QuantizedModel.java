package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;

/**
 * A pair (a,q) by name: a model version and a quantization. Whether a scenario holds the two is for the scenario to say.
 *
 * @param model name of the version M_a
 * @param quantization name of q; of a bit-width its number
 */
public record QuantizedModel(String model, String quantization) {
    /**
     * Checks both names.
     *
     * @param model not blank
     * @param quantization not blank
     */
    public QuantizedModel {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(quantization, "quantization");
        Check.name("model", model);
        Check.name("quantization", quantization);
    }

    /**
     * A model at a bit-width.
     *
     * @param model name of the version, not blank
     * @param bits π_q, in (0, 32]
     * @return the pair whose quantization is named by that number
     */
    public static QuantizedModel of(String model, double bits) {
        Check.name("model", model);
        return new QuantizedModel(model, Quantization.of(bits).name());
    }

    /**
     * {@return the pair for people, as in "ResNet20 at 8 bits" or "ResNet20 at w8a16"}
     */
    public String label() {
        return model + " at " + Quantization.label(quantization);
    }

    /**
     * {@return the label with the model's name in quotes, as messages tell it}
     */
    public String quoted() {
        return "'" + model + "' at " + Quantization.label(quantization);
    }

    @Override
    public String toString() {
        return Text.escaped(label());
    }
}
