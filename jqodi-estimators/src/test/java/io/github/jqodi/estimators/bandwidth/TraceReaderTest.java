package io.github.jqodi.estimators.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.text.TextFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces of all kinds, worked out by hand. */
class TraceReaderTest {
    private static final double ROUNDING = 1e-6;
    private static final TraceColumns USUAL = TraceColumns.DEFAULT;

    @Test
    void tablesWithoutTimesHaveARowASecond() throws IOException {
        String[] lines = {"seq,carrier_mbps,other_mbps", "0,8,1", "1,nan,2", "2,0,3"};
        ReadTrace read = read(USUAL.withRate("carrier_mbps"), lines);
        assertEquals(3, read.trace().lengthSeconds());
        assertEquals(8e6, read.trace().meanBitsPerSecond(0, 2), ROUNDING, "what is missing repeats the rate before");
        assertEquals(16e6 / 3, read.trace().meanBitsPerSecond(), ROUNDING);
        assertEquals(2e6, read(USUAL.withRate("other_mbps"), lines).trace().meanBitsPerSecond(), ROUNDING);
        assertEquals(
                List.of(
                        "has no column of times; a row is taken for a second",
                        "1 of 3 rates are exactly 0; the link is down there",
                        "1 rates are missing and repeat the one before"),
                read.notes());
    }

    @Test
    void orTheirTimesInAColumn() throws IOException {
        BandwidthTrace trace =
                read(USUAL, "time,throughput_mbps", "180,1", "185,3", "195,5").trace();
        assertEquals(25, trace.lengthSeconds());
        assertEquals(1e6, trace.meanBitsPerSecond(0, 5), ROUNDING);
        assertEquals(3e6, trace.meanBitsPerSecond(5, 15), ROUNDING);
        assertEquals(5e6, trace.meanBitsPerSecond(15, 25), ROUNDING, "the last rate holds as long as the one before");
    }

    @ParameterizedTest
    @CsvSource({
        "time_us, 0, 100000, 200000, 0.3",
        "time_ns, 0, 1e8, 2e8, 0.3",
        "time (min), 0, 1, 2, 180",
        "timestamp, 1700000000000, 1700000000100, 1700000000200, 0.3",
        "timestamp_us, 1700000000000000, 1700000000100000, 1700000000200000, 0.3",
        "time_millis, 5, 105, 205, 0.3",
        "elapsed (s), 5, 6, 7, 3"
    })
    void timesCountInTheUnitOfTheirName(String name, String first, String second, String third, double seconds)
            throws IOException {
        ReadTrace read = read(USUAL, name + ",throughput_mbps", first + ",10", second + ",20", third + ",30");
        assertEquals(seconds, read.trace().lengthSeconds(), 1e-6);
        assertEquals(20e6, read.trace().meanBitsPerSecond(), 10);
    }

    @ParameterizedTest
    @CsvSource({
        "throughput_kbps, 1e3",
        "Throughput (Mbit/s), 1e6",
        "Throughput (MB/s), 8e6",
        "rate_MBps, 8e6",
        "rate_Mbps, 1e6",
        "bits_per_second, 1",
        "bytes_sec, 8",
        "bitrate kB/s, 8e3",
        "bandwidth, 1e6",
        "dl_gbps, 1e9",
        "rate (GB/s), 8e9",
        "rate_GBps, 8e9",
        "rate_mBps, 8e6",
        "rate GBytes/s, 8e9",
        "rate Gb/sec, 1e9",
        "gigabits per second, 1e9",
        "Kilobytes per second, 8e3",
        "rate KiB/s, 8192",
        "rate MiB/s, 8388608",
        "rate MiBytes/s, 8388608",
        "rate_GiBps, 8589934592",
        "bandwidth_mega_bits_per_second, 1e6",
        "M bytes/s throughput, 8e6",
        "rate kibi bytes per second, 8192",
        "throughput_5g_bits_per_second, 1"
    })
    void theNameOfAColumnTellsItsUnit(String column, double bits) throws IOException {
        ReadTrace read = read(USUAL.withRate(column), "time," + column, "0,2", "1,4");
        assertEquals(3 * bits, read.trace().meanBitsPerSecond(), ROUNDING * bits);
        assertEquals(
                column.equals("bandwidth"), read.notes().contains("rates are taken for Mbit/s; --unit says otherwise"));
        BandwidthTrace stated = read(
                        USUAL.withRate(column).withUnit(RateUnit.of("kbit/s")), "time," + column, "0,2", "1,4")
                .trace();
        assertEquals(3e3, stated.meanBitsPerSecond(), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "time_ms, 1000, 1500, 0.5",
        "Time [ms], 0, 250, 0.25",
        "timestamp, 1700000000000, 1700000002000, 2",
        "timestamp, 1700000000, 1700000002, 2",
        "Timestamp, 2019.12.16_13.40.04, 2019.12.16_13.40.06, 2",
        "date, 2023-03-01T23:59:59.5Z, 2023-03-02T00:00:01.0Z, 1.5"
    })
    void timesMayBeMillisecondsOrDates(String column, String first, String second, double step) throws IOException {
        BandwidthTrace trace =
                read(USUAL, column + ",mbps", first + ",2", second + ",4").trace();
        assertEquals(step, trace.startSeconds(1), ROUNDING);
        assertEquals(2 * step, trace.lengthSeconds(), ROUNDING);
    }

