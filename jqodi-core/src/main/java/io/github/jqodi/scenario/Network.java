package io.github.jqodi.scenario;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A network as blocks between cut points. Immutable: each {@link #block} gives a longer network.
 *
 * <pre>{@code
 * List<Layer> layers = Network.of(new Shape(3, 32, 32))
 *         .block("64C3-MP2", convolution(64, 3), pooling(2))
 *         .block("10FC", fullyConnected(10))
 *         .layers();
 * }</pre>
 */
public final class Network {
    private final List<Layer> layers;
    private final Shape output;

    private Network(List<Layer> layers, Shape output) {
        this.layers = layers;
        this.output = output;
    }

    /**
     * A network without layers.
     *
     * @param input shape of one sample
     * @return the network
     */
    public static Network of(Shape input) {
        return new Network(List.of(), input);
    }

    /**
     * The network with one block more.
     *
     * @param name shown to people
     * @param parts layers of the block in order; there is a cut point after the last
     * @return a longer network
     * @throws IllegalArgumentException if a layer cannot take what comes in
     */
    public Network block(String name, LayerDescriptor... parts) {
        LayerDescriptor block = LayerDescriptor.sequence(parts);
        Shape next = block.output(output);
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(new Layer(name, block.macs(output), block.parameters(output), next.elements()));
        return new Network(List.copyOf(longer), next);
    }

    /**
     * {@return the blocks with their work, size and output, for a model version}
     */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * {@return shape of what the last block puts out}
     */
    public Shape output() {
        return output;
    }

    /**
     * {@return forward multiply-adds per sample of the whole network}
     */
    public double macs() {
        return layers.stream().mapToDouble(Layer::macs).sum();
    }

    /**
     * {@return parameters of the whole network}
     */
    public double parameters() {
        return layers.stream().mapToDouble(Layer::parameters).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && layers.equals(that.layers) && output.equals(that.output);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layers, output);
    }

    @Override
    public String toString() {
        return Text.count(layers.size(), "block") + ", " + Text.number(macs()) + " MACs, " + Text.number(parameters())
                + " parameters, output " + output;
    }
}
