package io.github.jqodi.bench.scenario;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;

/**
 * Speeds and energies of the paper's testbed. The paper publishes none of them; each set was fitted so that Equations 1 to 10 give
 * the published totals.
 *
 * @param device Raspberry Pi 5
 * @param rtx3090 edge server RTX 3090
 * @param rtx4090 edge server RTX 4090
 * @param a100 cloud server A100
 */
record Coefficients(Device device, EdgeServer rtx3090, EdgeServer rtx4090, Processor a100) {
    /** Weights only, not physical: the Wi-Fi links take 100 W and 72 W, the Pi 0.62 W. */
    static final Coefficients LITERAL_RELAXED = new Coefficients(
            Device.of("RaspberryPi5", 11_050_400_000.0, 5.60215e-11),
            EdgeServer.of(
                            "RTX3090",
                            new Processor(423_363_000_000.0, 6.32321e-10),
                            Link.of(11_115_100, 3.394e-6),
                            Link.of(1_219_570, 8.19961e-5))
                    .withOverhead(0.0654652, 1.04006),
            EdgeServer.of(
                            "RTX4090",
                            new Processor(2_089_170_000_000.0, 6.09191e-11),
                            Link.of(12_089_800, 4.58354e-6),
                            Link.of(5_651_590, 1.27317e-5))
                    .withOverhead(0.944989, 112.395),
            new Processor(204_996_000_000.0, 3.61432e-10));

    /** Weights only, every power within what the devices can draw. */
    static final Coefficients LITERAL_PHYSICAL = new Coefficients(
            Device.of("RaspberryPi5", 11_050_400_000.0, 5.31438e-10),
            EdgeServer.of(
                            "RTX3090",
                            new Processor(477_110_000_000.0, 6.12095e-10),
                            Link.of(11_151_000, 3.35563e-06),
                            Link.of(5_555_560, 1.08e-05))
                    .withOverhead(0.0533119, 5.06463),
            EdgeServer.of(
                            "RTX4090",
                            new Processor(3_580_890_000_000.0, 1.93902e-11),
                            Link.of(12_309_700, 4.57848e-06),
                            Link.of(49_707_100, 1.61883e-07))
                    .withOverhead(0.967627, 116.319),
            new Processor(172_309_000_000.0, 4.03381e-10));

    /** Weights and 8-bit features, every power within what the devices can draw. */
    static final Coefficients FEATURES_PHYSICAL = new Coefficients(
            Device.of("RaspberryPi5", 11_050_400_000.0, 8.27357e-10),
            EdgeServer.of(
                            "RTX3090",
                            new Processor(365_808_000_000.0, 6.88908e-10),
                            Link.of(11_275_500, 3.22751e-6),
                            Link.of(610_853_000, 1.61487e-8))
                    .withOverhead(0.0813841, 7.78037),
            EdgeServer.of(
                            "RTX4090",
                            new Processor(1_429_580_000_000.0, 1.35036e-10),
                            Link.of(13_955_500, 4.29029e-6),
                            Link.of(211_557_000, 5.31012e-8))
                    .withOverhead(0.288977, 21.4869),
            new Processor(1_146_620_000_000.0, 3.4885e-10));

    /** Weights and features of the model's width, every power within what the devices can draw. */
    static final Coefficients FEATURESQ_PHYSICAL = new Coefficients(
            Device.of("RaspberryPi5", 11_050_400_000.0, 7.38236e-10),
            EdgeServer.of(
                            "RTX3090",
                            new Processor(217_967_000_000.0, 5.99717e-10),
                            Link.of(14_343_700, 3.16866e-06),
                            Link.of(923_614_000, 9.65264e-09))
                    .withOverhead(0.0654124, 6.23985),
            EdgeServer.of(
                            "RTX4090",
                            new Processor(7_744_000_000_000.0, 7.67443e-12),
                            Link.of(15_352_100, 3.90826e-06),
                            Link.of(971_015_000, 4.16441e-08))
                    .withOverhead(1.05523, 55.8627),
            new Processor(182_487_000_000.0, 4.303e-10));

    /** Adds the nodes to a scenario. */
    Scenario.Builder addTo(Scenario.Builder builder) {
        return builder.cloud(Cloud.of("A100", a100.macsPerSecond(), a100.joulesPerMac()))
                .device(device)
                .edgeServer(rtx3090)
                .edgeServer(rtx4090);
    }
}
