package io.github.jqodi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole plans of cases from practice, worked by hand: adapters of a language model, a round trip for each batch, a device and
 * a server that take power while they wait.
 */
class PracticeTest {
    private static final double EXACT = 1e-12;

    /**
     * A decoder of 467,772,416 weights in 24 equal blocks, of which 3,784,704 in adapters are trained, at 16 bits for three
     * epochs of 1500 and 100 texts. A block takes 4.989572437333333e9 MACs and has 262,144 outputs. The device does 1 TMAC/s
     * at 10 pJ and has 500 MB, the server 10 TMAC/s at 100 pJ; 100 Mbit/s at 50 nJ from the cloud, 50 Mbit/s at 100 nJ to the
     * device. A block has 38.98 MB of weights, so that twelve fit the device.
     */
    private static final class Decoder {
        static final int BLOCKS = 24;
        static final double MACS = 4989572437.333333;
        static final double WEIGHTS = 467_772_416 / 24.0;
        static final double ADAPTERS = 3_784_704 / 24.0;

        /** MACs of a block and epoch: s = 1/2, three passes times (1 + 1 + f)/3 in training. */
        static final double WORK = MACS * 0.5 * (1500 * (2 + ADAPTERS / WEIGHTS) + 100);

        static final double ADAPTER_BITS = BLOCKS * ADAPTERS * 16;
        static final double FEATURE_BITS = 262_144.0 * 16 * 1600;
        static final double GRADIENT_BITS = 262_144.0 * 16 * 1500;
        static final double FROZEN_BITS = BLOCKS * (WEIGHTS - ADAPTERS) * 16;

        private Decoder() {}

        static double seconds(int cut) {
            double epoch = cut * WORK / 1e12
                    + (BLOCKS - cut) * WORK / 1e13
                    + 2 * ADAPTER_BITS / 1e8
                    + (FEATURE_BITS + GRADIENT_BITS) / 5e7;
            return 3 * epoch + FROZEN_BITS / 1e8 + cut * WEIGHTS * 16 / 5e7;
        }

        static double joules(int cut) {
            double epoch = cut * WORK * 1e-11
                    + (BLOCKS - cut) * WORK * 1e-10
                    + 2 * ADAPTER_BITS * 5e-8
                    + (FEATURE_BITS + GRADIENT_BITS) * 1e-7;
            return 3 * epoch + FROZEN_BITS * 5e-8 + cut * WEIGHTS * 16 * 1e-7;
        }

        static Problem problem(double weights, double deadlineSeconds) {
            List<Layer> blocks = Collections.nCopies(
                    BLOCKS, new Layer("block", MACS, weights, 262_144).withTrainableParameters(ADAPTERS));
            ModelVersion model = ModelVersion.of("decoder", 0.1, numbered(blocks))
                    .withCuts(IntStream.rangeClosed(0, BLOCKS).boxed().toList());
            Scenario scenario = Scenario.builder("adapters", Target.of(deadlineSeconds, 1))
                    .schedule(SchedulePolicy.FIXED)
                    .cloud(Cloud.of("cloud", 1e13, 1e-11))
                    .device(Device.of("board", 1e12, 1e-11).withMemoryBytes(5e8))
                    .edgeServer(
                            EdgeServer.of("edge", new Processor(1e13, 1e-10), Link.of(1e8, 5e-8), Link.of(5e7, 1e-7))
                                    .withMemoryBytes(1e10))
                    .bitWidths(16)
                    .workload(Workload.of(1500, 100))
                    .model(model)
                    .build();
            return new Problem(scenario, beliefs("decoder", 16, 3), features(0).withPlacement(Placement.FIRST_EPOCH));
        }

        private static List<Layer> numbered(List<Layer> blocks) {
            List<Layer> all = new ArrayList<>();
            for (Layer block : blocks) {
                all.add(new Layer("block" + all.size(), block.macs(), block.parameters(), block.outputElements())
                        .withTrainableParameters(block.trainableParameters()));
            }
            return all;
        }
    }

    @Test
    void adaptersCrossTheCloudLinkAndTheFrozenRestHasToFit() {
        assertEquals(1240.3, Decoder.seconds(12), 0.05);
        assertEquals(35_410.17, Decoder.joules(12), 0.005);
        for (double deadline : new double[] {1300, 1e6}) {
            Plan plan = optimum(Decoder.problem(Decoder.WEIGHTS, deadline));
            assertEquals(List.of(new Segment(1, 3, "edge", 12)), plan.schedule());
            assertEquals(Decoder.seconds(12), plan.robust().seconds(), EXACT * 1e3);
            assertEquals(Decoder.joules(12), plan.objective(), EXACT * 1e5);
        }
    }

    /** Adapters alone, as if that were the model: all of it fits the device, which saves the links of features. */
    @Test
    void adaptersWithoutTheModelTheyAdaptSeemToFit() {
        Plan plan = optimum(Decoder.problem(Decoder.ADAPTERS, 1e6));
        assertEquals(24, plan.schedule().get(0).cut());
    }

