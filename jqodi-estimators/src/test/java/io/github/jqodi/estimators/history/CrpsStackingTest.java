package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CrpsStackingTest {
    @Test
    void weightGoesToTheSourceThatIsRight() {
        CrpsStacking stack = new CrpsStacking(2, 1, 10);
        for (int k = 2; k <= 9; k++) {
            stack.add(List.of(EpochForecast.reached(k), EpochForecast.reached(5)), OptionalInt.of(k));
        }
        double[] weights = stack.weights();
        assertTrue(weights[0] > 0.99, weights[0] + " of 1");
        assertEquals(0, stack.score(new double[] {1, 0}), 1e-9);
    }

    @Test
    void scoreIsTheSquaredDistanceOfDistributions() {
        CrpsStacking stack = new CrpsStacking(1, 1, 10);
        stack.add(List.of(EpochForecast.reached(4)), OptionalInt.of(7));
        stack.add(List.of(EpochForecast.reached(4)), OptionalInt.empty());
        assertEquals(3 + 7, stack.score(new double[] {1}), 1e-9);
    }

    @Test
    void theShareOfTheLastSourceIsKeptAndTheOthersAreChosenBesideIt() {
        CrpsStacking stack = new CrpsStacking(3, 1, 10);
        for (int k = 2; k <= 9; k++) {
            stack.add(
                    List.of(EpochForecast.reached(k), EpochForecast.reached(5), EpochForecast.reached(3)),
                    OptionalInt.of(k));
        }
        double[] weights = stack.weightsBeside(0.5);
        assertEquals(0.5, weights[2]);
        assertTrue(weights[0] > 0.49, weights[0] + " of 0.5");
        assertEquals(0.5, weights[0] + weights[1], 1e-9);
    }
}
