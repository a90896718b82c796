package io.github.jqodi.estimators.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.estimators.bridge.RepeatedRuns.Run;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RepeatedRunsTest {
    private static final ModelVersion MODEL = ModelVersion.of("net", 0.1, List.of());
    private static final Scenario SCENARIO = Scenario.builder("runs", Target.of(1, 1))
            .edgeServer(EdgeServer.named("server"))
            .bitWidths(4, 8)
            .model(MODEL)
            .build();

    /** CIFAR-100, batch 1024, target 0.6: ten seeds of one configuration. */
    private static final int[] SEEDS = {74, 71, 80, 71, 70, 80, 77, 97, 77, 90};

    @Test
    void meanAndQuantileOfThePastRuns() {
        EpochDistribution epochs = estimate(SEEDS, 0, 0.9);
        assertEquals(79, epochs.expectedEpochs());
        assertEquals(OptionalInt.of(90), epochs.robustEpochs());
        assertEquals(OptionalInt.of(97), estimate(SEEDS, 0, 0.95).robustEpochs());
    }

    @Test
    void aRunThatMissedTheTargetCountsAsNever() {
        EpochDistribution epochs = estimate(SEEDS, 2, 0.8);
        assertEquals(2.0 / 12, epochs.neverProbability(), 1e-15);
        assertEquals(79, epochs.expectedEpochs());
        assertTrue(estimate(SEEDS, 2, 0.95).robustEpochs().isEmpty());
    }

    @Test
    void otherWidthsAndModelsAreUnknown() {
        RepeatedRuns runs = RepeatedRuns.of(List.of(Run.reached(QuantizedModel.of("net", 8), 5)));
        assertTrue(runs.epochs(SCENARIO, QuantizedModel.of("net", 4)).isEmpty());
        assertTrue(runs.epochs(SCENARIO, QuantizedModel.of("other", 8)).isEmpty());
        assertEquals(
                EpochEstimate.samples(new int[] {5}, 0),
                runs.epochs(SCENARIO, QuantizedModel.of("net", 8)).orElseThrow());
    }

    /** The runs do not say what they reached, so that their K is a claim for whatever the target is. */
    @Test
    void theirTargetIsUnknown() {
        RepeatedRuns runs = RepeatedRuns.of(List.of(Run.reached(QuantizedModel.of("net", 8), 5)));
        assertEquals(Reach.UNSTATED, runs.reach(SCENARIO, QuantizedModel.of("net", 8)));
    }

    @Test
    void aRunWithoutEpochsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RepeatedRuns.of(List.of(Run.reached(QuantizedModel.of("net", 8), 0))));
    }

    private static EpochDistribution estimate(int[] reached, int missed, double confidence) {
        List<Run> runs = new ArrayList<>();
        for (int epochs : reached) {
            runs.add(Run.reached(QuantizedModel.of("net", 8), epochs));
        }
        for (int i = 0; i < missed; i++) {
            runs.add(Run.missed(QuantizedModel.of("net", 8)));
        }
        return RepeatedRuns.of(runs)
                .epochs(SCENARIO, QuantizedModel.of("net", 8))
                .orElseThrow()
                .at(confidence)
                .orElseThrow();
    }
}
