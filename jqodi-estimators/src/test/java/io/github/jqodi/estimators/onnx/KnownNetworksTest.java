package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.zoo.Architecture;
import io.github.jqodi.zoo.Transformer;
import io.github.jqodi.zoo.TransformerBlock;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks whose numbers are published come out of graphs as the zoo computes them from their descriptions. */
class KnownNetworksTest {
    @Test
    void resnet18AgreesWithTheZooBlockByBlock() {
        OnnxNetwork network = BuiltNetworks.resnet18().network();
        assertEquals(11_689_512, network.parameters());
        assertEquals(11_689_512, network.trainableParameters());
        assertEquals(9_600, network.runningStatistics());
        assertEquals(1_814_073_344, network.macs());
        List<Layer> zoo = Architecture.RESNET18.network().layers();
        assertAgree(zoo, network.layers());
        // The pooling after the last unit multiplies nothing and joins it, so that less crosses.
        assertEquals(512, network.layers().get(8).outputElements());
        assertEquals("layer2/layer2.0", network.layers().get(3).name());
    }

    @Test
    void mobileNetV2AgreesWithTheZooBlockByBlock() {
        OnnxNetwork network = BuiltNetworks.mobileNetV2().network();
        assertEquals(3_504_872, network.parameters());
        assertEquals(300_774_272, network.macs());
        assertEquals(
                Architecture.MOBILENET_V2.network().layers().stream()
                        .mapToDouble(Layer::macs)
                        .sum(),
                network.macs());
        // Blocks without a shortcut can be cut inside, so that there are more here than in the zoo's.
        List<Layer> zoo = Architecture.MOBILENET_V2.network().layers();
        assertTrue(network.blocks().size() > zoo.size());
        HashSet<Double> reached = new HashSet<>();
        double sum = 0;
        for (Layer layer : network.layers()) {
            sum += layer.macs();
            reached.add(sum);
        }
        sum = 0;
        for (Layer layer : zoo) {
            sum += layer.macs();
            assertTrue(reached.contains(sum), layer.name());
        }
    }

    @Test
    void aVisionTransformerAgreesWithTheZoo() {
        OnnxNetwork network = BuiltNetworks.visionTransformer().network();
        Transformer zoo = Transformer.vitSmall();
        assertEquals(22_050_664, network.parameters());
        assertEquals(zoo.macs(), network.macs());
        assertEquals(22_050_664, network.trainableParameters());
        // Attention and feed-forward part of a block end in additions that alone cross.
        assertEquals(26, network.blocks().size());
        for (int i = 1; i < 25; i += 2) {
            double macs =
                    network.layers().get(i).macs() + network.layers().get(i + 1).macs();
            assertEquals(zoo.block().macs(197), macs);
            assertEquals(197 * 384, network.layers().get(i).outputElements());
        }
        assertEquals(zoo.embedding().parameters(), network.layers().get(0).parameters());
        assertEquals(zoo.embedding().outputElements(), network.layers().get(0).outputElements());
    }

    @Test
    void aDecoderBlockAgreesWithTheZoo() {
        OnnxNetwork network = BuiltNetworks.decoder(896, 128, 4864, 1000)
                .read()
                .network(OnnxOptions.DEFAULT.withDimension("sequence", 32));
        TransformerBlock block = new TransformerBlock(896, 128, 4864, TransformerBlock.Style.GATED);
        List<Layer> zoo = Transformer.decoder(block, 1, 1000, 32).layers();
        assertEquals(4, network.blocks().size());
        List<Layer> found = network.layers();
        assertEquals(zoo.get(0).parameters(), found.get(0).parameters());
        assertEquals(0, found.get(0).macs());
        assertEquals(zoo.get(1).macs(), found.get(1).macs() + found.get(2).macs());
        assertEquals(zoo.get(2).macs(), found.get(3).macs());
        // The last normalisation joins the block, the head is tied to the embedding.
        double afterEmbedding = zoo.get(1).parameters() + zoo.get(2).parameters();
        assertEquals(afterEmbedding, found.get(1).parameters() + found.get(2).parameters());
        assertEquals(0, found.get(3).parameters());
        assertTrue(network.warnsOf(OnnxWarning.Kind.SHARED_WEIGHTS));
    }

    @Test
    void aModelVersionCanBePlannedWith() {
        OnnxNetwork network = BuiltNetworks.resnet18().network();
        ModelVersion version = network.toModelVersion("resnet", 0.9);
        assertEquals(network.layers(), version.layers());
        assertEquals(network.cuts(), version.cutPoints());
        assertEquals(3 * 224 * 224, network.inputElements());
        assertEquals(
                List.of(),
                network.warnings().stream()
                        .filter(w -> w.kind() != OnnxWarning.Kind.ASSUMED_SIZE)
                        .toList());
        assertFalse(network.blocks().stream().anyMatch(b -> b.output().isEmpty()));
    }

    private static void assertAgree(List<Layer> zoo, List<Layer> found) {
        assertEquals(zoo.size(), found.size());
        for (int i = 0; i < zoo.size(); i++) {
            assertEquals(zoo.get(i).macs(), found.get(i).macs(), zoo.get(i).name());
            assertEquals(
                    zoo.get(i).parameters(),
                    found.get(i).parameters(),
                    zoo.get(i).name());
            if (i != zoo.size() - 2) {
                assertEquals(
                        zoo.get(i).outputElements(),
                        found.get(i).outputElements(),
                        zoo.get(i).name());
            }
        }
    }
}