    @Test
    void aShorterDeadlineLeavesFewerBlocksToTheDevice() {
        // each block less on the device saves 3·(7.76 - 0.78) s and 6.2 s of placing it
        assertTrue(Decoder.seconds(9) < 1170 && Decoder.seconds(10) >= 1170);
        Plan plan = optimum(Decoder.problem(Decoder.WEIGHTS, 1170));
        assertEquals(List.of(new Segment(1, 3, "edge", 9)), plan.schedule());
        assertEquals(Decoder.joules(9), plan.objective(), EXACT * 1e5);
    }

    @Test
    void whatIsTakenToBeInPlaceIsSaidSo() {
        Problem placed = Decoder.problem(Decoder.WEIGHTS, 1300);
        Problem inPlace = new Problem(placed.scenario(), placed.estimators(), features(0));
        assertTrue(codes(inPlace).contains(Warning.Code.FROZEN_IN_PLACE));
        assertTrue(!codes(placed).contains(Warning.Code.FROZEN_IN_PLACE));
        double saved = Decoder.FROZEN_BITS * 5e-8 + 12 * Decoder.WEIGHTS * 16 * 1e-7;
        assertEquals(Decoder.joules(12) - saved, optimum(inPlace).objective(), EXACT * 1e5);
    }

    /**
     * 2000 and 500 samples, at 8 bits a quarter of the work: 1.625e9 MACs on the device, 1.625e11 on the server; 2e7 bits of
     * features, 1.6e7 of gradients, 808,000 of weights each way. Batches of 32 are 63 and 16, with 79 + 63 waits for the link.
     */
    @Test
    void eachBatchWaitsForTheLink() {
        double device = 1.625e9 / 1e10;
        double cloud = 2 * 808_000 / 1e9;
        double near = device + 1.625e11 / 1e11 + 3.6e7 / 2e7 + 142 * 0.001 + cloud;
        double far = device + 1.625e11 / 1e12 + 3.6e7 / 1e9 + 142 * 0.1 + cloud;
        assertEquals(3.731116, near, 1e-6);
        assertEquals(14.562616, far, 1e-6);
        Problem batches = roundTrips(Workload.of(2000, 500).withBatchSize(32), 5);
        Plan plan = optimum(batches);
        assertEquals(List.of(new Segment(1, 1, "near", 1)), plan.schedule());
        assertEquals(near, plan.robust().seconds(), EXACT);
        assertEquals(0.1625 + 162.5 + 0.36, plan.objective(), EXACT * 100);
        Infeasibility why = refusal(batches.withScenario(
                batches.scenario().withChoices(Choices.ALL.withServers(Selection.only(List.of("far"))))));
        assertEquals(Reason.DEADLINE, why.reason());
        assertEquals(far, why.smallestDeadlineSeconds().orElseThrow(), 1e-9);
        // with time, or all samples at once, the efficient server is the better one
        assertEquals("far", server(optimum(batches.withDeadlineSeconds(15))));
        assertEquals("far", server(optimum(roundTrips(Workload.of(2000, 500), 5))));
    }

    private static Problem roundTrips(Workload workload, double deadlineSeconds) {
        Link cloud = Link.of(1e9, 0);
        ModelVersion model = ModelVersion.of(
                        "m", 0.1, List.of(new Layer("a", 1e6, 1000, 1000), new Layer("b", 1e8, 1e5, 10)))
                .withCuts(List.of(1));
        Scenario scenario = Scenario.builder("round trips", Target.of(deadlineSeconds, 1))
                .schedule(SchedulePolicy.FIXED)
                .cloud(Cloud.of("cloud", 1e12, 0))
                .device(Device.of("device", 1e10, 1e-10))
                .edgeServer(EdgeServer.of(
                        "near",
                        new Processor(1e11, 1e-9),
                        cloud,
                        Link.of(2e7, 1e-8).withLatencySeconds(0.001)))
                .edgeServer(EdgeServer.of(
                        "far",
                        new Processor(1e12, 1e-10),
                        cloud,
                        Link.of(1e9, 1e-8).withLatencySeconds(0.1)))
                .bitWidths(8)
                .workload(workload)
                .model(model)
                .build();
        return new Problem(scenario, beliefs("m", 8, 1), features(0));
    }

    /** Seconds of one epoch on the device, on the server and of features and gradients, by cut. */
    private static final double[] DEVICE_SECONDS = {0, 0.2, 2.2, 6.2, 12.2, 12.3};

    private static final double[] SERVER_SECONDS = {0.0738, 0.0726, 0.0606, 0.0366, 0.0006, 0};
    private static final double[] LINK_BITS = {2.4576e7, 2.62144e8, 1.31072e8, 6.5536e7, 3.2768e7, 0};
    private static final double RATE = 2e7;
    private static final double DEVICE_IDLE = 3.3;
    private static final double SERVER_IDLE = 24;
    private static final double DEVICE_WATTS = 11;
    private static final double SERVER_WATTS = 350;

    /** The device waits for server and link, the server, where it is used, for device and link. */
    private static double waiting(int cut) {
        double link = LINK_BITS[cut] / RATE;
        double server = cut < 5 ? SERVER_IDLE * (DEVICE_SECONDS[cut] + link) : 0;
        return DEVICE_IDLE * (SERVER_SECONDS[cut] + link) + server;
    }

