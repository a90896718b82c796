package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.List;

/**
 * Structure of a layer, from which its output, multiply-adds and parameters follow. MACs are forward multiply-adds of one
 * sample in convolutions and fully connected layers; additions of residuals, pooling, normalisation and activations count
 * none. Parameters are weights; biases and normalisation count where they are asked for.
 */
public sealed interface LayerDescriptor {
    /**
     * The features it makes of others.
     *
     * @param input shape of the features that come in
     * @return shape of those that go out
     * @throws IllegalArgumentException if it cannot take the input
     */
    Shape output(Shape input);

    /**
     * Its work.
     *
     * @param input shape of the features that come in
     * @return forward multiply-adds per sample
     */
    double macs(Shape input);

    /**
     * Its size.
     *
     * @param input shape of the features that come in
     * @return parameters
     */
    double parameters(Shape input);

    /**
     * A square convolution with same padding, stride 1 and no bias.
     *
     * @param outChannels maps that go out
     * @param kernel side of the kernel
     * @return the layer
     */
    static Convolution convolution(int outChannels, int kernel) {
        return new Convolution(outChannels, kernel, 1, 1, Padding.SAME, false);
    }

    /**
     * A square convolution of each channel for itself, with same padding and no bias.
     *
     * @param kernel side of the kernel
     * @param stride step
     * @return the layer
     */
    static DepthwiseConvolution depthwise(int kernel, int stride) {
        return new DepthwiseConvolution(kernel, stride, Padding.SAME, false);
    }

    /**
     * Square pooling whose stride is its side.
     *
     * @param side of the window
     * @return the layer
     */
    static Pooling pooling(int side) {
        return new Pooling(side, side, Padding.VALID);
    }

    /**
     * A fully connected layer without bias.
     *
     * @param outputs length of the vector that goes out
     * @return the layer
     */
    static FullyConnected fullyConnected(int outputs) {
        return new FullyConnected(outputs, false);
    }

    /**
     * Layers one after the other.
     *
     * @param parts in order
     * @return the layers as one
     */
    static Sequential sequence(LayerDescriptor... parts) {
        return new Sequential(List.of(parts));
    }

    /**
     * A residual block whose shortcut has no parameters: the identity, or subsampling with zero padding of channels (He and
     * others 2016, option A).
     *
     * @param parts the main path in order
     * @return the block
     */
    static ResidualBlock residual(LayerDescriptor... parts) {
        return new ResidualBlock(sequence(parts), sequence());
    }

    /** How a window treats the border. */
    enum Padding {
        /** Output size is input size over stride, rounded up. */
        SAME,
        /** The window stays inside. */
        VALID;

        /**
         * Output size along one axis.
         *
         * @param input size
         * @param kernel side of the window
         * @param stride step
         * @return size of the output
         */
        int output(int input, int kernel, int stride) {
            if (this == SAME) {
                return (input - 1) / stride + 1;
            }
            Check.that(kernel <= input, "kernel", kernel, "must not exceed the input side " + input, "Pad it.");
            return (input - kernel) / stride + 1;
        }
    }

    /**
     * A square convolution.
     *
     * @param outChannels maps that go out
     * @param kernel side of the kernel
     * @param stride step
     * @param groups channels are split into so many independent groups
     * @param padding treatment of the border
     * @param bias whether there is one bias per output map
     */
    record Convolution(int outChannels, int kernel, int stride, int groups, Padding padding, boolean bias)
            implements LayerDescriptor {
        /**
         * Checks the sizes.
         *
         * @param outChannels at least 1, divisible by the groups
         * @param kernel at least 1
         * @param stride at least 1
         * @param groups at least 1
         * @param padding treatment of the border
         * @param bias whether there is one
         */
        public Convolution {
            Check.between("outChannels", outChannels, 1, Integer.MAX_VALUE);
            Check.between("kernel", kernel, 1, Integer.MAX_VALUE);
            Check.between("stride", stride, 1, Integer.MAX_VALUE);
            Check.between("groups", groups, 1, outChannels);
            divisible("outChannels", outChannels, groups);
        }

        /**
         * The same convolution with another step.
         *
         * @param newStride step
         * @return a copy
         */
        public Convolution withStride(int newStride) {
            return new Convolution(outChannels, kernel, newStride, groups, padding, bias);
        }

        /**
         * The same convolution with a bias.
         *
         * @return a copy
         */
        public Convolution withBias() {
            return new Convolution(outChannels, kernel, stride, groups, padding, true);
        }

        /**
         * The same convolution in groups.
         *
         * @param count how many
         * @return a copy
         */
        public Convolution withGroups(int count) {
            return new Convolution(outChannels, kernel, stride, count, padding, bias);
        }

        /**
         * The same convolution without padding.
         *
         * @return a copy
         */
        public Convolution unpadded() {
            return new Convolution(outChannels, kernel, stride, groups, Padding.VALID, bias);
        }

        @Override
        public Shape output(Shape input) {
            divisible("input channels", input.channels(), groups);
            return new Shape(
                    outChannels,
                    padding.output(input.height(), kernel, stride),
                    padding.output(input.width(), kernel, stride));
        }

        @Override
        public double macs(Shape input) {
            Shape output = output(input);
            return weights(input) * output.height() * output.width();
        }

        @Override
        public double parameters(Shape input) {
            return weights(input) + (bias ? outChannels : 0);
        }

        private double weights(Shape input) {
            divisible("input channels", input.channels(), groups);
            int channelsPerGroup = input.channels() / groups;
            return (double) kernel * kernel * channelsPerGroup * outChannels;
        }

        private static void divisible(String field, int channels, int groups) {
            Check.that(channels % groups == 0, field, channels, "must be divisible by the groups, " + groups);
        }
    }

