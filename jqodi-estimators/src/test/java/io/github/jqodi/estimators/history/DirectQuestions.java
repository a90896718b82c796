package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Questions to direct experts about power laws of which 80 are past runs, and what all of them answer. */
record DirectQuestions(BiFunction<Query, double[], List<EpochForecast>> expert) {
    static final int NONE = -1;
    static final int OBSERVED = 10;
    static final List<Curve> RUNS = SyntheticRuns.powerLaws(120, 30, 8);
    static final List<Curve> PAST = RUNS.subList(0, 80);

    static double minimum(Curve run, int epochs) {
        return run.prefix(epochs).minimum();
    }

    List<EpochForecast> ask(Curve run, int excluded, double... targets) {
        double[] equal = new double[PAST.size()];
        Arrays.fill(equal, 1);
        Query query = Query.of(run.prefix(OBSERVED).everyEpoch(), RunFeatures.NONE, equal);
        return expert.apply(excluded == NONE ? query : query.without(excluded), targets);
    }

    void errorsAreFarBelowThoseOfAConstant() {
        double error = 0;
        double errorOfConstant = 0;
        for (Curve run : RUNS.subList(80, 120)) {
            for (int epoch = 12; epoch <= 30; epoch += 6) {
                double target = minimum(run, epoch);
                int k = run.firstAtOrBelow(target).orElseThrow();
                if (k > OBSERVED) {
                    EpochForecast forecast = ask(run, NONE, target).get(0);
                    error += Math.abs(forecast.medianEpochs().orElse(60) - k);
                    errorOfConstant += Math.abs(21 - k);
                }
            }
        }
        assertTrue(error < 0.7 * errorOfConstant, error + " against " + errorOfConstant);
    }

    void lowerTargetsAreNeverTheMoreLikelyOnes(int runs) {
        for (Curve run : RUNS.subList(80, 80 + runs)) {
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
}
