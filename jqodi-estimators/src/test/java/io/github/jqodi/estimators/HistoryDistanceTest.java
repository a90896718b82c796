package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
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
    void aScheduleThatNoPastRunHadLeavesAFifthOfTheTrust() {
        Curve run = Curve.ofLosses("run", 1, 0.85, 0.7, 0.6);
        HistoryDistance other = HistoryDistance.of(run.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(9))), PAST);
        assertEquals(0.2, other.trust(), 1e-12);
        assertEquals("; this run is unlike them in drops of the learning rate", other.told());
    }

    @Test
    void anOctaveBetweenBitWidthsWidensByAQuarter() {
        List<Curve> eight = PAST.stream()
                .map(run -> run.withFeatures(RunFeatures.NONE.withPair("A", 8)))
                .toList();
        Curve run = Curve.ofLosses("run", 1, 0.85, 0.7, 0.6);
        assertEquals(1, HistoryDistance.of(run, eight).widening());
        assertEquals(1, widening(run, 7, eight));
        assertEquals(1.25, widening(run, 4, eight), 1e-12);
        assertEquals(1.5, widening(run, 32, eight), 1e-12);
        assertEquals(1, widening(run, 4, PAST), "theirs are not known");
    }

    private static double widening(Curve run, double bits, List<Curve> past) {
        return HistoryDistance.of(run.withFeatures(RunFeatures.NONE.withPair("A", bits)), past)
                .widening();
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
