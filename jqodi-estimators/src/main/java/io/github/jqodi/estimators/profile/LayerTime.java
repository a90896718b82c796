package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The measured time of a layer on a node.
 *
 * @param node where it was measured
 * @param model the layer belongs to; empty if the file is of one model
 * @param layer its name
 * @param quantization at which it was measured; empty for full precision
 * @param batchSize samples that were measured together; empty if the time is of one sample
 * @param forwardSeconds of a forward pass
 * @param backwardSeconds of a full backward pass; empty if it was not measured
 * @param work of the forward pass; empty if it is not known
 */
public record LayerTime(
        String node,
        Optional<String> model,
        String layer,
        Optional<String> quantization,
        OptionalInt batchSize,
        double forwardSeconds,
        OptionalDouble backwardSeconds,
        Optional<LayerWork> work) {
    /**
     * Checks names and numbers.
     *
     * @param node not blank
     * @param model not blank where given
     * @param layer not blank
     * @param quantization not blank where given
     * @param batchSize at least 1 where given
     * @param forwardSeconds finite, {@code >= 0}
     * @param backwardSeconds finite, {@code >= 0} where given
     * @param work of the forward pass
     */
    public LayerTime {
        Check.name("node", node);
        model.ifPresent(name -> Check.name("model", name));
        Check.name("layer", layer);
        quantization.ifPresent(name -> Check.name("quantization", name));
        batchSize.ifPresent(size -> Check.between("batchSize", size, 1, Integer.MAX_VALUE));
        forwardSeconds = Check.nonNegative("forwardSeconds", forwardSeconds);
        backwardSeconds.ifPresent(seconds -> Check.nonNegative("backwardSeconds", seconds));
    }

    /**
     * A forward pass over one sample at full precision.
     *
     * @param node where it was measured
     * @param layer its name
     * @param forwardSeconds of a forward pass
     * @return the time
     */
    public static LayerTime of(String node, String layer, double forwardSeconds) {
        return new LayerTime(
                node,
                Optional.empty(),
                layer,
                Optional.empty(),
                OptionalInt.empty(),
                forwardSeconds,
                OptionalDouble.empty(),
                Optional.empty());
    }

    /**
     * The same as part of a model.
     *
     * @param name of the model; empty if the file is of one
     * @return a copy
     */
    public LayerTime withModel(Optional<String> name) {
        return new LayerTime(node, name, layer, quantization, batchSize, forwardSeconds, backwardSeconds, work);
    }

    /**
     * The same with what the pass computes and moves.
     *
     * @param measured work of the forward pass
     * @return a copy
     */
    public LayerTime withWork(LayerWork measured) {
        return new LayerTime(
                node, model, layer, quantization, batchSize, forwardSeconds, backwardSeconds, Optional.of(measured));
    }

    /**
     * The same at a quantization.
     *
     * @param name of the quantization; empty for full precision
     * @return a copy
     */
    public LayerTime withQuantization(Optional<String> name) {
        return new LayerTime(node, model, layer, name, batchSize, forwardSeconds, backwardSeconds, work);
    }

    /**
     * The same for samples measured together.
     *
     * @param samples of a batch; empty for one sample by itself
     * @return a copy
     */
    public LayerTime withBatchSize(OptionalInt samples) {
        return new LayerTime(node, model, layer, quantization, samples, forwardSeconds, backwardSeconds, work);
    }

    /**
     * The same with other seconds.
     *
     * @param forward of a forward pass
     * @param backward of a backward pass; empty if it was not measured
     * @return a copy
     */
    public LayerTime withSeconds(double forward, OptionalDouble backward) {
        return new LayerTime(node, model, layer, quantization, batchSize, forward, backward, work);
    }

    /**
     * {@return what was measured, the seconds aside: times with the same key are repeats}
     */
    public Key key() {
        return new Key(node, quantization, batchSize, new LayerName(model, layer));
    }

    /**
     * What a scenario takes.
     *
     * @param version the layer belongs to, where its own model is not told
     * @return the entry of a profile
     */
    public ProfiledLayer profiled(String version) {
        return new ProfiledLayer(
                node,
                model.orElse(version),
                quantization,
                layer,
                batchSize,
                forwardSeconds,
                backwardSeconds,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * Node, quantization, batch and layer.
     *
     * @param node where it was measured
     * @param quantization at which; empty for full precision
     * @param batchSize samples together; empty for one
     * @param layer its model and name
     */
    public record Key(String node, Optional<String> quantization, OptionalInt batchSize, LayerName layer) {
        /**
         * {@return the same without the layer: what shares one model of time}
         */
        public Setting setting() {
            return new Setting(node, quantization, batchSize);
        }
    }

    /**
     * A layer of a model.
     *
     * @param model its name; empty if the file is of one model
     * @param layer its name
     */
    public record LayerName(Optional<String> model, String layer) {
        /**
         * {@return both names, for people}
         */
        public String label() {
            return "'" + layer + "'" + model.map(name -> " of '" + name + "'").orElse("");
        }
    }

    /**
     * Where and how layers are measured.
     *
     * @param node where
     * @param quantization at which; empty for full precision
     * @param batchSize samples together; empty for one
     */
    public record Setting(String node, Optional<String> quantization, OptionalInt batchSize) {
        /**
         * {@return node, precision and batch, for people}
         */
        public String label() {
            return "'" + node + "'" + quantization.map(name -> " at " + name).orElse("")
                    + (batchSize.isPresent() ? ", batch " + batchSize.getAsInt() : "");
        }
    }
}
