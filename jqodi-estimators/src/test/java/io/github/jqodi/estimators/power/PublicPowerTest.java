package io.github.jqodi.estimators.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.testing.Refusal;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energy of the power logs of others, and their traps. */
class PublicPowerTest {
    private static final String PI = "power_RPi5_2025-03-28_015640.230948.csv";

    @Test
    void milliwattsThatAreWattsAreNotBelieved() throws IOException {
        String message = Refusal.of(() -> log(PI, PowerColumns.DEFAULT));
        assertTrue(message.contains("says mW") && message.contains("--power-unit W (140.2"), message);
        assertTrue(message.contains("--power-unit mW (0.1402"), message);
        PowerLog log = log(PI, PowerColumns.DEFAULT.withPowerUnit(Unit.WATTS));
        assertEquals(876, log.samples().size());
        assertEquals(33.660854, log.end() - log.start(), 1e-5);
        assertEquals(140.22, log.joules(), 0.005);
        assertEquals(0.2850, log.longestGap(), 1e-4);
        assertTrue(log.notes().contains("The header says mW, which was overruled."), log.notes()::toString);
    }

    @Test
    void milliwattsThatAreMilliwattsAre() throws IOException {
        PowerLog log = log("power_jetson_2025-03-28_015632.827713.csv", PowerColumns.DEFAULT);
        assertEquals(2321, log.samples().size());
        assertEquals(27.317067, log.end() - log.start(), 1e-5);
        assertEquals(160.1720, log.joules(), 1e-3);
    }

    @Test
    void spansOfARunAreCutOutOfTheLogAndTheirIdlePartToldApart() throws IOException {
        List<RunSpan> spans = SpanReader.read(PublicData.open("inputs/power/fl_20250328_jetson_events.csv"));
        assertEquals(6, spans.size());
        assertEquals("fit", spans.get(0).name());
        assertEquals(20.339576, spans.get(0).to() - spans.get(0).from(), 1e-5);
        assertEquals("eval #3", spans.get(5).name());
        PowerLog log = log("power_jetson_2025-03-28_015632.827713.csv", PowerColumns.DEFAULT);
        double idle = log.idleWatts(spans);
        List<SpanEnergy> energies = log.energies(spans, idle);
        assertEquals(1, energies.size());
        SpanEnergy fit = energies.get(0);
        assertTrue(fit.joules() > 110 && fit.joules() < 160.2, fit::toString);
        assertEquals(fit.joules(), fit.idleJoules() + fit.workJoules(), 1e-9);
        assertTrue(idle > 5 && idle < 6.2, () -> "idle " + idle);
    }

    @Test
    void aToolsOwnCounterIsToldBesideTheIntegral() throws IOException {
        String message = Refusal.of(() -> log("intel_power_gadget.csv", PowerColumns.DEFAULT));
        assertTrue(message.contains("3 columns hold power") && message.contains("DRAM Power_0(Watt)"), message);
        PowerLog log =
                log("intel_power_gadget.csv", PowerColumns.DEFAULT.withPower(List.of("Processor Power_0(Watt)")));
        assertEquals(12, log.samples().size());
        assertEquals(0.102, log.start(), 1e-9);
        assertEquals(1.252, log.end(), 1e-9);
        assertEquals(2.9852, log.joules(), 5e-5);
        assertTrue(log.notes().toString().contains("ends at 3.141 J"), log.notes()::toString);
    }

    @Test
    void whatTellsNoTimeOrNoUnitIsAskedFor() throws IOException {
        String file = "nvidia_smi_noheader_power_log.csv";
        String noHeader = Refusal.of(() -> log(file, PowerColumns.DEFAULT));
        assertTrue(noHeader.contains("no names of columns"), noHeader);
        PowerColumns bare = PowerColumns.DEFAULT.withoutHeader();
        String noClock = Refusal.of(() -> log(file, bare));
        assertTrue(noClock.contains("state --period SECONDS"), noClock);
        String noUnit = Refusal.of(() -> log(file, bare.withPeriod(1)));
        assertTrue(noUnit.contains("state --power-unit"), noUnit);
        PowerLog log = log(file, bare.withPeriod(0.5).withPowerUnit(Unit.WATTS));
        assertEquals(257, log.samples().size());
        assertEquals(128, log.end());
        assertEquals(
                42.7709,
                log.samples().stream().mapToDouble(PowerSample::watts).average().getAsDouble(),
                5e-5);
        assertEquals(
                28.44,
                log.samples().stream().mapToDouble(PowerSample::watts).min().getAsDouble());
    }

    @Test
    void aHeaderAloneIsNoLog() {
        String message = Refusal.of(() -> log("power_RPi5_header_only.csv", PowerColumns.DEFAULT));
        assertTrue(message.contains("a header and no row"), message);
    }

    @Test
    void metersThatDifferAreNotAdded() throws IOException {
        String message = Refusal.of(() -> log("codecarbon_rapl_threadripper.csv", PowerColumns.DEFAULT));
        assertTrue(message.contains("rapl_power, estimated_power, tapo_power"), message);
        PowerLog log = log(
                "codecarbon_rapl_threadripper.csv",
                PowerColumns.DEFAULT.withPower(List.of("rapl_power")).withPowerUnit(Unit.WATTS));
        assertEquals(11, log.samples().size());
    }

    private static PowerLog log(String file, PowerColumns columns) throws IOException {
        return PowerLogReader.read(PublicData.open("inputs/power/" + file), columns);
    }
}
