package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForestExpertTest {
    private static final int NONE = -1;
    private static final int OBSERVED = 10;
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(120, 30, 8);
    private static final HistoryMatrix HISTORY = HistoryMatrix.of(RUNS.subList(0, 80));
    private static final ForestExpert EXPERT = new ForestExpert(HISTORY, new ForestFeatures(HISTORY, OBSERVED));

    private static List<EpochForecast> ask(Curve run, int excluded, double... targets) {
        double[] equal = new double[HISTORY.size()];
        Arrays.fill(equal, 1);
        Query query = Query.of(run.prefix(OBSERVED).everyEpoch(), RunFeatures.NONE, equal);
        return EXPERT.forecasts(excluded == NONE ? query : query.without(excluded), targets);
    }

    private static double minimum(Curve run, int epochs) {
        return run.prefix(epochs).minimum();
    }

    @Test
    void errorsAreFarBelowThoseOfAConstant() {
        double error = 0;
        double errorOfConstant = 0;
        for (Curve run : RUNS.subList(80, 120)) {
            for (int epoch = 12; epoch <= 30; epoch += 6) {
                double target = minimum(run, epoch);
                int k = run.firstAtOrBelow(target).orElseThrow();
                if (k > OBSERVED) {
                    int expected =
                            ask(run, NONE, target).get(0).expectedEpochs().orElse(60);
                    error += Math.abs(expected - k);
                    errorOfConstant += Math.abs(21 - k);
                }
            }
        }
        assertTrue(error < 0.7 * errorOfConstant, error + " against " + errorOfConstant);
    }

    @Test
    void lowerTargetsAreNeverTheMoreLikelyOnes() {
        for (Curve run : RUNS.subList(80, 90)) {
            double least = minimum(run, OBSERVED);
            double[] targets = IntStream.range(0, 60)
                    .mapToDouble(i -> least * (1 - 0.01 * i))
                    .toArray();
            List<EpochForecast> forecasts = ask(run, NONE, targets);
            for (int i = 1; i < targets.length; i++) {
                for (int k = OBSERVED + 1; k <= 60; k++) {
                    double higher = forecasts.get(i - 1).probabilityBy(k);
                    assertTrue(forecasts.get(i).probabilityBy(k) <= higher + 1e-9, "epoch " + k + ", target " + i);
                }
            }
        }
    }

    @Test
    void answersDoNotDependOnWhatElseIsAsked() {
        Curve run = RUNS.get(100);
        double target = minimum(run, 20);
        assertEquals(
                ask(run, NONE, target).get(0),
                ask(run, NONE, target / 2, target).get(1));
    }

    @Test
    void targetsFarBelowAllLossesAreHardlyEverReached() {
        double near = ask(RUNS.get(90), NONE, minimum(RUNS.get(90), 14)).get(0).probabilityBy(30);
        double far =
                ask(RUNS.get(90), NONE, 0.5 * minimum(RUNS.get(90), 30)).get(0).probabilityBy(30);
        assertTrue(near > 0.8, () -> "near " + near);
        assertTrue(far < 0.1, () -> "far " + far);
        assertEquals(1, ask(RUNS.get(90), NONE, 1e-9).get(0).neverProbability());
    }

    @Test
    void aRunLeftOutIsForecastByOthersAlone() {
        Curve run = RUNS.get(7);
        EpochForecast out = ask(run, 7, minimum(run, 25)).get(0);
        EpochForecast in = ask(run, NONE, minimum(run, 25)).get(0);
        int k = run.firstAtOrBelow(minimum(run, 25)).orElseThrow();
        double massOut = out.probabilityBy(k) - out.probabilityBy(k - 1.0);
        double massIn = in.probabilityBy(k) - in.probabilityBy(k - 1.0);
        assertTrue(massOut < massIn, () -> massOut + " against " + massIn);
    }

    @Test
    void pastTargetsFallAndTellWhenTheyWereReached() {
        double[] losses = HISTORY.on(Scale.PLAIN)[3];
        PastTargets past = PastTargets.of(losses, OBSERVED, 3);
        double[] targets = past.targets();
        int within = 0;
        for (int t = 0; t < targets.length; t++) {
            assertTrue(t == 0 || targets[t] < targets[t - 1]);
            int epoch = past.epochs()[t];
            double target = targets[t];
            int first = IntStream.range(0, losses.length)
                    .filter(k -> losses[k] <= target)
                    .findFirst()
                    .orElse(-1);
            assertEquals(first + 1, epoch);
            within += epoch > OBSERVED && epoch <= 30 ? 1 : 0;
        }
        assertEquals(6, targets.length - within);
    }

    @Test
    void runsThatNoLongerFallHaveUnreachedTargetsOnly() {
        double[] rising = IntStream.rangeClosed(1, 60).mapToDouble(k -> k).toArray();
        PastTargets past = PastTargets.of(rising, OBSERVED, 0);
        assertArrayEquals(new int[6], past.epochs());
    }
}
