package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkExpertTest {
    private static final int OBSERVED = 10;
    private static final int NONE = -1;
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(120, 30, 8);
    private static final NetworkExpert EXPERT = trained(RUNS.subList(0, 80));

    private static NetworkExpert trained(List<Curve> runs) {
        HistoryMatrix history = HistoryMatrix.of(runs);
        return new NetworkExpert(history, new ForestFeatures(history, OBSERVED));
    }

    private static List<EpochForecast> ask(NetworkExpert expert, Curve run, int excluded, double... targets) {
        double[] equal = new double[80];
        Arrays.fill(equal, 1);
        Query query = Query.of(run.prefix(OBSERVED).everyEpoch(), RunFeatures.NONE, equal);
        return expert.forecasts(excluded == NONE ? query : query.without(excluded), targets);
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
                    EpochForecast forecast = ask(EXPERT, run, NONE, target).get(0);
                    error += Math.abs(forecast.expectedEpochs().orElse(60) - k);
                    errorOfConstant += Math.abs(21 - k);
                }
            }
        }
        assertTrue(error < 0.7 * errorOfConstant, error + " against " + errorOfConstant);
    }

    @Test
    void lowerTargetsAreNeverTheMoreLikelyOnes() {
        for (Curve run : RUNS.subList(80, 84)) {
            double least = minimum(run, OBSERVED);
            double[] targets = IntStream.range(0, 60)
                    .mapToDouble(i -> least * (1 - 0.01 * i))
                    .toArray();
            List<EpochForecast> forecasts = ask(EXPERT, run, NONE, targets);
            for (int i = 1; i < targets.length; i++) {
                for (int k = OBSERVED + 1; k <= 60; k++) {
                    double higher = forecasts.get(i - 1).probabilityBy(k);
                    assertTrue(forecasts.get(i).probabilityBy(k) <= higher + 1e-9, "epoch " + k + ", target " + i);
                }
            }
        }
    }

    @Test
    void equalRunsMakeEqualNetworks() {
        Curve run = RUNS.get(100);
        assertEquals(
                ask(EXPERT, run, NONE, minimum(run, 20)),
                ask(trained(RUNS.subList(0, 80)), run, NONE, minimum(run, 20)));
    }

    /** Its own network knows the other runs of the fold as little as the run itself. */
    @Test
    void aRunLeftOutIsForecastByTheOneNetworkThatHasNotSeenIt() {
        Curve run = RUNS.get(7);
        double target = minimum(run, 25);
        assertEquals(ask(EXPERT, run, 7, target), ask(EXPERT, run, 3, target));
        assertNotEquals(ask(EXPERT, run, 7, target), ask(EXPERT, run, 6, target));
        assertNotEquals(ask(EXPERT, run, 7, target), ask(EXPERT, run, NONE, target));
    }

    @Test
    void whatARunLeftOutDidDoesNotMatter() {
        Curve run = RUNS.get(7);
        double target = minimum(run, 25);
        List<Curve> others = new ArrayList<>(RUNS.subList(0, 80));
        double[] losses = run.everyEpoch();
        for (int k = OBSERVED; k < losses.length; k++) {
            losses[k] = losses[OBSERVED - 1] * Math.pow(0.97, k);
        }
        others.set(7, Curve.ofLosses(run.name(), losses));
        double as = ask(EXPERT, run, 7, target).get(0).probabilityBy(30);
        double otherwise = ask(trained(others), run, 7, target).get(0).probabilityBy(30);
        // Steps and standardization are of all runs and move a little.
        assertEquals(as, otherwise, 0.05);
    }

    @Test
    void networksLearnTheDistributionOfClassesThatInputsTell() {
        double[][] inputs = new double[400][];
        int[] classes = new int[400];
        for (int i = 0; i < 400; i++) {
            inputs[i] = new double[] {i % 2 == 0 ? -1 : 1, 0};
            classes[i] = i % 2 == 0 ? 0 : 1 + i / 2 % 4 / 3;
        }
        CrpsNetwork network = CrpsNetwork.trained(
                new CrpsNetwork.Examples(inputs, classes, new double[2], new double[] {1, 1, 0}),
                IntStream.range(0, 400).toArray(),
                5);
        assertEquals(1, network.probabilities(new double[] {-1, 0})[0], 0.05);
        double[] right = network.probabilities(new double[] {1, 0});
        assertEquals(0.75, right[1], 0.08);
        assertEquals(0.25, right[2], 0.08);
    }
}
