package io.github.jqodi.estimators.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardizationTest {
    @Test
    void inputsAreToldInDeviationsFromTheirMean() {
        Standardization scaling = Standardization.of(List.of(new double[] {1, 1e-20}, new double[] {3, 3e-20}));
        assertArrayEquals(new double[] {-1, 1}, scaling.apply(new double[] {1, 3e-20}), 1e-6);
        assertArrayEquals(new double[] {4, -4}, scaling.apply(new double[] {100, -1}));
    }

    /** The mean of three times 0.1 is not 0.1, in doubles. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 0.7, 1e-9 / 3, 1e9 / 7, 0})
    void anInputThatNeverVariesIsLeftAtZero(double value) {
        for (int count = 1; count <= 100; count++) {
            Standardization scaling = Standardization.of(Collections.nCopies(count, new double[] {value}));
            assertArrayEquals(new double[] {0}, scaling.apply(new double[] {value}));
            assertArrayEquals(new double[] {0}, scaling.apply(new double[] {value + 1}));
        }
    }

    @Test
    void whatWasFoundBeforeStandardizesAlike() {
        Standardization found = Standardization.of(List.of(new double[] {1, 5}, new double[] {3, 5}));
        Standardization again = Standardization.of(found.means(), found.deviations());
        assertArrayEquals(found.apply(new double[] {1.5, 7}), again.apply(new double[] {1.5, 7}));
        assertEquals("standardization of 2 inputs", again.toString());
    }

    @Test
    void deviationsBelowZeroAreRefused() {
        assertEquals(
                "deviations/1 (-1.0) must be finite and >= 0.",
                assertThrows(
                                InvalidValueException.class,
                                () -> Standardization.of(new double[] {0, 0}, new double[] {1, -1}))
                        .getMessage());
    }
}
