package io.github.jqodi.bench.scenario;

import static io.github.jqodi.scenario.LayerDescriptor.convolution;
import static io.github.jqodi.scenario.LayerDescriptor.fullyConnected;
import static io.github.jqodi.scenario.LayerDescriptor.pooling;
import static io.github.jqodi.scenario.LayerDescriptor.residual;
import static io.github.jqodi.scenario.LayerDescriptor.sequence;

import io.github.jqodi.scenario.LayerDescriptor;
import io.github.jqodi.scenario.LayerDescriptor.GlobalAveragePooling;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Shape;

/** The three architectures of the paper's Section V, a block between each two partition points (READINGS section 3). */
final class PaperModels {
    static final Shape CIFAR = new Shape(3, 32, 32);

    private PaperModels() {}

    /** 64C3 - MP2 - p1 - 128C3 - MP2 - p2 - 128C3 - MP2 - p3 - 1024FC - p4 - 10SVM. */
    static Network lenetLike() {
        return Network.of(CIFAR)
                .block("64C3-MP2", convolution(64, 3), pooling(2))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("1024FC", fullyConnected(1024))
                .block("10SVM", fullyConnected(10));
    }

    /** 128C3 - p1 - 128C3 - MP2 - p2 - 256C3 - p3 - 256C3 - p4 - MP2 - 1024FC - p5 - 10SVM (READINGS #12). */
    static Network vggLike() {
        return Network.of(CIFAR)
                .block("128C3", convolution(128, 3))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("256C3", convolution(256, 3))
                .block("256C3", convolution(256, 3))
                .block("MP2-1024FC", pooling(2), fullyConnected(1024))
                .block("10SVM", fullyConnected(10));
    }

    /** He's ResNet-20: three stages of three units of two convolutions, shortcuts without parameters (READINGS #13). */
    static Network resnet20() {
        return Network.of(CIFAR)
                .block("16C3", convolution(16, 3))
                .block("stage 16", stage(16, 1))
                .block("stage 32", stage(32, 2))
                .block("stage 64", stage(64, 2))
                .block("GAP-10FC", new GlobalAveragePooling(), fullyConnected(10));
    }

    private static LayerDescriptor stage(int channels, int stride) {
        return sequence(unit(channels, stride), unit(channels, 1), unit(channels, 1));
    }

    private static LayerDescriptor unit(int channels, int stride) {
        return residual(convolution(channels, 3).withStride(stride), convolution(channels, 3));
    }
}
