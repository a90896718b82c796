package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurveFamilyTest {
    private static final double EXACT = 1e-12;

    @Test
    void valuesWorkedByHand() {
        assertEquals(2.0 / 3, CurveFamily.POW2.value(9, 2, 0.5), EXACT);
        assertEquals(1 + 2.0 / 3, CurveFamily.POW3.value(9, 1, 2, 0.5), EXACT);
        assertEquals(1 + 2.0 / 4, CurveFamily.POW4.value(9, 1, 2, 0.5, 7), EXACT);
        assertEquals(1 + 2 / Math.E, CurveFamily.EXP3.value(4, 1, 2, 0.25), EXACT);
        assertEquals(1 + 2 / Math.E, CurveFamily.EXP4.value(4, 1, 2, 0.5, 0.5), EXACT);
        assertEquals(1 + 2.0 / 5, CurveFamily.MMF4.value(4, 1, 2, 0.5, 2), EXACT);
        assertEquals(1 + 2 * Math.exp(-4), CurveFamily.WEIBULL.value(4, 1, 2, 2, 2), EXACT);
        assertEquals(1 + 2 * Math.exp(-0.5), CurveFamily.JANOSCHEK.value(4, 1, 2, 0.5, 0.5), EXACT);
        assertEquals(1 + 2 / Math.log(4), CurveFamily.ILOG2.value(3, 1, 2), EXACT);
    }

    @Test
    void janoschekStartsAtItsHeight() {
        assertEquals(3, CurveFamily.JANOSCHEK.value(1, 1, 2, 0.7, 0.6), EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void gradientAgreesWithDifferences(CurveFamily family) {
        double[] all = {0.3, 1.7, 0.6, 0.8};
        double[] parameters = Arrays.copyOfRange(
                all, family.hasAsymptote() ? 0 : 1, (family.hasAsymptote() ? 0 : 1) + family.parameterCount());
        for (double epoch : new double[] {1, 2.5, 7, 40}) {
            double[] gradient = family.gradient(epoch, parameters);
            for (int i = 0; i < parameters.length; i++) {
                double step = 1e-6;
                double[] up = parameters.clone();
                double[] down = parameters.clone();
                up[i] += step;
                down[i] -= step;
                double slope = (family.value(epoch, up) - family.value(epoch, down)) / (2 * step);
                assertEquals(slope, gradient[i], 1e-7 * (1 + Math.abs(slope)), family + " " + i + " at " + epoch);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ShapeParameter.class)
    void boundsAreKeptAndTheirSlopeAgreesWithDifferences(ShapeParameter bound) {
        for (double free = -6; free <= 6; free += 0.5) {
            double slope = (bound.value(free + 1e-6, 30) - bound.value(free - 1e-6, 30)) / 2e-6;
            assertEquals(slope, bound.slope(free, 30), 1e-6 * (1 + slope));
        }
        assertEquals(bound.value(0, 30), Math.sqrt(bound.value(-50, 30) * bound.value(50, 30)), 1e-9);
    }

    @Test
    void aWrongNumberOfParametersIsRefused() {
        InvalidValueException refused =
                assertThrows(InvalidValueException.class, () -> CurveFamily.POW3.value(2, 1, 2));
        assertEquals("parameters", refused.field());
    }
}
