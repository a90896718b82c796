package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryDistanceTest {
    private static final List<Curve> PAST =
            List.of(Curve.ofLosses("low", 1, 0.8, 0.6, 0.5, 0.4), Curve.ofLosses("high", 1, 0.9, 0.8, 0.7, 0.6));

    @Test
    void aRunWithinTheRangeIsFullyTrusted() {
        HistoryDistance distance = HistoryDistance.of(Curve.ofLosses("run", 1, 0.85, 0.7, 0.6), PAST);
        assertEquals(1, distance.trust());
        assertEquals("", distance.told());
    }

    /** The falls by epoch 4 were 0.3 and 0.5; 0.6 is half a width outside, where half of the trust is left. */
    @Test
    void halfAWidthOutsideHalvesTheTrust() {
        List<Curve> deep = List.of(PAST.get(0), PAST.get(1), Curve.ofLosses("noisy", 1, 0.2, 0.7, 0.51, 0.5));
        HistoryDistance distance = HistoryDistance.of(Curve.ofLosses("run", 1, 0.9, 0.1, 0.7), deep);
        double width = 0.8 - 0.3;
        double outside = (0.9 - 0.8) / width;
        assertTrue(distance.trust() <= 1 / (1 + 4 * outside * outside) + 1e-12, distance::toString);
    }

    @Test
    void otherScalesFallsAndNoisesAreNamed() {
        assertTrue(told(100, 85, 70, 60).contains("level"));
        assertTrue(told(1, 1, 1, 1).contains("fall"));
        assertTrue(told(1, 0.4, 1, 0.6).contains("noise"));
        assertTrue(told(-1, -1.2, -1.4, -1.5).contains("level"));
    }

    @Test
    void aHistoryThatHadNotBegunSaysNothing() {
        Curve late = Curve.of("late", new int[] {8, 9}, new double[] {1, 0.5});
        assertEquals(
                1,
                HistoryDistance.of(Curve.ofLosses("run", 1, 0.5), List.of(late)).trust());
    }

    private static String told(double... losses) {
        return HistoryDistance.of(Curve.ofLosses("run", losses), PAST).told();
    }
}
