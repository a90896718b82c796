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

    /** Against the difference of the tails, of which the larger one loses at most a few bits. */
    @Test
    void narrowIntervalsAgreeWithWiderOnes() {
        for (double middle = -9.5; middle < 9.6; middle += 0.25) {
            double width = 1e-3;
            double expected = NormalDistribution.between(middle - width / 2, middle + width / 2);
            double tolerance = 1e-11 * Math.max(expected, 1e-4 * NormalDistribution.tail(middle));
            assertEquals(expected, NormalDistribution.ofNarrow(middle, width), tolerance, "at " + middle);
        }
    }

    /** The series term by term: the last is some 1e-14 of the whole, above the tolerance. */
    @Test
    void theLargestNarrowIntervalAtTheMiddle() {
        double width = 1e-3;
        double expected = width / Math.sqrt(2 * Math.PI) * (1 - width * width / 24 + Math.pow(width, 4) / 640);
        assertEquals(expected, NormalDistribution.ofNarrow(0, width), 1e-19);
        double series = 1 + width * width * 8 / 24 + Math.pow(width, 4) * 30 / 1920;
        double at3 = width * Math.exp(-4.5) / Math.sqrt(2 * Math.PI) * series;
        assertEquals(at3, NormalDistribution.ofNarrow(3, width), 2e-15 * at3);
        assertEquals(at3, NormalDistribution.ofNarrow(-3, width), 2e-15 * at3);
    }

    @Test
    void intervalsThatTouchTheMiddle() {
        double half = NormalDistribution.between(0, 1);
        assertEquals(0.3413447460685429, half, 1e-15);
        assertEquals(half, NormalDistribution.between(-1, 0), 1e-16);
        assertEquals(0.6826894921370859, NormalDistribution.between(-1, 1), 1e-15);
        assertEquals(0, NormalDistribution.between(0.5, 0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, Double.NaN})
    void quantileRefusesWhatIsNoProbability(double p) {
        var e = assertThrows(IllegalArgumentException.class, () -> NormalDistribution.quantile(p));
        assertEquals("p (" + p + ") must be in (0, 1).", e.getMessage());
    }
}