    private static double working(int cut) {
        return DEVICE_WATTS * DEVICE_SECONDS[cut] + SERVER_WATTS * SERVER_SECONDS[cut] + 1e-7 * LINK_BITS[cut];
    }

    @Test
    void powerWhileIdleIsAsIfFoldedInByHand() {
        assertEquals(62.07738, working(0) + waiting(0), 1e-9);
        for (int cut = 0; cut <= 5; cut++) {
            double idle = epochJoules(waiting(DEVICE_IDLE, SERVER_IDLE), cut);
            // 728,000 bits each way take 1.5 ns of the cloud link
            assertEquals(working(cut) + waiting(cut), idle, 1e-6);
            // what one does the other waits for; nobody waits at the last cut
            double folded = cut < 5 ? epochJoules(folded(), cut) : working(cut);
            assertEquals(folded, idle, 1e-6);
        }
    }

    @Test
    void powerWhileIdleKeepsTheServerOut() {
        Choices privateSamples = Choices.ALL.withCuts(Selection.except(List.of(0)));
        Problem without = choosing(waiting(0, 0), privateSamples);
        assertEquals(1, optimum(without).schedule().get(0).cut());
        assertEquals(working(1), optimum(without).objective(), 1e-6);
        Problem with = choosing(waiting(DEVICE_IDLE, SERVER_IDLE), privateSamples);
        assertEquals(5, optimum(with).schedule().get(0).cut());
        assertEquals(11 * 12.3, optimum(with).objective(), 1e-6);
    }

    private static Problem waiting(double deviceIdle, double serverIdle) {
        return waiting(
                DEVICE_WATTS / 3e10,
                SERVER_WATTS / 5e12,
                Link.of(1e15, 0),
                Link.of(RATE, 1e-7),
                deviceIdle,
                serverIdle);
    }

    /** Every second of the device costs the server's idle power, and the other way round; links cost both. */
    private static Problem folded() {
        return waiting(
                (DEVICE_WATTS + SERVER_IDLE) / 3e10,
                (SERVER_WATTS + DEVICE_IDLE) / 5e12,
                Link.of(1e15, (DEVICE_IDLE + SERVER_IDLE) / 1e15),
                Link.of(RATE, 1e-7 + (DEVICE_IDLE + SERVER_IDLE) / RATE),
                0,
                0);
    }

    private static Problem waiting(
            double deviceJoules, double serverJoules, Link cloud, Link device, double deviceIdle, double serverIdle) {
        List<Layer> layers = List.of(
                new Layer("l0", 2e6, 1000, 16_384),
                new Layer("l1", 2e7, 5000, 8192),
                new Layer("l2", 4e7, 20_000, 4096),
                new Layer("l3", 6e7, 60_000, 2048),
                new Layer("l4", 1e6, 5000, 10));
        Scenario scenario = Scenario.builder("waiting", Target.of(1e5, 1))
                .schedule(SchedulePolicy.FIXED)
                .cloud(Cloud.of("cloud", 1e12, 0))
                .device(Device.of("pi", 3e10, deviceJoules).withPower(Power.ofIdle(deviceIdle)))
                .edgeServer(EdgeServer.of("gpu", new Processor(5e12, serverJoules), cloud, device)
                        .withPower(Power.ofIdle(serverIdle)))
                .bitWidths(8)
                .workload(Workload.of(1000, 0).withInput(3072, 8))
                .model(ModelVersion.of("m", 0.1, layers).withCuts(List.of(0, 1, 2, 3, 4, 5)))
                .build();
        return new Problem(scenario, beliefs("m", 8, 1), features(1));
    }

    private static double epochJoules(Problem problem, int cut) {
        Action action = new Action(problem.scenario().edgeServers().get(0), cut);
        return problem.costModel()
                .costs(problem.scenario(), QuantizedModel.of("m", 8))
                .epoch(action, 1)
                .joules();
    }

    private static Problem choosing(Problem problem, Choices choices) {
        return problem.withScenario(problem.scenario().withChoices(choices));
    }

    private static AnalyticCosts features(double floor) {
        return AnalyticCosts.DEFAULT.withPayload(Payload.FEATURES).withBitScaling(new BitScaling.Floor(floor));
    }

    private static Estimators beliefs(String model, int bits, int epochs) {
        return Estimators.of(new EstimateTable(
                List.of(EstimateTable.Row.of(QuantizedModel.of(model, bits), EpochEstimate.of(epochs, epochs)))));
    }

    private static String server(Plan plan) {
        return plan.schedule().get(0).server().orElseThrow();
    }

    private static List<Warning.Code> codes(Problem problem) {
        return problem.assess().warnings().stream().map(Warning::code).toList();
    }

    private static Infeasibility refusal(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(Status.INFEASIBLE, result.status());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result.infeasibilities().get(0);
    }

    private static Plan optimum(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(Status.OPTIMAL, result.status());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result.plan().orElseThrow();
    }
}
