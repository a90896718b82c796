package io.github.jqodi.estimators.history;

import static io.github.jqodi.estimators.history.DirectQuestions.NONE;
import static io.github.jqodi.estimators.history.DirectQuestions.OBSERVED;
import static io.github.jqodi.estimators.history.DirectQuestions.PAST;
import static io.github.jqodi.estimators.history.DirectQuestions.RUNS;
import static io.github.jqodi.estimators.history.DirectQuestions.minimum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkExpertTest {
    private static final DirectQuestions EXPERT = trained(PAST);

    private static DirectQuestions trained(List<Curve> runs) {
        HistoryMatrix history = HistoryMatrix.of(runs);
        return new DirectQuestions(new NetworkExpert(history, new ForestFeatures(history, OBSERVED))::forecasts);
    }

    @Test
    void errorsAreFarBelowThoseOfAConstant() {
        EXPERT.errorsAreFarBelowThoseOfAConstant();
    }

    @Test
    void lowerTargetsAreNeverTheMoreLikelyOnes() {
        EXPERT.lowerTargetsAreNeverTheMoreLikelyOnes(4);
    }

    @Test
    void equalRunsMakeEqualNetworks() {
        Curve run = RUNS.get(100);
        assertEquals(EXPERT.ask(run, NONE, minimum(run, 20)), trained(PAST).ask(run, NONE, minimum(run, 20)));
    }

    /** Its own network knows the other runs of the fold as little as the run itself. */
    @Test
    void aRunLeftOutIsForecastByTheOneNetworkThatHasNotSeenIt() {
        Curve run = RUNS.get(7);
        double target = minimum(run, 25);
        assertEquals(EXPERT.ask(run, 7, target), EXPERT.ask(run, 3, target));
        assertNotEquals(EXPERT.ask(run, 7, target), EXPERT.ask(run, 6, target));
        assertNotEquals(EXPERT.ask(run, 7, target), EXPERT.ask(run, NONE, target));
    }

    @Test
    void whatARunLeftOutDidDoesNotMatter() {
        Curve run = RUNS.get(7);
        double target = minimum(run, 25);
        List<Curve> others = new ArrayList<>(PAST);
        double[] losses = run.everyEpoch();
        for (int k = OBSERVED; k < losses.length; k++) {
            losses[k] = losses[OBSERVED - 1] * Math.pow(0.97, k);
        }
        others.set(7, Curve.ofLosses(run.name(), losses));
        double as = EXPERT.ask(run, 7, target).get(0).probabilityBy(30);
        double otherwise = trained(others).ask(run, 7, target).get(0).probabilityBy(30);
        // Steps and standardization are of all runs and move a little.
        assertEquals(as, otherwise, 0.05);
    }

    /** The mean of equal large numbers is off by more than many inputs vary. */
    @Test
    void whatAllRunsHaveAlikeTellsNothing() {
        HistoryMatrix history = HistoryMatrix.of(PAST);
        int examples = PastExamples.of(history, new ForestFeatures(history, OBSERVED), 3)
                .runs()
                .length;
        double rate = IntStream.range(3, 1000)
                .mapToDouble(i -> 1e9 / i)
                .filter(each -> each
                        != DoubleStream.generate(() -> each)
                                .limit(examples)
                                .average()
                                .orElseThrow())
                .findFirst()
                .orElseThrow();
        DirectQuestions told = trained(PAST.stream()
                .map(past -> past.withFeatures(RunFeatures.NONE.withLearningRate(rate)))
                .toList());
        Curve run = RUNS.get(100);
        assertEquals(EXPERT.ask(run, NONE, minimum(run, 20)), told.ask(run, NONE, minimum(run, 20)));
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
