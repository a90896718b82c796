package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;

/**
 * A layer, or a block of layers between two cut points, of the full-precision model.
 *
 * @param name shown to people
 * @param macs forward multiply-adds per sample
 * @param parameters weights
 * @param trainableParameters those of them that fine-tuning changes: 0 of a frozen layer, their count of adapters
 * @param outputElements elements of the output of one sample, which cross a cut after this layer
 * @param activationElements elements that training keeps of the layer for each sample
 */
public record Layer(
        String name,
        double macs,
        double parameters,
        double trainableParameters,
        double outputElements,
        double activationElements) {
    /**
     * Checks every number.
     *
     * @param name not blank
     * @param macs finite, {@code >= 0}
     * @param parameters finite, {@code >= 0}
     * @param trainableParameters from 0 to {@code parameters}
     * @param outputElements finite, {@code >= 0}
     * @param activationElements finite, {@code >= 0}
     */
    public Layer {
        Objects.requireNonNull(name, "name");
        Check.name("name", name);
        macs = Check.nonNegative("macs", macs);
        parameters = Check.nonNegative("parameters", parameters);
        trainableParameters = Check.nonNegative("trainableParameters", trainableParameters);
        Check.that(
                trainableParameters <= parameters,
                "trainableParameters",
                trainableParameters,
                "must be at most parameters, " + parameters,
                "Parameters of adapters count among both.");
        outputElements = Check.nonNegative("outputElements", outputElements);
        activationElements = Check.nonNegative("activationElements", activationElements);
    }

    /**
     * A layer all of whose weights are trained, which keeps its output for training.
     *
     * @param name shown to people
     * @param macs forward multiply-adds per sample
     * @param parameters weights
     * @param outputElements elements of the output of one sample
     */
    public Layer(String name, double macs, double parameters, double outputElements) {
        this(name, macs, parameters, parameters, outputElements, outputElements);
    }

    /**
     * The same layer with some weights frozen.
     *
     * @param trained weights that fine-tuning changes, from 0 to all
     * @return a copy
     */
    public Layer withTrainableParameters(double trained) {
        return new Layer(name, macs, parameters, trained, outputElements, activationElements);
    }

    /**
     * The same layer with what training keeps of it.
     *
     * @param elements for each sample
     * @return a copy
     */
    public Layer withActivationElements(double elements) {
        return new Layer(name, macs, parameters, trainableParameters, outputElements, elements);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + Text.number(macs) + " MACs, " + Text.number(parameters) + " parameters, "
                + Text.number(outputElements) + " outputs";
    }
}
