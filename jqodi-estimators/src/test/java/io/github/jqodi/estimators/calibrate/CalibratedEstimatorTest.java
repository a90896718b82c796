package io.github.jqodi.estimators.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.baseline.RecentTrend;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CalibratedEstimatorTest {
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(200, 30, 8);

    @Test
    void brokenPromisesOfAnEagerEstimatorBecomeRare() {
        CurveQuestions questions = CurveQuestions.halved(RUNS, 0.3, 0);
        Scores raw = Evaluation.of(new RecentTrend(), questions, () -> {});
        Scores calibrated = Evaluation.of(CalibratedEstimator.of(new RecentTrend()), questions, () -> {});
        assertTrue(calibrated.unreachable().broken().getAsDouble() <= 0.12, calibrated::toString);
        assertTrue(
                Math.abs(calibrated.reachable().robust().coverage().getAsDouble() - 0.92) <= 0.08,
                () -> calibrated + " from " + raw);
    }

    @Test
    void mapMovesLevelsToWhereTheTruthWas() {
        CalibrationSample sample = new CalibrationSample(100, 100);
        double[] epochs = new double[100];
        double[] weights = new double[100];
        Arrays.setAll(epochs, i -> i + 1);
        Arrays.fill(weights, 1);
        EpochForecast flat = EpochForecast.ofSample(epochs, weights, "");
        for (int k = 1; k <= 50; k++) {
            sample.add(flat, OptionalInt.of(k));
        }
        EpochForecast moved = sample.levelMap().apply(flat);
        // 45 would have covered nine in ten of the past, 90 is what the forecast itself said; half-way is promised.
        assertEquals(67.5, moved.quantile(0.9).getAsInt(), 2);
        assertTrue(moved.expectedEpochs().getAsInt() < 40, moved::toString);
    }

    @Test
    void expectedEpochIsGivenWithinTheHorizonUnlessThatIsNegligible() {
        CalibrationSample sample = new CalibrationSample(50, 100);
        EpochForecast half = beliefs(0.5);
        for (int k = 1; k <= 50; k++) {
            sample.add(half, OptionalInt.of(k));
        }
        LevelMap map = sample.levelMap();
        assertTrue(map.apply(half).expectedEpochs().getAsInt() <= 50, map::toString);
        assertTrue(map.apply(beliefs(0.02)).expectedEpochs().getAsInt() > 50, map::toString);
    }

    /** A share evenly over epochs 1 to 50, the rest over 51 to 100. */
    private static EpochForecast beliefs(double share) {
        double[] epochs = new double[100];
        double[] weights = new double[100];
        Arrays.setAll(epochs, i -> i + 1);
        Arrays.setAll(weights, i -> i < 50 ? share : 1 - share);
        return EpochForecast.ofSample(epochs, weights, "");
    }

    @Test
    void fewPastRunsChangeNothing() {
        CalibrationSample sample = new CalibrationSample(10, 100);
        EpochForecast forecast = EpochForecast.reached(3);
        sample.add(forecast, OptionalInt.of(9));
        assertEquals(forecast, sample.levelMap().apply(forecast));
    }
}
