package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalDistributionTest {
    /** Reference values: ½·erfc(-x/√2) of the C library. */
    @ParameterizedTest
    @CsvSource({
        "-20, 2.7536241186063314e-89",
        "-10, 7.619853024160593e-24",
        "-6, 9.865876450377012e-10",
        "-3.5, 0.00023262907903552504",
        "-3, 0.0013498980316300957",
        "-2.999, 0.0013543365337271066",
        "-1, 0.15865525393145707",
        "-0.5, 0.3085375387259869",
        "0, 0.5",
        "0.3, 0.6179114221889526",
        "1, 0.8413447460685429",
        "3, 0.9986501019683699",
        "5, 0.9999997133484281"
    })
    void cumulativeAgreesWithReferenceValuesRelativeToThemselves(double x, double expected) {
        assertEquals(expected, NormalDistribution.cumulative(x), 2e-13 * expected);
    }

    @Test
    void tailsAgreeWithManyMoreTermsOfTheFraction() {
        for (double y = 3; y < 38; y *= 1.003) {
            double fraction = y;
            for (int n = 2000; n >= 1; n--) {
                fraction = y + n / fraction;
            }
            double expected = Math.exp(-y * y / 2) / Math.sqrt(2 * Math.PI) / fraction;
            assertEquals(expected, NormalDistribution.tail(y), 1e-15 * expected, "at " + y);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.8, 0.95, 0.999999})
    void quantileInvertsCumulative(double p) {
        assertEquals(p, NormalDistribution.cumulative(NormalDistribution.quantile(p)), 1e-14 + 1e-12 * p);
    }

    @Test
    void knownQuantiles() {
        assertEquals(1.6448536269514722, NormalDistribution.quantile(0.95), 1e-14);
        assertEquals(-NormalDistribution.quantile(0.95), NormalDistribution.quantile(0.05), 1e-14);
        assertEquals(0, NormalDistribution.quantile(0.5), 1e-15);
    }

    @Test
    void intervalsKeepTheirAccuracyInTheTails() {
        double expected = 7.619853024160593e-24 - 1.9106595744986566e-28;
        assertEquals(expected, NormalDistribution.between(10, 11), 1e-11 * expected);
        assertEquals(expected, NormalDistribution.between(-11, -10), 1e-11 * expected);
        assertEquals(1, NormalDistribution.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, Double.NaN})
    void quantileRefusesWhatIsNoProbability(double p) {
        var e = assertThrows(IllegalArgumentException.class, () -> NormalDistribution.quantile(p));
        assertEquals("p (" + p + ") must be in (0, 1).", e.getMessage());
    }
}
