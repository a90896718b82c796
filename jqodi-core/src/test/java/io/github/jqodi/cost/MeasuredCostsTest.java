package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeasuredCostsTest {
    private static final ModelVersion MODEL =
            ModelVersion.of("net", 0.1, List.of()).withCuts(List.of(1, 2));
    private static final EdgeServer SERVER = EdgeServer.named("server");
    private static final Scenario SCENARIO = Scenario.builder("measured", Target.of(10, 1))
            .edgeServer(SERVER)
            .bitWidths(8)
            .model(MODEL)
            .build();

    @Test
    void anEntryHoldsUntilTheNextListedOne() {
        ModelCosts costs = costs(
                new Measurement(QuantizedModel.of("net", 8), "server", 1, 5, 50, 1),
                new Measurement(QuantizedModel.of("net", 8), "server", 1, 7, 70, 4),
                new Measurement(QuantizedModel.of("net", 8), "server", 2, 1, 10, 3));
        assertEquals(5, costs.epoch(new Action(SERVER, 1), 3).seconds());
        assertEquals(70, costs.epoch(new Action(SERVER, 1), 4).joules());
        assertEquals(7, costs.epoch(new Action(SERVER, 1), 1000).seconds());
        assertEquals(4, costs.steadyFromEpoch());
        assertEquals(
                "server cut 2 was not measured for epoch 2",
                costs.epoch(new Action(SERVER, 2), 2)
                        .ineffective()
                        .orElseThrow()
                        .message());
        assertEquals(1, costs.epoch(new Action(SERVER, 2), 3).seconds());
    }

    /** Whatever the order of the file; a row of a table holds the same doubles. */
    @Test
    void entriesInAnyOrderHoldFromTheirEpochOn() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 300; run++) {
            TreeMap<Integer, Double> seconds = new TreeMap<>();
            int count = random.nextInt(1, 30);
            while (seconds.size() < count) {
                seconds.put(random.nextInt(1, 100), random.nextDouble());
            }
            List<Measurement> entries = new ArrayList<>();
            seconds.forEach((epoch, s) ->
                    entries.add(new Measurement(QuantizedModel.of("net", 8), "server", 1, s, 2 * s, epoch)));
            Collections.shuffle(entries, new Random(run));
            ModelCosts costs = costs(entries.toArray(Measurement[]::new));
            assertEquals(seconds.lastKey(), costs.steadyFromEpoch());
            double[] t = new double[1];
            double[] e = new double[1];
            for (int epoch = 1; epoch <= 101; epoch++) {
                Entry<Integer, Double> entry = seconds.floorEntry(epoch);
                double expected = entry == null ? Double.POSITIVE_INFINITY : entry.getValue();
                Action action = new Action(SERVER, 1);
                assertEquals(expected, costs.epoch(action, epoch).seconds());
                costs.rows(List.of(action)).fill(epoch, t, e);
                assertEquals(expected, t[0]);
                assertEquals(2 * expected, e[0]);
            }
        }
    }

    @Test
    void whatIsTooLargeToBeAddedUpIsIneffectiveInARowToo() {
        ModelCosts costs = costs(new Measurement(QuantizedModel.of("net", 8), "server", 1, 1e300, 1, 1));
        double[] t = new double[1];
        double[] e = new double[1];
        costs.rows(List.of(new Action(SERVER, 1))).fill(1, t, e);
        assertEquals(costs.epoch(new Action(SERVER, 1), 1).seconds(), t[0]);
        assertEquals(Double.POSITIVE_INFINITY, t[0]);
        assertEquals(Double.POSITIVE_INFINITY, e[0]);
    }

    @Test
    void aLookUpCanBeStoppedAndMadeAfterwards() {
        ScenarioCosts costs = new MeasuredCosts(
                        List.of(new Measurement(QuantizedModel.of("net", 8), "server", 1, 5, 50, 1)))
                .costs(SCENARIO);
        assertThrows(Stopped.class, () -> costs.of(QuantizedModel.of(MODEL.name(), 8), () -> true));
        assertEquals(
                5,
                costs.of(QuantizedModel.of(MODEL.name(), 8))
                        .epoch(new Action(SERVER, 1), 1)
                        .seconds());
    }

    @Test
    void theBillHasOneMeasuredRow() {
        Cost cost = costs(new Measurement(QuantizedModel.of("net", 8), "server", 1, 5, 50, 1))
                .epoch(new Action(SERVER, 1), 1);
        assertEquals(List.of(new CostItem("server", Phase.MEASURED, 5, 50)), cost.items());
    }

    @Test
    void otherWidthsAndModelsAreNotMixedIn() {
        MeasuredCosts measured =
                new MeasuredCosts(List.of(new Measurement(QuantizedModel.of("net", 8), "server", 1, 5, 50, 1)));
        assertEquals(
                Ineffective.Kind.UNMEASURED,
                measured.costs(SCENARIO, QuantizedModel.of("net", 4))
                        .epoch(new Action(SERVER, 1), 1)
                        .ineffective()
                        .orElseThrow()
                        .kind());
    }

    @Test
    void repeatedEntriesAreRefused() {
        Measurement entry = new Measurement(QuantizedModel.of("net", 8), "server", 1, 5, 50, 1);
        assertRefused(
                "entries/1 ([net, 8, server, 1, 1]) appears twice. Remove or rename one of the two.",
                () -> new MeasuredCosts(List.of(entry, entry)));
    }

    @Test
    void unknownNamesAreRefused() {
        assertRefused(
                "costs/entries/0/model ('nut') is not in this scenario. Did you mean 'net'? Known are net.",
                () -> new MeasuredCosts(List.of(new Measurement(QuantizedModel.of("nut", 8), "server", 1, 5, 50, 1)))
                        .check(SCENARIO));
        assertRefused(
                "costs/entries/0/server ('swerver') is not in this scenario. Did you mean 'server'? Known are server.",
                () -> new MeasuredCosts(List.of(new Measurement(QuantizedModel.of("net", 8), "swerver", 1, 5, 50, 1)))
                        .check(SCENARIO));
    }

    @Test
    void inferenceAndMissingCutsAreRefused() {
        MeasuredCosts none = new MeasuredCosts(List.of());
        assertRefused(
                "inference (5.0) needs analytic costs. Measured epochs say nothing about inference:"
                        + " leave the field out.",
                () -> none.check(SCENARIO.toBuilder().inferenceSamples(5).build()));
        Scenario cutless = SCENARIO.toBuilder()
                .models(List.of(ModelVersion.of("net", 0.1, List.of())))
                .build();
        assertRefused(
                "models/0/cuts (missing) must be given where there are no layers. List the cuts that were measured.",
                () -> none.check(cutless));
    }

    private static Measurement from(int epoch, int cut, double seconds) {
        return new Measurement(QuantizedModel.of("net", 8), "server", cut, seconds, 0, epoch);
    }

    /** Of entries that have begun the last holds, others come as many epochs sooner. */
    @Test
    void afterSomeEpochsEntriesHoldFromThereOn() {
        MeasuredCosts all = new MeasuredCosts(
                List.of(from(1, 1, 1), from(3, 1, 2), from(4, 1, 3), from(9, 1, 4), from(5, 2, 5), from(2, 2, 6)));
        assertEquals(all, all.afterEpochs(0));
        assertEquals(
                new MeasuredCosts(List.of(from(1, 1, 2), from(2, 1, 3), from(7, 1, 4), from(3, 2, 5), from(1, 2, 6))),
                all.afterEpochs(2));
        assertEquals(
                new MeasuredCosts(List.of(from(1, 1, 3), from(6, 1, 4), from(2, 2, 5), from(1, 2, 6))),
                all.afterEpochs(3));
        MeasuredCosts steady = new MeasuredCosts(List.of(from(1, 1, 1), from(1, 2, 2)));
        assertEquals(steady, steady.afterEpochs(7));
        assertEquals("2 measured epochs", steady.toString());
    }

    @Test
    void lookUpsOfTheSameWorldAreKept() {
        MeasuredCosts measured = new MeasuredCosts(List.of(from(1, 1, 1)));
        ScenarioCosts before = measured.costs(SCENARIO);
        assertSame(before, measured.costs(SCENARIO.withTarget(Target.of(5, 1)), before));
        ScenarioCosts other = new MeasuredCosts(List.of(from(1, 1, 2))).costs(SCENARIO, before);
        assertEquals(
                2,
                other.of(QuantizedModel.of("net", 8))
                        .epoch(new Action(SERVER, 1), 1)
                        .seconds());
        assertNotSame(before, other);
    }

    // inference as the task

    private static final Scenario INFERENCE = SCENARIO.toBuilder()
            .task(Task.INFERENCE)
            .models(List.of(MODEL.withCuts(List.of(0, 1, 2))))
            .inferenceSamples(5)
            .build();

    private static Measurement inference(Optional<String> server, int cut, int epoch) {
        return new Measurement(QuantizedModel.of("net", 8), server, cut, 3, 4, epoch);
    }

    @Test
    void anInferenceIsMeasuredOnceAndWithoutAServerOnTheDeviceAlone() {
        MeasuredCosts measured =
                new MeasuredCosts(List.of(inference(Optional.empty(), 2, 1), inference(Optional.of("server"), 1, 1)));
        measured.check(INFERENCE);
        assertEquals(OptionalInt.of(2), measured.deviceAloneCut("net"));
        assertEquals(OptionalInt.empty(), measured.deviceAloneCut("other"));
        assertRefused(
                "costs/entries/0/epoch (2) must be 1 where inference is the task.",
                () -> new MeasuredCosts(List.of(inference(Optional.of("server"), 1, 2))).check(INFERENCE));
        assertRefused(
                "costs/entries/1/cut (1) must be 2 without a server, where the device runs all layers.",
                () -> new MeasuredCosts(List.of(inference(Optional.empty(), 2, 1), inference(Optional.empty(), 1, 1)))
                        .check(INFERENCE));
        assertRefused(
                "costs/entries/1/server ('server') must be left out at cut 2, where the device is alone.",
                () -> new MeasuredCosts(
                                List.of(inference(Optional.empty(), 2, 1), inference(Optional.of("server"), 2, 1)))
                        .check(INFERENCE));
        assertRefused(
                "costs/entries/0/server (missing) is required in fine-tuning.",
                () -> new MeasuredCosts(List.of(inference(Optional.empty(), 2, 1))).check(SCENARIO));
        assertRefused(
                "objective/minimise ('interval') needs analytic costs. Measured inferences do not say what device, link and"
                        + " server take of them.",
                () -> measured.check(INFERENCE.toBuilder()
                        .objective(new Objective.Interval())
                        .build()));
    }

    @Test
    void whereThereAreLayersTheDeviceAloneRunsThemAll() {
        Scenario layered = INFERENCE.toBuilder()
                .models(List.of(ModelVersion.of("net", 0.1, List.of(new Layer("a", 1, 1, 1), new Layer("b", 1, 1, 1)))
                        .withCuts(List.of(0, 1, 2))))
                .build();
        new MeasuredCosts(List.of(inference(Optional.empty(), 2, 1))).check(layered);
        assertRefused(
                "costs/entries/0/cut (1) must be 2 without a server, where the device runs all layers.",
                () -> new MeasuredCosts(List.of(inference(Optional.empty(), 1, 1))).check(layered));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static ModelCosts costs(Measurement... entries) {
        MeasuredCosts measured = new MeasuredCosts(List.of(entries));
        measured.check(SCENARIO);
        return measured.costs(SCENARIO, QuantizedModel.of("net", 8));
    }
}
