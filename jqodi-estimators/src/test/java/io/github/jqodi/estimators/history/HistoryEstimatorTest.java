package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEstimatorTest {
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(160, 30, 5);

    @ParameterizedTest
    @ValueSource(strings = {"history", "neighbours", "regression"})
    void promisesHoldAndErrorsAreSmallOnRunsOfTheSameKind(String name) {
        CurveEstimator estimator =
                List.of(HistoryEstimator.blended(), HistoryEstimator.neighbours(), HistoryEstimator.regression())
                        .stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Scores scores = Evaluation.of(estimator, CurveQuestions.halved(RUNS, 0.4, 0), () -> {});
        assertTrue(scores.reachable().point().meanAbsoluteError().getAsDouble() < 3, scores::toString);
        assertTrue(scores.reachable().robust().coverage().getAsDouble() > 0.82, scores::toString);
        assertTrue(scores.unreachable().broken().getAsDouble() < 0.15, scores::toString);
        assertTrue(scores.all().auc().getAsDouble() > 0.8, scores::toString);
    }

    @Test
    void answersAreEqualInAnyOrderFromAnyThread() {
        FittedEstimator one = HistoryEstimator.blended().fit(RUNS.subList(0, 60));
        FittedEstimator other = HistoryEstimator.blended().fit(RUNS.subList(0, 60));
        List<EpochForecast> inOrder = IntStream.range(60, 80)
                .mapToObj(i -> one.forecast(RUNS.get(i).prefix(8 + i % 3), 0.4))
                .toList();
        List<EpochForecast> inParallel = IntStream.range(60, 80)
                .parallel()
                .mapToObj(i -> other.forecast(RUNS.get(i).prefix(8 + i % 3), 0.4))
                .toList();
        assertEquals(inOrder, inParallel);
    }

    @Test
    void targetsAlreadyReachedAreKnown() {
        Curve observed = RUNS.get(0).prefix(10);
        FittedEstimator fitted = HistoryEstimator.blended().fit(RUNS.subList(1, 40));
        assertEquals(EpochForecast.reached(1), fitted.forecast(observed, 100));
        EpochForecast ahead = fitted.forecast(observed, observed.minimum() - 0.01);
        assertTrue(ahead.support()[0] > 10);
    }

    @Test
    void lowerTargetsTakeNoFewerEpochs() {
        Curve observed = RUNS.get(0).prefix(10);
        FittedEstimator fitted = HistoryEstimator.regression().fit(RUNS.subList(1, 40));
        double low = observed.minimum();
        List<EpochForecast> forecasts = fitted.forecasts(observed, low - 0.01, low - 0.03, low - 0.08);
        for (int k = 11; k <= 60; k++) {
            assertTrue(forecasts.get(0).probabilityBy(k) >= forecasts.get(2).probabilityBy(k) - 0.2);
        }
        assertTrue(forecasts.get(0).neverProbability() <= forecasts.get(2).neverProbability());
    }

    @Test
    void oddHistoriesAreHandledOrRefused() {
        List<Curve> odd = new ArrayList<>(RUNS.subList(0, 20));
        odd.add(Curve.ofLosses("diverged", 1, 2, Double.NaN));
        odd.add(Curve.ofLosses("short", 1, 0.9, 0.8));
        odd.add(Curve.of("gaps", new int[] {1, 3, 30}, new double[] {1, 0.8, 0.3}));
        odd.add(Curve.ofLosses(
                "rising", IntStream.rangeClosed(1, 30).mapToDouble(k -> k).toArray()));
        odd.add(Curve.ofLosses(
                "saw",
                IntStream.rangeClosed(1, 40).mapToDouble(k -> 0.5 + k % 3).toArray()));
        FittedEstimator fitted = HistoryEstimator.blended().fit(odd);
        EpochForecast forecast =
                fitted.forecast(RUNS.get(30).prefix(9), RUNS.get(30).loss(20));
        assertTrue(forecast.neverProbability() >= 1.0 / 26 - 1e-9, forecast::toString);
        assertThrows(
                InvalidValueException.class, () -> HistoryEstimator.blended().fit(RUNS.subList(0, 3)));
        assertThrows(InvalidValueException.class, () -> fitted.forecast(RUNS.get(30), 0.01));
    }

    /** A training error of 0 that a past run reached within the epochs observed. */
    @Test
    void aPastRunMayHaveReachedZero() {
        List<Curve> past = new ArrayList<>(RUNS.subList(0, 11));
        past.add(Curve.ofLosses(
                "to zero",
                IntStream.range(0, 30)
                        .mapToDouble(k -> Math.max(0, 0.3 - 0.1 * k))
                        .toArray()));
        past.add(Curve.ofLosses("zero", new double[30]));
        EpochForecast forecast = HistoryEstimator.blended()
                .fit(past)
                .forecast(RUNS.get(30).prefix(9), RUNS.get(30).loss(20));
        assertTrue(forecast.medianEpochs().isPresent(), forecast::toString);
    }

    @Test
    void lossesMayBeNegative() {
        List<Curve> negative = RUNS.stream()
                .map(run -> Curve.ofLosses(
                        run.name(),
                        Arrays.stream(run.losses()).map(loss -> loss - 2).toArray()))
                .toList();
        Curve observed = negative.get(0).prefix(10);
        EpochForecast forecast = HistoryEstimator.blended()
                .fit(negative.subList(1, 50))
                .forecast(observed, negative.get(0).loss(19));
        assertTrue(forecast.neverProbability() < 0.9, forecast::toString);
    }

    @Test
    void askedNothingItSaysNothing() {
        FittedEstimator fitted = HistoryEstimator.blended().fit(RUNS.subList(0, 20));
        assertEquals(List.of(), fitted.forecasts(RUNS.get(30).prefix(9)));
    }

    @Test
    void aTargetThatIsNoNumberIsRefused() {
        FittedEstimator fitted = HistoryEstimator.blended().fit(RUNS.subList(0, 20));
        InvalidValueException refused = assertThrows(
                InvalidValueException.class, () -> fitted.forecasts(RUNS.get(30).prefix(9), 0.3, Double.NaN));
        assertEquals("targets/1", refused.field());
    }

    @Test
    void lossesWhoseSquaresNoNumberHoldsAreRefused() {
        List<Curve> large = RUNS.subList(0, 20).stream()
                .map(run -> Curve.ofLosses(
                        run.name(),
                        Arrays.stream(run.losses()).map(loss -> 1e160 * loss).toArray()))
                .toList();
        String message = String.valueOf(assertThrows(
                        InvalidValueException.class,
                        () -> HistoryEstimator.neighbours()
                                .fit(large)
                                .forecast(large.get(0).prefix(9), 0.3e160))
                .getMessage());
        assertTrue(message.contains("must be at most 1e100 in size. Give them in another unit."), message);
        FittedEstimator fitted = HistoryEstimator.neighbours().fit(RUNS.subList(0, 20));
        assertThrows(
                InvalidValueException.class, () -> fitted.forecast(large.get(0).prefix(9), 0.3));
    }

    @Test
    void runsOfTheSamePairWeighMoreWherePairsDiffer() {
        List<Curve> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean fast = i % 2 == 0;
            double[] losses = RUNS.get(i).losses();
            for (int k = 10; k < losses.length; k++) {
                losses[k] -= fast ? 0.05 * (k - 9) / 20 : 0;
            }
            pairs.add(Curve.ofLosses("p" + i, losses).withFeatures(RunFeatures.NONE.withPair("A", fast ? 8 : 2)));
        }
        FittedEstimator fitted = HistoryEstimator.blended().fit(pairs);
        Curve begun = RUNS.get(50).prefix(10);
        double target = RUNS.get(50).loss(24) - 0.02;
        EpochForecast eight = fitted.forecast(begun.withFeatures(RunFeatures.NONE.withPair("A", 8)), target);
        EpochForecast two = fitted.forecast(begun.withFeatures(RunFeatures.NONE.withPair("A", 2)), target);
        assertTrue(eight.probabilityBy(30) > two.probabilityBy(30), () -> eight + " against " + two);
    }
}
