package io.github.jqodi.estimators.measured;

import static io.github.jqodi.estimators.testing.Texts.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.measured.ConfigurationColumns.Role;
import io.github.jqodi.estimators.testing.Refusal;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of configurations and results of benchmarks, of the shapes that tools write. */
class ConfigurationTableTest {
    @Test
    void splitTimesAreAddedUp() throws IOException {
        Configurations read = table(
                """
                        model,server,cut,head_ms,transfer_ms,tail_ms,energy_mJ,top1
                        net,hub,3,10,5,2,700,71.5
                        net,hub,4,,5,2,700,71.5
                        """, ConfigurationColumns.DEFAULT.with(Role.SECONDS, List.of("head_ms", "transfer_ms", "tail_ms")), 1);
        assertEquals(1, read.rows().size());
        Configuration row = read.rows().get(0);
        assertEquals(0.017, row.seconds(), 1e-15);
        assertEquals(0.7, row.joules().getAsDouble());
        assertEquals(0.715, row.accuracy().getAsDouble());
        assertEquals(3, row.cut().getAsInt());
        assertEquals("hub", row.server().orElseThrow());
        assertTrue(read.notes().contains("1 row without a time left out."), read.notes()::toString);
    }

    @Test
    void ratesWinOverTimesOfSteps() throws IOException {
        Configurations read = table(
                "model,train_samples_per_sec,train_step_time,power_W\nnet,200,5000,30\n",
                ConfigurationColumns.DEFAULT,
                1000);
        assertEquals(5, read.rows().get(0).seconds());
        assertEquals(150, read.rows().get(0).joules().getAsDouble());
    }

    @Test
    void kilowattHoursAndOtherUnitsAreStatedOrTold() throws IOException {
        String text = "project_name,duration,energy_consumed\nnet,10,0.001\n";
        String message = Refusal.of(() -> table(text, ConfigurationColumns.DEFAULT, 1));
        assertTrue(message.contains("does not say its unit; state --"), message);
        Configurations read = table(
                text, ConfigurationColumns.DEFAULT.withUnit(Unit.KILOWATT_HOURS).withUnit(Unit.MINUTES), 1);
        assertEquals(3600, read.rows().get(0).joules().getAsDouble());
        assertEquals(600, read.rows().get(0).seconds());
    }

    @Test
    void rowsAreChosenByWhatTheyHold() throws IOException {
        Configurations read = ConfigurationTable.read(
                stream("model,set,time_s\na,x,1\nb,y,2\n"), ',', ConfigurationColumns.DEFAULT, 1, Map.of("set", "y"));
        assertEquals("b", read.rows().get(0).model());
        assertEquals(1, read.rows().size());
    }

    @Test
    void oneAccuracyAboveOneMakesTheColumnPercent() throws IOException {
        Configurations read = table("model,time_s,acc\na,1,0.5\nb,1,80\nc,1,\n", ConfigurationColumns.DEFAULT, 1);
        assertEquals(0.005, read.rows().get(0).accuracy().getAsDouble());
        assertEquals(0.8, read.rows().get(1).accuracy().getAsDouble());
        assertTrue(read.rows().get(2).accuracy().isEmpty());
        assertTrue(
                read.notes().contains("Accuracies from acc, in percent, since some are above 1."),
                read.notes()::toString);
        Configurations chosen = ConfigurationTable.read(
                stream("model,time_s,acc\na,1,0.5\nb,1,80\n"),
                ',',
                ConfigurationColumns.DEFAULT,
                1,
                Map.of("model", "a"));
        assertEquals(0.005, chosen.rows().get(0).accuracy().getAsDouble());
        Configurations shares = table("model,time_s,acc\na,1,0.5\nb,1,1\n", ConfigurationColumns.DEFAULT, 1);
        assertEquals(0.5, shares.rows().get(0).accuracy().getAsDouble());
        assertTrue(shares.notes().contains("Accuracies from acc, as shares, since none is above 1."));
    }

