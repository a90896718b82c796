package io.github.jqodi.estimators.power;

import static io.github.jqodi.estimators.testing.Texts.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.testing.Refusal;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energy of logs worked by hand. */
class PowerLogTest {
    @Test
    void trapezoidsAndCutsBetweenSamples() throws IOException {
        PowerLog log = log("time_s,power_W\n0,10\n2,20\n3,20\n");
        assertEquals(50, log.joules());
        assertEquals(12.5 + 17.5, log.joules(0, 2), 1e-12);
        assertEquals(17.5 + 10, log.joules(1, 2.5), 1e-12);
        assertEquals(50.0 / 3, log.meanWatts(), 1e-12);
        List<SpanEnergy> energies = log.energies(List.of(new RunSpan("a", 1, 2), new RunSpan("b", 2, 9)), 5);
        assertEquals(1, energies.size());
        assertEquals(17.5, energies.get(0).joules());
        assertEquals(5, energies.get(0).idleJoules());
        assertEquals(12.5, energies.get(0).workJoules());
        assertEquals(17.5, energies.get(0).watts());
    }

    @Test
    void idlePowerIsWhatIsDrawnOutsideOfWork() {
        List<PowerSample> samples = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(new PowerSample(i, i < 20 ? 3 : 9));
        }
        PowerLog log = PowerLog.of(samples, List.of());
        assertEquals(3, log.idleWatts(List.of(new RunSpan("work", 20, 39))));
        assertEquals(3, log.idleWatts(List.of()));
        assertEquals(3, log.idleWatts(List.of(new RunSpan("all", 0, 39))));
    }

    @Test
    void stampsThatRepeatOrGoBackAreToldAndGapsToo() throws IOException {
        PowerLog log = log("timestamp,power_mW\n0,5000\n1,6000\n1,8000\n3,7000\n2,7000\n40,7000\n");
        assertEquals(5, log.samples().size());
        assertEquals(7, log.samples().get(1).watts());
        String notes = log.notes().toString();
        assertTrue(notes.contains("1 time stamps go back"), notes);
        assertTrue(notes.contains("1 samples repeat a time stamp"), notes);
        assertTrue(notes.contains("1 gap of more than 10 usual steps, the longest of 37 s"), notes);
    }

    @Test
    void datesTimesOfDayAndCellsWithUnits() throws IOException {
        PowerLog nvidia =
                log("timestamp, power.draw [W]\n2026/01/02 10:00:00.500, 60.5 W\n2026/01/02 10:00:01.500, 61.5 W\n");
        assertEquals(61, nvidia.joules(), 1e-9);
        PowerLog iso = log("time,watts\n2026-01-02T10:00:00Z,1\n2026-01-02T12:00:01+02:00,3\n");
        assertEquals(2, iso.joules(), 1e-9);
        PowerLog day = log("clock time,power (W)\n23:59:58:250,4\n23:59:59:250,4\n");
        assertEquals(4, day.joules(), 1e-9);
        PowerLog milliseconds = log("time_ms,power_W\n0,4\n500,4\n");
        assertEquals(2, milliseconds.joules(), 1e-12);
    }

    @Test
    void railsAreAddedWhereTheyAreNamed() throws IOException {
        String text = "t,cpu_mW,gpu_mW\n0,1000,2000\n1,1000,2000\n";
        String message = Refusal.of(() -> log(text));
        assertTrue(message.contains("2 columns hold power, cpu_mW, gpu_mW"), message);
        PowerLog log = PowerLogReader.read(
                stream(text), PowerColumns.DEFAULT.withTime("t").withPower(List.of("cpu_mW", "gpu_mW")));
        assertEquals(3, log.joules());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused("time_s,size\n0,1\n", "no column of power");
        assertRefused("time_s,power\n0,1\n", "does not say its unit; state --power-unit");
        assertRefused("power_W\n1\n", "state --period SECONDS");
        assertRefused("time_s,power_W\n0,-1\n", "line 2: column power_W: '-1' must be at least 0");
        assertRefused("time_s,power_W\nsoon,1\n", "line 2: column time_s: 'soon' must be a number of seconds");
        assertRefused("time,power_W\n2026-13-01 00:00:00,1\n", "must be a date that exists");
        assertRefused("time_s,power_W\n0,9000\n1,9000\n", "too much for a machine");
        assertRefused("time_s,power_W\n0,N/A\n", "a header and no row");
        assertRefused("", "the file is empty");
        assertRefused("time,power_W\n12:60:00,1\n", "must be a time of a day");
        assertRefused("timestamp,power_W\n1700000000000,10\n", "is no plausible number of seconds; state --time-unit");
        String period = Refusal.of(() -> PowerColumns.DEFAULT.withPeriod(0));
        assertTrue(period.contains("period (0.0)"), period);
    }

    /** Rows without a number take their time all the same. */
    @Test
    void rowsThatAreSkippedTakeTime() throws IOException {
        PowerLog log = PowerLogReader.read(
                stream("power_W\n10\n10\nN/A\nN/A\nN/A\n10\n10\n"), PowerColumns.DEFAULT.withPeriod(1));
        assertEquals(60, log.joules(), 1e-12);
        PowerLog ragged =
                PowerLogReader.read(stream("power_W,fan\n10,1\n10\n10,1\n"), PowerColumns.DEFAULT.withPeriod(1));
        assertEquals(20, ragged.joules(), 1e-12);
    }

    @Test
    void midnightIsPassed() throws IOException {
        PowerLog log = log("time,power_W\n23:59:58,10\n23:59:59,10\n00:00:00,10\n00:00:01,10\n");
        assertEquals(30, log.joules(), 1e-9);
        List<RunSpan> spans = SpanReader.read(stream("23:59:59,fit_init\n00:00:01,fit_end\n"));
        assertEquals(2, spans.get(0).to() - spans.get(0).from(), 1e-9);
    }

    /** Put in order, as other samples that come late; the first one is late for nothing. */
    @Test
    void aSampleFromBeforeMidnightMayComeAfterIt() throws IOException {
        PowerLog log =
                log("time,power_W\n23:59:59.8,10\n23:59:59.9,10\n00:00:00.1,10\n23:59:59.95,10\n00:00:00.2,10\n");
        assertEquals(4, log.joules(), 1e-6);
    }

    /** The counter serves a note alone. */
    @Test
    void aCounterMayLackANumber() throws IOException {
        String text = "time_s,power_W,Cumulative Processor Energy_0(Joules)\n0,10,1\n1,10,\n2,10,N/A\n3,10,31\n";
        assertEquals(30, log(text).joules(), 1e-12);
    }

    private static void assertRefused(String text, String part) {
        String message = Refusal.of(() -> log(text));
        assertTrue(message.contains(part), message);
    }

    @Test
    void spansAreRowsOrPairsOfEvents() throws IOException {
        assertEquals(
                List.of(new RunSpan("fit", 1, 2.5), new RunSpan("eval", 3, 4)),
                SpanReader.read(stream("name,start,end\nfit,1,2.5\neval,3,4\n")));
        assertEquals(
                List.of(new RunSpan("fit", 1, 2), new RunSpan("fit #2", 4, 6)),
                SpanReader.read(stream("0,boot\n1,fit_start\n2,fit_end\n4,fit_start\n6,fit_end\n")));
        String never = Refusal.of(() -> SpanReader.read(stream("1,fit_end\n")));
        assertTrue(never.contains("line 1") && never.contains("must end something that was begun"), never);
        String none = Refusal.of(() -> SpanReader.read(stream("1,hello\n")));
        assertTrue(none.contains("holds no span"), none);
        String alone = Refusal.of(() -> SpanReader.read(stream("1\n2,fit_end\n")));
        assertTrue(alone.contains("line 1: column 1: '1' must be followed by an event"), alone);
    }

    @Test
    void unitsTellMilliFromMega() {
        assertEquals(Unit.MILLIWATTS, Unit.of("mW", Unit.Dimension.POWER).orElseThrow());
        assertEquals(Unit.MILLIJOULES, Unit.of("mJ", Unit.Dimension.ENERGY).orElseThrow());
        assertEquals(Unit.KILOWATT_HOURS, Unit.of("kwh", Unit.Dimension.ENERGY).orElseThrow());
        assertTrue(Unit.of("ms", Unit.Dimension.POWER).isEmpty());
        assertEquals(0.0035561, Unit.MILLISECONDS.toBase(3.5561));
    }

    private static PowerLog log(String text) throws IOException {
        return PowerLogReader.read(stream(text), PowerColumns.DEFAULT);
    }
}
