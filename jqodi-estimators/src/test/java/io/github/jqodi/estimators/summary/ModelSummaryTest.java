package io.github.jqodi.estimators.summary;

import static io.github.jqodi.estimators.testing.Texts.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.summary.ModelSummary.Blocks;
import io.github.jqodi.estimators.testing.Refusal;
import io.github.jqodi.scenario.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Summaries of the shapes that PyTorch tools print, worked by hand. */
class ModelSummaryTest {
    /** A batch of 4, a frozen layer, a list that has no output of its own, a layer that runs twice. */
    private static final String TORCHINFO = """
            ==========================================================================================
            Layer (type (var_name):depth-idx)        Output Shape              Param #
            ==========================================================================================
            Net (Net)                                [4, 10]                   --
            ├─Conv2d (stem): 1-1                     [4, 8, 6, 6]              (216)
            ├─BatchNorm2d (norm): 1-2                [4, 8, 6, 6]              16
            ├─ModuleList (blocks): 1-3               --                        --
            │    └─Linear (0): 2-1                   [4, 5, 12]                132
            │    └─Linear (1): 2-2                   [4, 5, 12]                (recursive)
            ├─Linear (head): 1-4                     [4, 10]                   130
            ==========================================================================================
            Total params: 494
            Trainable params: 278
            Non-trainable params: 216
            Total mult-adds (M): 0.03
            ==========================================================================================
            """;

    @Test
    void leavesCountOnceAndForOneSample() throws IOException {
        ModelSummary summary = TorchinfoText.read(stream(TORCHINFO)).get(0);
        assertEquals(4, summary.batchSize());
        List<Layer> layers = summary.blocks(1).layers();
        assertEquals(
                List.of("stem", "norm", "blocks.0", "blocks.1", "head"),
                layers.stream().map(Layer::name).toList());
        assertEquals(new Layer("stem", 216 * 36, 216, 0, 288, 288), layers.get(0));
        assertEquals(0, layers.get(1).macs());
        assertEquals(132 * 5, layers.get(2).macs());
        assertEquals(132 * 5, layers.get(3).macs());
        assertEquals(0, layers.get(3).parameters());
        assertEquals(60, layers.get(3).outputElements());
        assertEquals(new Layer("head", 130, 130, 10), layers.get(4));
        assertTrue(summary.blocks(1).notes().contains("The summary is of a batch of 4; the blocks are of one sample."));
    }

    @Test
    void blocksOfAGreaterDepthOpenModules() throws IOException {
        String text = """
                ============================================================
                Layer (type:depth-idx)    Output Shape   Param #
                ============================================================
                Net                       [1, 2]         7
                ├─Sequential: 1-1         [1, 4]         --
                │    └─Linear: 2-1        [1, 8]         40
                │    └─Linear: 2-2        [1, 4]         36
                ├─Linear: 1-2             [1, 2]         10
                ============================================================
                """;
        ModelSummary summary = TorchinfoText.read(stream(text)).get(0);
        Blocks coarse = summary.blocks(1);
        assertEquals(
                new Layer("Sequential 1-1", 76, 76, 76, 4, 12), coarse.layers().get(0));
        assertEquals(3, summary.blocks(2).layers().size());
        assertEquals(2, summary.depthOf(3));
        assertEquals(1, summary.depthOf(2));
        assertTrue(coarse.notes().toString().contains("7 parameters stand in modules around the blocks"));
    }

    /** Windows of a sample stand one after another in the first axis: 512 of them are 64 a sample. */
    @Test
    void aFirstAxisThatIsAMultipleOfTheBatchCountsBySample() throws IOException {
        String text = """
                ============================================================
                Layer (type:depth-idx)    Output Shape         Param #
                ============================================================
                Net                       [8, 10]              --
                ├─Conv2d: 1-1             [8, 96, 56, 56]      4,704
                ├─Linear: 1-2             [512, 49, 96]        9,312
                ├─Conv2d: 1-3             [16, 4, 7, 7]        100
                ├─Linear: 1-4             [8, 10]              970
                ├─ConvTranspose2d: 1-5    [8, 4, 7, 7]         10
                ============================================================
                """;
        Blocks blocks = TorchinfoText.read(stream(text)).get(0).blocks(1);
        assertEquals(
                List.of(4_704.0 * 56 * 56, 9_312.0 * 64 * 49, 100.0 * 2 * 49, 970.0, 490.0),
                blocks.layers().stream().map(Layer::macs).toList());
        assertEquals(64 * 49 * 96, blocks.layers().get(1).outputElements());
        assertEquals(2 * 4 * 49, blocks.layers().get(2).outputElements());
        assertTrue(blocks.notes().toString().contains("The MACs of ConvTranspose2d 1-5 are"), blocks.notes()::toString);
    }

