package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;

/**
 * A layer, or a block of layers between two cut points, of the full-precision model.
 *
 * @param name shown to people
 * @param macs forward multiply-adds per sample
 * @param parameters weights
 * @param outputElements elements of the output of one sample, which cross a cut behind this layer
 */
public record Layer(String name, double macs, double parameters, double outputElements) {
    /**
     * Checks every number.
     *
     * @param name not blank
     * @param macs finite, {@code >= 0}
     * @param parameters finite, {@code >= 0}
     * @param outputElements finite, {@code >= 0}
     */
    public Layer {
        Check.name("name", name);
        macs = Check.nonNegative("macs", macs);
        parameters = Check.nonNegative("parameters", parameters);
        outputElements = Check.nonNegative("outputElements", outputElements);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + Text.number(macs) + " MACs, " + Text.number(parameters) + " parameters, "
                + Text.number(outputElements) + " outputs";
    }
}
