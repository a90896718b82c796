package io.github.jqodi.estimators.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.baseline.RecentTrend;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.ArrayList;
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

    /** A share of nothing below nothing would be reached, and teach that it never was. */
    @Test
    void whatARunThatReachesZeroIsSaidNotToReachItDoesNot() {
        Curve run = Curve.ofLosses("zero", 1, 0.6, 0.3, 0.1, 0.02, 0, 0, 0);
        PastQuestions questions = PastQuestions.of(run, 2);
        for (int i = 0; i < questions.targets().size(); i++) {
            assertEquals(
                    run.firstAtOrBelow(questions.targets().get(i)),
                    questions.epochs().get(i));
        }
    }

    @Test
    void mapMovesLevelsToWhereTheTruthWas() {
        CalibrationSample sample = new CalibrationSample(100);
        double[] epochs = new double[100];
        double[] weights = new double[100];
        Arrays.setAll(epochs, i -> i + 1);
        Arrays.fill(weights, 1);
        EpochForecast flat = EpochForecast.ofSample(epochs, weights, "");
        for (int k = 1; k <= 50; k++) {
            add(sample, flat, k);
        }
        EpochForecast moved = sample.levelMap().apply(flat);
        // 45 would have covered nine in ten of the past, 90 is what the forecast itself said; half-way is promised.
        assertEquals(67.5, moved.quantile(0.9).getAsInt(), 2);
        assertTrue(moved.medianEpochs().getAsInt() < 40, moved::toString);
    }

    @Test
    void expectedEpochIsGivenWithinTheHorizonUnlessThatIsNegligible() {
        CalibrationSample sample = new CalibrationSample(50);
        EpochForecast half = beliefs(0.5);
        for (int k = 1; k <= 50; k++) {
            add(sample, half, k);
        }
        LevelMap map = sample.levelMap();
        assertTrue(map.apply(half).medianEpochs().getAsInt() <= 50, map::toString);
        assertTrue(map.apply(beliefs(0.02)).medianEpochs().getAsInt() > 50, map::toString);
    }

    /** A share evenly over epochs 1 to 50, the rest over 51 to 100. */
    private static EpochForecast beliefs(double share) {
        double[] epochs = new double[100];
        double[] weights = new double[100];
        Arrays.setAll(epochs, i -> i + 1);
        Arrays.setAll(weights, i -> i < 50 ? share : 1 - share);
        return EpochForecast.ofSample(epochs, weights, "");
    }

    /** A run of its own about which one question was asked. */
    private static void add(CalibrationSample sample, EpochForecast forecast, int epoch) {
        sample.add(List.of(forecast), List.of(OptionalInt.of(epoch)));
    }

    @Test
    void runsCountWhateverIsAskedAboutThem() {
        CalibrationSample sample = new CalibrationSample(10);
        EpochForecast forecast = EpochForecast.reached(3);
        sample.add(List.of(forecast, forecast), List.of(OptionalInt.of(3), OptionalInt.empty()));
        sample.add(List.of(forecast), List.of(OptionalInt.of(4)));
        assertEquals(2, sample.runs());
        assertEquals(3, sample.size());
        assertThrows(InvalidValueException.class, () -> sample.add(List.of(forecast), List.of()));
    }

    /** Runs that ended before the longest are not checked, and so make nothing surer. */
    @Test
    void runsThatAreNotCheckedChangeNothing() {
        List<Curve> few = RUNS.subList(0, 4);
        List<Curve> many = new ArrayList<>(few);
        RUNS.subList(4, 150).forEach(run -> many.add(run.prefix(15)));
        Curve begun = RUNS.get(160).prefix(8);
        double[] targets = {begun.minimum() * 0.95, begun.minimum() * 0.9, begun.minimum() * 0.8};
        CurveEstimator calibrated = CalibratedEstimator.of(new RecentTrend());
        assertEquals(
                calibrated.fit(few).forecasts(begun, targets),
                calibrated.fit(many).forecasts(begun, targets));
    }

    @Test
    void withOnePastRunAnEstimatorThatLearnsFromThemStaysAsItIs() {
        CurveEstimator learning = new CurveEstimator() {
            @Override
            public String name() {
                return "learning";
            }

            @Override
            public String description() {
                return "a trend beside past runs";
            }

            @Override
            public boolean needsHistory() {
                return true;
            }

            @Override
            public FittedEstimator fit(List<Curve> history) {
                return new RecentTrend().fit(history);
            }
        };
        Curve begun = RUNS.get(160).prefix(8);
        double target = begun.minimum() * 0.9;
        for (int runs = 0; runs < 2; runs++) {
            List<Curve> past = RUNS.subList(0, runs);
            assertEquals(
                    learning.fit(past).forecast(begun, target),
                    CalibratedEstimator.of(learning).fit(past).forecast(begun, target));
        }
        assertNotEquals(
                learning.fit(RUNS).forecast(begun, target),
                CalibratedEstimator.of(learning).fit(RUNS).forecast(begun, target));
    }

    @Test
    void fewPastRunsChangeNothing() {
        CalibrationSample sample = new CalibrationSample(10);
        EpochForecast forecast = EpochForecast.reached(3);
        add(sample, forecast, 9);
        assertEquals(forecast, sample.levelMap().apply(forecast));
    }
}
