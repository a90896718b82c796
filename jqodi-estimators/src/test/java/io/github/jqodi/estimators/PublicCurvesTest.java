package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.evaluate.SeedQuestions;
import io.github.jqodi.estimators.trace.CurveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the default reaches on public curves: the first half of the runs is history, 60 runs of the second half are asked about.
 * The bounds are the errors that simple careful methods reach; shares have room for 60 runs.
 */
class PublicCurvesTest {
    private static final int ASKED = 60;

    @ParameterizedTest
    @CsvSource({
        "naap440_train_loss, 0.2, 2.5, 3.2, 0.93",
        "naap440_train_loss, 0.4, 0.8, 1.4, 0.97",
        "metaqnn_cifar10_error, 0.2, 3.0, 3.4, 0.69",
        "metaqnn_cifar10_error, 0.4, 1.7, 2.9, 0.86",
        "resnets_cifar10_error, 0.2, 4.3, 6.2, 0.79",
        "resnets_cifar10_error, 0.4, 4.3, 6.5, 0.79"
    })
    void errorsStayBelowThoseOfCarefulBaselines(
            String set, double fraction, double error, double randomError, double ranking) throws IOException {
        List<Curve> curves;
        try (InputStream in = Files.newInputStream(data("curves/" + set + ".csv"))) {
            curves = CurveReader.curves(in);
        }
        CurveQuestions questions = CurveQuestions.halved(curves, fraction, ASKED);
        Scores scores = Evaluation.of(CurveEstimators.standard(), questions, () -> {});
        assertTrue(scores.reachable().point().meanAbsoluteError().getAsDouble() <= error, scores::toString);
        assertTrue(scores.random().point().meanAbsoluteError().getAsDouble() <= randomError, scores::toString);
        assertTrue(scores.reachable().robust().coverage().getAsDouble() >= 0.83, scores::toString);
        assertTrue(scores.unreachable().broken().getAsDouble() <= 0.12, scores::toString);
        assertTrue(scores.all().auc().getAsDouble() >= ranking, scores::toString);
    }

    @Test
    void newSeedsKeepWhatOtherSeedsPromise() throws IOException {
        SeedQuestions questions;
        try (InputStream in = Files.newInputStream(data("epochs/zeus_epochs_to_target.csv"))) {
            questions = SeedQuestions.alternating(CurveReader.seeds(in), 5);
        }
        Scores scores = Evaluation.of(CurveEstimators.namedSeeds("default"), questions, () -> {});
        double kept = scores.reachable().robust().kept().getAsDouble();
        assertTrue(kept >= 0.87 && kept <= 0.95, scores::toString);
        assertTrue(scores.reachable().pinball().at90().getAsDouble() <= 0.078, scores::toString);
        assertTrue(scores.reachable().robust().sharpness().getAsDouble() <= 1.4, scores::toString);
        assertTrue(scores.reachable().point().meanAbsoluteError().getAsDouble() <= 4.2, scores::toString);
    }

    private static Path data(String file) {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        Path path = Path.of(folder, file);
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }
}
