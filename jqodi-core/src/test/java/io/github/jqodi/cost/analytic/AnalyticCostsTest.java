package io.github.jqodi.cost.analytic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.cost.Ineffective.Kind;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Variant.VariantLayer;
import io.github.jqodi.scenario.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Every switch of the cost model against values worked by hand. Three layers of 10, 20, 30 MACs, 100, 200, 300 weights and 5,
 * 4, 3 outputs at 8 bits; 2 training and 1 validation sample, so C = 3·2 + 1 = 7 and s = 8/32: d = 17.5, 35, 52.5 MACs and g
 * = 800, 1600, 2400 bits.
 */
class AnalyticCostsTest {
    private static final double EXACT = 1e-12;

    private static final ModelVersion MODEL = ModelVersion.of(
                    "net",
                    0.1,
                    List.of(new Layer("a", 10, 100, 5), new Layer("b", 20, 200, 4), new Layer("c", 30, 300, 3)))
            .withCuts(List.of(0, 1, 2, 3))
            .withCloudMacsPerEpoch(50)
            .withSetup(List.of(Setup.of(8, 2, 11)));

    private static final Device DEVICE = Device.of("device", 10, 2);
    private static final Link CLOUD_LINK = Link.of(100, 0.1);
    private static final Link DEVICE_LINK = Link.of(50, 0.2);
    private static final EdgeServer SERVER = EdgeServer.of("server", new Processor(100, 3), CLOUD_LINK, DEVICE_LINK)
            .withOverhead(1.5, 7);
    private static final AnalyticCosts WEIGHTS = AnalyticCosts.PAPER;
    private static final AnalyticCosts FEATURES = WEIGHTS.withPayload(Payload.FEATURES);

    @Test
    void weightsAtCutOne() {
        // device 17.5/10, server 87.5/100, cloud 50/1000, overhead 1.5, wired 2·4800/100, wireless 2·800/50
        // 17.5·2 + 87.5·3 + 50·5 + 7 + 2·4800·0.1 + 2·800·0.2
        assertCost(132.175, 1834.5, epoch(WEIGHTS, SERVER, 1));
    }

    @Test
    void aCutBeyondTheLayersIsRefused() {
        ModelCosts costs = costs(WEIGHTS, SERVER, MODEL);
        Action beyond = new Action(SERVER, 4);
        List<Executable> questions = List.of(
                () -> costs.epoch(beyond, 1),
                () -> costs.inference(beyond, Inference.of(1)),
                () -> costs.interval(beyond, Inference.of(1)),
                () -> costs.rows(List.of(beyond)),
                () -> costs.priced(Prices.ofJoules(1)).epoch(beyond, 1));
        for (Executable question : questions) {
            assertEquals(
                    "cut (4) must be from 0 to 3, the number of layers of 'net'.",
                    assertThrows(InvalidValueException.class, question).getMessage());
        }
    }

    @Test
    void aServerWithoutItsLinksIsRefused() {
        ModelCosts costs = costs(WEIGHTS, SERVER, MODEL);
        Action alone = new Action(
                EdgeServer.builder("bare").processor(new Processor(100, 3)).build(), 1);
        InvalidValueException e = assertThrows(InvalidValueException.class, () -> costs.epoch(alone, 1));
        assertTrue(
                String.valueOf(e.getMessage())
                        .matches(
                                "server 'bare' \\(without (cloud|device)Link\\) must have it where its costs are analytic."),
                e.getMessage());
    }

    @Test
    void featuresAtCutOne() {
        // weights without the 32 s and 320 J; 5·8·3 = 120 bits up, 5·8·2 = 80 bits back
        assertCost(132.175 - 32 + 2.4 + 1.6, 1834.5 - 320 + 24 + 16, epoch(FEATURES, SERVER, 1));
    }

    @Test
    void bothAtCutOne() {
        assertCost(136.175, 1874.5, epoch(WEIGHTS.withPayload(Payload.BOTH), SERVER, 1));
    }

    @Test
    void featuresWithoutGradients() {
        assertCost(102.575, 1538.5, epoch(FEATURES.withGradientReturn(false), SERVER, 1));
    }

