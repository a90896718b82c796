package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.parametric.MixPrior.Decline;
import io.github.jqodi.estimators.parametric.MixPrior.Reach;
import org.junit.jupiter.api.Test;

class MixPriorTest {
    private static final double TINY = 1e-12;

    @Test
    void familiesForeseeTooMuchFromFewLosses() {
        assertEquals(0.75, Decline.DEFAULT.factor(4), TINY);
        assertEquals(0.95, Decline.DEFAULT.factor(20), TINY);
        assertEquals(0.5, Decline.DEFAULT.factor(1), TINY);
    }

    @Test
    void theWeightOfEightEpochsFallsToOneHalfAtFiveTimesThem() {
        assertEquals(0.5, Reach.DEFAULT.weight(5, 8), TINY);
        assertEquals(1, Reach.DEFAULT.weight(0, 8), TINY);
    }

    @Test
    void aLongerRunIsNearerToItsEnd() {
        assertEquals(0.5, Reach.DEFAULT.weight(5 * Math.pow(2, 0.3), 4), TINY);
        assertTrue(Reach.DEFAULT.weight(5, 16) < 0.45);
        assertEquals(Reach.DEFAULT.weight(5, 20), Reach.DEFAULT.weight(5, 1000));
        assertEquals(Reach.DEFAULT.weight(5, 4), Reach.DEFAULT.weight(5, 1));
    }
}
