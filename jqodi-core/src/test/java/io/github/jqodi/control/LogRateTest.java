package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRateTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e308, 710, Double.POSITIVE_INFINITY, Double.NaN})
    void logarithmsOfNoRateAreRefused(double mean) {
        assertThrows(InvalidValueException.class, () -> new LogRate(mean, 0));
    }

    @Test
    void everyRateHasALogarithm() {
        assertEquals(0, LogRate.of(1).mean());
        assertEquals(Double.NEGATIVE_INFINITY, LogRate.of(0).mean());
        assertEquals(Math.log(Double.MAX_VALUE), LogRate.of(Double.MAX_VALUE).mean());
    }
}
