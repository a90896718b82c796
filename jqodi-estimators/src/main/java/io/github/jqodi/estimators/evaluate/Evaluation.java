package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import java.util.ArrayList;
import java.util.List;

/** Evaluation of estimators on questions whose answers are known, at confidence 0.9. */
public final class Evaluation {
    private static final double CONFIDENCE = 0.9;

    private Evaluation() {}

    /**
     * Scores an estimator of curves.
     *
     * @param estimator is fitted to the history of the questions
     * @param questions what to ask
     * @param progress told after each run
     * @return its scores
     * @throws io.github.jqodi.error.InvalidValueException if the estimator needs more history
     */
    public static Scores of(CurveEstimator estimator, CurveQuestions questions, Runnable progress) {
        FittedEstimator fitted =
                CallerCode.given(() -> estimator.name() + " estimator: fit", estimator.fit(questions.history()));
        List<Prediction> predictions = new ArrayList<>();
        for (CurveQuestions.RunQuestions run : questions.runs()) {
            for (EpochForecast forecast : FittedEstimator.all(fitted, run.observed(), run.targets())) {
                predictions.add(Prediction.of(forecast, CONFIDENCE));
            }
            CallerCode.run(() -> "progress", progress);
        }
        return Scores.of(questions.questions(), predictions);
    }

    /**
     * Scores an estimator of repeated seeds.
     *
     * @param estimator is fitted to the history of the questions
     * @param questions what to ask
     * @param progress told after each question
     * @return its scores
     */
    public static Scores of(SeedEstimator estimator, SeedQuestions questions, Runnable progress) {
        SeedEstimator.Fitted fitted =
                CallerCode.given(() -> estimator.name() + " estimator: fit", estimator.fit(questions.history()));
        List<Prediction> predictions = new ArrayList<>();
        for (var others : questions.others()) {
            predictions.add(Prediction.of(
                    CallerCode.askOrRefuse(() -> "forecast of repeated runs", () -> fitted.forecast(others)),
                    CONFIDENCE));
            CallerCode.run(() -> "progress", progress);
        }
        return Scores.of(questions.questions(), predictions);
    }
}
