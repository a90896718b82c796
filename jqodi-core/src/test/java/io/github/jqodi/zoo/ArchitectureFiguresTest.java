package io.github.jqodi.zoo;

import static io.github.jqodi.scenario.LayerDescriptor.convolution;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.LayerDescriptor;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Shape;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The layer figures of READINGS section 3, and the published counts of the ImageNet networks, computed by the descriptors.
 * MACs of the latter are known to the digit from counters that count convolutions and fully connected layers alone.
 */
class ArchitectureFiguresTest {
    /** Krizhevsky, Sutskever and Hinton, ImageNet classification with deep convolutional neural networks, NIPS 2012. */
    @Test
    void firstLayersOfAlexNet() {
        Network network = Network.of(new Shape(3, 227, 227))
                .block(
                        "11C96/4-MP3/2",
                        convolution(96, 11).withStride(4).unpadded(),
                        new LayerDescriptor.Pooling(3, 2, LayerDescriptor.Padding.VALID))
                .block("5C256 in two groups", convolution(256, 5).withGroups(2));
        assertColumn(network, Layer::parameters, 34848, 307200);
        assertColumn(network, Layer::macs, 105415200, 223948800);
        assertColumn(network, Layer::outputElements, 96 * 27 * 27, 256 * 27 * 27);
        assertThrows(InvalidValueException.class, () -> convolution(256, 5).withGroups(3));
    }

    @Test
    void networksOfEqualBlocksAreEqual() {
        Network one = Network.of(new Shape(3, 8, 8)).block("a", convolution(4, 3));
        Network same = Network.of(new Shape(3, 8, 8)).block("a", convolution(4, 3));
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, one.block("b", convolution(4, 3)));
    }

    @Test
    void stridesMayBeAsLargeAsIntegersAre() {
        Shape output = convolution(4, 3).withStride(Integer.MAX_VALUE).output(new Shape(3, 8, 8));
        assertEquals(new Shape(4, 1, 1), output);
    }

    @Test
    void lenetLike() {
        Network network = Architecture.LENET_LIKE.network();
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
        Network network = Architecture.VGG_LIKE.network();
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
        Network network = Architecture.RESNET20.network();
        assertColumn(network, Layer::parameters, 432, 13824, 50688, 202752, 640);
        assertColumn(network, Layer::macs, 442368, 14155776, 12976128, 12976128, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 8192, 4096, 10);
        assertTotals(network, 268336, 40551040);
    }

    @Test
    void footnoteResnetWithStrideOne() {
        Network network = Architecture.RESNET20_FOOTNOTE_STRIDE1.network();
        assertColumn(network, Layer::parameters, 432, 6912, 23552, 94208, 640);
        assertColumn(network, Layer::macs, 442368, 7077888, 24117248, 96468992, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 32768, 65536, 10);
        assertTotals(network, 125744, 128107136);
    }

    @Test
    void footnoteResnetWithStrideTwo() {
        Network network = Architecture.RESNET20_FOOTNOTE_STRIDE2.network();
        assertColumn(network, Layer::macs, 442368, 7077888, 6029312, 6029312, 640);
        assertColumn(network, Layer::outputElements, 16384, 16384, 8192, 4096, 10);
        assertTotals(network, 125744, 19579520);
    }

    @Test
    void bytesByBitWidth() {
        double weights = Architecture.LENET_LIKE.network().parameters();
        assertArrayEquals(
                new double[] {291288, 582576, 1165152, 1747728, 2330304, 9321216},
                List.of(1, 2, 4, 6, 8, 32).stream()
                        .mapToDouble(bits -> weights * bits / 8)
                        .toArray());
    }

    @Test
    void resnet18() {
        Network network = Architecture.RESNET18.network();
        assertTotals(network, 11_689_512, 1_814_073_344);
        assertEquals(10, network.layers().size());
        assertColumn(
                network,
                Layer::outputElements,
                200704,
                200704,
                200704,
                100352,
                100352,
                50176,
                50176,
                25088,
                25088,
                1000);
    }

    @Test
    void resnet50() {
        Network network = Architecture.RESNET50.network();
        assertTotals(network, 25_557_032, 4_089_184_256.0);
        assertEquals(18, network.layers().size());
        assertEquals(2048 * 7 * 7, network.layers().get(16).outputElements());
    }

    @Test
    void mobileNetV2() {
        Network network = Architecture.MOBILENET_V2.network();
        assertTotals(network, 3_504_872, 300_774_272);
        assertEquals(20, network.layers().size());
        assertEquals(1280 * 7 * 7, network.layers().get(18).outputElements());
    }

    @Test
    void vgg16() {
        Network network = Architecture.VGG16.network();
        assertTotals(network, 138_357_544, 15_470_264_320.0);
        assertEquals(16, network.layers().size());
        assertEquals(512 * 7 * 7, network.layers().get(12).outputElements());
        assertEquals(102_764_544, network.layers().get(13).parameters());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyVersionMayBeCutAfterEachBlockButTheLast(Architecture architecture) {
        ModelVersion version = architecture.toModelVersion(0.02);
        assertEquals(architecture.label(), version.name());
        assertEquals(architecture.network().layers(), version.layers());
        assertEquals(IntStream.range(1, version.layers().size()).boxed().toList(), version.cutPoints());
        assertEquals(3, architecture.input().channels());
        assertTrue(version.layers().stream().allMatch(layer -> layer.macs() > 0 && layer.parameters() > 0));
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