    @Test
    void twoNumbersALineAreSecondsAndMegabits() throws IOException {
        for (String separator : List.of("\t", " ", ",", "   ")) {
            ReadTrace read = read(USUAL, "0.5" + separator + "1.0", "1.5" + separator + "0", "4.0" + separator + "2.5");
            assertEquals(6, read.trace().lengthSeconds(), ROUNDING);
            assertEquals(1e6, read.trace().meanBitsPerSecond(0, 1), ROUNDING);
            assertEquals(0, read.trace().meanBitsPerSecond(1, 3.5), ROUNDING);
            assertTrue(read.notes().contains("begins at 0.5 s, which is taken for 0"), read.notes()::toString);
        }
        BandwidthTrace alone = read(USUAL, "1.5", "0.5", "2.5").trace();
        assertEquals(1.5e6, alone.meanBitsPerSecond(), ROUNDING);
        BandwidthTrace third =
                read(USUAL.withRate("3").withTime("1"), "0 9 1", "2 9 3").trace();
        assertEquals(2e6, third.meanBitsPerSecond(), ROUNDING);
        assertMessage("which one holds the rates has to be said by its number", USUAL, "0 9 1", "2 9 3");
    }

    @Test
    void packetLinesAreMillisecondsOfPackets() throws IOException {
        ReadTrace read = read(USUAL, "0", "1", "500", "1000", "1001", "3500");
        BandwidthTrace trace = read.trace();
        assertEquals(3.5, trace.lengthSeconds(), ROUNDING);
        assertEquals(4 * 12_000, trace.meanBitsPerSecond(0, 1), ROUNDING);
        assertEquals(12_000, trace.meanBitsPerSecond(1, 2), ROUNDING);
        assertEquals(0, trace.meanBitsPerSecond(2, 3), "no line, no packet");
        assertEquals(24_000, trace.meanBitsPerSecond(3, 3.5), ROUNDING);
        assertEquals(6 * 12_000, trace.bitsUntil(3.5), ROUNDING);
        assertEquals("6", read.facts().get("packets"));
        assertEquals(12e6, read(USUAL, "1").trace().meanBitsPerSecond(), ROUNDING, "one packet a millisecond");
        BandwidthTrace stated =
                read(USUAL.withUnit(RateUnit.MEGABITS), "1", "2", "3").trace();
        assertEquals(2e6, stated.meanBitsPerSecond(), ROUNDING, "a unit says that these are rates");
    }

    @Test
    void intervalsOfIperfAreSums() throws IOException {
        ReadTrace read = read(USUAL, """
                {"start": {"version": "iperf 3.9", "test_start": {"protocol": "TCP", "num_streams": 2, "omit": 1}},
                 "intervals": [
                  {"streams": [{"bits_per_second": 1}], "sum": {"start": 0, "end": 1, "seconds": 1, "bits_per_second": 9e9, "omitted": true}},
                  {"streams": [{"bits_per_second": 1}], "sum": {"start": 0, "end": 1, "seconds": 1, "bits_per_second": 2e6, "omitted": false}},
                  {"streams": [{"bits_per_second": 1}], "sum": {"start": 1, "end": 3, "seconds": 2, "bits_per_second": 5e6, "omitted": false}}],
                 "end": {"sum_sent": {"bytes": 12, "bits_per_second": 4e6}}}""");
        assertEquals(3, read.trace().lengthSeconds(), ROUNDING);
        assertEquals(4e6, read.trace().meanBitsPerSecond(), ROUNDING);
        assertEquals("iperf 3.9", read.facts().get("version"));
        assertEquals("2", read.facts().get("num_streams"));
        assertEquals(List.of("1 intervals at the begin are left out, as iperf3 was told to omit them"), read.notes());
    }

    @Test
    void segmentsHaveTheirOwnLengths() throws IOException {
        ReadTrace read = read(
                USUAL,
                "[{\"duration_ms\": 500, \"bandwidth_kbps\": 1000, \"latency_ms\": 100},",
                " {\"duration_ms\": 1500, \"bandwidth_kbps\": 200, \"latency_ms\": 100}]");
        assertEquals(400e3, read.trace().meanBitsPerSecond(), ROUNDING);
        assertEquals("100", read.facts().get("latency_ms"));
        BandwidthTrace bytes = read(
                        USUAL, "1289406399 549 59.8513 10.7819 125000 1000", "1289406401 2549 59.8514 10.7820 0 2000")
                .trace();
        assertEquals(3, bytes.lengthSeconds(), ROUNDING);
        assertEquals(1e6, bytes.meanBitsPerSecond(0, 1), ROUNDING);
        assertEquals(0, bytes.meanBitsPerSecond(1, 3));
    }

