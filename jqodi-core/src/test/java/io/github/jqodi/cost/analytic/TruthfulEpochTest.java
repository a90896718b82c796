package io.github.jqodi.cost.analytic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Variant.VariantLayer;
import io.github.jqodi.scenario.Workload;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Frozen weights, memory of training, first placement, idle power and profiles against values worked by hand. Three layers of
 * 10, 20, 30 MACs, 100, 200, 300 weights and 5, 4, 3 outputs at 8 bits; 2 training and 1 validation sample, 3 passes and 1,
 * s = 8/32.
 */
class TruthfulEpochTest {
    private static final double EXACT = 1e-12;

    private static final Layer A = new Layer("a", 10, 100, 5);
    private static final Layer B = new Layer("b", 20, 200, 4);
    private static final Layer C = new Layer("c", 30, 300, 3);

    private static final Device DEVICE = Device.of("device", 10, 2);
    private static final Link CLOUD_LINK = Link.of(100, 0.1);
    private static final Link DEVICE_LINK = Link.of(50, 0.2);
    private static final EdgeServer SERVER = EdgeServer.of("server", new Processor(100, 3), CLOUD_LINK, DEVICE_LINK)
            .withOverhead(1.5, 7);
    private static final AnalyticCosts WEIGHTS = AnalyticCosts.PAPER;
    private static final AnalyticCosts BOTH = WEIGHTS.withPayload(Payload.BOTH);

    @Test
    void frozenLayersRunForwardAloneAndStayWhereTheyAre() {
        // c_i = 1/3, 1/3, 1; d = 10·(6/3 + 1)/4, 20·3/4, 30·7/4; only the 2400 bits of c move, no gradients reach cut 1
        List<Layer> layers = List.of(A.withTrainableParameters(0), B.withTrainableParameters(0), C);
        double seconds = 7.5 / 10 + 67.5 / 100 + 0.05 + 1.5 + 2 * 2400 / 100.0 + 120 / 50.0;
        double joules = 7.5 * 2 + 67.5 * 3 + 250 + 7 + 480 + 24;
        assertEquals(53.375, seconds, EXACT);
        assertCost(seconds, joules, epoch(BOTH, layers, SERVER, DEVICE, 1, 1));
    }

    /** Layer a is frozen, b trains a quarter of its weights; epochs of layers and of the variant are the same. */
    @Test
    void anInferenceOfAVariantWithFrozenLayersIsThatOfItsLayers() {
        Quantization eight = Quantization.of(8);
        Workload workload = Workload.of(2, 1);
        List<Layer> layers = List.of(A.withTrainableParameters(0), B.withTrainableParameters(50), C);
        LayerLoads ofLayers = LayerLoads.of(ModelVersion.of("m", 0.1, layers), eight, workload, WEIGHTS);
        List<VariantLayer> given = IntStream.range(0, 3)
                .mapToObj(i -> new VariantLayer(
                        ofLayers.macsPerEpoch[i], ofLayers.sizeBits[i], ofLayers.updateBits[i], ofLayers.upBits[i + 1]))
                .toList();
        ModelVersion variant = ModelVersion.of("m", 0.1, List.of()).withVariants(List.of(Variant.of(8, given)));
        LayerLoads ofVariant = LayerLoads.of(variant, eight, workload, WEIGHTS);
        assertArrayEquals(new double[] {2.5, 5, 7.5}, ofLayers.macsPerSample, EXACT);
        assertArrayEquals(ofLayers.macsPerSample, ofVariant.macsPerSample, EXACT);
        assertArrayEquals(ofLayers.sampleUpBits, ofVariant.sampleUpBits, EXACT);
    }

    @Test
    void adaptersAreTrainedAndMoveAlone() {
        // b: f = 1/4, c = (1 + 1 + 1/4)/3, d = 20·(6·0.75 + 1)/4; 400 bits of b, 2400 of c; 96 bits up, 64 bits back
        List<Layer> layers = List.of(A.withTrainableParameters(0), B.withTrainableParameters(50), C);
        double seconds = 35 / 10.0 + 52.5 / 100 + 0.05 + 1.5 + 56 + 16 + 1.92 + 1.28;
        double joules = 70 + 157.5 + 250 + 7 + 560 + 160 + 19.2 + 12.8;
        assertCost(seconds, joules, epoch(BOTH, layers, SERVER, DEVICE, 2, 1));
    }

