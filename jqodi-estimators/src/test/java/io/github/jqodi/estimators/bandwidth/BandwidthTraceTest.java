package io.github.jqodi.estimators.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.RateHistory;
import io.github.jqodi.error.InvalidValueException;
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

    /** From the dead end of a round into the dead begin of the next: sums of all that was sent until then round. */
    @Test
    void whereTheLinkIsDownTheMeanIsExactlyZero() {
        BandwidthTrace trace = new BandwidthTrace(new double[] {0, 0.1, 1.2, 1.9, 3.3}, new double[] {0, 0.1, 0.7, 0});
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            double end = (1 + i) * trace.lengthSeconds();
            double from = end - random.nextDouble(0.01, 1.3);
            assertEquals(
                    0, trace.meanBitsPerSecond(from, end + random.nextDouble(0.01, 0.09)), () -> "round of " + end);
        }
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
        assertThrows(InvalidValueException.class, () -> new BandwidthTrace(new double[] {0, 1}, new double[] {0}));
    }

    @Test
    void piecesAreRisingAndFinite() {
        assertThrows(InvalidValueException.class, () -> new BandwidthTrace(new double[] {1, 2}, new double[] {8}));
        assertThrows(InvalidValueException.class, () -> new BandwidthTrace(new double[] {0, 1}, new double[] {-8}));
        assertThrows(InvalidValueException.class, () -> new BandwidthTrace(new double[] {0, 0}, new double[] {8}));
        assertThrows(InvalidValueException.class, () -> new BandwidthTrace(new double[] {0}, new double[] {8}));
        assertThrows(
                InvalidValueException.class, () -> new BandwidthTrace(new double[] {0, 1e200}, new double[] {1e200}));
        assertThrows(InvalidValueException.class, () -> TRACE.secondsToSend(0, Double.POSITIVE_INFINITY));
        assertThrows(InvalidValueException.class, () -> TRACE.secondsToSend(Double.NaN, 1));
        assertThrows(InvalidValueException.class, () -> TRACE.history(Double.POSITIVE_INFINITY));
        assertThrows(InvalidValueException.class, () -> TRACE.history(-1));
        assertEquals(3, TRACE.size());
        assertEquals(4, TRACE.bitsPerSecond(2));
        assertEquals(2, TRACE.startSeconds(2));
        assertEquals("3 rates in 3 s, 4 bit/s in the mean", TRACE.toString());
        assertEquals(7, BandwidthTrace.constant(7).meanBitsPerSecond(11, 13), ROUNDING);
    }

    @Test
    void historiesHoldWhatWasSeen() {
        RateHistory history = TRACE.history(4.5);
        assertEquals(List.of(8.0, 0.0, 4.0, 8.0), history.recent());
        assertEquals(0.5, history.partSeconds(), ROUNDING);
        assertEquals(4, history.nominalBitsPerSecond());
        assertEquals(20, history.bits(), ROUNDING);
        assertEquals(4, TRACE.from(2).meanBitsPerSecond(0, 1), ROUNDING);
    }
}
