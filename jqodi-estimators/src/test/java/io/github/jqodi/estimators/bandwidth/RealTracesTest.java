package io.github.jqodi.estimators.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces of others: what is known of each file is found, and what could mislead a reader is noticed. */
class RealTracesTest {
    private static final double MEGA = 1e6;

    @ParameterizedTest
    @CsvSource({
        "comyco_metro_2010-09-21.log, 619, 650.62, 1.207324, 0.101818181818, 2.62393606394, 1.182113, 1.0010, 1.0110, 10.4280",
        "cooked_norway_bus_1, 266, 154.75999999, 3.337401, 0.374771987739, 4.79283060109, 2.952861, 0.18, 0.49, 4.34",
        "fcc_797466_part1.log, 36, 175, 1.157406, 0.12308, 2.807792, 1.167870, 5, 5, 5"
    })
    void tracesOfSimulators(
            String file,
            int rows,
            double seconds,
            double mean,
            double least,
            double most,
            double held,
            double shortest,
            double usual,
            double longest)
            throws IOException {
        ReadTrace read = read(file);
        BandwidthTrace trace = read.trace();
        assertEquals(rows, trace.size());
        assertEquals(seconds, trace.startSeconds(rows - 1), 1e-6);
        double[] rates = rates(trace);
        double[] steps = steps(trace);
        assertEquals(mean, Arrays.stream(rates).average().orElseThrow() / MEGA, 1e-6);
        assertEquals(least, trace.leastBitsPerSecond() / MEGA, 1e-9);
        assertEquals(most, trace.mostBitsPerSecond() / MEGA, 1e-9);
        assertEquals(held, trace.meanBitsPerSecond(0, trace.startSeconds(rows - 1)) / MEGA, 1e-6);
        assertEquals(shortest, steps[0], 1e-4);
        assertEquals(usual, steps[steps.length / 2], 1e-4);
        assertEquals(longest, steps[steps.length - 1], 1e-4);
        assertTrue(read.notes().contains("rates are taken for Mbit/s; --unit says otherwise"), read.notes()::toString);
    }

    @Test
    void whatIsOddIsTold() throws IOException {
        String gap = read("comyco_metro_2010-09-21.log").notes().toString();
        assertTrue(gap.contains("the longest of 10.428 s"), gap);
        String begin = read("fcc_797466_part1.log").notes().toString();
        assertTrue(begin.contains("begins at 180 s, which is taken for 0"), begin);
        String irregular = read("cooked_norway_bus_1").notes().toString();
        assertTrue(irregular.contains("the longest of 4.34 s"), irregular);
    }

    @Test
    void iperfWithFourStreams() throws IOException {
        ReadTrace read = read("iperf3_ekfoury_my_test.json");
        assertEquals("iperf 3.6", read.facts().get("version"));
        assertEquals("TCP", read.facts().get("protocol"));
        assertEquals("4", read.facts().get("num_streams"));
        assertEquals("0", read.facts().get("reverse"));
        assertEquals("0", read.facts().get("omit"));
        assertIperf(read, 60, 17545.0151, 12114.1360, 18605.9582, 17544.7727, 17535.7141, "131590680944");
    }

    @Test
    void iperfOfAnOlderVersion() throws IOException {
        ReadTrace read = read("iperf3_thiezn_results.json");
        assertEquals("iperf 3.0.11", read.facts().get("version"));
        assertEquals("1", read.facts().get("num_streams"));
        assertIperf(read, 13, 935.9922, 927.8710, 950.0620, 935.9920, 934.2680, "1520994808");
    }

    private static void assertIperf(
            ReadTrace read,
            int intervals,
            double mean,
            double least,
            double most,
            double sent,
            double received,
            String bytes) {
        BandwidthTrace trace = read.trace();
        assertEquals(intervals, trace.size());
        assertEquals(mean, Arrays.stream(rates(trace)).average().orElseThrow() / MEGA, 1e-4);
        assertEquals(least, trace.leastBitsPerSecond() / MEGA, 1e-4);
        assertEquals(most, trace.mostBitsPerSecond() / MEGA, 1e-4);
        assertEquals(sent, Double.parseDouble(read.facts().get("sum_sent_bits_per_second")) / MEGA, 1e-3);
        assertEquals(received, Double.parseDouble(read.facts().get("sum_received_bits_per_second")) / MEGA, 1e-3);
        assertEquals(bytes, read.facts().get("sum_sent_bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "sabre_3G_report.2010-11-23_1541CET.json, 1318, 1428.380, 749.843, 776.838, 3, 2352, 0.112, 28.203",
        "sabre_3G_report.2011-01-06_0814CET.json, 1480, 1573.193, 787.877, 800.824, 6, 2126, 0.458, 7.080"
    })
    void segmentsOfSabre(
            String file,
            int segments,
            double seconds,
            double weighted,
            double mean,
            double least,
            double most,
            double shortest,
            double longest)
            throws IOException {
        ReadTrace read = read(file);
        BandwidthTrace trace = read.trace();
        assertEquals(segments, trace.size());
        assertEquals(seconds, trace.lengthSeconds(), 1e-6);
        assertEquals(weighted, trace.meanBitsPerSecond() / 1e3, 1e-3, "each segment weighs by its length");
        assertEquals(mean, Arrays.stream(rates(trace)).average().orElseThrow() / 1e3, 1e-3);
        assertEquals(least * 1e3, trace.leastBitsPerSecond());
        assertEquals(most * 1e3, trace.mostBitsPerSecond());
        assertEquals("100", read.facts().get("latency_ms"));
        double[] durations = new double[segments];
        Arrays.setAll(durations, i -> trace.startSeconds(i + 1) - trace.startSeconds(i));
        assertEquals(shortest, Arrays.stream(durations).min().orElseThrow(), 1e-6);
        assertEquals(longest, Arrays.stream(durations).max().orElseThrow(), 1e-6);
    }

    private static double[] rates(BandwidthTrace trace) {
        double[] rates = new double[trace.size()];
        Arrays.setAll(rates, trace::bitsPerSecond);
        return rates;
    }

    /** Between begins, sorted. */
    private static double[] steps(BandwidthTrace trace) {
        double[] steps = new double[trace.size() - 1];
        Arrays.setAll(steps, i -> trace.startSeconds(i + 1) - trace.startSeconds(i));
        Arrays.sort(steps);
        return steps;
    }

    private static ReadTrace read(String name) throws IOException {
        String data = System.getProperty("jqodi.data", "");
        Path file = Path.of(data, "inputs", "bandwidth", name);
        assumeTrue(!data.isEmpty() && Files.exists(file), "real inputs are not there");
        try (InputStream in = Files.newInputStream(file)) {
            return TraceReader.read(in);
        }
    }
}
