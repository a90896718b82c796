package io.github.jqodi.estimators.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WidthVarianceTest {
    private static final double[] BITS = {2, 4, 8};
    private static final double TINY = 1e-12;

    /** Bartlett's statistic of the variances 1, 1.2 and 0.9 with ten degrees of freedom each is 0.2, far from 5.99. */
    @Test
    void variancesThatHardlyDifferAreOne() {
        WidthVariance variance = WidthVariance.of(BITS, new double[] {10, 12, 9}, new double[] {10, 10, 10});
        assertArrayEquals(new double[] {31.0 / 30, 31.0 / 30, 31.0 / 30}, variance.values(), TINY);
    }

    /** ln of each is drawn towards ln of the common one by one in eleven. */
    @Test
    void variancesThatDifferAreTheirOwn() {
        WidthVariance variance = WidthVariance.of(BITS, new double[] {10, 0.1, 0.001}, new double[] {10, 10, 10});
        double common = 10.101 / 30;
        assertEquals(Math.pow(1, 10.0 / 11) * Math.pow(common, 1.0 / 11), variance.at(2), TINY);
        assertEquals(Math.pow(1e-4, 10.0 / 11) * Math.pow(common, 1.0 / 11), variance.at(8), TINY);
        assertEquals(Math.sqrt(variance.at(4) * variance.at(8)), variance.at(6), TINY);
        assertEquals(variance.at(8), variance.at(16), TINY);
    }

    @Test
    void aWidthWithoutRepetitionsTakesTheCommonOne() {
        WidthVariance variance = WidthVariance.of(BITS, new double[] {10, 0, 0.001}, new double[] {10, 0, 10});
        assertEquals(10.001 / 20, variance.at(4), TINY);
    }

    @Test
    void nothingRepeatedIsNotKnown() {
        WidthVariance variance = WidthVariance.of(BITS, new double[3], new double[3]);
        assertTrue(Double.isNaN(variance.at(4)));
    }

    @Test
    void ofWidthsThatAreGivenNoneIsCertainBesideOthers() {
        WidthVariance variance = WidthVariance.given(BITS, new double[] {0.01, 0, 0.02});
        assertEquals(0.01, variance.at(2));
        assertEquals(1e-10, variance.at(4), TINY * TINY);
        assertEquals(Math.sqrt(0.02 * 1e-10), variance.at(6), TINY);
        assertEquals(0, WidthVariance.given(BITS, new double[3]).at(3));
    }

    @Test
    void allEqualIsCertain() {
        assertEquals(
                0, WidthVariance.of(BITS, new double[3], new double[] {4, 4, 4}).at(4));
    }
}