    @Test
    void torchsummaryIsReadToo() throws IOException {
        String text = """
                ----------------------------------------------------------------
                        Layer (type)               Output Shape         Param #
                ================================================================
                            Conv2d-1            [-1, 8, 10, 10]             224
                              ReLU-2            [-1, 8, 10, 10]               0
                            Linear-3                   [-1, 10]           8,010
                ================================================================
                Total params: 8,234
                """;
        Blocks blocks = TorchinfoText.read(stream(text)).get(0).blocks(1);
        assertEquals(new Layer("Conv2d-1", 22_400, 224, 800), blocks.layers().get(0));
        assertEquals(8_010, blocks.layers().get(2).macs());
    }

    @Test
    void rowsThatDoNotAddUpAreTold() throws IOException {
        String text = TORCHINFO.replace("Total params: 494", "Total params: 1,494");
        String notes = TorchinfoText.read(stream(text)).get(0).blocks(1).notes().toString();
        assertTrue(notes.contains("says 1494 parameters, its rows add up to 494"), notes);
    }

    /** From Python 3.12 on a unit is printed by its name. */
    @Test
    void unitsOfTotalsMayBeNamed() throws IOException {
        for (String unit : List.of("M", "Units.MEGABYTES")) {
            String text = TORCHINFO.replace("(M): 0.03", "(" + unit + "): 500.00");
            String notes =
                    TorchinfoText.read(stream(text)).get(0).blocks(1).notes().toString();
            assertTrue(notes.contains("500000000"), notes);
        }
    }

    @Test
    void aTableThatIsCutOffIsRefused() {
        String rows = TORCHINFO.substring(0, TORCHINFO.indexOf("├─Linear (head)"));
        assertEquals(
                "line 10: the table must end with a line of = or - and totals; is it cut off? Print it whole.",
                Refusal.of(() -> TorchinfoText.read(stream(rows))));
        String header = TORCHINFO.substring(0, TORCHINFO.indexOf("Net (Net)"));
        assertTrue(Refusal.of(() -> TorchinfoText.read(stream(header))).contains("cut off"));
    }

    @Test
    void anAxisThatNoNumberHoldsIsRefused() {
        String text = TORCHINFO.replace("[4, 5, 12]                132", "[4, 1234567890123456789, 12] 132");
        String message = Refusal.of(() -> TorchinfoText.read(stream(text)));
        assertTrue(message.startsWith("line 8: column Output Shape: '[4, 1234567890123456789"), message);
        assertTrue(message.endsWith("must have axes of at most 18 characters"), message);
    }

    @Test
    void aCsvOfModulesHasParentsWithTotals() throws IOException {
        ModelSummary summary = csv("""
                module,macs,parameters,output_shape
                stem,1000,10,"[1, 4, 5, 5]"
                body,5000,50,"[1, 8, 5, 5]"
                body.0,2000,20,"[1, 8, 5, 5]"
                body.1,3000,30,"[1, 8, 5, 5]"
                head,100,5,"[1, 10]"
                """, Optional.empty());
        Blocks blocks = summary.blocks(1);
        assertEquals(6100, blocks.macs());
        assertEquals(65, blocks.parameters());
        assertEquals(new Layer("body", 5000, 50, 50, 200, 400), blocks.layers().get(1));
        assertEquals(4, summary.blocks(2).layers().size());
    }

    @Test
    void parentsThatAreNotListedArePutIn() throws IOException {
        Blocks blocks = csv("name,GMACs,params (M),output\na.x,1,0.5,2x3\na.y,2,1.5,4\nb,3,2,5\n", Optional.empty())
                .blocks(1);
        assertEquals(
                List.of("a", "b"), blocks.layers().stream().map(Layer::name).toList());
        assertEquals(3e9, blocks.layers().get(0).macs());
        assertEquals(2e6, blocks.layers().get(0).parameters());
        assertEquals(4, blocks.layers().get(0).outputElements());
    }

    @Test
    void modulesStandUnderTheirParentsWhereverTheyAreListed() throws IOException {
        Blocks blocks = csv(
                        "module,macs,params\nlayer1.0,10,1\nhead,5,1\nlayer1.1,20,1\nlayer1,30,2\n", Optional.empty())
                .blocks(1);
        assertEquals(
                List.of("layer1", "head"),
                blocks.layers().stream().map(Layer::name).toList());
        assertEquals(30, blocks.layers().get(0).macs());
        assertEquals(5, blocks.layers().get(1).macs());
    }

    @Test
    void aDotThatBeginsANamePartsNothing() throws IOException {
        assertEquals(
                8,
                csv("module,macs\nconv,5\n.hidden,3\n", Optional.empty())
                        .blocks(1)
                        .macs());
    }

