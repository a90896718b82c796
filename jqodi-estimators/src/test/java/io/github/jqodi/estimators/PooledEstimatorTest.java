package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PooledEstimatorTest {
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(100, 30, 11);

    private static final FittedEstimator SAYS_20 = always(20, "past");
    private static final FittedEstimator SAYS_25 = always(25, "curve");

    private static FittedEstimator always(int epoch, String basis) {
        EpochForecast forecast =
                EpochForecast.ofSample(new double[] {epoch, Double.POSITIVE_INFINITY}, new double[] {9, 1}, basis);
        return (observed, targets) ->
                Arrays.stream(targets).mapToObj(target -> forecast).toList();
    }

    @ParameterizedTest
    @CsvSource({"5, 0.5", "15, 0.75", "45, 0.9", "95, 1"})
    void theMorePastRunsTheLessTheCurveCounts(int count, double share) {
        EpochForecast forecast =
                new PooledEstimator(SAYS_20, SAYS_25, RUNS.subList(0, count), 30).forecast(typical(count), 0.01);
        assertEquals(0.9 * share, forecast.probabilityBy(20), 0.15 * share);
        assertEquals(0.9, forecast.probabilityBy(30), 1e-9);
        assertEquals(OptionalInt.of(30), forecast.horizon().isPresent() ? forecast.horizon() : OptionalInt.of(30));
    }

    /** A run in the middle of the first ones: it lies within their range. */
    private static Curve typical(int count) {
        double[] mean = new double[10];
        for (Curve run : RUNS.subList(0, count)) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += run.loss(k) / count;
            }
        }
        return Curve.ofLosses("typical", mean);
    }

    @Test
    void pastRunsOfAnotherScaleAreNotTrustedAndItIsSaid() {
        double[] high = RUNS.get(99).prefix(10).losses();
        for (int k = 0; k < high.length; k++) {
            high[k] *= 1000;
        }
        var pooled = new PooledEstimator(SAYS_20, SAYS_25, RUNS.subList(0, 60), 30);
        EpochForecast far = pooled.forecast(Curve.ofLosses("high", high), 1);
        assertEquals(0, far.probabilityBy(20));
        assertTrue(far.basis().startsWith("curve, beside 60 past runs; this run is unlike them in level"), far::basis);
        EpochForecast near = pooled.forecast(RUNS.get(99).prefix(10), 0.01);
        assertTrue(near.probabilityBy(20) > 0.6, near::toString);
        assertFalse(near.basis().contains("unlike"), near::basis);
    }

    @Test
    void aRunAsLongAsThePastOnesIsForecastFromItsCurve() {
        var pooled = new PooledEstimator(SAYS_20, SAYS_25, RUNS.subList(0, 60), 30);
        assertEquals("curve", pooled.forecast(RUNS.get(99), 0.01).basis());
    }

    @Test
    void beyondThePastRunsTheCurveIsBelievedInPart() {
        var pooled = new PooledEstimator(SAYS_20, always(40, "curve"), RUNS.subList(0, 15), 30);
        EpochForecast forecast = pooled.forecast(typical(15), 0.01);
        double seen = forecast.probabilityBy(30);
        assertTrue(forecast.probabilityBy(40) - seen < 0.25 * 0.9 * 0.7, forecast::toString);
        assertTrue(forecast.probabilityBy(40) > seen, forecast::toString);
        assertTrue(forecast.probabilityAfter(30) > forecast.neverProbability());
    }

    /** With few runs promises must hold as with many or none: a binomial of 96 questions, three sigmas below 0.87. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16})
    void promisesHoldWithFewPastRuns(int count) {
        Scores scores = Evaluation.of(
                CurveEstimators.standard(),
                CurveQuestions.withHistory(RUNS.subList(52, 100), RUNS.subList(0, count), 0.3, 0),
                () -> {});
        assertTrue(scores.reachable().robust().coverage().getAsDouble() >= 0.77, scores::toString);
        assertTrue(scores.unreachable().broken().getAsDouble() <= 0.2, scores::toString);
    }
}