    @Test
    void featuresOfTheirOwnWidth() {
        // 240 bits up, 160 bits back
        assertCost(100.175 + 8, 1514.5 + 80, epoch(FEATURES.withFeatureBits(16), SERVER, 1));
    }

    @Test
    void cutZeroSendsNoWeightsToTheDevice() {
        // server 105/100, cloud, overhead, wired
        assertCost(98.6, 1532, epoch(WEIGHTS, SERVER, 0));
    }

    @Test
    void cutZeroSendsTheRawSamplesUpAndNothingBack() {
        // 6·8·3 = 144 bits up
        assertCost(98.6 + 2.88, 1532 + 28.8, epoch(FEATURES, SERVER, 0));
    }

    @Test
    void lastCutRunsAllOnTheDeviceWithoutOverheadAndFeatures() {
        // device 105/10, cloud, wired, wireless 2·4800/50
        assertCost(298.55, 3340, epoch(WEIGHTS, SERVER, 3));
        assertCost(106.55, 1420, epoch(FEATURES, SERVER, 3));
    }

    @Test
    void overheadOfTheDeviceIsPaidForEachBatchWhereItRunsALayer() {
        // one batch of training samples and one of validation samples
        Device device = DEVICE.withOverheadPerBatch(0.75, 5);
        assertCost(132.175 + 1.5, 1834.5 + 10, epoch(WEIGHTS, SERVER, device, MODEL, 1));
        assertCost(98.6, 1532, epoch(WEIGHTS, SERVER, device, MODEL, 0));
        ModelCosts trainingAlone =
                WEIGHTS.costs(scenario(SERVER, device, MODEL, Workload.of(2, 0)), QuantizedModel.of(MODEL.name(), 8));
        ModelCosts without =
                WEIGHTS.costs(scenario(SERVER, DEVICE, MODEL, Workload.of(2, 0)), QuantizedModel.of(MODEL.name(), 8));
        assertEquals(
                without.epoch(new Action(SERVER, 2), 1).seconds() + 0.75,
                trainingAlone.epoch(new Action(SERVER, 2), 1).seconds(),
                EXACT);
        ModelCosts costs =
                WEIGHTS.costs(scenario(SERVER, device, MODEL, workload()), QuantizedModel.of(MODEL.name(), 8));
        assertCost(3 + 0.75, 177 + 5, costs.inference(new Action(SERVER, 1), Inference.of(4)));
        assertEquals(
                List.of(new CostItem("device", Phase.OVERHEAD, 1.5, 10)),
                costs.epoch(new Action(SERVER, 3), 1).items().stream()
                        .filter(item -> item.phase() == Phase.OVERHEAD)
                        .toList());
    }

    @Test
    void overheadOfTheServerIsPaidForEachBatchWhereItRunsALayer() {
        EdgeServer server = SERVER.withOverheadPerBatch(0.25, 3);
        assertCost(132.175 + 0.5, 1834.5 + 6, epoch(WEIGHTS, server, 1));
        assertCost(298.55, 3340, epoch(WEIGHTS, server, 3));
        assertCost(3 + 0.25, 177 + 3, costs(WEIGHTS, server, MODEL).inference(new Action(server, 1), Inference.of(4)));
    }

    @Test
    void batchesAreCountedFromTheirSizeRoundedUp() {
        // 7 training samples in batches of 3 are 3 of them, 4 validation samples are 2
        Workload workload = Workload.of(7, 4).withInput(6, 8);
        Device device = DEVICE.withOverheadPerBatch(0.75, 5);
        EdgeServer server = SERVER.withOverheadPerBatch(0.25, 3)
                .withCloudLink(CLOUD_LINK.withLatencySeconds(0.5))
                .withDeviceLink(DEVICE_LINK.withLatencySeconds(0.125));
        AnalyticCosts both = WEIGHTS.withPayload(Payload.BOTH);
        Cost whole = both.costs(scenario(server, device, MODEL, workload), QuantizedModel.of(MODEL.name(), 8))
                .epoch(new Action(server, 1), 1);
        Cost batched = both.costs(
                        scenario(server, device, MODEL, workload.withBatchSize(3)), QuantizedModel.of(MODEL.name(), 8))
                .epoch(new Action(server, 1), 1);
        // 5 batches instead of 2, features wait 5 times instead of once, gradients 3 times
        assertEquals(whole.seconds() + 3 * 0.75 + 3 * 0.25 + 4 * 0.125 + 2 * 0.125, batched.seconds(), EXACT * 1000);
        assertEquals(whole.joules() + 3 * 5 + 3 * 3, batched.joules(), EXACT * 1000);
        assertEquals(3, workload.withBatchSize(3).trainBatches());
        assertEquals(2, workload.withBatchSize(3).validationBatches());
        assertEquals(1, workload.withBatchSize(7).trainBatches());
        assertEquals(0, Workload.of(0, 4).withBatchSize(3).trainBatches());
    }

