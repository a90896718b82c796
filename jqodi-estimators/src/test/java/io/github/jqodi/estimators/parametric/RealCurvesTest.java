package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.CurveQuestions.RunQuestions;
import io.github.jqodi.estimators.evaluate.Prediction;
import io.github.jqodi.estimators.evaluate.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guards the mix on thinned real runs; runs only where the system property jqodi.data names the folder of the data. */
class RealCurvesTest {
    private static final int RUNS = 60;

    /** Bounds on the mean absolute error are a fifth above what was measured on all runs: sixty runs scatter. */
    @ParameterizedTest
    @CsvSource({
        "naap440_train_loss.csv, 0.2, 2.7",
        "naap440_train_loss.csv, 0.4, 1.1",
        "metaqnn_cifar10_error.csv, 0.2, 2.4",
        "metaqnn_cifar10_error.csv, 0.4, 1.9",
        "resnets_cifar10_error.csv, 0.2, 5.3",
        "resnets_cifar10_error.csv, 0.4, 8.0"
    })
    void errorCoverageAndBrokenPromises(String file, double fraction, double largestError) throws IOException {
        String folder = System.getProperty("jqodi.data");
        assumeTrue(folder != null, "set -Djqodi.data to the folder of the public measurements");
        Path path = Path.of(folder, "curves", file);
        assumeTrue(Files.exists(path), path + " is missing");
        CurveQuestions questions = CurveQuestions.alone(read(path), fraction, false, RUNS);
        FittedEstimator mix = CurveModelAverage.create().fit(List.of());
        List<Prediction> predictions = new ArrayList<>();
        for (RunQuestions run : questions.runs()) {
            for (EpochForecast forecast : mix.forecasts(run.observed(), run.targets())) {
                predictions.add(Prediction.of(forecast, 0.9));
            }
        }
        Scores scores = Scores.of(questions.questions(), predictions);
        assertTrue(scores.reachable().point().meanAbsoluteError().orElseThrow() <= largestError, scores::toString);
        assertTrue(scores.reachable().robust().coverage().orElseThrow() >= 0.87, scores::toString);
        assertTrue(scores.unreachable().broken().orElseThrow() <= 0.15, scores::toString);
        assertTrue(scores.all().auc().orElseThrow() >= 0.6, scores::toString);
    }

    private static List<Curve> read(Path path) throws IOException {
        Map<String, List<Double>> runs = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(path);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            runs.computeIfAbsent(cells[0], run -> new ArrayList<>()).add(Double.valueOf(cells[2]));
        }
        List<Curve> curves = new ArrayList<>();
        runs.forEach((run, losses) -> curves.add(Curve.ofLosses(
                run, losses.stream().mapToDouble(Double::doubleValue).toArray())));
        return curves;
    }
}