    @Test
    void gapsAreToldAndMayCountAsDown() throws IOException {
        String[] lines = {"time,mbps", "0,8", "1,8", "2,8", "12,4", "13,4"};
        ReadTrace held = read(USUAL, lines);
        assertEquals(8e6, held.trace().meanBitsPerSecond(2, 12), ROUNDING);
        assertTrue(held.notes().get(0).startsWith("1 gap, the longest of 10 s at 2 s"), held.notes()::toString);
        BandwidthTrace down = read(USUAL.withMostHeldSeconds(2), lines).trace();
        assertEquals(0, down.meanBitsPerSecond(4, 12));
        assertEquals(1.6e6, down.meanBitsPerSecond(2, 12), ROUNDING);
    }

    @Test
    void rowsOfOneTimeCountTogether() throws IOException {
        ReadTrace read = read(USUAL, "time,mbps", "0,1", "0,3", "1,5");
        assertEquals(2e6, read.trace().meanBitsPerSecond(0, 1), ROUNDING);
        assertTrue(read.notes().get(0).startsWith("1 rates have the time of the one before"), read.notes()::toString);
    }

    @Test
    void whatIsMissingBeforeTheFirstRateIsLeftOut() throws IOException {
        ReadTrace read = read(USUAL, "time,mbps", "0,nan", "1,", "2,4", "3,nan", "3,2");
        assertEquals(2, read.trace().lengthSeconds());
        assertEquals(3e6, read.trace().meanBitsPerSecond(), ROUNDING);
        assertEquals(
                List.of("begins at 2 s, which is taken for 0", "2 rates are missing before the first one and left out"),
                read.notes());
        assertMessage("must hold at least one rate", USUAL, "mbps", "nan");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a_mbps,b_mbps~1,2                     | a column of rates must be named, as FILE:COLUMN; these are a_mbps, b_mbps
            x,y~1,2                               | these are x, y
            bandwidth TB/s~1                      | column 'bandwidth TB/s' must be in one of bit/s, kbit/s
            bandwidth Mibit/s~1                   | --unit says which
            bandwidth_tera_bits_per_second~1      | --unit says which
            a_mbps~-1                             | line 2: column a_mbps: '-1' must be a finite rate from 0
            a_mbps~fast                           | must be a number
            a_mbps~inf                            | must be a finite rate
            time,a_mbps~2,1~1,2                   | line 3: times must rise
            time,seconds,a_mbps~2,1,1             | a column of times must be named; these are time, seconds
            a_mbps                                | must hold at least one rate
            a_mbps~0~0                            | must be above 0 at some time
            time,a_mbps~2023-13-41 00:00:00,1     | is no date
            timestamp,a_mbps~1700000000000000,1   | is no plausible time; state --time-unit, as 1e-6 for microseconds
            time_s,a_mbps~1700000000000,1         | is no plausible time; state --time-unit
            {"a": 1}                              | is JSON neither of iperf3
            {"intervals": 3}                      | intervals must be a list
            {"intervals": [{"sum": {}}]}          | field bits_per_second: nothing must be a finite number
            [{"duration_ms": 1}]                  | field bandwidth_kbps
            [{"duration_ms":                      | is no JSON
            ''                                    | is empty
            """)
    void badFilesSayWhatIsWrong(String text, String words) {
        assertMessage(words, USUAL, (text == null ? "" : text).split("~"));
    }

    @Test
    void columnsAndUnitsAreChecked() {
        assertMessage("column 'c' is missing", USUAL.withRate("c"), "a_mbps", "1");
        assertThrows(InvalidValueException.class, () -> RateUnit.of("furlongs"));
        assertThrows(InvalidValueException.class, () -> USUAL.withSecondsPerCount(0));
        assertEquals(RateUnit.MEGABITS, RateUnit.of("Mbps"));
        assertEquals(RateUnit.MEGABYTES, RateUnit.of("MB/s"));
        assertEquals(RateUnit.GIGABYTES, RateUnit.of("GBps"));
        assertThrows(InvalidValueException.class, () -> RateUnit.of("TB/s"));
        assertThrows(InvalidValueException.class, () -> RateUnit.of("Mib/s"));
        RateUnit.labels()
                .forEach(label -> assertEquals(label, RateUnit.of(label).label()));
        RateUnit.labels()
                .forEach(label -> assertEquals(
                        label, RateUnit.inName("rate " + label).orElseThrow().label()));
    }

    private static void assertMessage(String words, TraceColumns columns, String... lines) {
        TextFormatException e = assertThrows(TextFormatException.class, () -> read(columns, lines));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    private static ReadTrace read(TraceColumns columns, String... lines) throws IOException {
        return TraceReader.read(in(lines), columns);
    }

    private static InputStream in(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
