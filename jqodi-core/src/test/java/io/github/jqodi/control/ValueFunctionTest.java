package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.ValueFunction.DeadlineRule;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Equation;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueFunctionTest {
    private static final double ROUNDED_TO_FIVE_DIGITS = 5e-6;
    private static final double ROUNDING = 1e-12;

    private static final ValueFunction PAPER = ValueFunction.of(0.0286, 0.0186, 180);

    @Test
    void theIdealCurveOfReadingsSection6() {
        double[] published = {0.02860, 0.02521, 0.02254, 0.02038, 0.01860};
        for (int quarter = 0; quarter <= 4; quarter++) {
            assertEquals(published[quarter], PAPER.idealLoss(45.0 * quarter), ROUNDED_TO_FIVE_DIGITS);
        }
    }

    @Test
    void theCurveBeginsAndEndsExactly() {
        for (double exponent : new double[] {1e-3, 0.01, 0.25, 1, 7, 1e6, 1e300, Double.POSITIVE_INFINITY}) {
            ValueFunction curve = ValueFunction.of(2.3, 0.02, 100).withExponent(exponent);
            assertEquals(2.3, curve.idealLoss(0), ROUNDING, "exponent " + exponent);
            assertEquals(0.02, curve.idealLoss(100), "exponent " + exponent);
            assertEquals(0.02, curve.idealLoss(1000), "exponent " + exponent);
        }
    }

    /** (2.3/0.02)^4 - 1 = 174,900,624, so that half of L_0^4 is left after a T_0 of 5.7e-9 T_max. */
    @Test
    void smallExponentsFallOffACliff() {
        ValueFunction curve = ValueFunction.of(2.3, 0.02, 1).withExponent(0.25);
        double cliff = 1 / (Math.pow(115, 4) - 1);
        assertEquals(5.7e-9, cliff, 0.05e-9);
        assertEquals(2.3 * Math.pow(2, -0.25), curve.idealLoss(cliff), 1e-9);
    }

    @Test
    void evenWhereThePowerOverflows() {
        ValueFunction curve = ValueFunction.of(2.3, 0.02, 1).withExponent(1e-3);
        assertEquals(0.02 * Math.pow(0.5, -1e-3), curve.idealLoss(0.5), ROUNDING);
        assertEquals(2.3, curve.idealLoss(Double.MIN_NORMAL), 2.3);
    }

    @Test
    void largeExponentsTendToTheExponentialCurve() {
        ValueFunction curve = ValueFunction.of(2.3, 0.02, 10);
        double exponential = curve.withExponent(Double.POSITIVE_INFINITY).idealLoss(3);
        assertEquals(2.3 * Math.pow(0.02 / 2.3, 0.3), exponential, ROUNDING);
        assertEquals(exponential, curve.withExponent(1e9).idealLoss(3), 1e-8);
        assertEquals(exponential, curve.withExponent(1e17).idealLoss(3), ROUNDING);
    }

    @Test
    void anAsymptoteLiftsTheCurve() {
        ValueFunction lifted = PAPER.withAsymptote(0.01);
        assertEquals(0.01 + ValueFunction.of(0.0186, 0.0086, 180).idealLoss(60), lifted.idealLoss(60), ROUNDING);
    }

    @Test
    void theCurveFallsAndIsConvex() {
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 2000; i++) {
            double target = random.nextDouble(0.01, 1);
            ValueFunction curve = ValueFunction.of(target * random.nextDouble(1.01, 50), target, 1)
                    .withExponent(Math.exp(random.nextDouble(-3, 12)));
            double at = random.nextDouble(0.01, 0.98);
            double before = curve.idealLoss(at - 0.01);
            double here = curve.idealLoss(at);
            double behind = curve.idealLoss(at + 0.01);
            assertTrue(before > here && here > behind, curve.toString());
            assertTrue(before - here >= here - behind - ROUNDING, curve.toString());
        }
    }

    @Test
    void aHalfIsOnTheCurve() {
        assertEquals(0.5, PAPER.value(90, PAPER.idealLoss(90)), ROUNDING);
        assertTrue(PAPER.value(90, 0.0220) > 0.5);
        assertTrue(PAPER.value(90, 0.0230) < 0.5);
    }

    /** Six units lie between initial loss and target: 1/(1 + e^6) = 0.0025. */
    @Test
    void theLogisticFunctionIsScaled() {
        assertEquals(1 / (1 + Math.exp(6)), PAPER.value(Math.nextDown(180.0), 0.0286), 1e-6);
        assertEquals(1 / (1 + Math.exp(-6)), PAPER.value(0, 0.0186), 1e-6);
    }

    @Test
    void terminalValuesByBothReadings() {
        ValueFunction printed = PAPER.withDeadlineRule(DeadlineRule.DEADLINE_AND_LOSS);
        double late = Math.nextUp(180.0);
        assertEquals(1, PAPER.value(180, 0.018));
        assertEquals(0, PAPER.value(180, 0.0186), "at the deadline without the target");
        assertEquals(0, PAPER.value(late, 0.018), "reached too late");
        assertEquals(0, PAPER.value(late, 0.02));
        assertEquals(1, printed.value(180, 0.018));
        assertTrue(printed.value(180, 0.0187) < 0.5 && printed.value(180, 0.0187) > 0);
        assertTrue(printed.value(late, 0.018) > 0.5 && printed.value(late, 0.018) < 1);
        assertEquals(0, printed.value(late, 0.0186));
    }

    @Test
    void unfinishedStatesAreNeitherSuccessNorFailure() {
        assertTrue(PAPER.value(10, 1e6) > 0);
        ValueFunction flat = ValueFunction.of(0.01, 0.0186, 180);
        assertEquals(0.0186, flat.idealLoss(0));
        assertTrue(flat.value(10, 0.0186) < 1);
        assertEquals(1, flat.value(10, 0.0185));
    }

    @Test
    void badNumbersAreNamed() {
        assertThrows(InvalidValueException.class, () -> PAPER.withExponent(0));
        assertThrows(InvalidValueException.class, () -> PAPER.withAsymptote(0.0186));
        assertThrows(InvalidValueException.class, () -> ValueFunction.of(1, 0, 10), "a power law reaches no 0");
        assertThrows(InvalidValueException.class, () -> PAPER.value(-1, 1));
        assertThrows(InvalidValueException.class, () -> PAPER.value(1, Double.NaN));
    }

    @Test
    void equation14StandsInOneMethod() {
        assertEquals(
                1,
                Arrays.stream(ValueFunction.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Equation.class))
                        .filter(method -> method.getAnnotation(Equation.class).value() == 14)
                        .count());
    }
}
