package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.json.RunStateJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that change the pair of model and quantization: m takes six epochs and n eight, at 1 s each; a setup takes 1 s. */
class ChangedPairTest {
    private static final Problem PROBLEM = ScenarioJson.parse("""
            {"format": "jqodi-scenario/1", "name": "two models", "target": {"deadlineSeconds": 100, "loss": 0.5},
             "edgeServers": [{"name": "a"}], "bitWidths": [8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]},
                        {"name": "n", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 4},
               {"model": "n", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 4}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 6, "robust": 6}},
                           {"model": "n", "bits": 8, "epochs": {"expected": 8, "robust": 8}}]}
            """);

    /** From its fourth epoch on. */
    private static CurveBelief hardlyEver(EpochEstimate ofM) {
        return (pair, losses) -> pair.model().equals("m") && losses.size() >= 4 ? Optional.of(ofM) : Optional.empty();
    }

    private static final EpochEstimate HARDLY_EVER = EpochEstimate.pmf(List.of(1e-15), 1 - 1e-15);

    /**
     * Plays epochs without success.
     *
     * @param reload whether the run is saved and taken up again after each
     * @return the models trained
     */
    private static String models(ControlOptions options, int epochs, boolean reload) {
        RunController controller = RunController.start(PROBLEM, options);
        StringBuilder models = new StringBuilder();
        for (int k = 0; k < epochs && controller.next().epoch().isPresent(); k++) {
            NextEpoch next = controller.next().epoch().get();
            models.append(next.pair().model());
            controller.observe(0.8, next.seconds(), next.joules());
            if (reload) {
                controller = RunController.resume(
                        PROBLEM, options, RunStateJson.parse(RunStateJson.write(controller.state())));
            }
        }
        return models.toString();
    }

    /** m, which b does not run, ends with 2 s left; n, which takes one epoch of 1 s on b, may have a chance of one or a half. */
    @ParameterizedTest
    @CsvSource({"0, up, RUN", "0, down, WAIT", "0, slow, WAIT", "0.5, up, GIVEN_UP", "0.5, down, GIVEN_UP"})
    void anotherPairIsWaitedForAsLongAsItMayGetThere(double never, String b, String answer) {
        Problem problem = ScenarioJson.parse(
                """
                {"format": "jqodi-scenario/1", "name": "two servers", "target": {"deadlineSeconds": 7, "loss": 0.5},
                 "edgeServers": [{"name": "a"}, {"name": "b"}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [0]}, {"name": "n", "loss": 0.9, "cuts": [0]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 3, "joules": 1},
                   {"model": "n", "bits": 8, "server": "b", "cut": 0, "seconds": 1, "joules": 5}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 2}},
                               {"model": "n", "bits": 8, "epochs": {"pmf": [SHARE], "never": NEVER}}]}
                """.replace("SHARE", Double.toString(1 - never)).replace("NEVER", Double.toString(never)));
        RunController controller = RunController.start(
                problem, ControlOptions.DEFAULT.withCarried(0).withGiveUpBelow(0.6));
        assertEquals("m", controller.next().epoch().orElseThrow().pair().model());
        controller.observe(0.8, 5, 1);
        if (!b.equals("up")) {
            controller.resourcesChanged(
                    b.equals("down") ? ResourceChanges.NONE.withDown("b") : ResourceChanges.NONE.withSlowDown("b", 9));
        }
        Decision decision = controller.next();
        assertEquals(
                answer,
                decision.isWaiting() ? "WAIT" : decision.stop().map(Enum::name).orElse("RUN"),
                decision::why);
    }

    /** Epochs of the first pair count for the second one as far as they are carried, and what was learnt of it is kept. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPairThatWasLeftIsNotComeBackTo(boolean reload) {
        ControlOptions options = ControlOptions.DEFAULT.withCarried(0).withBelief(hardlyEver(HARDLY_EVER));
        assertEquals("mmmmnnnnnnnn", models(options, 12, reload));
    }

    /** Four epochs of m count like none, two or four of n's eight. */
    @ParameterizedTest
    @CsvSource({"0, 8", "0.5, 6", "1, 4"})
    void epochsAreCarriedAsFarAsIsSaid(double carried, int left) {
        ControlOptions options = ControlOptions.DEFAULT.withCarried(carried).withBelief(hardlyEver(HARDLY_EVER));
        RunController controller = RunController.start(PROBLEM, options);
        for (int k = 1; k <= 6; k++) {
            NextEpoch next = controller.next().epoch().orElseThrow();
            int planned = controller.state().committed().orElseThrow().steps().stream()
                    .mapToInt(Committed.Step::epochs)
                    .sum();
            assertEquals(k <= 4 ? 7 - k : left - (k - 5), planned, "epoch " + k);
            assertEquals(k, next.epoch());
            controller.observe(0.8, next.seconds(), next.joules());
        }
    }

