package io.github.jqodi.bench.study;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.CurveQuestions.RunQuestions;
import io.github.jqodi.estimators.evaluate.Prediction;
import io.github.jqodi.estimators.evaluate.Question;
import io.github.jqodi.estimators.evaluate.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Scores of one set of runs after some past ones. In each draw the set is shuffled; past runs are the first of one half, and the
 * other half is asked about, so that every number of past runs is asked the same.
 *
 * @param runs complete ones
 * @param draws how many
 * @param limit how many runs are asked about at most in each
 */
record FewRunsScores(List<Curve> runs, int draws, int limit) {
    private static final double CONFIDENCE = 0.9;

    /** Scores over all draws after so many past runs, with a share of each run shown. */
    Scores of(CurveEstimator estimator, int past, double fraction) {
        List<Question> questions = new ArrayList<>();
        List<Prediction> predictions = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            CurveQuestions asked = questions(draw, past, fraction);
            questions.addAll(asked.questions());
            predictions.addAll(predictions(estimator.fit(asked.history()), asked));
        }
        return Scores.of(questions, predictions);
    }

    private CurveQuestions questions(int draw, int past, double fraction) {
        List<Curve> shuffled = new ArrayList<>(runs);
        Collections.shuffle(shuffled, new Random(draw));
        int half = shuffled.size() / 2;
        List<Curve> history = shuffled.subList(0, Math.min(past, half));
        return CurveQuestions.withHistory(shuffled.subList(half, shuffled.size()), history, fraction, limit);
    }

    private static List<Prediction> predictions(FittedEstimator fitted, CurveQuestions asked) {
        List<Prediction> predictions = new ArrayList<>();
        for (RunQuestions run : asked.runs()) {
            for (EpochForecast forecast : fitted.forecasts(run.observed(), run.targets())) {
                predictions.add(Prediction.of(forecast, CONFIDENCE));
            }
        }
        return predictions;
    }
}
