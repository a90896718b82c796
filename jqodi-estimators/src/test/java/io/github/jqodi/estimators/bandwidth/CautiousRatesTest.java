package io.github.jqodi.estimators.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.LogRate;
import io.github.jqodi.control.RateForecast;
import io.github.jqodi.control.RateForecasts;
import io.github.jqodi.control.RateHistory;
import io.github.jqodi.error.InvalidValueException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CautiousRatesTest {
    private static final double ROUNDING = 1e-9;

    /** Rates 0, 1, …, 9 bit/s, a second each. */
    private static RateHistory rising() {
        RateHistory history = RateHistory.of(3);
        for (int i = 0; i < 10; i++) {
            history = history.seen(i, 1);
        }
        return history;
    }

    @Test
    void quantilesOfStretchesByHand() {
        RateHistory history = rising();
        assertEquals(1, CautiousRates.quantile(0.1).bitsPerSecond(history, 0, 1), ROUNDING);
        assertEquals(0, CautiousRates.quantile(0).bitsPerSecond(history, 5, 6), ROUNDING);
        assertEquals(9, CautiousRates.quantile(1).bitsPerSecond(history, 0, 1), ROUNDING);
        // Means of five seconds are 2, 3, …, 7.
        assertEquals(2, CautiousRates.quantile(0.1).bitsPerSecond(history, 0, 5), ROUNDING);
        assertEquals(5, CautiousRates.quantile(0.5).bitsPerSecond(history, 0, 5), ROUNDING);
        // Of longer stretches there are at least four: means of seven seconds are 3 to 6.
        assertEquals(3, CautiousRates.quantile(0).bitsPerSecond(history, 0, 1000), ROUNDING);
        assertEquals(3, CautiousRates.quantile(0.1).bitsPerSecond(RateHistory.of(3), 0, 5), "nothing was seen");
    }

    @Test
    void deviationsByHand() {
        RateHistory history = rising();
        // Means of five seconds deviate by √(17.5 / 5).
        double deviation = Math.sqrt(3.5);
        RateForecast careful = CautiousRates.below(RateForecasts.MEAN, 2);
        assertEquals(4.5 - 2 * deviation, careful.bitsPerSecond(history, 0, 5), ROUNDING);
        assertEquals(0, CautiousRates.below(RateForecasts.MEAN, 100).bitsPerSecond(history, 0, 5));
        assertEquals(3, careful.bitsPerSecond(RateHistory.of(3), 0, 5), ROUNDING);
        RateHistory gap = history.seen(0, 2);
        assertEquals(0, careful.waitSeconds(gap));
        assertEquals(
                RateForecasts.TWO_TIME_SCALES.waitSeconds(gap),
                CautiousRates.below(RateForecasts.TWO_TIME_SCALES, 2).waitSeconds(gap));
        assertTrue(RateForecasts.TWO_TIME_SCALES.waitSeconds(gap) > 0);
    }

    @Test
    void beliefsAreLoweredAlike() {
        RateHistory history = rising();
        RateForecast point = RateForecasts.TWO_TIME_SCALES;
        LogRate belief = point.belief(history, 5, 300);
        assertTrue(belief.deviation() > 0);
        assertEquals(belief, CautiousRates.below(point, 0).belief(history, 5, 300));
        RateForecast careful = CautiousRates.below(point, 0.5);
        LogRate lower = careful.belief(history, 5, 300);
        double factor = careful.bitsPerSecond(history, 5, 300) / point.bitsPerSecond(history, 5, 300);
        assertTrue(factor < 1);
        assertEquals(belief.mean() + Math.log(factor), lower.mean(), ROUNDING);
        assertEquals(belief.deviation(), lower.deviation());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                CautiousRates.below(point, 100).belief(history, 5, 300).mean());
        RateForecast down = (seen, fromSeconds, toSeconds) -> 0;
        assertEquals(LogRate.of(0), CautiousRates.below(down, 1).belief(history, 5, 300));
    }

    /** A tenth of the stretches to come lie below what a tenth of those seen did, about. */
    @Test
    void aSteadyNoiseKeepsWhatIsPromised() {
        SplittableRandom random = new SplittableRandom(7);
        int kept = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            RateHistory history = RateHistory.of(10);
            for (int i = 0; i < RateHistory.KEPT_SECONDS; i++) {
                history = history.seen(random.nextDouble(0, 20), 1);
            }
            double next = 0;
            for (int i = 0; i < 10; i++) {
                next += random.nextDouble(0, 20) / 10;
            }
            kept += next >= CautiousRates.quantile(0.1).bitsPerSecond(history, 0, 10) ? 1 : 0;
        }
        double share = kept / (double) runs;
        assertTrue(share > 0.84 && share < 0.94, "kept in " + share);
    }

    @Test
    void sharesAndDeviationsAreChecked() {
        assertThrows(InvalidValueException.class, () -> CautiousRates.quantile(1.1));
        assertThrows(InvalidValueException.class, () -> CautiousRates.below(RateForecasts.LAST, -1));
    }
}
