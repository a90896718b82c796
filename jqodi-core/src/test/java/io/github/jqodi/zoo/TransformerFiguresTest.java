package io.github.jqodi.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.zoo.TransformerBlock.Matrix;
import io.github.jqodi.zoo.TransformerBlock.Style;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transformers against published counts, and one small block counted by hand. */
class TransformerFiguresTest {
    private static final double PUBLISHED_TO = 0.01;

    @Test
    void vitSmallAsPublished() {
        Transformer vit = Transformer.vitSmall();
        assertEquals(22_050_664, vit.parameters(), "timm: vit_small_patch16_224");
        assertEquals(4.6e9, vit.macs(), 0.01e9, "DeiT-S: 4.6 G");
        List<Layer> layers = vit.layers();
        assertEquals(14, layers.size());
        // 3·16·16·384 + 384 for patches, 384 for the class token, 197·384 for positions
        assertEquals(371_328, layers.get(0).parameters());
        assertEquals(57_802_752, layers.get(0).macs());
        // 4·384² + 4·384 in attention, 2·384·1536 + 1536 + 384 after it, 4·384 in two normalisations
        assertEquals(1_774_464, layers.get(1).parameters());
        // 197 tokens through 1,769,472 weights, and 2·197²·384
        assertEquals(378_391_296, layers.get(12).macs());
        assertEquals(385_768, layers.get(13).parameters());
        IntStream.range(0, 13)
                .forEach(cut -> assertEquals(197 * 384, layers.get(cut).outputElements()));
        assertEquals(1000, layers.get(13).outputElements());
    }

    @Test
    void bertBaseAsPublished() {
        Transformer bert = Transformer.bertBase(128);
        assertEquals(109_482_240, bert.parameters(), "110M");
        assertEquals(22.5e9, 2 * bert.macs(), PUBLISHED_TO * 22.5e9, "TinyBERT, table 1: 22.5 B FLOPs");
        assertEquals(7_087_872, bert.block().parameters());
        assertEquals(23_837_184, bert.layers().get(0).parameters());
        assertEquals(128 * 768, bert.layers().get(12).outputElements());
        assertEquals(bert.parameters(), Transformer.bertBase(512).parameters(), "tokens change no weight");
    }

    @Test
    void halfBillionDecoderAsPublished() {
        Transformer decoder = Transformer.halfBillionDecoder(512);
        assertEquals(494_032_768, decoder.parameters(), "Qwen2.5-0.5B");
        assertEquals(357_897_216 + 896, decoder.parameters() - 151_936.0 * 896, "0.36B without embedding");
        assertEquals(26, decoder.layers().size());
        assertEquals(512 * 896, decoder.layers().get(24).outputElements());
        // 512·(2·896² + 2·896·128 + 3·896·4864) + 2·512²·896
        assertEquals(8_103_395_328.0, decoder.block().macs(512));
    }

    /** Counts that the adapters' library prints for Qwen2.5-0.5B at rank 8. */
    @Test
    void adaptersAsPublished() {
        Transformer decoder = Transformer.halfBillionDecoder(1);
        assertEquals(540_672, 24 * decoder.block().adapterParameters(8, EnumSet.of(Matrix.QUERY, Matrix.VALUE)));
        assertEquals(4_399_104, 24 * decoder.block().adapterParameters(8, EnumSet.allOf(Matrix.class)));
        assertEquals(0, decoder.block().adapterParameters(8, Set.of()));
    }