    /** n is asked about by its own losses, after as many of m's as epochs were carried. */
    @ParameterizedTest
    @CsvSource({"0, '[5.0]'", "0.5, '[3.0, 4.0, 5.0]'", "1, '[1.0, 2.0, 3.0, 4.0, 5.0]'"})
    void aPairIsJudgedByItsOwnLosses(double carried, String expected) {
        List<String> asked = new ArrayList<>();
        CurveBelief hardly = hardlyEver(HARDLY_EVER);
        CurveBelief belief = (pair, losses) -> {
            if (pair.model().equals("n")) {
                asked.add(losses.toString());
            }
            return hardly.epochs(pair, losses);
        };
        RunController controller = RunController.start(
                PROBLEM, ControlOptions.DEFAULT.withCarried(carried).withBelief(belief));
        for (int k = 1; k <= 5; k++) {
            NextEpoch next = controller.next().epoch().orElseThrow();
            controller.observe(k, next.seconds(), next.joules());
        }
        assertEquals(List.of(), asked);
        controller.next();
        assertEquals(expected, asked.get(0));
    }

    /** That m is never trained to the target does not end a run that may go on with n. */
    @Test
    void aPairThatNeverGetsThereIsLeftForOneThatMay() {
        for (EpochEstimate never : List.of(EpochEstimate.never(), HARDLY_EVER)) {
            ControlOptions options = ControlOptions.DEFAULT.withBelief(hardlyEver(never));
            assertEquals("mmmmnnn", models(options.withCarried(0), 7, false));
            assertEquals("mmmmnnn", models(options.withCarried(0).withAim(Aim.RISK_BUDGET), 7, false));
            assertEquals("mmmm", models(options.withBelief(hardlyEver(EpochEstimate.never())), 7, false));
        }
    }

    /** The last loss is of m, whose target is stricter than that of n. */
    @Test
    void aBrokenEpochOfAnotherPairIsNoSuccess() {
        ControlOptions options = ControlOptions.DEFAULT.withCarried(0).withBelief(hardlyEver(HARDLY_EVER));
        Problem problem = PROBLEM.withScenario(PROBLEM.scenario().toBuilder()
                .models(PROBLEM.scenario().models().stream()
                        .map(model -> model.name().equals("n") ? model.withLossTarget(0.85) : model)
                        .toList())
                .build());
        RunController controller = RunController.start(problem, options);
        for (int k = 1; k <= 4; k++) {
            controller.next();
            controller.observe(0.8, 1, 4);
        }
        assertEquals("n", controller.next().epoch().orElseThrow().pair().model());
        controller.brokenOff(0.2, 1);
        assertEquals("n", controller.next().epoch().orElseThrow().pair().model());
        assertTrue(controller.value().orElseThrow() < 1);
        controller.observe(0.8, 1, 4);
        assertEquals(Optional.of(Stop.SUCCESS), controller.next().stop());
    }

    /** Where it was never trained, an epoch decided on does not make a pair that in training. */
    @Test
    void anEpochThatHasNotRunChangesNothing() {
        ControlOptions options = ControlOptions.DEFAULT.withCarried(0).withBelief(hardlyEver(HARDLY_EVER));
        RunController controller = RunController.start(PROBLEM, options);
        for (int k = 1; k <= 4; k++) {
            controller.next();
            controller.observe(0.8, 1, 4);
        }
        assertEquals("n", controller.next().epoch().orElseThrow().pair().model());
        assertEquals("n", controller.pair().orElseThrow().model());
        assertEquals(1, controller.state().stints().size());
        controller.waited(85);
        assertEquals("n", controller.next().epoch().orElseThrow().pair().model());
        controller.waited(3);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop(), "a setup and 8 epochs take the 8 s left");
    }
}
