package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs out of public reports, of which the rest is known. */
class ReportedRunsTest {
    private static final FittedEstimator DEFAULT = CurveEstimators.standard().fit(List.of());

    /** Errors of the first 60 of 120 epochs (microsoft/nni, issue 2006). */
    private static final double[] SLOW_ERRORS = {
        0.96933, 0.84510, 0.75561, 0.70420, 0.67517, 0.65193, 0.63272, 0.62081, 0.61101, 0.60403, 0.59773, 0.59312,
        0.58853, 0.58497, 0.58152, 0.57873, 0.57595, 0.57374, 0.57143, 0.56965, 0.56795, 0.56585, 0.56467, 0.56336,
        0.56120, 0.55999, 0.55886, 0.55761, 0.55609, 0.55438, 0.55379, 0.55254, 0.55052, 0.54977, 0.54846, 0.54709,
        0.54561, 0.54508, 0.54397, 0.54218, 0.54113, 0.54036, 0.53855, 0.53755, 0.53621, 0.53448, 0.53358, 0.53169,
        0.53066, 0.52951, 0.52819, 0.52622, 0.52566, 0.52406, 0.52254, 0.52076, 0.51976, 0.51860, 0.51697, 0.51539
    };

    /** Losses of the first 10 of 20 epochs (microsoft/nni, issue 3182). */
    private static final double[] NOISY_LOSSES = {
        0.745679, 0.415102, 0.343052, 0.418328, 0.307143, 0.329268, 0.322666, 0.280761, 0.360881, 0.278768
    };

    @Test
    void aSlowRunWhosePaceRisesIsCovered() {
        double[] targets = {0.50, 0.45, 0.40};
        int[] reached = {69, 91, 108};
        List<EpochForecast> forecasts = DEFAULT.forecasts(Curve.ofLosses("slow", SLOW_ERRORS), targets);
        for (int t = 0; t < targets.length; t++) {
            EpochForecast forecast = forecasts.get(t);
            int truth = reached[t];
            assertTrue(forecast.quantile(0.9).orElse(Integer.MAX_VALUE) >= truth, forecast::toString);
            assertTrue(forecast.medianEpochs().orElseThrow() <= 1.7 * truth, forecast::toString);
            assertTrue(forecast.neverProbability() < 0.2, forecast::toString);
        }
        assertTrue(forecasts.get(0).quantile(0.9).orElseThrow() <= 2 * 77);
    }

    @Test
    void aNoisyRunIsPromisedNothingThatItDidNotReach() {
        double[] targets = {0.275, 0.255, 0.245, 0.20};
        int[] reached = {11, 18, 18, 21};
        List<EpochForecast> forecasts = DEFAULT.forecasts(Curve.ofLosses("noisy", NOISY_LOSSES), targets);
        for (int t = 0; t < targets.length; t++) {
            int truth = reached[t];
            EpochForecast forecast = forecasts.get(t);
            assertTrue(forecast.quantile(0.9).orElse(Integer.MAX_VALUE) >= truth, forecast::toString);
            assertTrue(t == 0
                    || forecast.neverProbability() >= forecasts.get(t - 1).neverProbability());
        }
        assertTrue(forecasts.get(0).quantile(0.9).orElseThrow() <= 30);
        assertTrue(forecasts.get(3).probabilityAfter(20) > 0.3, forecasts.get(3)::toString);
        assertEquals(OptionalInt.empty(), forecasts.get(3).quantile(0.9));
    }

    /** The same errors as accuracies, which someone took for losses: what lies above them seems reached, what lies below never is. */
    @Test
    void anAccuracyTakenForALossIsNotPromisedToFall() {
        double[] accuracies =
                IntStream.range(0, 60).mapToDouble(k -> 1 - SLOW_ERRORS[k]).toArray();
        EpochForecast forecast = DEFAULT.forecast(Curve.ofLosses("accuracy", accuracies), 0.03);
        assertTrue(forecast.neverProbability() >= 0.9, forecast::toString);
    }
}
