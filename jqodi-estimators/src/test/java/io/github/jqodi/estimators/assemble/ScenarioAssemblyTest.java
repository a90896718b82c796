package io.github.jqodi.estimators.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioAssemblyTest {
    private static final List<Layer> LAYERS = List.of(new Layer("a", 1e6, 1e4, 400), new Layer("b", 2e6, 2e4, 10));
    private static final Link LINK = Link.of(1e8, 1e-8);

    private static ScenarioPart world() {
        return ScenarioPart.EMPTY
                .withModel("net", LAYERS, List.of(1))
                .withDevice(Device.of("pi", new Processor(1e10, 1e-9)))
                .withServer(EdgeServer.of("edge", new Processor(1e12, 1e-10), LINK, LINK))
                .withTarget(new Target(1e5, 0.5, 0.95));
    }

    private static ScenarioAssembly assembly() {
        return ScenarioAssembly.of("camera").with(world()).with(ScenarioPart.EMPTY.withWorkload(Workload.of(100, 10)));
    }

    /** Its loss is below 0.5 from the given epoch on. */
    private static Curve run(String name, int reached, RunFeatures features) {
        double[] losses = new double[reached + 2];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = i + 1 < reached ? 2.0 - i * 0.01 : 0.4;
        }
        return Curve.ofLosses(name, losses).withFeatures(features);
    }

    private static RunFeatures pair(double bits) {
        return RunFeatures.NONE.withPair("net", bits);
    }

    @Test
    void pastRunsBecomeBeliefsForTheTargetAsked() {
        AssembledScenario assembled = assembly()
                .withPastRuns(
                        List.of(
                                run("r1", 3, pair(8)),
                                run("r2", 5, pair(8)),
                                run("r3", 9, pair(4)).withFeatures(pair(4).withSamples(77))),
                        "runs.csv")
                .assemble();
        var scenario = assembled.problem().scenario();
        assertEquals(
                List.of("4", "8"),
                scenario.quantizations().stream().map(Quantization::name).toList());
        EstimateTable table = assembled.problem().estimators().table().orElseThrow();
        EstimateTable.Row eight =
                table.row(scenario, QuantizedModel.of("net", 8)).orElseThrow();
        assertEquals(0.5, eight.reaches().orElseThrow());
        EpochEstimate.Pmf pmf = (EpochEstimate.Pmf) eight.epochs().orElseThrow();
        // The two runs of its own weigh alike; the third, of another width, nothing.
        assertEquals(0.5, pmf.pmf().get(2), 1e-12);
        assertEquals(0.5, pmf.pmf().get(4), 1e-12);
        assertTrue(
                scenario.notes()
                        .contains(
                                "epochs of net at 8 bits to 0.5: prior by bits: 2 runs at 8 bits, with the spread of a further one, from runs.csv"),
                scenario.notes().toString());
        assertEquals(2.0, scenario.model("net").loss(), 1e-12);
        assertTrue(
                assembled
                        .assumptions()
                        .contains(
                                "no loss before training is given of net; 2.0, the mean of the first losses of its past runs"),
                assembled.assumptions().toString());
        SolveResult result = Planner.create().plan(assembled.problem());
        assertEquals(Status.OPTIMAL, result.status());
        assertEquals(ScenarioJson.write(assembled.problem()), assembled.part().toScenarioJson());
    }

    @Test
    void whatRunsDoNotSayIsAssumedAndSaid() {
        AssembledScenario assembled = ScenarioAssembly.of("camera")
                .with(world())
                .withPastRuns(List.of(run("r1", 4, RunFeatures.NONE.withSamples(640))), "log.csv")
                .withBitWidths(8, 32)
                .assuming("the camera sleeps at night")
                .assemble();
        assertEquals(
                List.of(
                        "the camera sleeps at night",
                        "no training samples are given; 640 as past runs had at most",
                        "no validation samples are given; 0",
                        "no loss before training is given of net; 2.0, the mean of the first losses of its past runs",
                        "no cloud is given; it computes nothing, so its speed does not matter",
                        "past runs that name no model are those of net",
                        "past runs that state no bits were made at full precision; narrower widths are believed by the prior by bits"),
                assembled.assumptions());
        assertEquals(
                2, assembled.problem().estimators().table().orElseThrow().rows().size());
    }

    @Test
    void repeatedSeedsAreReadByTheirTargets() {
        AssembledScenario assembled = assembly()
                .with(ScenarioPart.EMPTY.withMetric("net", Metric.LOSS, 2.3))
                .withBitWidths(4, 8)
                .withSeeds(
                        List.of(
                                new SeedRun("net/8", "0.5", "1", OptionalInt.of(7)),
                                new SeedRun("net/8", "0.5", "2", OptionalInt.of(9)),
                                new SeedRun("net/8", "0.2", "1", OptionalInt.empty()),
                                new SeedRun("net/4", "0.6", "1", OptionalInt.of(5))),
                        "seeds.csv")
                .assemble();
        List<EstimateTable.Row> rows =
                assembled.problem().estimators().table().orElseThrow().rows();
        assertEquals(3, rows.size());
        assertTrue(assembled.problem().scenario().notes().stream()
                .anyMatch(note ->
                        note.startsWith("epochs of net at 8 bits to 0.5: ") && note.endsWith(", from seeds.csv")));
        assertTrue(
                assembled.assumptions().stream()
                        .anyMatch(each ->
                                each.startsWith("net at 8 bits is believed to reach its target with probability ")
                                        && each.contains("below the confidence of 0.95")),
                assembled.assumptions().toString());
    }

    @Test
    void enoughSeedsMakeAPlan() {
        AssembledScenario assembled = assembly()
                .with(ScenarioPart.EMPTY.withMetric("net", Metric.LOSS, 2.3))
                .withBitWidths(4, 8)
                .withSeeds(
                        IntStream.range(0, 60)
                                .mapToObj(i -> new SeedRun("net/8", "0.5", "s" + i, OptionalInt.of(7 + i % 3)))
                                .toList(),
                        "seeds.csv")
                .assemble();
        SolveResult result = Planner.create().plan(assembled.problem());
        assertEquals("8", result.plan().orElseThrow().pair().quantization());
    }

    @Test
    void seedsOfAModelServeAllItsWidths() {
        AssembledScenario assembled = assembly()
                .with(ScenarioPart.EMPTY.withMetric("net", Metric.LOSS, 2.3))
                .withBitWidths(4, 8)
                .withSeeds(List.of(new SeedRun("net", "0.5", "1", OptionalInt.of(7))), "seeds.csv")
                .assemble();
        assertEquals(
                2, assembled.problem().estimators().table().orElseThrow().rows().size());
    }

    @Test
    void whatCannotBeAssumedIsNamed() {
        IncompleteScenarioException nothing = assertThrows(
                IncompleteScenarioException.class,
                () -> ScenarioAssembly.of("x").assemble());
        assertEquals(List.of("target", "models", "edgeServers", "device", "workload"), nothing.missing());
        assertEquals("missing are target, models, edgeServers, device, workload; give them.", nothing.getMessage());
        String several = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> assembly()
                                .with(ScenarioPart.EMPTY
                                        .withModel("other", LAYERS, List.of(1))
                                        .withMetric("other", Metric.LOSS, 1))
                                .withPastRuns(List.of(run("r", 3, RunFeatures.NONE)), "runs.csv")
                                .assemble())
                .getMessage());
        assertTrue(several.contains("must stand with each past run where there are several models"), several);
        String unknown = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> assembly()
                                .with(ScenarioPart.EMPTY.withMetric("net", Metric.LOSS, 1))
                                .withSeeds(List.of(new SeedRun("nets/8", "1", "1", OptionalInt.of(1))), "s.csv")
                                .assemble())
                .getMessage());
        assertTrue(unknown.contains("run (nets/8) must name a model of the scenario. These are net"), unknown);
    }

    @Test
    void aCloudThatComputesIsNotAssumed() {
        ScenarioAssembly busy = assembly()
                .with(ScenarioPart.parse("{\"models\": [{\"name\": \"net\", \"cloudMacsPerEpoch\": 5}]}"))
                .with(ScenarioPart.EMPTY.withMetric("net", Metric.LOSS, 1));
        assertEquals(
                List.of("cloud"),
                assertThrows(IncompleteScenarioException.class, busy::assemble).missing());
        assertFalse(busy.toString().isEmpty());
    }
}
