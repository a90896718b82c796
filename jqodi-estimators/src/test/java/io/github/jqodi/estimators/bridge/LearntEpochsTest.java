package io.github.jqodi.estimators.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Committed;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.RunController;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run under control whose belief follows its curve: 2 / k, below 0.1 from epoch 21 on, where 60 epochs were believed. */
class LearntEpochsTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "curve", "target": {"deadlineSeconds": 1000, "LOSS": 0.1},
             "edgeServers": [{"name": "s"}], "bitWidths": [8], "models": [{"name": "m", "LOSS": 0.9, "cuts": [0]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "s", "cut": 0, "seconds": 1, "joules": 10}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"mean": 60, "spread": 6}}]}
            """;

    private static Problem problem() {
        return ScenarioJson.parse(SCENARIO.replace("LOSS", "loss"));
    }

    private static LearntEpochs belief() {
        return LearntEpochs.of(CurveEstimators.alone().fit(List.of()), problem().scenario(), 5);
    }

    private static List<Double> losses(int epochs) {
        List<Double> losses = new ArrayList<>();
        for (int k = 1; k <= epochs; k++) {
            losses.add(2.0 / k);
        }
        return losses;
    }

    @Test
    void theBeliefOfTheStartStaysUntilEnoughIsObserved() {
        assertEquals(Optional.empty(), belief().epochs(PAIR, losses(4)));
        EpochDistribution learnt =
                belief().epochs(PAIR, losses(12)).orElseThrow().at(0.9).orElseThrow();
        assertEquals(21, learnt.expectedEpochs(), 5);
        assertEquals(1, learnt.survival(13), 1e-9);
    }

    @Test
    void countingBeginsAtTheFirstEpoch() {
        FittedEstimator fitted = CurveEstimators.alone().fit(List.of());
        assertThrows(
                InvalidValueException.class,
                () -> LearntEpochs.of(fitted, problem().scenario(), 0));
    }

    @Test
    void theScheduleShrinksOnceTheCurveIsKnown() {
        RunController controller = RunController.start(problem(), ControlOptions.DEFAULT.withBelief(belief()));
        int atFirst = 0;
        int later = 0;
        Decision decision = controller.next();
        for (double loss : losses(30)) {
            int planned = epochs(controller);
            atFirst = controller.state().epochsDone() == 2 ? planned : atFirst;
            later = controller.state().epochsDone() == 15 ? planned : later;
            controller.observe(loss, 1, 10);
            decision = controller.next();
            if (decision.stop().isPresent()) {
                break;
            }
        }
        assertEquals(Optional.of(Decision.Stop.SUCCESS), decision.stop());
        assertEquals(21, controller.state().epochsDone());
        assertTrue(atFirst > 60, "planned at first: " + atFirst);
        assertTrue(later < 30, "planned later: " + later);
    }

    private static int epochs(RunController controller) {
        return controller.state().committed().orElseThrow().steps().stream()
                .mapToInt(Committed.Step::epochs)
                .sum();
    }

    @Test
    void aRunTakenUpAgainBelievesAsBefore() {
        assertEquals(belief().epochs(PAIR, losses(9)), belief().epochs(PAIR, losses(9)));
    }

    @Test
    void accuraciesAreRefused() {
        Problem accuracies = ScenarioJson.parse(SCENARIO.replace("LOSS", "accuracy"));
        var fitted = CurveEstimators.alone().fit(List.of());
        assertThrows(IllegalArgumentException.class, () -> LearntEpochs.of(fitted, accuracies.scenario(), 5));
    }
}
