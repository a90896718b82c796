package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateForecastsTest {
    private static final double ROUNDING = 1e-9;

    private static RateHistory seen(double... eachSecond) {
        RateHistory history = RateHistory.of(10);
        for (double rate : eachSecond) {
            history = history.seen(rate, 1);
        }
        return history;
    }

    @Test
    void nothingSeenIsTheNominalRate() {
        for (RateForecasts forecast : RateForecasts.values()) {
            assertEquals(10, forecast.bitsPerSecond(RateHistory.of(10), 0, 3), forecast.name());
            assertEquals(10, forecast.bitsPerSecond(RateHistory.of(10), 3, 5), forecast.name());
        }
    }

    /** A rate is a difference of sums, which rounding may bring out of order where links are down. */
    @Test
    void whatIsPlayedAgainIsNeverBelowZero() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            RateHistory history = RateHistory.of(1e7);
            for (int second = 0; second < 8; second++) {
                history = history.seen(random.nextInt(3) > 0 ? 0 : random.nextDouble(1e8), 1);
            }
            double from = random.nextDouble(60);
            double to = from + random.nextDouble(0.01, 2);
            assertTrue(RateForecasts.REPLAYED.bitsPerSecond(history, from, to) >= 0);
        }
    }

    @Test
    void secondsAreMeansOfWhatFallsIntoThem() {
        RateHistory history = RateHistory.of(10).seen(4, 0.5).seen(8, 1).seen(0, 0.25);
        assertEquals(List.of(6.0), history.recent());
        assertEquals(0.75, history.partSeconds());
        assertEquals(4, history.partBits());
        assertEquals(1.75, history.seconds());
        assertEquals(10, history.bits());
        assertEquals(10 / 1.75, history.meanBitsPerSecond());
        assertEquals((4 + 0.25 * 6) / 1, history.lastBitsPerSecond(1), ROUNDING);
        assertEquals(10 / 1.75, history.lastBitsPerSecond(60), ROUNDING);
    }

    @Test
    void twoMinutesAreKeptAndSumsForEver() {
        RateHistory history = RateHistory.of(10).seen(7, 1000.5).seen(3, 20);
        assertEquals(RateHistory.KEPT_SECONDS, history.recent().size());
        assertEquals(1020.5, history.seconds());
        assertEquals(7003.5 + 60, history.bits());
        assertEquals(7.0, history.recent().get(0));
        assertEquals(5.0, history.recent().get(100), "half a second of each");
        assertEquals(3.0, history.recent().get(119));
        assertEquals(3, history.lastBitsPerSecond(19), ROUNDING);
    }

    @Test
    void lengthsOfPiecesDoNotMatter() {
        SplittableRandom random = new SplittableRandom(5);
        RateHistory fine = RateHistory.of(10);
        RateHistory coarse = RateHistory.of(10);
        for (int i = 0; i < 300; i++) {
            double rate = random.nextInt(50);
            coarse = coarse.seen(rate, 1.5);
            for (int j = 0; j < 6; j++) {
                fine = fine.seen(rate, 0.25);
            }
        }
        assertEquals(coarse.recent(), fine.recent());
        assertEquals(
                coarse,
                new RateHistory(
                        coarse.nominalBitsPerSecond(),
                        new ArrayList<>(coarse.recent()),
                        coarse.partSeconds(),
                        coarse.partBits(),
                        coarse.seconds(),
                        coarse.bits()),
                "restored by its components");
    }

    @Test
    void lastAndMean() {
        RateHistory history = seen(2, 4, 12);
        assertEquals(12, RateForecasts.LAST.bitsPerSecond(history, 0, 9));
        assertEquals(6, RateForecasts.MEAN.bitsPerSecond(history, 0, 9));
        assertEquals(10, RateForecasts.NOMINAL.bitsPerSecond(history, 0, 9));
    }

    @Test
    void historyIsReplayedFromItsBeginning() {
        RateHistory history = seen(2, 4, 12);
        assertEquals(2, RateForecasts.REPLAYED.bitsPerSecond(history, 0, 1), ROUNDING);
        assertEquals((1 + 4 + 6) / 2.0, RateForecasts.REPLAYED.bitsPerSecond(history, 0.5, 2.5), ROUNDING);
        assertEquals(7, RateForecasts.REPLAYED.bitsPerSecond(history, 2, 4), ROUNDING);
        assertEquals(6, RateForecasts.REPLAYED.bitsPerSecond(history, 1, 3001), ROUNDING);
    }

    /** (60 · 10 + 18) / 63 for all but the next epoch. */
    @Test
    void farOffTheMeanIsDrawnToTheScenario() {
        RateHistory history = seen(2, 4, 12);
        assertEquals(618 / 63.0, history.shrunkBitsPerSecond(60), ROUNDING);
        assertEquals(618 / 63.0, RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 5, 10), ROUNDING);
    }

    @Test
    void soonItIsBetweenTheLastSecondAndTheMean() {
        double[] rates = new double[120];
        Arrays.fill(rates, 0, 60, 2);
        Arrays.fill(rates, 60, 120, 20);
        RateHistory history = seen(rates);
        double soon = RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 1);
        double later = RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 30);
        double mean = history.shrunkBitsPerSecond(60);
        assertTrue(20 > soon && soon > later && later > mean, soon + " " + later + " " + mean);
        assertEquals(20, soon, 0.3, "slow changes are remembered");
    }

    @Test
    void ratesThatForgetAtOnceAreTheMean() {
        double[] rates = new double[120];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = i % 2 == 0 ? 2 : 30;
        }
        RateHistory history = seen(rates);
        double soon = RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 10);
        assertEquals(16, soon, 0.5);
    }

    @Test
    void aLinkThatIsDownIsForecastDown() {
        RateHistory history = seen(0, 0, 0, 0, 0, 0);
        assertEquals(0, RateForecasts.LAST.bitsPerSecond(history, 0, 1));
        assertEquals(0, RateForecasts.REPLAYED.bitsPerSecond(history, 0, 1));
        assertTrue(RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 1) < 1);
    }

    @Test
    void badNumbersAreNamed() {
        assertThrows(InvalidValueException.class, () -> RateHistory.of(0));
        assertThrows(InvalidValueException.class, () -> RateHistory.of(1).seen(-1, 1));
        assertThrows(InvalidValueException.class, () -> RateHistory.of(1).seen(1, Double.NaN));
        assertThrows(InvalidValueException.class, () -> new RateHistory(1, List.of(-1.0), 0, 0, 0, 0));
        assertThrows(InvalidValueException.class, () -> new RateHistory(1, List.of(), 1, 0, 0, 0));
    }
}