    @Test
    void aPowerWhileSendingTakesMoreForABitWhereTheLinkIsSlower() {
        // device link: 2·800 bits at 50, then at 25 bits per second, by 10 W; 0.2 J per bit before
        EdgeServer server =
                SERVER.withDeviceLink(DEVICE_LINK.withWatts(10).withBitsPerSecondByEpoch(List.of(50.0, 25.0, 0.0)));
        ModelCosts costs = costs(WEIGHTS, server, MODEL);
        assertCost(132.175, 1834.5, costs.epoch(new Action(server, 1), 1));
        assertCost(132.175 + 32, 1834.5 + 320, costs.epoch(new Action(server, 1), 2));
        assertEquals(
                Kind.LINK,
                costs.epoch(new Action(server, 1), 3)
                        .ineffective()
                        .orElseThrow()
                        .kind());
        // a link that is down takes nothing where nothing is sent over it
        assertCost(98.6, 1532, costs.epoch(new Action(server, 0), 3));
        // upward at a power of its own: 800 bits at 20 W and 50 bits per second instead of 10 W
        EdgeServer asymmetric = SERVER.withDeviceLink(DEVICE_LINK.withWatts(10).toBuilder()
                .uplinkEnergy(Optional.of(new LinkEnergy.Power(20)))
                .build());
        assertCost(132.175, 1834.5 + 160, epoch(WEIGHTS, asymmetric, 1));
        Link link = DEVICE_LINK.withWatts(10);
        Link upward = link.withUplink(50, new LinkEnergy.Power(20));
        assertEquals(
                upward,
                link.withUplink(9, 1).toBuilder()
                        .uplinkBitsPerSecond(OptionalDouble.of(50))
                        .uplinkEnergy(Optional.of(new LinkEnergy.Power(20)))
                        .build());
        assertEquals(
                25, upward.withUplinkBitsPerSecondByEpoch(List.of(50.0, 25.0)).upBitsPerSecond(3));
    }

    /** Servers whose terms differ, asked for by many threads at once of the same costs. */
    @Test
    void threadsThatShareCostsGetTheSameDoubles() {
        EdgeServer plain = EdgeServer.of("plain", new Processor(100, 3), CLOUD_LINK, DEVICE_LINK);
        EdgeServer slow = plain.withName("slow")
                .withOverhead(1.5, 7)
                .withOverheadPerBatch(0.5, 2)
                .withDeviceLink(DEVICE_LINK.withLatencySeconds(0.25));
        ModelCosts costs = costs(WEIGHTS, plain, MODEL);
        double[] expected = {
            costs.epoch(new Action(plain, 1), 1).seconds(),
            costs.epoch(new Action(slow, 1), 1).seconds()
        };
        assertEquals(
                0,
                IntStream.range(0, 200_000)
                        .parallel()
                        .filter(i -> costs.epoch(new Action(i % 2 == 0 ? plain : slow, 1), 1)
                                        .seconds()
                                != expected[i % 2])
                        .count());
    }

    @Test
    void latencyIsPaidForEachTransfer() {
        EdgeServer slow = SERVER.withCloudLink(CLOUD_LINK.withLatencySeconds(0.5))
                .withDeviceLink(DEVICE_LINK.withLatencySeconds(0.25));
        assertCost(132.175 + 1.5, 1834.5, epoch(WEIGHTS, slow, 1));
        assertCost(104.175 + 1.5, 1554.5, epoch(FEATURES, slow, 1));
        assertCost(136.175 + 2, 1874.5, epoch(WEIGHTS.withPayload(Payload.BOTH), slow, 1));
        assertCost(98.6 + 1, 1532, epoch(WEIGHTS, slow, 0));
        assertCost(101.48 + 1.25, 1560.8, epoch(FEATURES, slow, 0));
    }

