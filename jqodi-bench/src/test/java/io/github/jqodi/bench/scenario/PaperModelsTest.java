package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.LayerDescriptor;
import io.github.jqodi.scenario.LayerDescriptor.GlobalAveragePooling;
import io.github.jqodi.scenario.LayerDescriptor.ResidualBlock;
import io.github.jqodi.scenario.Network;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The layer figures of READINGS section 3, computed by the descriptors. */
class PaperModelsTest {
    @Test
    void lenetLike() {
        Network network = PaperModels.lenetLike();
        assertColumn(network, Layer::parameters, 1728, 73728, 147456, 2097152, 10240);
        assertColumn(network, Layer::macs, 1769472, 18874368, 9437184, 2097152, 10240);
        assertColumn(network, Layer::outputElements, 16384, 8192, 2048, 1024, 10);
        assertTotals(network, 2330304, 32188416);
        assertArrayEquals(new double[] {1728, 75456, 222912, 2320064, 2330304}, cumulative(network, Layer::parameters));
        assertArrayEquals(
                new double[] {1769472, 20643840, 30081024, 32178176, 32188416}, cumulative(network, Layer::macs));
    }

    @Test
    void vggLike() {
        Network network = PaperModels.vggLike();
        assertColumn(network, Layer::parameters, 3456, 147456, 294912, 589824, 16777216, 10240);
        assertColumn(network, Layer::macs, 3538944, 150994944, 75497472, 150994944, 16777216, 10240);
        assertColumn(network, Layer::outputElements, 131072, 32768, 65536, 65536, 1024, 10);
        assertTotals(network, 17823104, 397813760);
        assertArrayEquals(
                new double[] {3456, 150912, 445824, 1035648, 17812864, 17823104},
                cumulative(network, Layer::parameters));
    }

    @Test
    void resnet20() {
        Network network = PaperModels.resnet20();
        assertColumn(network, Layer::parameters, 432, 13824, 50688, 202752, 640);
        assertColumn(network, Layer::macs, 442368, 14155776, 12976128, 12976128, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 8192, 4096, 10);
        assertTotals(network, 268336, 40551040);
    }

    @Test
    void footnoteResnetWithStrideOne() {
        Network network = footnoteResnet(1);
        assertColumn(network, Layer::parameters, 432, 6912, 23552, 94208, 640);
        assertColumn(network, Layer::macs, 442368, 7077888, 24117248, 96468992, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 32768, 65536, 10);
        assertTotals(network, 125744, 128107136);
    }

    @Test
    void footnoteResnetWithStrideTwo() {
        Network network = footnoteResnet(2);
        assertColumn(network, Layer::macs, 442368, 7077888, 6029312, 6029312, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 8192, 4096, 10);
        assertTotals(network, 125744, 19579520);
    }

    @Test
    void bytesByBitWidth() {
        double weights = PaperModels.lenetLike().parameters();
        assertArrayEquals(
                new double[] {291288, 582576, 1165152, 1747728, 2330304, 9321216},
                List.of(1, 2, 4, 6, 8, 32).stream()
                        .mapToDouble(bits -> weights * bits / 8)
                        .toArray());
    }

    private static Network footnoteResnet(int stride) {
        return Network.of(PaperModels.CIFAR)
                .block("16C3", LayerDescriptor.convolution(16, 3))
                .block("Block(16)", block(16, 1))
                .block("Block(32)", projected(32, stride))
                .block("Block(64)", projected(64, stride))
                .block("GAP-FC", new GlobalAveragePooling(), LayerDescriptor.fullyConnected(10));
    }

    private static ResidualBlock projected(int channels, int stride) {
        return block(channels, stride)
                .withShortcut(LayerDescriptor.convolution(channels, 1).withStride(stride));
    }

    private static ResidualBlock block(int channels, int stride) {
        return LayerDescriptor.residual(
                LayerDescriptor.convolution(channels, 3).withStride(stride),
                LayerDescriptor.convolution(channels, 3),
                LayerDescriptor.convolution(channels, 3));
    }

    private static void assertTotals(Network network, double parameters, double macs) {
        assertEquals(parameters, network.parameters());
        assertEquals(macs, network.macs());
    }

    private static void assertColumn(Network network, ToDoubleFunction<Layer> column, double... expected) {
        assertArrayEquals(
                expected, network.layers().stream().mapToDouble(column).toArray());
    }

    private static double[] cumulative(Network network, ToDoubleFunction<Layer> column) {
        double[] values = network.layers().stream().mapToDouble(column).toArray();
        for (int i = 1; i < values.length; i++) {
            values[i] += values[i - 1];
        }
        return values;
    }
}
