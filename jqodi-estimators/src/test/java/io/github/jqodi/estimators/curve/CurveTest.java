package io.github.jqodi.estimators.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final double NAN = Double.NaN;

    @Test
    void lossesThatAreNotFiniteAreGaps() {
        Curve curve = Curve.ofLosses("a", 3, NAN, 1, Double.POSITIVE_INFINITY, 0.5);
        assertArrayEquals(new int[] {1, 3, 5}, curve.epochs());
        assertFalse(curve.isRegular());
        assertEquals(OptionalInt.empty(), curve.divergedAt());
        assertArrayEquals(new double[] {3, 2, 1, 0.75, 0.5}, curve.everyEpoch(), 1e-12);
    }

    @Test
    void runThatEndsWithoutFiniteLossHasDiverged() {
        Curve curve = Curve.ofLosses("a", 3, 2, NAN, NAN);
        assertEquals(OptionalInt.of(3), curve.divergedAt());
        assertEquals(OptionalInt.empty(), curve.prefix(2).divergedAt());
        assertEquals(curve, curve.prefix(4));
        assertEquals(
                OptionalInt.of(5), Curve.ofLosses("a", 3, 2, 1, 1).with(5, NAN).divergedAt());
    }

    @Test
    void firstPassageIsTheFirstMeasuredEpochAtOrBelow() {
        Curve curve = Curve.of("a", new int[] {2, 4, 7}, new double[] {3, 1, 0.5});
        assertEquals(OptionalInt.of(2), curve.firstAtOrBelow(3));
        assertEquals(OptionalInt.of(4), curve.firstAtOrBelow(2.9));
        assertEquals(OptionalInt.empty(), curve.firstAtOrBelow(0.4));
    }

    @Test
    void impossibleRunsAreRefusedWithAReason() {
        assertRefused("epochs/1", () -> Curve.of("a", new int[] {2, 2}, new double[] {1, 1}));
        assertRefused("epochs/0", () -> Curve.of("a", new int[] {0}, new double[] {1}));
        assertRefused("losses", () -> Curve.ofLosses("a", NAN, NAN));
        assertRefused("loss", () -> Curve.ofLosses("a", Double.NEGATIVE_INFINITY));
        assertRefused("epochs", () -> Curve.ofLosses("a"));
        assertRefused("name", () -> Curve.ofLosses(" ", 1));
        assertRefused("epoch", () -> Curve.ofLosses("a", 1, 2).with(2, 1));
    }

    private static void assertRefused(String field, Runnable use) {
        InvalidValueException e = assertThrows(InvalidValueException.class, use::run);
        assertEquals(field, e.field());
        assertTrue(e.problem().contains("must"), e.problem());
    }
}