    /**
     * A square convolution of each channel for itself.
     *
     * @param kernel side of the kernel
     * @param stride step
     * @param padding treatment of the border
     * @param bias whether there is one bias per map
     */
    record DepthwiseConvolution(int kernel, int stride, Padding padding, boolean bias) implements LayerDescriptor {
        /**
         * Checks the sizes.
         *
         * @param kernel at least 1
         * @param stride at least 1
         * @param padding treatment of the border
         * @param bias whether there is one
         */
        public DepthwiseConvolution {
            Check.between("kernel", kernel, 1, Integer.MAX_VALUE);
            Check.between("stride", stride, 1, Integer.MAX_VALUE);
        }

        @Override
        public Shape output(Shape input) {
            return asConvolution(input).output(input);
        }

        @Override
        public double macs(Shape input) {
            return asConvolution(input).macs(input);
        }

        @Override
        public double parameters(Shape input) {
            return asConvolution(input).parameters(input);
        }

        private Convolution asConvolution(Shape input) {
            return new Convolution(input.channels(), kernel, stride, input.channels(), padding, bias);
        }
    }

    /**
     * Square pooling, of maximum or mean.
     *
     * @param side of the window
     * @param stride step
     * @param padding treatment of the border
     */
    record Pooling(int side, int stride, Padding padding) implements LayerDescriptor {
        /**
         * Checks the sizes.
         *
         * @param side at least 1
         * @param stride at least 1
         * @param padding treatment of the border
         */
        public Pooling {
            Check.between("side", side, 1, Integer.MAX_VALUE);
            Check.between("stride", stride, 1, Integer.MAX_VALUE);
        }

        @Override
        public Shape output(Shape input) {
            return new Shape(
                    input.channels(),
                    padding.output(input.height(), side, stride),
                    padding.output(input.width(), side, stride));
        }

        @Override
        public double macs(Shape input) {
            return 0;
        }

        @Override
        public double parameters(Shape input) {
            return 0;
        }
    }

    /** The mean of each map. */
    record GlobalAveragePooling() implements LayerDescriptor {
        @Override
        public Shape output(Shape input) {
            return Shape.vector(input.channels());
        }

        @Override
        public double macs(Shape input) {
            return 0;
        }

        @Override
        public double parameters(Shape input) {
            return 0;
        }
    }

    /**
     * A fully connected layer; features are flattened.
     *
     * @param outputs length of the vector that goes out
     * @param bias whether there is one bias per output
     */
    record FullyConnected(int outputs, boolean bias) implements LayerDescriptor {
        /**
         * Checks the size.
         *
         * @param outputs at least 1
         * @param bias whether there is one
         */
        public FullyConnected {
            Check.between("outputs", outputs, 1, Integer.MAX_VALUE);
        }

        /**
         * The same layer with a bias.
         *
         * @return a copy
         */
        public FullyConnected withBias() {
            return new FullyConnected(outputs, true);
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(outputs);
        }

        @Override
        public double macs(Shape input) {
            return input.elements() * outputs;
        }

        @Override
        public double parameters(Shape input) {
            return input.elements() * outputs + (bias ? outputs : 0);
        }
    }

    /** Scale and shift of each channel: two parameters per channel. */
    record BatchNormalization() implements LayerDescriptor {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public double macs(Shape input) {
            return 0;
        }

        @Override
        public double parameters(Shape input) {
            return 2.0 * input.channels();
        }
    }

    /** An activation, dropout or anything else that keeps shape and has no parameters. */
    record Elementwise() implements LayerDescriptor {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public double macs(Shape input) {
            return 0;
        }

        @Override
        public double parameters(Shape input) {
            return 0;
        }
    }

    /**
     * Layers one after the other.
     *
     * @param parts in order
     */
    record Sequential(List<LayerDescriptor> parts) implements LayerDescriptor {
        /**
         * Copies the list.
         *
         * @param parts in order
         */
        public Sequential {
            parts = List.copyOf(parts);
        }

        @Override
        public Shape output(Shape input) {
            Shape shape = input;
            for (LayerDescriptor part : parts) {
                shape = part.output(shape);
            }
            return shape;
        }

        @Override
        public double macs(Shape input) {
            Shape shape = input;
            double sum = 0;
            for (LayerDescriptor part : parts) {
                sum += part.macs(shape);
                shape = part.output(shape);
            }
            return sum;
        }

        @Override
        public double parameters(Shape input) {
            Shape shape = input;
            double sum = 0;
            for (LayerDescriptor part : parts) {
                sum += part.parameters(shape);
                shape = part.output(shape);
            }
            return sum;
        }
    }

    /**
     * A residual block: a main path and a shortcut whose outputs are added.
     *
     * @param main the main path
     * @param shortcut a projection; empty for one without parameters
     */
    record ResidualBlock(Sequential main, Sequential shortcut) implements LayerDescriptor {
        /**
         * The same block with a projection.
         *
         * @param parts the shortcut in order
         * @return a copy
         */
        public ResidualBlock withShortcut(LayerDescriptor... parts) {
            return new ResidualBlock(main, sequence(parts));
        }

        @Override
        public Shape output(Shape input) {
            Shape output = main.output(input);
            if (!shortcut.parts().isEmpty()) {
                Shape other = shortcut.output(input);
                Check.that(
                        other.equals(output),
                        "shortcut",
                        other,
                        "must have the shape of the main path, " + output,
                        "Give the projection the same channels and stride.");
            }
            return output;
        }

        @Override
        public double macs(Shape input) {
            return main.macs(input) + shortcut.macs(input);
        }

        @Override
        public double parameters(Shape input) {
            return main.parameters(input) + shortcut.parameters(input);
        }
    }
}
