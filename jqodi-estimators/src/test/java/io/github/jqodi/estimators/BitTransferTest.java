package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import io.github.jqodi.estimators.trace.CurveColumns;
import io.github.jqodi.estimators.trace.CurveReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of one bit-width forecast from runs of others. */
class BitTransferTest {
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(100, 30, 11);

    @Test
    void otherBitWidthsWidenTheSpreadToTheLateSideAndAreSaid() {
        List<Curve> eight = withBits(RUNS.subList(0, 90), 8);
        var fitted = CurveEstimators.standard().fit(eight);
        Curve begun = RUNS.get(99).prefix(10);
        double target = RUNS.get(99).loss(19);
        EpochForecast same = fitted.forecast(withBits(List.of(begun), 8).get(0), target);
        EpochForecast four = fitted.forecast(withBits(List.of(begun), 4).get(0), target);
        assertTrue(four.basis().endsWith("unlike them in bits"), four::basis);
        assertTrue(!same.basis().contains("bits"), same::basis);
        assertEquals(same.medianEpochs(), four.medianEpochs());
        assertTrue(four.probabilityBy(28) < same.probabilityBy(28), () -> four + " against " + same);
    }

    @Test
    void whatLiesAfterTheMedianIsMovedAway() {
        EpochForecast forecast =
                EpochForecast.ofSample(new double[] {10, 12, 14, 20}, new double[] {1, 1, 1, 1}, "sample");
        EpochForecast widened = forecast.widened(1.5);
        assertEquals(
                List.of(10, 12, 15, 24), IntStream.of(widened.support()).boxed().toList());
        assertEquals(forecast.neverProbability(), widened.neverProbability());
        assertEquals(forecast, forecast.widened(1));
    }

    /** Fine-tuning at 2, 3 and 4 bits after runs at 6 and 8 bits alone; about 20 questions reached, so bars are wide. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 4})
    void promisesHoldForFineTuningAtFewerBits(double bits) throws IOException {
        List<Curve> all = quantizationAware();
        List<Curve> past =
                all.stream().filter(run -> bits(run) >= 6 && bits(run) <= 8).toList();
        List<Curve> asked = all.stream().filter(run -> bits(run) == bits).toList();
        CurveQuestions questions = CurveQuestions.withHistory(asked, past, 0.4, 0);
        Scores fromHistory = Evaluation.of(CurveEstimators.standard(), questions, () -> {});
        assertTrue(fromHistory.reachable().robust().coverage().getAsDouble() >= 0.8, fromHistory::toString);
        assertTrue(fromHistory.unreachable().broken().getAsDouble() <= 0.15, fromHistory::toString);
        Scores alone = Evaluation.of(CurveEstimators.alone(), questions, () -> {});
        assertTrue(
                fromHistory.all().brier().getAsDouble() < alone.all().brier().getAsDouble(),
                () -> fromHistory + " against " + alone);
    }

    private static double bits(Curve run) {
        return run.features().bits().orElseThrow();
    }

    private static List<Curve> withBits(List<Curve> runs, double bits) {
        return runs.stream()
                .map(run -> run.withFeatures(RunFeatures.NONE.withPair("A", bits)))
                .toList();
    }

    private static List<Curve> quantizationAware() throws IOException {
        try (InputStream in = PublicData.open("qat/curves.csv")) {
            return CurveReader.observations(in, CurveColumns.DEFAULT.withLoss("validationLoss"), "curves")
                    .curves();
        }
    }
}