    @Test
    void quantizingAgainInEachEpochCostsTheSetup() {
        assertCost(134.175, 1845.5, epoch(WEIGHTS.withRequantizeEachEpoch(true), SERVER, 1));
    }

    @Test
    void workScalesByTableOrFloor() {
        AnalyticCosts table = WEIGHTS.withBitScaling(new BitScaling.Table(Map.of("8", 0.5)));
        assertCost(134.8, 2132, epoch(table, SERVER, 1));
        // s = 0.4 + 0.6/4 = 0.55 instead of 0.25: work 2.2 times as large
        AnalyticCosts floor = WEIGHTS.withBitScaling(new BitScaling.Floor(0.4));
        assertCost(132.175 + 1.2 * 2.625, 1834.5 + 1.2 * 297.5, epoch(floor, SERVER, 1));
    }

    @Test
    void aTableMustListTheWidth() {
        AnalyticCosts table = WEIGHTS.withBitScaling(new BitScaling.Table(Map.of("4", 0.5)));
        var e = assertThrows(IllegalArgumentException.class, () -> epoch(table, SERVER, 1));
        assertEquals("bitScaling/table ([4]) must list every quantization used, 8 too.", e.getMessage());
    }

    @Test
    void uplinkHasItsOwnRateAndEnergy() {
        EdgeServer server = SERVER.withDeviceLink(DEVICE_LINK.withUplink(25, 0.4));
        assertCost(132.175 + 16, 1834.5 + 160, epoch(WEIGHTS, server, 1));
        // features 120 bits up at 25 bit/s and 0.4 J, gradients 80 bits down at 50 bit/s and 0.2 J
        assertCost(100.175 + 4.8 + 1.6, 1514.5 + 48 + 16, epoch(FEATURES, server, 1));
    }

    @Test
    void shannonGivesTheRate() {
        // 25·log2(1 + 3) = 50
        EdgeServer server = SERVER.withDeviceLink(Link.of(new LinkRate.Shannon(25, 3), 0.2));
        assertCost(132.175, 1834.5, epoch(WEIGHTS, server, 1));
    }

    @Test
    void forecastsReplaceTheBaseAndTheLastHoldsOn() {
        EdgeServer server = SERVER.withDeviceLink(DEVICE_LINK.withBitsPerSecondByEpoch(List.of(50.0, 100.0, 25.0)));
        ModelCosts costs = costs(WEIGHTS, server, MODEL);
        assertEquals(3, costs.steadyFromEpoch());
        assertCost(132.175, 1834.5, costs.epoch(new Action(server, 1), 1));
        assertCost(116.175, 1834.5, costs.epoch(new Action(server, 1), 2));
        assertCost(164.175, 1834.5, costs.epoch(new Action(server, 1), 3));
        assertCost(164.175, 1834.5, costs.epoch(new Action(server, 1), 99));
    }

    @Test
    void anotherEnergyOfABitCountsBothWaysAndMayChangeByEpoch() {
        // device link: 2·800 bits at 0.3 J, then at 0.4 J, where 0.2 J were before
        EdgeServer dearer = SERVER.withDeviceLink(DEVICE_LINK.withJoulesPerBit(0.3));
        assertCost(132.175, 1834.5 + 160, epoch(WEIGHTS, dearer, 1));
        EdgeServer later = SERVER.withDeviceLink(DEVICE_LINK.withJoulesPerBitByEpoch(List.of(0.2, 0.4)));
        ModelCosts costs = costs(WEIGHTS, later, MODEL);
        assertEquals(2, costs.steadyFromEpoch());
        assertCost(132.175, 1834.5, costs.epoch(new Action(later, 1), 1));
        assertCost(132.175, 1834.5 + 320, costs.epoch(new Action(later, 1), 9));
    }

