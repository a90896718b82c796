package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import org.junit.jupiter.api.Test;

/** Samples of K from runs of several lengths, worked by hand. */
class PastEpochsTest {
    /**
     * Of four, one gets there in epoch 2; of one nothing is known after it, so that each of the two others counts one and a half: one
     * of them in epoch 4, one not in six epochs. Weights by hand: 1/4, 3/8 and 3/8.
     */
    @Test
    void weightsOfOpenRunsGoToThoseThatAreLater() {
        PastEpochs past = new PastEpochs();
        past.add(Curve.ofLosses("two", 0.9, 0.5), 0.5, 1);
        past.add(Curve.ofLosses("open", 0.9, 0.8), 0.5, 1);
        past.add(Curve.ofLosses("four", 0.9, 0.8, 0.7, 0.5), 0.5, 1);
        past.add(Curve.ofLosses("six", 0.9, 0.9, 0.9, 0.9, 0.9, 0.9), 0.5, 1);
        EpochForecast forecast = past.forecast("four runs");
        assertEquals(2.0 / 8, forecast.probabilityBy(2), 1e-12);
        assertEquals(5.0 / 8, forecast.probabilityBy(6), 1e-12);
        assertEquals(3.0 / 8, forecast.neverProbability(), 1e-12, "a run that stands still goes on so");
        assertEquals(6, forecast.horizon().orElseThrow());
    }

    /** What diverged is known to fail: it takes no part of what others leave open after it. */
    @Test
    void runsThatDivergedNeverGetThere() {
        PastEpochs past = new PastEpochs();
        past.add(Curve.ofLosses("diverged", 0.9, Double.NaN, Double.NaN), 0.5, 1);
        past.add(Curve.ofLosses("open", 0.9, 0.8), 0.5, 1);
        past.add(Curve.ofLosses("three", 0.9, 0.8, 0.5), 0.5, 2);
        EpochForecast forecast = past.forecast("three runs");
        assertEquals(3.0 / 4, forecast.probabilityBy(3), 1e-12);
        assertEquals(1.0 / 4, forecast.neverProbability(), 1e-12);
    }
}