    /** Qwen1.5-0.5B: 463,987,712 weights; at rank 8 beside every matrix 3,784,704 of 467,772,416 train. */
    @Test
    void adaptersAreAddedToTheirBlocks() {
        TransformerBlock block = new TransformerBlock(1024, 1024, 2816, Style.GATED_WITH_ATTENTION_BIAS);
        Transformer decoder = Transformer.decoder(block, 24, 151_936, 100);
        assertEquals(463_987_712, decoder.parameters());
        assertEquals(157_696, block.adapterParameters(8, EnumSet.allOf(Matrix.class)));
        List<Layer> adapted = decoder.layersWithAdapters(8, EnumSet.allOf(Matrix.class));
        assertEquals(
                467_772_416, adapted.stream().mapToDouble(Layer::parameters).sum());
        assertEquals(
                decoder.macs() + 100 * 3_784_704.0,
                adapted.stream().mapToDouble(Layer::macs).sum());
        assertEquals(
                3_784_704,
                adapted.stream().mapToDouble(Layer::trainableParameters).sum());
        assertEquals(157_696, adapted.get(1).trainableParameters());
        assertEquals(decoder.layers().get(0).withTrainableParameters(0), adapted.get(0));
        assertEquals(decoder.layers().get(25).withTrainableParameters(0), adapted.get(25));
        assertEquals(100 * 1024, adapted.get(24).outputElements());
        assertEquals("block 24", adapted.get(24).name());
    }

    /** Two tokens of 4 elements, 2 of keys and values, 3 inside. */
    @Test
    void aSmallBlockByHand() {
        TransformerBlock gated = new TransformerBlock(4, 2, 3, Style.GATED);
        assertEquals(2 * 16 + 2 * 8 + 3 * 12 + 2 * 4, gated.parameters());
        assertEquals(2 * 84 + 2 * 4 * 4, gated.macs(2));
        assertEquals(new Layer("b", 200, 92, 8), gated.layer("b", 2));
        TransformerBlock biased = new TransformerBlock(4, 2, 3, Style.GATED_WITH_ATTENTION_BIAS);
        assertEquals(gated.parameters() + 4 + 2 + 2, biased.parameters());
        assertEquals(5 * (8 + 6 + 6 + 8 + 7 + 7 + 7), gated.adapterParameters(5, EnumSet.allOf(Matrix.class)));
    }

    @Test
    void aClassicBlockHasNoGate() {
        var error = assertThrows(
                InvalidValueException.class,
                () -> TransformerBlock.classic(4, 16).adapterParameters(1, Set.of(Matrix.GATE)));
        assertEquals(
                "beside (GATE) must be a matrix of this style, CLASSIC. Only gated blocks have one.",
                error.getMessage());
    }

    @Test
    void countsAreChecked() {
        assertField("keyValueWidth", () -> new TransformerBlock(4, 5, 3, Style.GATED));
        assertField("width", () -> TransformerBlock.classic(0, 3));
        assertField("hiddenWidth", () -> TransformerBlock.classic(4, 0));
        assertField("tokens", () -> Transformer.bertBase(513));
        assertField("tokens", () -> Transformer.halfBillionDecoder(0));
        assertField("tokens", () -> TransformerBlock.classic(4, 4).macs(0));
        assertField("imageSide", () -> Transformer.vision(TransformerBlock.classic(4, 4), 1, 224, 15, 10));
        assertField("classes", () -> Transformer.vision(TransformerBlock.classic(4, 4), 1, 224, 16, 0));
        assertField("vocabulary", () -> Transformer.decoder(TransformerBlock.classic(4, 4), 1, 0, 1));
        assertField("blocks", () -> Transformer.decoder(TransformerBlock.classic(4, 4), 0, 10, 1));
        assertField("rank", () -> TransformerBlock.classic(4, 4).adapterParameters(0, Set.of()));
    }

    @Test
    void aVersionMayBeCutAfterEachBlock() {
        ModelVersion version = Transformer.vitSmall().toModelVersion("ViT-S", 0.2);
        assertEquals(Transformer.vitSmall().layers(), version.layers());
        assertEquals(IntStream.rangeClosed(1, 13).boxed().toList(), version.cutPoints());
    }

    private static void assertField(String field, org.junit.jupiter.api.function.Executable action) {
        assertEquals(field, assertThrows(InvalidValueException.class, action).field());
    }
}
