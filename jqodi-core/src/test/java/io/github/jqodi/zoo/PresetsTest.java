package io.github.jqodi.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Device and link presets against the figures of their sources. */
class PresetsTest {
    @ParameterizedTest
    @CsvSource({
        "RASPBERRY_PI_5, 153.6, 12, 8",
        "RASPBERRY_PI_4, 57.6, 7.2, 8",
        "JETSON_ORIN_NANO, 1280, 15, 8",
        "JETSON_AGX_ORIN, 5300, 60, 64",
        "T4, 8100, 70, 16",
        "L4, 30300, 72, 24",
        "H100, 67000, 700, 80",
        "GTX_1080, 8200, 180, 8",
        "RTX_3090, 35580, 350, 24",
        "RTX_4090, 82580, 450, 24",
        "A100, 19500, 400, 80"
    })
    void publishedFigures(Hardware hardware, double gigaflops, double watts, double gigabytes) {
        assertEquals(gigaflops * 1e9, hardware.peakFlopPerSecond(), 1);
        assertEquals(watts, hardware.ratedWatts());
        assertEquals(gigabytes * 1e9, hardware.memoryBytes());
    }

    @Test
    void twoOperationsAreOneMultiplyAdd() {
        Processor processor = Hardware.A100.processor(0.5);
        assertEquals(19.5e12 / 4, processor.macsPerSecond());
        assertEquals(400, processor.macsPerSecond() * processor.joulesPerMac(), 1e-9);
    }

    /** The tensor cores of an L4 at 0.3 of 121 TFLOP/s and 60 W: 18.15 TMAC/s. */
    @Test
    void anotherPeakIsTheCallers() {
        Processor tensor = Hardware.processorOfPeak(121e12, 0.3, 60);
        assertEquals(18.15e12, tensor.macsPerSecond(), 1);
        assertEquals(60, tensor.macsPerSecond() * tensor.joulesPerMac(), 1e-9);
        assertEquals(Hardware.T4.processor(0.2, 50), Hardware.processorOfPeak(8.1e12, 0.2, 50));
        var error = assertThrows(InvalidValueException.class, () -> Hardware.processorOfPeak(0, 0.3, 60));
        assertEquals("peakFlopPerSecond", error.field());
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void halfTheUtilizationAtTheSamePowerTakesTwiceTheEnergy(Hardware hardware) {
        Processor whole = hardware.processor(0.2, 100);
        Processor half = hardware.processor(0.1, 100);
        assertEquals(whole.macsPerSecond(), 2 * half.macsPerSecond(), 1e-9 * whole.macsPerSecond());
        assertEquals(2 * whole.joulesPerMac(), half.joulesPerMac(), 1e-9 * half.joulesPerMac());
    }

    @Test
    void everyRoleHasTheProcessor() {
        Processor processor = Hardware.RTX_3090.processor(0.02);
        Link link = Links.ethernet(1e9);
        EdgeServer server = Hardware.RTX_3090.edgeServer(0.02, link, link);
        Device device = Hardware.RTX_3090.device(0.02);
        assertEquals(processor, server.processor().orElseThrow());
        assertEquals(Optional.of(processor), device.processor());
        assertEquals(processor, Hardware.RTX_3090.cloud(0.02).processor());
        assertEquals("RTX3090", server.name());
        assertEquals(24e9, server.memoryBytes().orElseThrow());
        assertEquals(24e9, device.memoryBytes().orElseThrow());
    }

    @Test
    void twoOfAKindStandInOneScenarioUnderNamesOfTheCallers() {
        Link link = Links.ethernet(1e9);
        EdgeServer server = Hardware.RTX_3090.edgeServer(0.02, link, link).withOverhead(1, 2);
        ModelVersion model = Architecture.RESNET20.toModelVersion(0.1).withCuts(List.of(1));
        Scenario scenario = Scenario.builder("gates", Target.of(60, 0.1))
                .cloud(Hardware.A100.cloud(0.1).withName("region"))
                .device(Hardware.RASPBERRY_PI_5.device(0.1).withName("camera at gate 2"))
                .edgeServers(List.of(server.withName("north"), server.withName("south")))
                .bitWidths(8)
                .workload(Workload.of(10, 10))
                .model(model.withName("day"))
                .model(model.withName("night"))
                .build();
        assertEquals(
                Hardware.A100.cloud(0.1).processor(),
                scenario.cloud().orElseThrow().processor());
        assertEquals("region", scenario.cloud().orElseThrow().name());
        assertEquals(
                Hardware.RASPBERRY_PI_5.device(0.1),
                scenario.device().orElseThrow().withName("RaspberryPi5"));
        assertEquals("south", scenario.edgeServers().get(1).name());
        assertEquals(server, scenario.edgeServers().get(1).withName("RTX3090"));
        assertEquals(model, scenario.model("night").withName("ResNet20"));
        var error = assertThrows(InvalidValueException.class, () -> server.withName(" "));
        assertEquals("name", error.field());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void utilizationIsAShare(double utilization) {
        var error = assertThrows(InvalidValueException.class, () -> Hardware.A100.processor(utilization));
        assertTrue(String.valueOf(error.getMessage()).contains("utilization"));
    }

    @Test
    void percentIsSuspected() {
        var error = assertThrows(InvalidValueException.class, () -> Hardware.A100.processor(25));
        assertTrue(String.valueOf(error.getMessage()).contains("0.25"));
    }

    @Test
    void radiosSendAtMoreThanTheyReceive() {
        Link wifi = Links.wifi(3e7, 2e7);
        assertEquals(160.81e-9, wifi.downJoulesPerBit(1), 1e-15);
        assertEquals(306.97e-9, wifi.upJoulesPerBit(1), 1e-15);
        assertEquals(3e7, wifi.downBitsPerSecond(1));
        assertEquals(2e7, wifi.upBitsPerSecond(1));
        Link lte = Links.lte(2e7, 5e6);
        assertEquals(51.97e-9, lte.downJoulesPerBit(1), 1e-15);
        assertEquals(438.4e-9, lte.upJoulesPerBit(1), 1e-15);
        assertEquals(5e6, lte.upBitsPerSecond(1));
    }

    @Test
    void wiresAreSymmetric() {
        for (Link wire : List.of(Links.ethernet(1e9), Links.wideArea(1e9))) {
            assertEquals(wire.downJoulesPerBit(1), wire.upJoulesPerBit(1));
            assertEquals(1e9, wire.upBitsPerSecond(1));
        }
        assertEquals(40e-9, Links.ethernet(1e9).downJoulesPerBit(1), 1e-15);
        assertEquals(46.7e-9, Links.wideArea(1e9).downJoulesPerBit(1), 1e-15);
    }
}
