package io.github.jqodi.zoo;

import static io.github.jqodi.scenario.LayerDescriptor.convolution;
import static io.github.jqodi.scenario.LayerDescriptor.depthwise;
import static io.github.jqodi.scenario.LayerDescriptor.fullyConnected;
import static io.github.jqodi.scenario.LayerDescriptor.pooling;
import static io.github.jqodi.scenario.LayerDescriptor.residual;
import static io.github.jqodi.scenario.LayerDescriptor.sequence;

import io.github.jqodi.scenario.LayerDescriptor;
import io.github.jqodi.scenario.LayerDescriptor.BatchNormalization;
import io.github.jqodi.scenario.LayerDescriptor.GlobalAveragePooling;
import io.github.jqodi.scenario.LayerDescriptor.Padding;
import io.github.jqodi.scenario.LayerDescriptor.Pooling;
import io.github.jqodi.scenario.LayerDescriptor.ResidualBlock;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Shape;

/** Networks for ImageNet: 224x224 images, 1000 classes, biases and normalisation counted. */
final class ImageNetNetworks {
    static final Shape INPUT = new Shape(3, 224, 224);

    private static final int CLASSES = 1000;

    /** Stages of a ResNet: channels of the 3x3 convolutions. */
    private static final int[] RESNET_CHANNELS = {64, 128, 256, 512};

    /** A bottleneck puts out four times the channels of its 3x3 convolution. */
    private static final int BOTTLENECK_EXPANSION = 4;

    /** Rows of MobileNetV2's table 2: expansion t, channels c, repetitions n, stride s of the first. */
    private static final int[][] INVERTED_RESIDUALS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    /** Channels of VGG-16's convolutions; 0 is pooling, which joins the block before it. */
    private static final int[] VGG16 = {64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0};

    private ImageNetNetworks() {}

    static Network resnet18() {
        Network network = resnetStem();
        for (int stage = 0; stage < RESNET_CHANNELS.length; stage++) {
            int channels = RESNET_CHANNELS[stage];
            network = network.block("stage " + (stage + 1) + " unit 1", basic(channels, stage == 0 ? 1 : 2, stage > 0))
                    .block("stage " + (stage + 1) + " unit 2", basic(channels, 1, false));
        }
        return withClassifier(network);
    }

    static Network resnet50() {
        int[] units = {3, 4, 6, 3};
        Network network = resnetStem();
        for (int stage = 0; stage < RESNET_CHANNELS.length; stage++) {
            for (int unit = 1; unit <= units[stage]; unit++) {
                int stride = unit == 1 && stage > 0 ? 2 : 1;
                network = network.block(
                        "stage " + (stage + 1) + " unit " + unit,
                        bottleneck(RESNET_CHANNELS[stage], stride, unit == 1));
            }
        }
        return withClassifier(network);
    }

    static Network mobileNetV2() {
        Network network =
                Network.of(INPUT).block("32C3/2", normalised(convolution(32, 3).withStride(2)));
        int channels = 32;
        for (int[] row : INVERTED_RESIDUALS) {
            for (int unit = 1; unit <= row[2]; unit++) {
                int stride = unit == 1 ? row[3] : 1;
                network = network.block(
                        "bottleneck " + row[1] + " unit " + unit, inverted(channels, row[0], row[1], stride));
                channels = row[1];
            }
        }
        return withClassifier(network.block("1280C1", normalised(convolution(1280, 1))));
    }

    static Network vgg16() {
        Network network = Network.of(INPUT);
        for (int i = 0; i < VGG16.length; i++) {
            if (VGG16[i] == 0) {
                continue;
            }
            LayerDescriptor layer = convolution(VGG16[i], 3).withBias();
            network = VGG16[i + 1] == 0
                    ? network.block(VGG16[i] + "C3-MP2", layer, pooling(2))
                    : network.block(VGG16[i] + "C3", layer);
        }
        return network.block("4096FC", fullyConnected(4096).withBias())
                .block("4096FC", fullyConnected(4096).withBias())
                .block("1000FC", fullyConnected(CLASSES).withBias());
    }

    private static Network resnetStem() {
        return Network.of(INPUT)
                .block("64C7/2-MP3/2", normalised(convolution(64, 7).withStride(2)), new Pooling(3, 2, Padding.SAME));
    }

    private static Network withClassifier(Network network) {
        return network.block(
                "GAP-1000FC",
                new GlobalAveragePooling(),
                fullyConnected(CLASSES).withBias());
    }

    private static ResidualBlock basic(int channels, int stride, boolean projected) {
        ResidualBlock block =
                residual(normalised(convolution(channels, 3).withStride(stride)), normalised(convolution(channels, 3)));
        return projected ? block.withShortcut(projection(channels, stride)) : block;
    }

    private static ResidualBlock bottleneck(int channels, int stride, boolean projected) {
        int out = BOTTLENECK_EXPANSION * channels;
        ResidualBlock block = residual(
                normalised(convolution(channels, 1)),
                normalised(convolution(channels, 3).withStride(stride)),
                normalised(convolution(out, 1)));
        return projected ? block.withShortcut(projection(out, stride)) : block;
    }

    private static LayerDescriptor projection(int channels, int stride) {
        return normalised(convolution(channels, 1).withStride(stride));
    }

    private static LayerDescriptor inverted(int in, int expansion, int out, int stride) {
        LayerDescriptor filter = normalised(depthwise(3, stride));
        LayerDescriptor squeeze = normalised(convolution(out, 1));
        return expansion == 1
                ? sequence(filter, squeeze)
                : sequence(normalised(convolution(expansion * in, 1)), filter, squeeze);
    }

    private static LayerDescriptor normalised(LayerDescriptor layer) {
        return sequence(layer, new BatchNormalization());
    }
}
