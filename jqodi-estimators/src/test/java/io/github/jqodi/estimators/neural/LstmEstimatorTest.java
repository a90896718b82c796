package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.baseline.Constant;
import io.github.jqodi.estimators.baseline.LastValue;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import io.github.jqodi.estimators.trace.CurveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmEstimatorTest {
    private static final TrainingSettings SHORT = new TrainingSettings(40, 6e-3, 0.02, 1);
    private static final TrainingSettings ENOUGH = new TrainingSettings(250, 6e-3, 0.02, 1);
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(120, 25, 3);
    private static final List<Curve> PAST = RUNS.subList(0, 60);

    @TempDir
    private Path folder;

    @BeforeAll
    static void skipWithoutPyTorch() {
        assumeTrue(
                LstmEstimator.missing().isEmpty(),
                () -> "lstm " + LstmEstimator.missing().orElse(""));
    }

    @Test
    void beatsConstantAndLastValueOnGeneratedRuns() {
        beatsSimplePredictors(RUNS, 0.2);
    }

    @Test
    void beatsConstantAndLastValueOnPublicRuns() throws IOException {
        String data = System.getProperty("jqodi.data", "");
        assumeTrue(!data.isEmpty(), "no public measurements: set -Djqodi.data");
        Path file = Path.of(data, "curves/naap440_train_loss.csv");
        assumeTrue(Files.exists(file), file + " is not there");
        List<Curve> curves;
        try (InputStream in = Files.newInputStream(file)) {
            curves = CurveReader.curves(in);
        }
        List<Curve> thinned = IntStream.range(0, curves.size() / 2)
                .mapToObj(i -> curves.get(2 * i))
                .toList();
        beatsSimplePredictors(thinned, 0.2);
    }

    @Test
    void oneSeedGivesOneNetworkAndAnotherSeedAnother() {
        LstmModel first = new LstmEstimator(SHORT).fit(PAST);
        LstmModel second = new LstmEstimator(SHORT).fit(PAST);
        LstmModel other = new LstmEstimator(SHORT).withSeed(77).fit(PAST);
        assertEquals(answers(first), answers(second));
        assertNotEquals(answers(first), answers(other));
    }

    @Test
    void aSavedNetworkForecastsTheSame() throws IOException {
        LstmModel model = new LstmEstimator(SHORT).fit(PAST);
        Path file = folder.resolve("k.net");
        model.save(file);
        model.save(file);
        LstmModel loaded = LstmModel.load(file);
        assertEquals(answers(model), answers(loaded));
        assertEquals(model.horizon(), loaded.horizon());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void badFilesAreRefusedWithOneError() throws IOException {
        Path file = folder.resolve("k.net");
        new LstmEstimator(SHORT).fit(PAST).save(file);
        byte[] good = Files.readAllBytes(file);
        byte[] changed = good.clone();
        changed[good.length / 2] ^= 1;
        byte[] shortened = Arrays.copyOf(good, good.length - 5);
        for (byte[] bad : List.of(changed, shortened, new byte[0], new byte[200])) {
            Files.write(file, bad);
            InvalidValueException e = assertThrows(InvalidValueException.class, () -> LstmModel.load(file));
            assertEquals("file", e.field());
        }
        Files.write(file, good);
        InvalidValueException e = assertThrows(InvalidValueException.class, () -> GainNetwork.load(file));
        assertTrue(e.problem().contains("holds 'lstm', not 'gains'"), e.problem());
    }

    @Test
    void threadsGetEqualAnswers() {
        LstmModel model = new LstmEstimator(SHORT).fit(PAST);
        List<EpochForecast> expected = answers(model);
        assertTrue(
                IntStream.range(0, 40).parallel().allMatch(i -> answers(model).equals(expected)));
    }

    @Test
    void lowerTargetsAreNeverMoreLikely() {
        LstmModel model = new LstmEstimator(SHORT).fit(PAST);
        Curve begun = RUNS.get(70).prefix(6);
        double[] targets = new double[40];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = begun.minimum() * (1 - (i + 1) / 60.0);
        }
        List<EpochForecast> forecasts = model.forecasts(begun, targets);
        for (int i = 1; i < targets.length; i++) {
            for (int k = 7; k <= 25; k++) {
                assertTrue(forecasts.get(i).probabilityBy(k)
                        <= forecasts.get(i - 1).probabilityBy(k) + 1e-12);
            }
        }
    }

    @Test
    void lossesOfEitherSignAreTakenAsTheyAre() {
        List<Curve> shifted = PAST.stream()
                .map(run -> Curve.of(run.name(), run.epochs(), minusOne(run)))
                .toList();
        LstmModel model = new LstmEstimator(SHORT).fit(shifted);
        EpochForecast forecast = model.forecast(shifted.get(0).prefix(5), -0.6);
        assertTrue(forecast.neverProbability() < 1);
    }

    @Test
    void tooFewPastRunsAndTooLongRunsAreRefused() {
        assertThrows(InvalidValueException.class, () -> new LstmEstimator(SHORT).fit(PAST.subList(0, 7)));
        LstmModel model = new LstmEstimator(SHORT).fit(PAST.subList(0, 8));
        assertThrows(InvalidValueException.class, () -> model.forecast(RUNS.get(70), 0.1));
    }

    private static void beatsSimplePredictors(List<Curve> curves, double fraction) {
        CurveQuestions questions = CurveQuestions.halved(curves, fraction, 0);
        Scores lstm = scores(new LstmEstimator(ENOUGH), questions);
        for (CurveEstimator simple : List.of(new Constant(), new LastValue())) {
            Scores other = scores(simple, questions);
            assertTrue(error(lstm) < 0.7 * error(other), () -> lstm + " against " + simple.name() + " " + other);
            assertTrue(
                    lstm.all().auc().orElseThrow() > other.all().auc().orElseThrow() + 0.2,
                    () -> lstm + " against " + simple.name() + " " + other);
        }
        assertTrue(lstm.reachable().robust().coverage().orElseThrow() >= 0.83, lstm::toString);
        assertTrue(lstm.unreachable().broken().orElseThrow() <= 0.12, lstm::toString);
    }

    private static Scores scores(CurveEstimator estimator, CurveQuestions questions) {
        return Evaluation.of(estimator, questions, () -> {});
    }

    private static double error(Scores scores) {
        return scores.random().point().meanAbsoluteError().orElseThrow();
    }

    private static List<EpochForecast> answers(FittedEstimator fitted) {
        List<EpochForecast> answers = new ArrayList<>();
        for (Curve run : RUNS.subList(60, 70)) {
            for (int epochs : new int[] {1, 5, 17, 24}) {
                answers.addAll(fitted.forecasts(run.prefix(epochs), 0.5, 0.35, 0.2));
            }
        }
        return answers;
    }

    private static double[] minusOne(Curve run) {
        double[] losses = run.losses();
        for (int i = 0; i < losses.length; i++) {
            losses[i] -= 1;
        }
        return losses;
    }
}
