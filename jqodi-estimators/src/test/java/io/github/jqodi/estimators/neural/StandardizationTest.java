package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardizationTest {
    @Test
    void inputsAreToldInDeviationsFromTheirMean() {
        Standardization scaling = Standardization.of(List.of(new double[] {1, 1e-20}, new double[] {3, 3e-20}));
        assertArrayEquals(new float[] {-1, 1}, scaling.apply(new double[] {1, 3e-20}), 1e-6f);
        assertArrayEquals(new float[] {4, -4}, scaling.apply(new double[] {100, -1}));
    }

    /** The mean of three times 0.1 is not 0.1, in doubles. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 0.7, 1e-9 / 3, 1e9 / 7, 0})
    void anInputThatNeverVariesIsLeftAtZero(double value) {
        for (int count = 1; count <= 100; count++) {
            Standardization scaling = Standardization.of(Collections.nCopies(count, new double[] {value}));
            assertArrayEquals(new float[] {0}, scaling.apply(new double[] {value}));
            assertArrayEquals(new float[] {0}, scaling.apply(new double[] {value + 1}));
        }
    }
}
