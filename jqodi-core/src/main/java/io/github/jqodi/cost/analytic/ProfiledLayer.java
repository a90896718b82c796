package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Measured time and energy of one layer of a model on one node.
 *
 * @param node name of the device or of a server, or the profile that servers share
 * @param model name of the version
 * @param quantization name of the quantization it was measured at; empty if at full precision, to be scaled by s(q)
 * @param layer name of the layer
 * @param batchSize samples of a measured batch; empty if the numbers are of one sample
 * @param forwardSeconds of a forward pass over a sample or a batch
 * @param backwardSeconds of a full backward pass; empty for twice the forward pass
 * @param forwardJoules energy of the forward pass; empty for the power of the node
 * @param backwardJoules energy of the backward pass; empty for twice that of the forward pass
 */
public record ProfiledLayer(
        String node,
        String model,
        Optional<String> quantization,
        String layer,
        OptionalInt batchSize,
        double forwardSeconds,
        OptionalDouble backwardSeconds,
        OptionalDouble forwardJoules,
        OptionalDouble backwardJoules) {
    /**
     * Checks names and numbers.
     *
     * @param node not blank
     * @param model not blank
     * @param quantization not blank where given
     * @param layer not blank
     * @param batchSize at least 1 where given
     * @param forwardSeconds finite, {@code >= 0}
     * @param backwardSeconds finite, {@code >= 0} where given
     * @param forwardJoules finite, {@code >= 0} where given
     * @param backwardJoules finite, {@code >= 0}, only beside {@code forwardJoules}
     */
    public ProfiledLayer {
        Check.name("node", node);
        Check.name("model", model);
        quantization.ifPresent(name -> Check.name("quantization", name));
        Check.name("layer", layer);
        batchSize.ifPresent(size -> Check.between("batchSize", size, 1, Integer.MAX_VALUE));
        forwardSeconds = Check.nonNegative("forwardSeconds", forwardSeconds);
        backwardSeconds = Check.nonNegative("backwardSeconds", backwardSeconds);
        forwardJoules = Check.nonNegative("forwardJoules", forwardJoules);
        backwardJoules = Check.nonNegative("backwardJoules", backwardJoules);
        Check.that(
                forwardJoules.isPresent() || backwardJoules.isEmpty(),
                "forwardJoules",
                "missing",
                "is needed beside backwardJoules",
                "Without either the power of the node counts.");
    }

    /**
     * A layer measured at full precision, sample by sample.
     *
     * @param node name of the device or of a server, or the profile that servers share
     * @param model name of the version
     * @param layer name of the layer
     * @param forwardSeconds of a sample
     * @return the measurement; a backward pass takes twice the time, the node's power says the energy
     */
    public static ProfiledLayer of(String node, String model, String layer, double forwardSeconds) {
        return new ProfiledLayer(
                node,
                model,
                Optional.empty(),
                layer,
                OptionalInt.empty(),
                forwardSeconds,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * The same, measured at a quantization.
     *
     * @param name of the quantization
     * @return a copy
     */
    public ProfiledLayer withQuantization(String name) {
        return new ProfiledLayer(
                node,
                model,
                Optional.of(name),
                layer,
                batchSize,
                forwardSeconds,
                backwardSeconds,
                forwardJoules,
                backwardJoules);
    }

    /**
     * The same numbers for a batch.
     *
     * @param samples of a batch
     * @return a copy
     */
    public ProfiledLayer withBatchSize(int samples) {
        return new ProfiledLayer(
                node,
                model,
                quantization,
                layer,
                OptionalInt.of(samples),
                forwardSeconds,
                backwardSeconds,
                forwardJoules,
                backwardJoules);
    }

    /**
     * The same with a measured backward pass.
     *
     * @param seconds of a full backward pass
     * @return a copy
     */
    public ProfiledLayer withBackwardSeconds(double seconds) {
        return new ProfiledLayer(
                node,
                model,
                quantization,
                layer,
                batchSize,
                forwardSeconds,
                OptionalDouble.of(seconds),
                forwardJoules,
                backwardJoules);
    }

    /**
     * The same with measured energies.
     *
     * @param forward joules of a forward pass
     * @param backward joules of a full backward pass
     * @return a copy
     */
    public ProfiledLayer withJoules(double forward, double backward) {
        return new ProfiledLayer(
                node,
                model,
                quantization,
                layer,
                batchSize,
                forwardSeconds,
                backwardSeconds,
                OptionalDouble.of(forward),
                OptionalDouble.of(backward));
    }

    /** What is measured, for people. */
    String label() {
        String of = quantization
                .map(name -> new QuantizedModel(model, name).quoted())
                .orElse("'" + model + "'");
        return "layer '" + layer + "' of model " + of + " on '" + node + "'";
    }
}
