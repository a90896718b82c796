package io.github.jqodi.estimators.history;

import static io.github.jqodi.estimators.history.DirectQuestions.NONE;
import static io.github.jqodi.estimators.history.DirectQuestions.OBSERVED;
import static io.github.jqodi.estimators.history.DirectQuestions.PAST;
import static io.github.jqodi.estimators.history.DirectQuestions.RUNS;
import static io.github.jqodi.estimators.history.DirectQuestions.minimum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForestExpertTest {
    private static final HistoryMatrix HISTORY = HistoryMatrix.of(PAST);
    private static final DirectQuestions EXPERT =
            new DirectQuestions(new ForestExpert(HISTORY, new ForestFeatures(HISTORY, OBSERVED))::forecasts);

    @Test
    void errorsAreFarBelowThoseOfAConstant() {
        EXPERT.errorsAreFarBelowThoseOfAConstant();
    }

    @Test
    void lowerTargetsAreNeverTheMoreLikelyOnes() {
        EXPERT.lowerTargetsAreNeverTheMoreLikelyOnes(10);
    }

    @Test
    void answersDoNotDependOnWhatElseIsAsked() {
        Curve run = RUNS.get(100);
        double target = minimum(run, 20);
        assertEquals(
                EXPERT.ask(run, NONE, target).get(0),
                EXPERT.ask(run, NONE, target / 2, target).get(1));
    }

    @Test
    void targetsFarBelowAllLossesAreHardlyEverReached() {
        double near =
                EXPERT.ask(RUNS.get(90), NONE, minimum(RUNS.get(90), 14)).get(0).probabilityBy(30);
        double far = EXPERT.ask(RUNS.get(90), NONE, 0.5 * minimum(RUNS.get(90), 30))
                .get(0)
                .probabilityBy(30);
        assertTrue(near > 0.8, () -> "near " + near);
        assertTrue(far < 0.1, () -> "far " + far);
        assertEquals(1, EXPERT.ask(RUNS.get(90), NONE, 1e-9).get(0).neverProbability());
    }

    @Test
    void aRunLeftOutIsForecastByOthersAlone() {
        Curve run = RUNS.get(7);
        EpochForecast out = EXPERT.ask(run, 7, minimum(run, 25)).get(0);
        EpochForecast in = EXPERT.ask(run, NONE, minimum(run, 25)).get(0);
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