    @Test
    void aLinkThatIsDownStopsOnlyWhoNeedsIt() {
        EdgeServer server = SERVER.withDeviceLink(DEVICE_LINK.withBitsPerSecondByEpoch(List.of(0.0, 50.0)));
        ModelCosts costs = costs(WEIGHTS, server, MODEL);
        assertCost(98.6, 1532, costs.epoch(new Action(server, 0), 1));
        assertCost(132.175, 1834.5, costs.epoch(new Action(server, 1), 2));
        Ineffective why = costs.epoch(new Action(server, 1), 1).ineffective().orElseThrow();
        assertEquals(Kind.LINK, why.kind());
        assertEquals("the device link down of server has no rate in epoch 1 for 800.0 bits", why.message());
    }

    @Test
    void aCloudLinkThatIsDownStopsEveryone() {
        EdgeServer server = SERVER.withCloudLink(CLOUD_LINK.withBitsPerSecondByEpoch(List.of(0.0)));
        Cost cost = epoch(WEIGHTS, server, 3);
        assertEquals(Double.POSITIVE_INFINITY, cost.seconds());
        assertEquals(
                "the cloud link down of server has no rate in epoch 1 for 4800.0 bits",
                cost.ineffective().orElseThrow().message());
    }

    @Test
    void memoryHoldsWhatFitsExactly() {
        // shallow part at cut 1: 100 bytes; deep part: 500 bytes
        assertTrue(epoch(WEIGHTS, SERVER.withMemoryBytes(500), DEVICE.withMemoryBytes(100), MODEL, 1)
                .isEffective());
        Cost small = epoch(WEIGHTS, SERVER, DEVICE.withMemoryBytes(99.99), MODEL, 1);
        Ineffective why = small.ineffective().orElseThrow();
        assertEquals(Kind.MEMORY, why.kind());
        assertEquals("the shallow part at cut 1 needs 100.0 bytes, device has 99.99", why.message());
        assertEquals(99.99, why.limit());
        assertEquals(100, why.value());
        Cost deep = epoch(WEIGHTS, SERVER.withMemoryBytes(499), DEVICE, MODEL, 1);
        assertEquals(
                "the deep part at cut 1 needs 500.0 bytes, server has 499.0",
                deep.ineffective().orElseThrow().message());
    }

    @Test
    void aVariantReplacesLayersWorkloadAndScaling() {
        ModelVersion model = withVariant(OptionalDouble.of(100));
        // device 1/10, server 5/100, cloud 100/1000, overhead, wired 2·60/100, wireless 2·10/50
        assertCost(3.35, 540, epoch(WEIGHTS, SERVER, DEVICE, model, 1));
        // 6 bits up, 6·2/3 = 4 back
        assertCost(3.15, 538, epoch(FEATURES, SERVER, DEVICE, model, 1));
        assertCost(3.35 - 0.05, 540 - 250, epoch(WEIGHTS, SERVER, DEVICE, withVariant(OptionalDouble.empty()), 1));
    }

    @Test
    void aVariantWithoutSamplesReturnsAllGradients() {
        Scenario none = scenario(SERVER, DEVICE, withVariant(OptionalDouble.of(100)), Workload.of(0, 0));
        Cost cost = FEATURES.costs(none, QuantizedModel.of(MODEL.name(), 8)).epoch(new Action(SERVER, 1), 1);
        assertCost(2.95 + 0.24, 536 + 2.4, cost);
    }

    @Test
    void inferenceOfFourSamples() {
        ModelCosts features = costs(FEATURES, SERVER, MODEL);
        // device 10·0.25·4/10, server 50·0.25·4/100, overhead, 5·8·4 = 160 bits up
        assertCost(6.2, 209, features.inference(new Action(SERVER, 1), Inference.of(4)));
        assertCost(3, 177, costs(WEIGHTS, SERVER, MODEL).inference(new Action(SERVER, 1), Inference.of(4)));
        // all on the device: 60·0.25·4/10
        assertCost(6, 120, features.inference(new Action(SERVER, 3), Inference.of(4)));
        // raw samples: 6·8·4 = 192 bits
        assertCost(0.6 + 1.5 + 3.84, 180 + 7 + 38.4, features.inference(new Action(SERVER, 0), Inference.of(4)));
    }