    @Test
    void commasPartThousandsAndNothingElse() throws IOException {
        Configurations read =
                table("model,time_s,energy_J\na,\"1,234.5\",\"12,345,678\"\n", ConfigurationColumns.DEFAULT, 1);
        assertEquals(1234.5, read.rows().get(0).seconds());
        assertEquals(12_345_678, read.rows().get(0).joules().getAsDouble());
        for (String cell : List.of("2,5", "12,34", "1234,567", "1,2345", "1,23.5", "1,", "0,001")) {
            assertRefused(
                    "model,time_s\na,\"" + cell + "\"\n",
                    "line 2: column time_s: '" + cell + "' must have a decimal point; a comma may part groups");
        }
    }

    @Test
    void betweenSemicolonsACommaIsRefused() {
        for (String cell : List.of("2,5", "1,234")) {
            String message = Refusal.of(() -> ConfigurationTable.read(
                    stream("model;time_s\na;" + cell + "\n"), ';', ConfigurationColumns.DEFAULT, 1));
            assertTrue(message.contains("line 2: column time_s: '" + cell + "' must not hold a comma"), message);
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused("model,size\na,1\n", "holds no measurement");
        assertRefused("model,throughput\na,0\n", "line 2: column throughput: '0' must be above 0");
        assertRefused("model,time_s\na,-3\n", "line 2: column time_s: '-3' must be at least 0");
        assertRefused("model,time_s,cut\na,1,2.5\n", "line 2: column cut: '2.5' must be a whole number from 0");
        assertRefused("model,time_s,acc\na,1,150\n", "line 2: column acc: '150' must be at least 0 and at most 100");
        assertRefused("model,time_s,loss\na,1,-1\n", "line 2: column loss: '-1' must be at least 0");
        assertRefused("model,time_s\n", "no row with a time");
    }

    private static void assertRefused(String text, String part) {
        String message = Refusal.of(() -> table(text, ConfigurationColumns.DEFAULT, 1));
        assertTrue(message.contains(part), message);
    }

    @Test
    void ratesOfThousandsAreRefused() throws IOException {
        assertRefused("model,throughput_k_per_s\nm,2\n", "must be of samples a second, not of thousands or millions");
        assertRefused("model,throughput (M img/s)\nm,2\n", "not of thousands or millions");
        assertEquals(
                0.5,
                table("model,throughput (img/s)\nm,2\n", ConfigurationColumns.DEFAULT, 1)
                        .rows()
                        .get(0)
                        .seconds());
    }

    @Test
    void mlperfResultsOfBothKinds() throws IOException {
        Configurations offline = MlperfText.read(stream("""
                MLPerf Results Summary
                SUT name : box\u0000
                Scenario : Offline
                Samples per second: 500
                Result is : INVALID
                Mean latency (ns)               : 90000000000
                """), "net");
        assertEquals(0.002, offline.rows().get(0).seconds());
        assertTrue(offline.notes().toString().contains("not valid by the rules"), offline.notes()::toString);
        Configurations streams = MlperfText.read(stream("""
                MLPerf Results Summary
                Scenario : MultiStream
                Result is : VALID
                Mean latency (ns)               : 8000000
                samples_per_query : 8
                """), "net");
        assertEquals(0.001, streams.rows().get(0).seconds());
        assertEquals(
                "Mean latency of a query over its 8 samples.", streams.notes().get(1));
        Configurations tiny = MlperfText.read(stream("""
                00001.0 ulp-ml:   Power        :    20.5 mW
                00001.0 ulp-ml: Median energy cost is 100.5 uJ/inf.
                00001.0 ulp-ml: Median throughput is 250 inf./sec.
                """), "net");
        assertEquals(0.004, tiny.rows().get(0).seconds());
        assertEquals(100.5e-6, tiny.rows().get(0).joules().getAsDouble(), 1e-12);
        String none = Refusal.of(() -> MlperfText.read(stream("MLPerf Results Summary\n"), "net"));
        assertTrue(none.contains("is no MLPerf result"), none);
    }

    private static Configurations table(String text, ConfigurationColumns columns, double samples) throws IOException {
        return ConfigurationTable.read(stream(text), ',', columns, samples);
    }
}
