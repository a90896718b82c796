package io.github.jqodi.estimators.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.calibrate.CalibratedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Estimators that anybody may have written, and what is said where they break their promise. */
class CallersEstimatorTest {
    private static final Curve RUN = Curve.ofLosses(
            "run", IntStream.rangeClosed(1, 20).mapToDouble(k -> 1 + 2.0 / k).toArray());

    private static String message(Executable act) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, act).getMessage());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what code without null checks does
    private static <T> T absent() {
        return null;
    }

    private static FittedEstimator throwing() {
        return (observed, targets) -> {
            throw new IllegalStateException("no data");
        };
    }

    @Test
    void anAnswerForEachTargetIsDue() {
        FittedEstimator none = (observed, targets) -> List.of();
        FittedEstimator nothing = (observed, targets) -> absent();
        FittedEstimator holes = (observed, targets) -> Arrays.asList(new EpochForecast[targets.length]);
        assertEquals(
                "forecasts of run (0 forecasts) must be one for each of 1 target.",
                message(() -> none.forecast(RUN, 0.5)));
        assertEquals("forecasts of run (null) must not be null.", message(() -> nothing.forecast(RUN, 0.5)));
        assertEquals("forecasts of run (null) must not be null.", message(() -> holes.forecast(RUN, 0.5)));
    }

    @Test
    void whatIsThrownIsToldAndARefusalIsPassedOn() {
        assertEquals(
                "forecasts of run cannot be had, the caller's code throws: java.lang.IllegalStateException: no data",
                message(() -> throwing().forecast(RUN, 0.5)));
        InvalidValueException refusal = new InvalidValueException("run", "is too short");
        FittedEstimator refusing = (observed, targets) -> {
            throw refusal;
        };
        assertEquals(refusal, assertThrows(InvalidValueException.class, () -> refusing.forecast(RUN, 0.5)));
    }

    private static CurveEstimator fitting(FittedEstimator fitted) {
        return new CurveEstimator() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public String description() {
                return "a caller's";
            }

            @Override
            public FittedEstimator fit(List<Curve> history) {
                return fitted;
            }
        };
    }

    @Test
    void calibrationAndEvaluationAskTheSameWay() {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            curves.add(Curve.ofLosses("run " + i, RUN.losses()));
        }
        CurveQuestions questions = CurveQuestions.halved(curves, 0.3, 0);
        String nothing = "mine estimator: fit (null) must not be null.";
        assertEquals(
                nothing, message(() -> CalibratedEstimator.of(fitting(absent())).fit(curves)));
        assertEquals(nothing, message(() -> Evaluation.of(fitting(absent()), questions, () -> {})));
        String data = "cannot be had, the caller's code throws: java.lang.IllegalStateException: no data";
        String checked = message(
                () -> CalibratedEstimator.of(fitting(throwing())).fit(curves).forecast(RUN.prefix(3), 1.15));
        assertEquals("forecasts of run 0 " + data, checked);
        String asked = message(() -> Evaluation.of(fitting(throwing()), questions, () -> {}));
        assertEquals(data, asked.substring(asked.indexOf("cannot")));
    }
}