    @Test
    void fullPrecisionVggOnTheRaspberryPiTakesEighteenSeconds() {
        ModelVersion vgg = ModelVersion.of("VGG-like", 0.0188, List.of(new Layer("all", 397_813_760, 17_823_104, 10)))
                .withCuts(List.of(1));
        Scenario scenario = scenario(SERVER, Device.of("pi", 11_050_400_000.0, 5.6e-11), vgg, Workload.of(2000, 500));
        Cost cost = WEIGHTS.costs(scenario, QuantizedModel.of(vgg.name(), 32))
                .inference(new Action(SERVER, 1), Inference.of(500));
        assertEquals(18.0, cost.seconds(), 1e-3);
    }

    @Test
    void itemsAddUpToTheTotals() {
        for (Payload payload : Payload.values()) {
            for (int cut = 0; cut <= 3; cut++) {
                Cost cost = epoch(WEIGHTS.withPayload(payload).withRequantizeEachEpoch(true), SERVER, cut);
                assertEquals(
                        cost.seconds(),
                        cost.items().stream().mapToDouble(CostItem::seconds).sum(),
                        1e-12 * cost.seconds());
                assertEquals(
                        cost.joules(),
                        cost.items().stream().mapToDouble(CostItem::joules).sum(),
                        1e-12 * cost.joules());
            }
        }
    }

    @Test
    void splittingALayerChangesNothing() {
        ModelVersion split = ModelVersion.of(
                        "net",
                        0.1,
                        List.of(
                                new Layer("a", 10, 100, 5),
                                new Layer("b1", 8, 50, 9),
                                new Layer("b2", 12, 150, 4),
                                new Layer("c", 30, 300, 3)))
                .withCuts(List.of(1, 3))
                .withCloudMacsPerEpoch(50);
        AnalyticCosts both = WEIGHTS.withPayload(Payload.BOTH);
        Cost before = epoch(both, SERVER, 2);
        assertCost(before.seconds(), before.joules(), epoch(both, SERVER, DEVICE, split, 3));
    }

    @Test
    void costsTooLargeToAddUpAreIneffective() {
        EdgeServer server = SERVER.withDeviceLink(Link.of(1e-300, 0.2));
        assertEquals(
                Kind.OVERFLOW,
                epoch(WEIGHTS, server, 1).ineffective().orElseThrow().kind());
    }

    @Test
    void theTableHoldsWhatTheModelSays() {
        EdgeServer other = EdgeServer.of(
                        "other",
                        SERVER.processor().orElseThrow(),
                        CLOUD_LINK,
                        DEVICE_LINK.withBitsPerSecondByEpoch(List.of(50.0, 0.0)))
                .withMemoryBytes(400);
        Scenario scenario = scenario(SERVER, DEVICE, MODEL, workload()).toBuilder()
                .edgeServer(other)
                .build();
        ModelCosts costs = WEIGHTS.costs(scenario, QuantizedModel.of(MODEL.name(), 8));
        List<Action> actions = List.of(new Action(SERVER, 1), new Action(other, 1), new Action(other, 2));
        CostTable table = CostTable.of(costs, actions, 5);
        assertEquals(2, table.rows());
        assertEquals(6, table.cells());
        for (int k = 1; k <= 5; k++) {
            for (int i = 0; i < actions.size(); i++) {
                Cost cost = costs.epoch(actions.get(i), k);
                assertEquals(cost.seconds(), table.seconds(table.rowOf(k))[i]);
                assertEquals(cost.joules(), table.joules(table.rowOf(k))[i]);
            }
        }
        assertTrue(table.isEffective(0));
        assertFalse(table.isEffective(1));
        assertFalse(table.isEffective(2));
        assertEquals(
                Kind.MEMORY,
                costs.epoch(actions.get(1), 1).ineffective().orElseThrow().kind());
        assertEquals(
                Kind.LINK,
                costs.epoch(actions.get(2), 2).ineffective().orElseThrow().kind());
    }

    @Test
    void missingPartsAreNamed() {
        Scenario bare = Scenario.builder("bare", Target.of(1, 1))
                .edgeServer(EdgeServer.named("server"))
                .bitWidths(8)
                .model(MODEL)
                .build();
        assertMissing("cloud", bare);
        Scenario withCloud = bare.toBuilder().cloud(Cloud.of("cloud", 1, 1)).build();
        assertMissing("device", withCloud);
        Scenario withDevice = withCloud.toBuilder().device(DEVICE).build();
        assertMissing("workload", withDevice);
        assertMissing(
                "edgeServers/0/macsPerSecond",
                withDevice.toBuilder().workload(workload()).build());
    }

