package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Inference over all placements, with numbers worked by hand. */
class InferenceTableTest {
    private static final double TOLERANCE = 1e-12;

    /** 10 samples at 16 bits, s = 1/2; the device does 1e6 MACs a second, the servers 1e7. */
    @Test
    void everyPlaceIsCosted() {
        InferenceTable table = InferenceTable.of(problem(), QuantizedModel.of("net", 16), 10);
        assertEquals(1 + 2 * 2, table.rows().size());
        InferenceTable.Row alone = table.deviceAlone();
        assertEquals(Optional.empty(), alone.server());
        assertEquals(2, alone.cut());
        assertRow(alone, 10 * 0.5 * 3e6 / 1e6, 10 * 0.5 * 3e6 * 1e-6);
        // 1e6 MACs on the device, 100 features of 16 bits at 1e4 bit/s, 2e6 MACs on the server, overhead once
        assertRow(
                table.split("near", 1).orElseThrow(),
                10 * (0.5 * 1e6 / 1e6 + 100 * 16 / 1e4 + 0.5 * 2e6 / 1e7) + 0.25,
                10 * (0.5 * 1e6 * 1e-6 + 100 * 16 * 1e-3 + 0.5 * 2e6 * 1e-7) + 3);
        // raw samples of 50 elements of 8 bits
        assertRow(
                table.split("near", 0).orElseThrow(),
                10 * (50 * 8 / 1e4 + 0.5 * 3e6 / 1e7) + 0.25,
                10 * (50 * 8 * 1e-3 + 0.5 * 3e6 * 1e-7) + 3);
        assertRow(
                table.split("far", 0).orElseThrow(),
                10 * (50 * 8 / 1e5 + 0.5 * 3e6 / 1e7),
                10 * (50 * 8 * 1e-2 + 0.5 * 3e6 * 1e-7));
    }

    @Test
    void rowsAreItemised() {
        InferenceTable.Row row = InferenceTable.of(problem(), QuantizedModel.of("net", 16), 10)
                .split("near", 1)
                .orElseThrow();
        assertEquals(
                List.of("device", "near", "near-device"),
                row.cost().items().stream().map(CostItem::node).toList());
        assertEquals(
                row.cost().joules(),
                row.cost().items().stream().mapToDouble(CostItem::joules).sum(),
                TOLERANCE);
    }

    @Test
    void placesSayWhetherTheyAreOpen() {
        InferenceTable table = InferenceTable.of(problem(), QuantizedModel.of("net", 16), 10);
        assertFalse(table.deviceAlone().open());
        assertFalse(table.split("near", 0).orElseThrow().open());
        assertTrue(table.split("near", 1).orElseThrow().open());
        assertEquals(Optional.empty(), table.split("near", 2));
        Scenario scenario = problem().scenario().toBuilder()
                .models(List.of(model().withCuts(List.of(0, 2))))
                .choices(Choices.ALL.withServers(Selection.only(List.of("far"))))
                .build();
        InferenceTable ends = InferenceTable.of(problem().withScenario(scenario), QuantizedModel.of("net", 16), 10);
        assertTrue(ends.deviceAlone().open());
        assertFalse(ends.split("near", 0).orElseThrow().open());
        assertTrue(ends.split("far", 0).orElseThrow().open());
        assertFalse(ends.split("far", 1).orElseThrow().open());
    }

    @Test
    void widthsOutsideTheScenarioAreCostedToo() {
        InferenceTable.Row full =
                InferenceTable.of(problem(), QuantizedModel.of("net", 32), 10).deviceAlone();
        assertEquals(30, full.cost().seconds(), TOLERANCE);
    }

    @Test
    void aPlaceThatCannotRunItSaysWhy() {
        Scenario scenario = problem().scenario().toBuilder()
                .device(Device.of("device", 1e6, 1e-6).withMemoryBytes(100))
                .build();
        InferenceTable table = InferenceTable.of(problem().withScenario(scenario), QuantizedModel.of("net", 16), 10);
        String why = table.deviceAlone().cost().ineffective().orElseThrow().message();
        assertTrue(why.contains("shallow"), why);
        assertTrue(table.split("near", 0).orElseThrow().cost().isEffective());
    }

    @Test
    void whatCannotBePlacedIsAnError() {
        assertMessage(
                "is not in this scenario", () -> InferenceTable.of(problem(), QuantizedModel.of("other", 16), 10));
        assertMessage(
                "must be above 0 and at most 32", () -> InferenceTable.of(problem(), QuantizedModel.of("net", 33), 10));
        assertMessage("samples", () -> InferenceTable.of(problem(), QuantizedModel.of("net", 16), -1));
        Scenario bare = problem().scenario().toBuilder()
                .models(List.of(ModelVersion.of("net", 0.01, List.of()).withCuts(List.of(1))))
                .build();
        Problem measured = new Problem(bare, problem().estimators(), new MeasuredCosts(List.of()));
        assertMessage("must be known", () -> InferenceTable.of(measured, QuantizedModel.of("net", 16), 10));
    }

    private static void assertMessage(String part, Executable call) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, call).getMessage());
        assertTrue(message.contains(part), message);
    }

    private static void assertRow(InferenceTable.Row row, double seconds, double joules) {
        assertEquals(seconds, row.cost().seconds(), TOLERANCE * seconds);
        assertEquals(joules, row.cost().joules(), TOLERANCE * joules);
    }

    private static ModelVersion model() {
        return ModelVersion.of(
                "net", 0.01, List.of(new Layer("first", 1e6, 1000, 100), new Layer("second", 2e6, 1000, 10)));
    }

    private static Problem problem() {
        Scenario scenario = Scenario.builder("inference", Target.of(100, 0.02))
                .cloud(Cloud.of("cloud", 1e9, 1e-9))
                .device(Device.of("device", 1e6, 1e-6))
                .edgeServer(EdgeServer.of("near", new Processor(1e7, 1e-7), Link.of(1, 1), Link.of(1e4, 1e-3))
                        .withOverhead(0.25, 3))
                .edgeServer(EdgeServer.of("far", new Processor(1e7, 1e-7), Link.of(1, 1), Link.of(1e5, 1e-2)))
                .bitWidths(16)
                .workload(Workload.of(100, 20).withInput(50, 8))
                .model(model())
                .build();
        return new Problem(
                scenario,
                Estimators.of((s, pair) -> Optional.empty()),
                AnalyticCosts.PAPER.withPayload(Payload.BOTH).withBitScaling(new BitScaling.Floor(0)));
    }
}
