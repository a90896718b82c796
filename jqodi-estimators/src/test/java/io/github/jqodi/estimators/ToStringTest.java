package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimators.bridge.RepeatedRuns;
import io.github.jqodi.estimators.bridge.TracedEpochs;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.WeightedPaths;
import io.github.jqodi.estimators.loss.RunHistory;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a debugger or a log shows, in one line whatever the names hold. */
class ToStringTest {
    @Test
    void estimatorsTellTheNameTheyAreAskedForBy() {
        for (CurveEstimator estimator : CurveEstimators.all()) {
            assertEquals(estimator.name(), estimator.toString());
        }
        for (SeedEstimator estimator : CurveEstimators.seeds()) {
            assertEquals(estimator.name(), estimator.toString());
        }
    }

    @Test
    void whatHoldsRunsTellsHowMany() {
        QuantizedModel pair = QuantizedModel.of("small", 8);
        assertEquals(
                "repeated runs of 1 pair",
                RepeatedRuns.of(List.of(RepeatedRuns.Run.reached(pair, 3), RepeatedRuns.Run.missed(pair)))
                        .toString());
        assertEquals("past runs of 0 pairs", RunHistory.of(List.of()).toString());
        assertEquals(
                "forecasts of 0 begun runs",
                TracedEpochs.of(CurveEstimators.named("last").fit(List.of()), List.of(), List.of())
                        .toString());
        assertEquals(
                "2 paths from epoch 4",
                new WeightedPaths(4, new double[][] {{1}, {2, 1}}, new double[] {1, 1}).toString());
    }

    @Test
    void namesCannotActOnATerminal() {
        Curve run = Curve.ofLosses("a\u001b[31m\nb", 0.5, 0.4);
        String shown = "a\\u001b[31m\\nb: 2 epochs up to 2, least loss 0.4";
        assertEquals(shown, run.toString());
        assertEquals("a\\nb to c\\td: [3], never 1", new SeedGroup("a\nb", "c\td", new int[] {3}, 1).toString());
    }
}