    @Test
    void eachLinkIsNeeded() {
        Processor processor = new Processor(100, 3);
        EdgeServer down =
                EdgeServer.named("server").toBuilder().processor(processor).build();
        assertMissing("edgeServers/0/cloudLink", scenario(down, DEVICE, MODEL, workload()));
        assertMissing("edgeServers/0/deviceLink", scenario(down.withCloudLink(CLOUD_LINK), DEVICE, MODEL, workload()));
    }

    @Test
    void withoutAWorkloadEveryQuantizationNeedsAVariant() {
        Scenario.Builder bare = Scenario.builder("bare", Target.of(1000, 1))
                .cloud(Cloud.of("cloud", 1000, 5))
                .device(DEVICE)
                .edgeServer(SERVER)
                .bitWidths(8)
                .model(withVariant(OptionalDouble.empty()));
        Scenario variants = bare.build();
        WEIGHTS.check(variants);
        var e = assertThrows(
                IllegalArgumentException.class, () -> WEIGHTS.costs(variants, QuantizedModel.of(MODEL.name(), 32)));
        assertEquals(
                "workload (missing) is needed for model '" + MODEL.name()
                        + "' at 32 bits, of which there is no variant. Give it, or a variant.",
                e.getMessage());
        assertMissing("workload", bare.bitWidths(4, 8).build());
    }

    @Test
    void featuresHaveOneToSixtyFourBits() {
        assertEquals(OptionalInt.of(64), WEIGHTS.withFeatureBits(64).featureBits());
        assertThrows(IllegalArgumentException.class, () -> WEIGHTS.withFeatureBits(65));
        assertThrows(IllegalArgumentException.class, () -> WEIGHTS.withFeatureBits(0));
        assertEquals(AnalyticCosts.DEFAULT, AnalyticCosts.builder().build());
    }

    private static void assertMissing(String field, Scenario scenario) {
        var e = assertThrows(IllegalArgumentException.class, () -> WEIGHTS.check(scenario));
        String others = field.equals("workload") ? ", and models given by variants," : "";
        assertEquals(
                field + " (missing) is needed where costs are analytic. Only measured costs" + others
                        + " can do without it.",
                e.getMessage());
    }

    private static ModelVersion withVariant(OptionalDouble cloudMacs) {
        return MODEL.withVariants(List.of(new Variant(
                "8",
                List.of(new VariantLayer(1, 10, 6), new VariantLayer(2, 20, 0), new VariantLayer(3, 30, 0)),
                cloudMacs)));
    }

    private static Cost epoch(AnalyticCosts costs, EdgeServer server, int cut) {
        return epoch(costs, server, DEVICE, MODEL, cut);
    }

    private static Cost epoch(AnalyticCosts costs, EdgeServer server, Device device, ModelVersion model, int cut) {
        Scenario scenario = scenario(server, device, model, workload());
        return costs.costs(scenario, QuantizedModel.of(model.name(), 8)).epoch(new Action(server, cut), 1);
    }

    private static ModelCosts costs(AnalyticCosts costs, EdgeServer server, ModelVersion model) {
        return costs.costs(scenario(server, DEVICE, model, workload()), QuantizedModel.of(model.name(), 8));
    }

    private static Workload workload() {
        return Workload.of(2, 1).withInput(6, 8);
    }

    private static Scenario scenario(EdgeServer server, Device device, ModelVersion model, Workload workload) {
        return Scenario.builder("hand", Target.of(1000, 1))
                .cloud(Cloud.of("cloud", 1000, 5))
                .device(device)
                .edgeServer(server)
                .bitWidths(8)
                .workload(workload)
                .model(model)
                .build();
    }

    private static void assertCost(double seconds, double joules, Cost cost) {
        assertEquals(seconds, cost.seconds(), EXACT * seconds);
        assertEquals(joules, cost.joules(), EXACT * joules);
    }
}
