package io.github.jqodi.bench.reproduce;

import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.zoo.Hardware;
import java.util.function.Function;

/** Tables II to IV: the testbed's powers, beside those of the fitted coefficients. */
final class HardwareTables {
    private static final double BYTES_PER_GIGABYTE = 1e9;
    private static final String ABOUT =
            "Powers of the presets, and the power at which each fitted parameter set lets the processor compute.";
    private static final String PRESET = "The preset of package zoo is taken from this table.";
    private static final String IDLE =
            "Equations 7 and 8 know no idle power, and Section V-A leaves it out; a scenario may name one.";
    private static final String POWER =
            "Speeds and joules per operation are not published. Their product here is a power nobody measured: 22 free quantities were fitted to 8 published numbers, so no set is the true one.";

    private HardwareTables() {}

    static Exhibit table2(Paper paper) {
        Device pi = new Device(
                "Raspberry Pi 5",
                "pi5",
                Hardware.RASPBERRY_PI_5,
                s -> s.device().orElseThrow().processor().orElseThrow());
        return Exhibit.of("table2", "Table II: end device", ABOUT, rows(paper, "table2", pi));
    }

    static Exhibit table3(Paper paper) {
        Device rtx3090 = new Device("RTX 3090", "rtx3090", Hardware.RTX_3090, s -> server(s, "RTX3090"));
        Device rtx4090 = new Device("RTX 4090", "rtx4090", Hardware.RTX_4090, s -> server(s, "RTX4090"));
        return Exhibit.of("table3", "Table III: edge servers", ABOUT, rows(paper, "table3", rtx3090, rtx4090));
    }

    static Exhibit table4(Paper paper) {
        Device a100 = new Device(
                "A100", "a100", Hardware.A100, s -> s.cloud().orElseThrow().processor());
        return Exhibit.of("table4", "Table IV: cloud server", ABOUT, rows(paper, "table4", a100));
    }

    private static RowList rows(Paper paper, String table, Device... devices) {
        RowList rows = new RowList(paper);
        for (Device device : devices) {
            String key = table + "." + device.key;
            double idle = paper.published().number(key + ".idle");
            double rated = paper.published().number(key + ".rated");
            rows.row(device.name + ", memory", "GB")
                    .published(key + ".memory")
                    .as(Kind.GIVEN, PRESET)
                    .is(device.preset.memoryBytes() / BYTES_PER_GIGABYTE);
            rows.row(device.name + ", idle power", "W")
                    .published(key + ".idle")
                    .as(Kind.NOT_REPRODUCIBLE, IDLE)
                    .missing();
            rows.row(device.name + ", rated power", "W")
                    .published(key + ".rated")
                    .as(Kind.GIVEN, PRESET)
                    .is(device.preset.ratedWatts());
            rows.row(device.name + ", power while computing", "W")
                    .as(Kind.NOT_REPRODUCIBLE, POWER)
                    .number(testbed -> device.watts(testbed));
            rows.row(device.name + ", computes between idle and rated power")
                    .as(Kind.NOT_REPRODUCIBLE, "Says whether the fitted power is physical.")
                    .from(testbed -> Value.yes(device.watts(testbed) >= idle && device.watts(testbed) <= rated));
        }
        return rows;
    }

    private static Processor server(Scenario scenario, String name) {
        return scenario.server(name).processor().orElseThrow();
    }

    /**
     * A processor of the testbed.
     *
     * @param name for people
     * @param key of its published values
     * @param preset of the library
     * @param fitted where a scenario has it
     */
    private record Device(String name, String key, Hardware preset, Function<Scenario, Processor> fitted) {
        double watts(Testbed testbed) {
            Processor processor = fitted.apply(testbed.first().problem().scenario());
            return processor.macsPerSecond() * processor.joulesPerMac();
        }
    }
}
