package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.zoo.Architecture;
import java.util.List;
import java.util.stream.IntStream;

/** The paper's Example 1 with numbers: a traffic camera adapts its network while the evening rush loads the links. */
final class SmartCity {
    private static final int FORECAST_EPOCHS = 40;

    private SmartCity() {}

    static Problem problem() {
        Network lenet = Architecture.LENET_LIKE.network();
        Network resnet = Architecture.RESNET20.network();
        Scenario scenario = Scenario.builder("smart-city", Target.of(180, 0.02))
                .note(
                        "A traffic camera adapts its network to a new street within three minutes, helped by a roadside cabinet and a district hub, while the evening rush loads the radio links.")
                .note(
                        "All numbers are assumed: they are of the order of a Raspberry Pi 5, a GTX 1080, an A100 and 5G and Wi-Fi links, and invented for this example. Rates by epoch fall into the rush and recover; the cabinet's link is down in epochs 13 and 14.")
                .cloud(Cloud.of("cloud", 2e12, 2e-10))
                .device(Device.of("camera", 1.1e10, 7e-10).withMemoryBytes(512 * 1024))
                .edgeServer(EdgeServer.of(
                                "roadside-cabinet",
                                new Processor(6e10, 2e-10),
                                Link.of(2e8, 4e-8).withLatencySeconds(0.004),
                                wireless(6e8, 2e-8, 0.9).withUplink(2.5e8, 4e-8))
                        .withMemoryBytes(4 * 1024 * 1024)
                        .withOverhead(0.05, 2))
                .edgeServer(EdgeServer.of(
                                "district-hub",
                                new Processor(1.5e12, 1.2e-9),
                                Link.of(1e9, 5e-8).withLatencySeconds(0.002),
                                wireless(5e8, 6e-8, 0.35))
                        .withOverhead(0.2, 12))
                .bitWidths(4, 8)
                .workload(Workload.of(3000, 600)
                        .withInput(Architecture.LENET_LIKE.input().elements(), 8))
                .model(ModelVersion.of("LeNet-like", 0.0186, lenet.layers())
                        .withCloudMacsPerEpoch(lenet.macs() * 3000)
                        .withSetup(List.of(Setup.of(4, 6, 180), Setup.of(8, 4, 120))))
                .model(ModelVersion.of("ResNet20", 0.0156, resnet.layers())
                        .withCloudMacsPerEpoch(resnet.macs() * 3000)
                        .withSetup(List.of(Setup.of(4, 3, 90), Setup.of(8, 2, 60))))
                .build();
        Estimators estimates = Estimators.of(new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("LeNet-like", 4), EpochEstimate.normal(44, 4))
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("LeNet-like", 8), EpochEstimate.normal(28, 3))
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("ResNet20", 4), EpochEstimate.normal(52, 4))
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("ResNet20", 8), EpochEstimate.normal(40, 2))
                        .withReaches(0.02))));
        AnalyticCosts costs = AnalyticCosts.PAPER
                .withPayload(Payload.BOTH)
                .withFeatureBits(8)
                .withBitScaling(new BitScaling.Floor(0.25));
        return new Problem(scenario, estimates, costs);
    }

    /** A link whose rate falls to a part of itself around epoch 12 and recovers. */
    private static Link wireless(double bitsPerSecond, double joulesPerBit, double depth) {
        List<Double> forecast = IntStream.rangeClosed(1, FORECAST_EPOCHS)
                .mapToObj(k -> down(k, depth) ? 0.0 : (double) Math.round(bitsPerSecond * (1 - depth * rush(k))))
                .toList();
        return Link.of(bitsPerSecond, joulesPerBit).withBitsPerSecondByEpoch(forecast);
    }

    /** The deeper of the two dips breaks off altogether at its bottom. */
    private static boolean down(int epoch, double depth) {
        return depth > 0.5 && (epoch == 13 || epoch == 14);
    }

    /** A bell around epoch 13.5, 1 at its top, in steps of a thousandth so that every platform rounds alike. */
    private static double rush(int epoch) {
        double distance = (epoch - 13.5) / 6;
        return Math.rint(1000 / (1 + distance * distance * distance * distance)) / 1000;
    }
}
