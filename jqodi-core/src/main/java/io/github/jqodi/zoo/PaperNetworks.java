package io.github.jqodi.zoo;

import static io.github.jqodi.scenario.LayerDescriptor.convolution;
import static io.github.jqodi.scenario.LayerDescriptor.fullyConnected;
import static io.github.jqodi.scenario.LayerDescriptor.pooling;
import static io.github.jqodi.scenario.LayerDescriptor.residual;
import static io.github.jqodi.scenario.LayerDescriptor.sequence;

import io.github.jqodi.scenario.LayerDescriptor;
import io.github.jqodi.scenario.LayerDescriptor.GlobalAveragePooling;
import io.github.jqodi.scenario.LayerDescriptor.ResidualBlock;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Shape;

/** The architectures of the paper's Sections II and V, a block between each two partition points (READINGS section 3). */
final class PaperNetworks {
    static final Shape INPUT = new Shape(3, 32, 32);

    private PaperNetworks() {}

    static Network lenetLike() {
        return Network.of(INPUT)
                .block("64C3-MP2", convolution(64, 3), pooling(2))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("1024FC", fullyConnected(1024))
                .block("10SVM", fullyConnected(10));
    }

    static Network vggLike() {
        return Network.of(INPUT)
                .block("128C3", convolution(128, 3))
                .block("128C3-MP2", convolution(128, 3), pooling(2))
                .block("256C3", convolution(256, 3))
                .block("256C3", convolution(256, 3))
                .block("MP2-1024FC", pooling(2), fullyConnected(1024))
                .block("10SVM", fullyConnected(10));
    }

    static Network resnet20() {
        return Network.of(INPUT)
                .block("16C3", convolution(16, 3))
                .block("stage 16", stage(16, 1))
                .block("stage 32", stage(32, 2))
                .block("stage 64", stage(64, 2))
                .block("GAP-10FC", new GlobalAveragePooling(), fullyConnected(10));
    }

    static Network resnet20Footnote(int stride) {
        return Network.of(INPUT)
                .block("16C3", convolution(16, 3))
                .block("Block(16,3,1)", threeConvolutions(16, 1))
                .block("Block(32,3,1)", projected(32, stride))
                .block("Block(64,3,1)", projected(64, stride))
                .block("GAP-10FC", new GlobalAveragePooling(), fullyConnected(10));
    }

    private static LayerDescriptor stage(int channels, int stride) {
        return sequence(unit(channels, stride), unit(channels, 1), unit(channels, 1));
    }

    private static LayerDescriptor unit(int channels, int stride) {
        return residual(convolution(channels, 3).withStride(stride), convolution(channels, 3));
    }

    private static ResidualBlock projected(int channels, int stride) {
        return threeConvolutions(channels, stride)
                .withShortcut(convolution(channels, 1).withStride(stride));
    }

    private static ResidualBlock threeConvolutions(int channels, int stride) {
        return residual(
                convolution(channels, 3).withStride(stride), convolution(channels, 3), convolution(channels, 3));
    }
}
