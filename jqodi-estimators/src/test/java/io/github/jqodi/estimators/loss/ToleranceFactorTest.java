package io.github.jqodi.estimators.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceFactorTest {
    /** Quantiles of the noncentral t-distribution at 0.75 over √n, as SciPy has them; Natrella's table A-7 to three digits. */
    @ParameterizedTest
    @CsvSource({
        "0.9, 2, 3.992490",
        "0.9, 3, 2.501146",
        "0.9, 5, 1.961540",
        "0.9, 10, 1.670609",
        "0.9, 20, 1.528005",
        "0.95, 5, 2.463383",
        "0.95, 10, 2.103668"
    })
    void tabulatedFactors(double content, int count, double expected) {
        assertEquals(expected, ToleranceFactor.of(content, 1.0 / count, count - 1), 2e-4 * expected);
    }

    @Test
    void manyValuesLeaveTheQuantile() {
        double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.9);
        double factor = ToleranceFactor.of(0.9, 1e-6, 1e6);
        assertTrue(factor > quantile);
        assertEquals(quantile, factor, 0.002);
    }
}
