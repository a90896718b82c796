package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.bridge.TracedEpochs;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.neural.LstmEstimator;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultEstimatorTest {
    private static final List<Curve> RUNS = SyntheticRuns.powerLaws(40, 25, 2);

    @Test
    void forecastsSayWhatTheyRestedOn() {
        Curve begun = RUNS.get(0).prefix(6);
        double target = begun.minimum() - 0.02;
        CurveEstimator standard = CurveEstimators.standard();
        assertTrue(basis(standard, RUNS.subList(1, 40), begun, target).startsWith("39 past runs"));
        assertTrue(basis(standard, List.of(), begun, target).contains("this run alone"));
        assertTrue(basis(standard, RUNS.subList(1, 4), begun, target).contains("this run alone"));
        assertTrue(basis(standard, RUNS.subList(1, 40), RUNS.get(0), RUNS.get(0).minimum() - 0.01)
                .contains("this run alone"));
    }

    @Test
    void everyEstimatorAnswersEveryKindOfRun() {
        List<Curve> odd = List.of(
                Curve.ofLosses("one", 1),
                Curve.ofLosses("two", 1, 0.9),
                Curve.ofLosses("rising", 1, 2, 3, 4, 5, 6),
                Curve.ofLosses("saw", 1, 0.5, 1, 0.5, 1, 0.5, 1),
                Curve.ofLosses("flat", 1, 1, 1, 1, 1),
                Curve.of("gaps", new int[] {2, 5, 9}, new double[] {1, 0.7, 0.6}),
                Curve.ofLosses("diverged", 1, 0.9, Double.NaN));
        for (CurveEstimator estimator : CurveEstimators.all()) {
            if (estimator.name().equals("lstm") && LstmEstimator.missing().isPresent()) {
                continue;
            }
            var fitted = estimator.fit(RUNS);
            for (Curve run : odd) {
                for (EpochForecast forecast : fitted.forecasts(run, 0.45, 0.2, -1, 1)) {
                    double never = forecast.neverProbability();
                    assertTrue(never >= 0 && never <= 1, () -> estimator.name() + " on " + run + ": " + forecast);
                    assertFalse(forecast.basis().isBlank());
                }
            }
        }
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        InvalidValueException e = assertThrows(InvalidValueException.class, () -> CurveEstimators.named("x"));
        assertTrue(e.problem().contains("history"), e.problem());
        assertEquals("seeds", CurveEstimators.namedSeeds("default").name());
    }

    @Test
    void plannerIsToldOfBegunRunsAndOfPastOnes() {
        ModelVersion model = ModelVersion.of("A", 0.9, List.of());
        Scenario scenario = Scenario.builder("s", Target.of(1, 0.5))
                .edgeServer(EdgeServer.named("server"))
                .bitWidths(2, 4, 8)
                .model(model)
                .build();
        List<Curve> past = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            past.add(RUNS.get(i).withFeatures(RunFeatures.NONE.withPair(i % 2 == 0 ? "A" : "B", 4)));
        }
        Curve begun = RUNS.get(30).prefix(4).withFeatures(RunFeatures.NONE.withPair("A", 8));
        var fitted = CurveEstimators.standard().fit(past);
        TracedEpochs epochs = TracedEpochs.of(fitted, List.of(begun), past);
        EpochEstimate fromBegun =
                epochs.epochs(scenario, QuantizedModel.of("A", 8)).orElseThrow();
        EpochForecast direct = fitted.forecast(begun, Math.nextDown(0.5));
        assertEquals(direct.toEpochEstimate(), fromBegun);
        EpochEstimate fromPast =
                epochs.epochs(scenario, QuantizedModel.of("A", 4)).orElseThrow();
        long arrived = past.stream()
                .filter(run -> run.features().model().orElse("").equals("A"))
                .filter(run -> run.firstAtOrBelow(Math.nextDown(0.5)).isPresent())
                .count();
        assertTrue(arrived > 5);
        assertTrue(fromPast.at(0.9).orElseThrow().neverProbability() < 0.3);
        assertTrue(TracedEpochs.of(fitted, List.of(), List.of())
                .epochs(scenario, QuantizedModel.of("A", 4))
                .isEmpty());
        assertThrows(InvalidValueException.class, () -> TracedEpochs.of(fitted, List.of(RUNS.get(0)), past));
    }

    private static String basis(CurveEstimator estimator, List<Curve> history, Curve begun, double target) {
        return estimator.fit(history).forecast(begun, target).basis();
    }
}
