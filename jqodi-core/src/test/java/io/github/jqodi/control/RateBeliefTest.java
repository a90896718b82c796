package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateBeliefTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void withoutAWholeStretchTheNominalRateIsBelieved() {
        assertEquals(new RateBelief(0, 0), RateBelief.of(RateHistory.of(5)));
        assertEquals(new RateBelief(0, 0), RateBelief.of(RateHistory.of(5).seen(1, 9)));
    }

    /** Two minutes at 1/e of the rate and as much of the nominal one: half of a factor, with half of it as spread. */
    @Test
    void aRegimeThatHasNotEndedCountsAsMuchAsWhatIsStated() {
        RateBelief regime = RateBelief.of(RateHistory.of(1).seen(1 / Math.E, RateHistory.KEPT_SECONDS));
        assertEquals(-0.5, regime.mean(), ROUNDING);
        assertEquals(0.5, regime.deviation(), ROUNDING);
    }

    /** All are at 1/e² for half of the time and at the nominal rate for the other half. */
    @Test
    void theFasterRatesChangeTheLessTheNominalOneCounts() {
        double before = 0;
        for (int seconds : new int[] {60, 30, 20, 10}) {
            RateHistory history = RateHistory.of(1);
            for (int at = 0; at < RateHistory.KEPT_SECONDS; at += 2 * seconds) {
                history = history.seen(1, seconds).seen(Math.exp(-2), seconds);
            }
            RateBelief belief = RateBelief.of(history);
            assertTrue(belief.mean() < before, seconds + " s: " + belief + " beside " + before);
            assertTrue(belief.mean() > -1 && belief.deviation() < 1, "the nominal rate counts: " + belief);
            before = belief.mean();
        }
        assertEquals(-1, before, 0.1, "nearly all that was seen");
    }
}
