package io.github.jqodi.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BandwidthTraceTest {
    private static final double ROUNDING = 1e-9;

    /** 8 bit/s, nothing, 4 bit/s, a second each, over and over. */
    private static final BandwidthTrace TRACE = new BandwidthTrace(new double[] {0, 1, 2, 3}, new double[] {8, 0, 4});

    @Test
    void transfersByHand() {
        assertEquals(0, TRACE.secondsToSend(0.3, 0));
        assertEquals(0.5, TRACE.secondsToSend(0, 4), ROUNDING);
        assertEquals(1, TRACE.secondsToSend(0, 8), ROUNDING, "it is over before the dead second");
        assertEquals(2.25, TRACE.secondsToSend(0, 9), ROUNDING, "a rate of 0 is waited for");
        assertEquals(2, TRACE.secondsToSend(0.5, 6), ROUNDING);
        assertEquals(1.25, TRACE.secondsToSend(1.25, 2), ROUNDING, "it begins in the dead second");
        assertEquals(3, TRACE.secondsToSend(0, 12), ROUNDING, "the whole trace");
        assertEquals(3.125, TRACE.secondsToSend(0, 13), ROUNDING, "it begins anew");
        assertEquals(30.125, TRACE.secondsToSend(300, 121), ROUNDING);
    }

    @Test
    void meansOfStretches() {
        assertEquals(4, TRACE.meanBitsPerSecond(), ROUNDING);
        assertEquals(4, TRACE.meanBitsPerSecond(0, 2), ROUNDING);
        assertEquals(4, TRACE.meanBitsPerSecond(1.5, 2.5) * 2, ROUNDING);
        assertEquals(6, TRACE.meanBitsPerSecond(2, 4), ROUNDING, "across the end");
    }

    @Test
    void whatATransferTakesIsWhatPassesInItsTime() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5000; i++) {
            int pieces = 1 + random.nextInt(8);
            double[] starts = new double[pieces + 1];
            double[] rates = new double[pieces];
            for (int p = 0; p < pieces; p++) {
                starts[p + 1] = starts[p] + random.nextDouble(0.1, 3);
                rates[p] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.5, 20);
            }
            rates[random.nextInt(pieces)] = 5;
            BandwidthTrace trace = new BandwidthTrace(starts, rates);
            double start = random.nextDouble(0, 50);
            double bits = random.nextDouble(0, 200);
            double seconds = trace.secondsToSend(start, bits);
            assertEquals(bits, trace.bitsUntil(start + seconds) - trace.bitsUntil(start), 1e-8);
            double shorter = trace.bitsUntil(start + seconds * 0.999) - trace.bitsUntil(start);
            assertTrue(shorter < bits + 1e-8, "no earlier time will do");
        }
    }

    @Test
    void aLinkThatIsNeverUpIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BandwidthTrace(new double[] {0, 1}, new double[] {0}));
    }

    @Test
    void filesHaveOneRowASecond() {
        List<String> lines = List.of("seq,carrier_mbps,other_mbps", "0,8,1", "1,nan,2", "2,0,3");
        BandwidthTrace trace = TraceFile.read(lines, "carrier_mbps");
        assertEquals(3, trace.lengthSeconds());
        assertEquals(8e6, trace.meanBitsPerSecond(0, 2), ROUNDING, "what is missing repeats the rate before");
        assertEquals(16e6 / 3, trace.meanBitsPerSecond(), 1e-6);
        assertEquals(2e6, TraceFile.read(lines, "other_mbps").meanBitsPerSecond(), 1e-6);
    }

    @Test
    void orTheirTimesInAColumn() {
        BandwidthTrace trace =
                TraceFile.read(List.of("time,throughput_mbps", "180,1", "185,3", "195,5"), "throughput_mbps");
        assertEquals(25, trace.lengthSeconds());
        assertEquals(1e6, trace.meanBitsPerSecond(0, 5), ROUNDING);
        assertEquals(3e6, trace.meanBitsPerSecond(5, 15), ROUNDING);
        assertEquals(5e6, trace.meanBitsPerSecond(15, 25), ROUNDING);
    }

    @Test
    void badFilesSayWhatIsWrong() {
        List<String> two = List.of("a_mbps,b_mbps", "1,2");
        assertMessage("a_mbps, b_mbps", two, "");
        assertMessage("no column 'c'", two, "c");
        assertMessage("row 2", List.of("a_mbps", "-1"), "");
        assertMessage("must be a number", List.of("a_mbps", "fast"), "");
        assertMessage("times must rise", List.of("time,a_mbps", "1,1", "1,2"), "");
        assertMessage("heading", List.of("a_mbps"), "");
    }

    private static void assertMessage(String part, List<String> lines, String column) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TraceFile.read(lines, column));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
}