    @Test
    void frozenWeightsArePlacedInTheFirstEpoch() {
        List<Layer> layers = List.of(A.withTrainableParameters(0), B.withTrainableParameters(0), C);
        EdgeServer server = SERVER.withCloudLink(CLOUD_LINK.withLatencySeconds(0.1))
                .withDeviceLink(DEVICE_LINK.withLatencySeconds(0.2));
        AnalyticCosts costs = BOTH.withPlacement(Placement.FIRST_EPOCH);
        // two transfers of c, one of features
        assertCost(53.775, 978.5, epoch(costs, layers, server, DEVICE, 1, 2));
        // 2400 bits of a and b ride with those of c; the 800 bits of a wait by themselves
        Cost first = epoch(costs, layers, server, DEVICE, 1, 1);
        assertCost(53.775 + 24 + 16 + 0.2, 978.5 + 240 + 160, first);
        assertEquals(
                List.of(
                        new CostItem("cloud-server", Phase.PLACEMENT, 24, 240),
                        new CostItem("server-device", Phase.PLACEMENT, 16.2, 160)),
                first.items().stream()
                        .filter(item -> item.phase() == Phase.PLACEMENT)
                        .toList());
        assertEquals(2, costs(costs, layers, server, DEVICE).steadyFromEpoch());
    }

    @Test
    void withFeaturesAloneTheWholeShallowPartIsPlacedOnce() {
        AnalyticCosts costs = WEIGHTS.withPayload(Payload.FEATURES).withPlacement(Placement.FIRST_EPOCH);
        List<Layer> layers = List.of(A, B, C);
        Cost later = epoch(costs, layers, SERVER, DEVICE, 2, 2);
        // 2400 bits of a and b over the device link
        assertCost(later.seconds() + 48, later.joules() + 480, epoch(costs, layers, SERVER, DEVICE, 2, 1));
    }

