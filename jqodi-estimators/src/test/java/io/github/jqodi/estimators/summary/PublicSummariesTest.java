package io.github.jqodi.estimators.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.summary.ModelSummary.Blocks;
import io.github.jqodi.estimators.testing.PublicData;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others' tools printed of their models is found, and what is wrong with it is noticed. */
class PublicSummariesTest {
    /** Parameters with those around the blocks, and multiply-adds of one sample as counted here. */
    @ParameterizedTest
    @CsvSource({
        // file, tables, batch, printed parameters, printed mult-adds, blocks, MACs a sample
        "ascii_only, 1, 1, 11689512, 148.57e6, 10, 148.6e6",
        "bert, 1, 2, 109482240, 218.57e6, 3, 43.55e9",
        "container, 2, 1, 150, 330, 3, 330",
        "google, 2, 1, 13004888, 384.08e6, 19, 384e6",
        "lstm, 1, 1, 3784580, 377.86e6, 3, 377.86e6",
        "pruning, 1, 16, 10965, 3.96e6, 5, 247500",
        "resnet18_depth_consistency, 2, 1, 11689512, 148.57e6, 10, 148.8e6",
        "single_input_all_cols, 1, 7, 21840, 3.41e6, 5, 487600"
    })
    void torchinfo(String file, int tables, long batch, double parameters, double printedMacs, int blocks, double macs)
            throws IOException {
        List<ModelSummary> summaries;
        try (InputStream in = PublicData.open("inputs/profiles/torchinfo_" + file + ".txt")) {
            summaries = TorchinfoText.read(in);
        }
        assertEquals(tables, summaries.size());
        ModelSummary first = summaries.get(0);
        Blocks counted = first.blocks(1);
        assertEquals(batch, first.batchSize());
        assertEquals(parameters, first.printedParameters().getAsDouble());
        assertEquals(printedMacs, first.printedMacs().getAsDouble(), 1e-9 * printedMacs);
        assertEquals(macs, counted.macs(), 0.002 * macs);
        assertEquals(blocks, counted.layers().size());
        assertTrue(
                counted.notes().stream().noneMatch(note -> note.contains("rows add up to")), counted.notes()::toString);
    }

    @Test
    void fvcoreCountsMultiplyAdds() throws IOException {
        ModelSummary summary = FlopCounts.read(PublicData.open("inputs/profiles/fvcore_flop_count.md"), "net");
        Blocks blocks = summary.blocks(1);
        assertEquals(274_656, blocks.macs());
        assertEquals(274_656, summary.printedMacs().getAsDouble());
        assertEquals(List.of("conv1", "conv2", "fc1", "fc2", "fc3"), names(blocks));
        assertTrue(blocks.notes().get(0).contains("were not halved"));
    }

    @Test
    void readmeTablesHoldWholeModelsInTheUnitsOfTheirHeaders() throws IOException {
        List<ModelSummary> ptflops = ModelTables.read(PublicData.open("inputs/profiles/ptflops_README.md"));
        assertEquals(0.72e9, model(ptflops, "alexnet").macs());
        assertEquals(4.13e9, model(ptflops, "resnet50").macs());
        assertEquals(25.56e6, model(ptflops, "resnet50").parameters());
        assertEquals(17.61e9, model(ptflops, "vit_b_16").macs());
        assertEquals(2.90e9, model(ptflops, "densenet121").macs());
        List<ModelSummary> onnxTool = ModelTables.read(PublicData.open("inputs/profiles/onnx_tool_README.md"));
        assertEquals(351e6, model(onnxTool, "SqueezeNet 1.0").macs());
        assertEquals(665e6, model(onnxTool, "AlexNet").macs());
        assertEquals(8029e9, model(onnxTool, "Llama3-8B").macs());
        assertEquals(3574e9, model(onnxTool, "Qwen3.5-35B-A3B-Instruct (MoE)").macs());
        assertEquals(34.705e9, model(onnxTool, "Qwen3.5-35B-A3B-Instruct (MoE)").parameters());
    }

    @Test
    void aGraphHasNodesAndNoTimes() throws IOException {
        ModelSummary summary =
                GraphJson.read(PublicData.open("inputs/profiles/nnmeter_mobilenetv3small_ir.json"), "mobilenet");
        Blocks blocks = summary.blocks(1);
        assertEquals(302 - 54 - 1, blocks.layers().size());
        assertTrue(blocks.notes().contains("302 nodes, of which 54 constants were left out."));
        assertEquals(60_209_632, blocks.macs());
        assertEquals(949_672, blocks.parameters());
    }

    private static Blocks model(List<ModelSummary> summaries, String name) {
        return summaries.stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        summaries.stream().map(ModelSummary::name).toList().toString()))
                .blocks(1);
    }

    private static List<String> names(Blocks blocks) {
        return blocks.layers().stream().map(layer -> layer.name()).toList();
    }
}