    @Test
    void fvcoreCountsAreReadInTheOrderOfTheModules() throws IOException {
        String text = """
                >>> print(dict(flops.by_module()))
                {'': 274656, 'conv1': 48600, 'pool': 0, 'block1': 96000, 'block1.0': 32000, 'block1.1': 64000,
                 'block2': 120000, 'block2.0': 90000, 'block2.1': 30000, 'fc': 10056}
                """;
        assertTrue(FlopCounts.recognises(text));
        ModelSummary summary = FlopCounts.read(stream(text), "net");
        Blocks blocks = summary.blocks(1);
        assertEquals(
                List.of("conv1", "pool", "block1", "block2", "fc"),
                blocks.layers().stream().map(Layer::name).toList());
        assertEquals(
                List.of(48_600.0, 0.0, 96_000.0, 120_000.0, 10_056.0),
                blocks.layers().stream().map(Layer::macs).toList());
        assertEquals(274_656, summary.printedMacs().getAsDouble());
    }

    @Test
    void countsInOrderOfSizeAreRefused() {
        String message = Refusal.of(() -> FlopCounts.read(stream("""
                Counter({'': 274656, 'block2': 120000, 'block1': 96000, 'block2.0': 90000, 'block1.1': 64000, 'conv1': 48600,
                         'block1.0': 32000, 'block2.1': 30000, 'fc': 10056, 'pool': 0})
                """), "net"));
        assertEquals(
                "line 2: the counts stand in order of size, not of the modules;"
                        + " print(dict(FlopCountAnalysis(model, x).by_module()))",
                message);
    }

    @Test
    void flopsSayWhatTheyCount() throws IOException {
        String text = "module,flops,params\na,200,3\n";
        assertEquals(
                100, csv(text, Optional.of(FlopMeaning.OPERATIONS)).blocks(1).macs());
        assertEquals(
                200, csv(text, Optional.of(FlopMeaning.MULTIPLY_ADDS)).blocks(1).macs());
        String message = Refusal.of(() -> csv(text, Optional.empty()));
        assertTrue(message.contains("may count a multiply-add as one or as two"), message);
    }

    @Test
    void whatIsNoSummaryIsRefused() {
        String none = Refusal.of(() -> TorchinfoText.read(stream("hello\n")));
        assertTrue(none.contains("holds no table of modules"), none);
        String number = Refusal.of(() -> TorchinfoText.read(stream(TORCHINFO.replace("(216)", "(2l6)"))));
        assertTrue(number.contains("line 5: column Param #: '2l6' must be a number"), number);
        String column = Refusal.of(() -> csv("thing,macs\na,1\n", Optional.empty()));
        assertTrue(column.contains("no column of module"), column);
        String cell = Refusal.of(() -> csv("module,macs\na,1\nb,-1\n", Optional.empty()));
        assertTrue(cell.contains("line 3: column macs: '-1' must be at least 0"), cell);
        String graph = Refusal.of(() -> GraphJson.read(stream("{\"a\": {\"attr\": {}}}"), "net"));
        assertTrue(graph.contains("a ") && graph.contains("attr/type"), graph);
        String table = Refusal.of(() -> ModelTables.read(stream("| a | b |\n|---|---|\n| 1 | 2 |\n")));
        assertTrue(table.contains("holds no table with a column of models"), table);
        String counts = Refusal.of(() -> FlopCounts.read(stream("Counter({'conv': 5})"), "net"));
        assertTrue(counts.contains("holds no counts by module"), counts);
    }

    @Test
    void fvcoreTablesTellDepthByName() throws IOException {
        ModelSummary summary = ModelTables.read(stream("""
                | module      | #parameters or shape | #flops |
                |:------------|:---------------------|:-------|
                | model       | 12K                  | 3.5M   |
                |  conv1      |  2K                  |  1M    |
                |   conv1.weight | (64, 3)           |        |
                |  layer1     |  10K                 |  2.5M  |
                |   layer1.0  |   4K                 |   1.5M |
                |   layer1.1  |   6K                 |   1M   |
                """)).get(0);
        Blocks blocks = summary.blocks(1);
        assertEquals(3.5e6, blocks.macs());
        assertEquals(12e3, blocks.parameters());
        assertEquals(
                List.of("conv1", "layer1"),
                blocks.layers().stream().map(Layer::name).toList());
        assertEquals(3.5e6, summary.printedMacs().getAsDouble());
    }

    private static ModelSummary csv(String text, Optional<FlopMeaning> meaning) throws IOException {
        return ModuleCsv.read(stream(text), ',', meaning, "net");
    }
}