    @Test
    void placementNeedsAFixedSchedule() {
        Scenario scenario = scenario(List.of(A, B, C), SERVER, DEVICE).toBuilder()
                .schedule(SchedulePolicy.PER_EPOCH)
                .build();
        AnalyticCosts costs = BOTH.withPlacement(Placement.FIRST_EPOCH);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> costs.check(scenario));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("costs/placement (firstEpoch) needs a fixed schedule"));
    }

    @Test
    void trainingNeedsGradientsOptimizerAndActivations() {
        // a: 100 bytes of weights, 1200 of gradients and optimizer, 2·5·4 of activations
        Ineffective why = epoch(
                        BOTH.withTrainingMemory(TrainingMemory.DEFAULT),
                        List.of(A, B, C),
                        SERVER,
                        DEVICE.withMemoryBytes(1339.9),
                        1,
                        1)
                .ineffective()
                .orElseThrow();
        assertEquals(1340, why.value(), EXACT);
        // only c: 500 bytes of weights, 300·12, 2·3·4
        List<Layer> frozen = List.of(A.withTrainableParameters(0), B.withTrainableParameters(0), C);
        Ineffective deep = epoch(
                        BOTH.withTrainingMemory(TrainingMemory.DEFAULT),
                        frozen,
                        SERVER.withMemoryBytes(4123),
                        DEVICE.withMemoryBytes(100),
                        1,
                        1)
                .ineffective()
                .orElseThrow();
        assertEquals(4124, deep.value(), EXACT);
    }

    @Test
    void anInferenceNeedsTheWeightsAlone() {
        ModelCosts costs = costs(
                BOTH.withTrainingMemory(TrainingMemory.DEFAULT), List.of(A, B, C), SERVER, DEVICE.withMemoryBytes(100));
        Action action = new Action(SERVER, 1);
        assertTrue(costs.epoch(action, 1).ineffective().isPresent());
        assertTrue(costs.inference(action, Inference.ONE).isEffective());
    }

    @Test
    void fourBillionWeightsAtSixteenBitsNeedFiftySixBillionBytes() {
        Layer all = new Layer("all", 1, 4e9, 0);
        ModelVersion model = ModelVersion.of("large", 0.1, List.of(all)).withCuts(List.of(1));
        Scenario scenario = Scenario.builder("full fine-tuning", Target.of(1e9, 0.2))
                .cloud(Cloud.of("cloud", 1000, 5))
                .device(DEVICE.withMemoryBytes(16e9))
                .edgeServer(SERVER)
                .bitWidths(16)
                .workload(Workload.of(2, 1))
                .model(model)
                .build();
        Action action = new Action(SERVER, 1);
        QuantizedModel pair = QuantizedModel.of("large", 16);
        assertTrue(BOTH.costs(scenario, pair).epoch(action, 1).isEffective());
        Ineffective why = BOTH.withTrainingMemory(TrainingMemory.DEFAULT)
                .costs(scenario, pair)
                .epoch(action, 1)
                .ineffective()
                .orElseThrow();
        assertEquals(56e9, why.value());
    }

    @Test
    void whoWaitsTakesIdlePower() {
        Device device = DEVICE.withPower(Power.ofIdle(3));
        EdgeServer server = SERVER.withPower(Power.ofIdle(7));
        // 132.175 s, of which the device computes 1.75, the cloud 0.05, and the server computes or prepares 2.375
        Cost cost = epoch(WEIGHTS, List.of(A, B, C), server, device, 1, 1, Power.ofIdle(5));
        assertCost(132.175, 1834.5 + 3 * 130.425 + 5 * 132.125 + 7 * 129.8, cost);
        assertEquals(
                List.of("device", "cloud", "server"),
                cost.items().stream()
                        .filter(item -> item.phase() == Phase.IDLE)
                        .map(CostItem::node)
                        .toList());
        // nobody pays for a server that runs no layer
        assertCost(
                298.55,
                3340 + 3 * 288.05 + 5 * 298.5,
                epoch(WEIGHTS, List.of(A, B, C), server, device, 3, 1, Power.ofIdle(5)));
    }

    @Test
    void profilesTakeThePlaceOfWorkOverSpeed() {
        // a at full precision: (0.1·3 + 0.2·2)/4 s at 6 W; b at 8 bits: 0.01·3 + 0.03·2 s, 1·3 + 2·2 J; c: (0.02·3 +
        // 0.04·2)/4 s
        Profile profile = new Profile(List.of(
                ProfiledLayer.of("device", "net", "a", 0.1),
                ProfiledLayer.of("gpu", "net", "b", 9).withQuantization("4"),
                ProfiledLayer.of("gpu", "net", "b", 0.01)
                        .withQuantization("8")
                        .withBackwardSeconds(0.03)
                        .withJoules(1, 2),
                ProfiledLayer.of("gpu", "net", "c", 0.02)));
        Device device = Device.named("device").withPower(new Power(OptionalDouble.of(6), 0));
        EdgeServer server = EdgeServer.builder("server")
                .profile("gpu")
                .power(new Power(OptionalDouble.of(100), 0))
                .cloudLink(CLOUD_LINK)
                .deviceLink(DEVICE_LINK)
                .overhead(1.5, 7)
                .build();
        ModelVersion net = model(List.of(A, B, C)).withCuts(List.of(1));
        Scenario scenario = scenario(List.of(A, B, C), server, device).toBuilder()
                .models(List.of(net))
                .build();
        AnalyticCosts costs = WEIGHTS.withProfile(profile);
        costs.check(scenario);
        ModelCosts own = costs.costs(scenario, QuantizedModel.of("net", 8));
        assertCost(
                0.175 + 0.125 + 0.05 + 1.5 + 128,
                1.05 + 7 + 3.5 + 250 + 7 + 960 + 320,
                own.epoch(new Action(server, 1), 1));
        // forward alone: 10 samples
        assertCost(
                0.25 + 0.1 + 0.05 + 1.5, 0.25 * 6 + 10 + 5 + 7, own.inference(new Action(server, 1), Inference.of(10)));
        Scenario further = scenario.toBuilder()
                .models(List.of(net.withCuts(List.of(1, 2))))
                .build();
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> costs.costs(further, QuantizedModel.of("net", 8)));
        assertTrue(
                String.valueOf(missing.getMessage())
                        .contains("must hold layer 'b' of model 'net' on 'device', which an open cut needs at 8 bits"),
                String.valueOf(missing.getMessage()));
    }

    @Test
    void measuredBatchesCountWhole() {
        // 2 batches of 2 samples and 1 of validation: 5 s forward, 4·2 s backward, not scaled
        Profile profile = new Profile(List.of(ProfiledLayer.of("device", "net", "a", 1)
                .withQuantization("8")
                .withBatchSize(2)
                .withJoules(3, 5)));
        ModelVersion net = model(List.of(A)).withCuts(List.of(1));
        Scenario scenario = scenario(List.of(A), SERVER, DEVICE).toBuilder()
                .models(List.of(net))
                .workload(Workload.of(3, 1).withBatchSize(2))
                .build();
        AnalyticCosts costs = WEIGHTS.withProfile(profile);
        costs.check(scenario);
        Cost cost = costs.costs(scenario, QuantizedModel.of("net", 8)).epoch(new Action(SERVER, 1), 1);
        assertCost(3 + 4 + 0.05 + 16 + 32, 9 + 10 + 250 + 160 + 320, cost);
        Scenario other = scenario.toBuilder()
                .workload(Workload.of(3, 1).withBatchSize(4))
                .build();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> costs.check(other));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("must be measured in batches of workload/batchSize, 4"));
    }

    private static ModelVersion model(List<Layer> layers) {
        List<Integer> cuts = layers.size() == 1 ? List.of(1) : List.of(0, 1, 2, 3);
        return ModelVersion.of("net", 0.1, layers).withCuts(cuts).withCloudMacsPerEpoch(50);
    }

    private static Scenario scenario(List<Layer> layers, EdgeServer server, Device device) {
        return Scenario.builder("by hand", Target.of(1e9, 0.2))
                .schedule(SchedulePolicy.FIXED)
                .cloud(Cloud.of("cloud", 1000, 5))
                .device(device)
                .edgeServer(server)
                .bitWidths(8)
                .workload(Workload.of(2, 1))
                .model(model(layers))
                .build();
    }

    private static ModelCosts costs(AnalyticCosts costs, List<Layer> layers, EdgeServer server, Device device) {
        Scenario scenario = scenario(layers, server, device);
        costs.check(scenario);
        return costs.costs(scenario, QuantizedModel.of("net", 8));
    }

    private static Cost epoch(
            AnalyticCosts costs, List<Layer> layers, EdgeServer server, Device device, int cut, int epoch) {
        return epoch(costs, layers, server, device, cut, epoch, Power.UNKNOWN);
    }

    /** The cost, after a look whether a row of all cuts says the same. */
    private static Cost epoch(
            AnalyticCosts costs,
            List<Layer> layers,
            EdgeServer server,
            Device device,
            int cut,
            int epoch,
            Power cloudPower) {
        Scenario plain = scenario(layers, server, device);
        Scenario scenario = plain.toBuilder()
                .cloud(plain.cloud().orElseThrow().withPower(cloudPower))
                .build();
        ModelCosts own = costs.costs(scenario, QuantizedModel.of("net", 8));
        Cost cost = own.epoch(new Action(server, cut), epoch);
        List<Action> actions = model(layers).cutPoints().stream()
                .map(j -> new Action(server, j))
                .toList();
        double[] seconds = new double[actions.size()];
        double[] joules = new double[actions.size()];
        own.rows(actions).fill(epoch, seconds, joules);
        assertEquals(cost.seconds(), seconds[cut]);
        assertEquals(cost.joules(), joules[cut]);
        return cost;
    }

    private static void assertCost(double seconds, double joules, Cost cost) {
        assertEquals(seconds, cost.seconds(), EXACT * seconds);
        assertEquals(joules, cost.joules(), EXACT * joules);
        assertEquals(joules, cost.items().stream().mapToDouble(CostItem::joules).sum(), EXACT * joules);
        assertEquals(
                seconds, cost.items().stream().mapToDouble(CostItem::seconds).sum(), EXACT * seconds);
    }
}
