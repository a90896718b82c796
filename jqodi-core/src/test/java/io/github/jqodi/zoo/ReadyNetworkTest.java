package io.github.jqodi.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.scenario.Layer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "ResNet-18, 11689512, 150528, 8",
        "MobileNetV2, 3504872, 150528, 8",
        "LeNet-like, 2330304, 3072, 8",
        "ViT-S/16, 22050664, 150528, 8",
        "BERT-base, 109482240, 128, 32",
        "Qwen2.5-0.5B, 494032768, 128, 32"
    })
    void networksAreFoundByTheirNames(String name, double parameters, double elements, double bits) {
        ReadyNetwork network = ReadyNetwork.named(name, OptionalInt.empty());
        assertEquals(name, network.name());
        assertEquals(
                parameters,
                network.layers().stream().mapToDouble(Layer::parameters).sum());
        assertEquals(elements, network.elements());
        assertEquals(bits, network.elementBits());
        assertTrue(ReadyNetwork.names().contains(name));
    }

    @Test
    void everyNameHasANetwork() {
        for (String name : ReadyNetwork.names()) {
            assertTrue(ReadyNetwork.named(name, OptionalInt.empty()).layers().size() > 1, name);
        }
        assertEquals(512, ReadyNetwork.named("BERT-base", OptionalInt.of(512)).elements());
    }

    @Test
    void whatIsNotThereIsNamed() {
        String unknown = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> ReadyNetwork.named("ResNet", OptionalInt.empty()))
                        .getMessage());
        assertTrue(unknown.contains("(ResNet) must be") && unknown.contains("ResNet-18"), unknown);
        String image = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> ReadyNetwork.named("VGG-16", OptionalInt.of(9)))
                        .getMessage());
        assertTrue(image.contains("VGG-16 takes images"), image);
    }
}
