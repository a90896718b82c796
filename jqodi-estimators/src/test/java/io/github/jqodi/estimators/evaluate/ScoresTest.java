package io.github.jqodi.estimators.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.seeds.SeedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The expected values were printed by the independent evaluator, an own program in Python, for the same curves and predictions. */
class ScoresTest {
    private static final double PRINTED = 5e-5 + 1e-9;

    @Test
    void questionsAgreeWithTheIndependentEvaluator() {
        CurveQuestions questions = CurveQuestions.halved(curves(), 0.3, 0);
        assertEquals(
                List.of(
                        "run3,0.466182,[UNREACHED],OptionalInt.empty",
                        "run3,0.5239,[R70],OptionalInt[14]",
                        "run3,0.6185,[RANDOM],OptionalInt[8]",
                        "run3,0.589,[R50],OptionalInt[10]",
                        "run4,0.5327,[R70],OptionalInt[14]",
                        "run4,0.5993,[R50, RANDOM],OptionalInt[10]",
                        "run4,0.475494,[UNREACHED],OptionalInt.empty",
                        "run5,0.485582,[UNREACHED],OptionalInt.empty",
                        "run5,0.6087,[R50],OptionalInt[10]",
                        "run5,0.5372,[RANDOM],OptionalInt[17]",
                        "run5,0.5613,[R70],OptionalInt[14]"),
                questions.questions().stream()
                        .map(q -> q.run() + "," + q.target() + "," + q.kinds() + "," + q.epochs())
                        .toList());
        assertEquals(6, questions.runs().get(0).observed().size());
        assertEquals(3, questions.history().size());
    }

    @Test
    void ofARunThatReachesZeroATargetBelowIsNotReached() {
        Curve zero = Curve.ofLosses("zero", 1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0, 0, 0);
        List<Question> unreached = CurveQuestions.halved(List.of(zero, zero), 0.3, 0).questions().stream()
                .filter(question -> question.kinds().contains(TargetKind.UNREACHED))
                .toList();
        assertEquals(1, unreached.size());
        assertEquals(OptionalInt.empty(), unreached.get(0).epochs());
    }

    @Test
    void scoresAgreeWithTheIndependentEvaluator() {
        Scores scores = Scores.of(CurveQuestions.halved(curves(), 0.3, 0).questions(), predictions());
        var reachable = scores.reachable();
        assertEquals(6, reachable.count());
        assertPrinted(2.0, reachable.point().meanAbsoluteError());
        assertPrinted(0.15, reachable.point().medianRelativeError());
        assertPrinted(0.5, reachable.point().falseNever());
        assertPrinted(1.0, reachable.robust().coverage());
        assertPrinted(0.8333, reachable.robust().finite());
        assertPrinted(1.0, reachable.robust().kept());
        assertPrinted(1.5171, reachable.robust().sharpness());
        assertPrinted(0.0905, reachable.pinball().at50());
        assertPrinted(0.0931, reachable.pinball().at90());
        var random = scores.random();
        assertPrinted(6.3333, random.point().meanAbsoluteError());
        assertPrinted(0.6667, random.robust().coverage());
        assertPrinted(0.3034, random.pinball().at50());
        assertPrinted(0.2312, random.pinball().at90());
        assertPrinted(0.3894, scores.unreachable().brier());
        assertPrinted(0.6667, scores.unreachable().detected());
        assertPrinted(0.3333, scores.unreachable().broken());
        assertPrinted(0.75, scores.all().kept());
        assertPrinted(0.8182, scores.all().coverage());
        assertPrinted(0.3953, scores.all().brier());
        assertPrinted(0.5, scores.all().auc());
    }

    @Test
    void nothingAskedGivesNoNumbers() {
        Scores scores = Scores.of(List.of(), List.of());
        assertEquals(OptionalDouble.empty(), scores.reachable().point().meanAbsoluteError());
        assertEquals(OptionalDouble.empty(), scores.all().auc());
    }

    @Test
    void perfectPredictionsScorePerfectly() {
        List<Question> questions = CurveQuestions.halved(curves(), 0.3, 0).questions();
        List<Prediction> perfect = questions.stream()
                .map(q -> q.epochs().isPresent()
                        ? new Prediction(q.epochs().getAsInt(), q.epochs().getAsInt(), 0)
                        : new Prediction(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1))
                .toList();
        Scores scores = Scores.of(questions, perfect);
        assertPrinted(0, scores.reachable().point().meanAbsoluteError());
        assertPrinted(0, scores.reachable().pinball().at90());
        assertPrinted(1, scores.all().auc());
        assertPrinted(1, scores.all().coverage());
        assertPrinted(0, scores.unreachable().broken());
    }

    private static List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (int r = 0; r < 6; r++) {
            double[] losses = new double[20];
            for (int k = 1; k <= 20; k++) {
                double wave = 0.02 * ((k * 7 + r * 3) % 5 - 2) / 5;
                double loss = 0.2 + 0.03 * r + (1 + 0.1 * r) * Math.pow(k, -(0.5 + 0.05 * r)) + wave;
                losses[k - 1] = Double.parseDouble(String.format(Locale.ROOT, "%.4f", loss));
            }
            curves.add(Curve.ofLosses("run" + r, losses));
        }
        return curves;
    }

    private static List<Prediction> predictions() {
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            double expected = 8 + i * 5 % 11;
            double robust = expected + i * 3 % 9;
            double never = i * 37 % 100 / 100.0;
            if (i % 7 == 6) {
                predictions.add(new Prediction(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.9));
            } else if (i % 4 == 3) {
                predictions.add(new Prediction(expected, Double.POSITIVE_INFINITY, Math.max(never, 0.15)));
            } else {
                predictions.add(new Prediction(expected, robust, never));
            }
        }
        return predictions;
    }

    private static void assertPrinted(double expected, OptionalDouble actual) {
        assertEquals(expected, actual.orElse(Double.NaN), PRINTED);
    }

    @Test
    void seedQuestionsLeaveOneSeedOut() {
        List<SeedRun> runs = new ArrayList<>();
        for (String configuration : List.of("d/a", "d/b", "d/c")) {
            for (int seed = 0; seed < 4; seed++) {
                OptionalInt epochs = seed == 3 ? OptionalInt.empty() : OptionalInt.of(6 + seed);
                runs.add(new SeedRun(configuration, "0.5", "s" + seed, epochs));
            }
        }
        SeedQuestions questions = SeedQuestions.alternating(runs, 5);
        assertEquals(4, questions.questions().size());
        assertEquals("d/b#s0", questions.questions().get(0).run());
        assertEquals(8, questions.questions().get(0).horizon());
        assertEquals(2, questions.others().get(0).reached().length);
        assertEquals(2, questions.history().size());
    }
}
