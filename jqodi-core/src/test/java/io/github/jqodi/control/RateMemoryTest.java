package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateMemoryTest {
    /** Half of an eighth of a factor e, to which answers are rounded. */
    private static final double ROUNDED = Math.exp(1 / 16.0);

    private static RateHistory lasting(double seconds, SplittableRandom random) {
        RateHistory history = RateHistory.of(1);
        double rate = 1;
        for (int second = 0; second < RateHistory.KEPT_SECONDS; second++) {
            if (random.nextDouble() < 1 - Math.exp(-1 / seconds)) {
                rate = Math.exp(random.nextDouble(-2, 2));
            }
            history = history.seen(rate, 1);
        }
        return history;
    }

    private static double learnt(double seconds) {
        SplittableRandom random = new SplittableRandom(5);
        RateMemory memory = new RateMemory();
        for (int link = 0; link < 200; link++) {
            memory.add(lasting(seconds, random), 0);
        }
        return memory.seconds();
    }

    @Test
    void nothingSeenIsWhatIsBelievedBefore() {
        assertEquals(40, new RateMemory().seconds(), 40 * (ROUNDED - 1));
        RateMemory asBelieved = new RateMemory();
        asBelieved.add(RateHistory.of(2).seen(2, 120), Math.log(2));
        assertEquals(new RateMemory().seconds(), asBelieved.seconds(), "never apart from the mean");
        RateMemory tooShort = new RateMemory();
        tooShort.add(RateHistory.of(2).seen(7, 9), Math.log(2));
        assertEquals(new RateMemory().seconds(), tooShort.seconds(), "one stretch");
    }

    @Test
    void ratesThatLastLongerAreRememberedLonger() {
        double before = 0;
        for (double seconds : new double[] {5, 15, 40}) {
            double learnt = learnt(seconds);
            assertTrue(learnt > 0.6 * seconds && learnt < 2 * seconds, seconds + " s look like " + learnt);
            assertTrue(learnt > before);
            before = learnt;
        }
    }

    /** A stretch that lasts far from the mean is a regime, whose end was not seen. */
    @Test
    void aRegimeHasNoEnd() {
        RateMemory memory = new RateMemory();
        for (int link = 0; link < 50; link++) {
            memory.add(RateHistory.of(1).seen(5, 120), 0);
        }
        assertEquals(300, memory.seconds(), 300 * (ROUNDED - 1));
    }

    /** Every stretch on the other side of the mean. */
    @Test
    void ratesThatForgetAtOnceLastAsShortAsCanBe() {
        RateMemory memory = new RateMemory();
        RateHistory history = RateHistory.of(1);
        for (int i = 0; i < 12; i++) {
            history = history.seen(Math.E, 5).seen(1 / Math.E, 5);
        }
        for (int link = 0; link < 50; link++) {
            memory.add(history, 0);
        }
        assertEquals(5, memory.seconds(), 5 * (ROUNDED - 1));
    }
}
