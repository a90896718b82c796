package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Near is cheap and as slow as its link, far is fast and dear. */
class ClosedLoopTest {
    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "near and far", "target": {"deadlineSeconds": %s, "loss": 0.1},
             "cloud": {"name": "cloud", "macsPerSecond": 1e12, "joulesPerMac": 1e-10},
             "device": {"name": "device", "macsPerSecond": 1e10, "joulesPerMac": 1e-10},
             "edgeServers": [
               {"name": "near", "macsPerSecond": 1e10, "joulesPerMac": 1e-10,
                "cloudLink": {"bitsPerSecond": 1e9, "joulesPerBit": 1e-9},
                "deviceLink": {"bitsPerSecond": 1e6, "joulesPerBit": 1e-7}},
               {"name": "far", "macsPerSecond": 1e11, "joulesPerMac": 1e-8,
                "cloudLink": {"bitsPerSecond": 1e9, "joulesPerBit": 1e-9},
                "deviceLink": {"bitsPerSecond": 1e7, "joulesPerBit": 1e-6}}],
             "bitWidths": [8], "workload": {"trainSamples": 100, "validationSamples": 10, "inputElements": 100},
             "models": [{"name": "m", "loss": 0.05, "cuts": [1],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 200000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 600000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"mean": 10, "spread": 2}}]}
            """;

    private static final LinkName NEAR = LinkName.ofDevice("near");

    private static Problem problem(double deadline) {
        return ScenarioJson.parse(SCENARIO.formatted(deadline));
    }

    private static RunController start(double deadline, double... rates) {
        RunController controller = RunController.start(problem(deadline), ControlOptions.DEFAULT);
        for (double rate : rates) {
            controller.rateSeen(NEAR, rate, 10);
        }
        return controller;
    }

    private static boolean isClosed(RunController controller) {
        return controller.next().why().contains("best by later choices");
    }

    @Test
    void theLoopIsClosedWhereRatesAreUncertain() {
        assertTrue(isClosed(start(100, 2e6, 3e5, 1e6)));
        assertFalse(isClosed(start(100, 1e6, 1e6, 1e6)), "as stated all the time");
        assertFalse(isClosed(start(100)), "nothing seen");
    }

    /** Thousands of epochs are planned as if rates were certain. */
    @Test
    void theLoopStaysOpenWhereItWouldTakeLong() {
        for (int epochs : new int[] {10, 5000}) {
            String believed = "\"mean\": %d, \"spread\": 2".formatted(epochs);
            Problem problem =
                    ScenarioJson.parse(SCENARIO.formatted(1e6).replace("\"mean\": 10, \"spread\": 2", believed));
            RunController controller = RunController.start(problem, ControlOptions.DEFAULT);
            controller.rateSeen(NEAR, 3e5, 10);
            assertEquals(epochs == 10, isClosed(controller));
            assertTrue(controller.next().epoch().isPresent());
        }
    }

    /** After its third epoch the first pair never gets there, and another one may. */
    @Test
    void aPairBeyondItsLastEpochIsLeftForAnother() {
        Problem problem = ScenarioJson.parse(
                SCENARIO.formatted(1000.0)
                        .replace("\"bitWidths\": [8]", "\"bitWidths\": [4, 8]")
                        .replace("{\"mean\": 10, \"spread\": 2}", "{\"pmf\": [0, 0, 0.9], \"never\": 0.1}")
                        .replace(
                                "\"estimates\": [",
                                "\"estimates\": [{\"model\": \"m\", \"bits\": 4, \"epochs\": {\"mean\": 10, \"spread\": 2}}, "));
        RunController controller = RunController.start(problem, ControlOptions.DEFAULT.withCarried(0));
        for (int k = 1; k <= 4; k++) {
            controller.rateSeen(NEAR, k % 2 == 0 ? 2e6 : 3e5, 10);
            controller.rateSeen(NEAR, 1e6, 10);
            assertTrue(isClosed(controller), controller.next()::why);
            assertEquals(
                    k < 4 ? "8" : "4",
                    controller.next().epoch().orElseThrow().pair().quantization());
            controller.observe(0.8, 5, 1);
        }
    }

    @Test
    void aDemandedConfidenceIsPlannedFor() {
        RunController controller = RunController.start(problem(100), ControlOptions.DEFAULT.withAim(Aim.RISK_BUDGET));
        controller.rateSeen(NEAR, 1e5, 10);
        assertFalse(isClosed(controller));
    }

    /** A choice does not depend on what was worked out before, and a state taken up again goes on alike, to the bit. */
    @Test
    void aRunTakenUpAgainDecidesAlike() {
        SplittableRandom random = new SplittableRandom(3);
        RunController controller = start(60, 2e6, 3e5, 1e6);
        int closed = 0;
        for (int k = 1; k < 9 && controller.next().epoch().isPresent(); k++) {
            closed += isClosed(controller) ? 1 : 0;
            NextEpoch epoch = controller.next().epoch().get();
            controller.rateSeen(NEAR, 1e6 * Math.exp(random.nextDouble(-2, 2)), epoch.seconds());
            controller.observe(1.0 / k, epoch.seconds() * random.nextDouble(0.8, 1.2), epoch.joules());
            RunController fresh = RunController.resume(problem(60), ControlOptions.DEFAULT, controller.state());
            assertEquals(fresh.next(), controller.next(), "after epoch " + k);
            assertEquals(fresh.state(), controller.state());
        }
        assertTrue(closed > 3, closed + " closed");
    }

    /** By a forecast that differs in nothing else; a run in which gaps come is not planned with levels kept from before. */
    @Test
    void epochsAreExpectedToWaitForGaps() {
        RateForecast heedless = new RateForecast() {
            @Override
            public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
                return RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, fromSeconds, toSeconds);
            }

            @Override
            public LogRate belief(RateHistory history, double fromSeconds, double toSeconds) {
                return RateForecasts.TWO_TIME_SCALES.belief(history, fromSeconds, toSeconds);
            }
        };
        RunController controller = start(1000, 2e6, 3e5, 1e6);
        NextEpoch before = controller.next().epoch().orElseThrow();
        controller.observe(0.5, before.seconds(), before.joules());
        for (int i = 0; i < 5; i++) {
            controller.rateSeen(NEAR, 0, 4);
            controller.rateSeen(NEAR, 1e6, 6);
        }
        RunState state = controller.state();
        Problem problem = problem(1000);
        Decision decision = controller.next();
        assertEquals(
                decision,
                RunController.resume(problem, ControlOptions.DEFAULT, state).next());
        Decision without = RunController.resume(problem, ControlOptions.DEFAULT.withForecast(heedless), state)
                .next();
        RateHistory seen =
                Objects.requireNonNull(controller.state().links().get(NEAR)).history();
        assertTrue(seen.waitSeconds() > 0.4, seen.toString());
        assertEquals("near", decision.epoch().orElseThrow().server());
        assertEquals(
                without.epoch().orElseThrow().seconds() + 2 * seen.waitSeconds(),
                decision.epoch().orElseThrow().seconds(),
                1e-9);
    }

    /** A schedule is committed for triggers to look at, up to the last epoch that is likely. */
    @Test
    void whatWouldFollowIsCommitted() {
        RunController controller = start(1000, 2e6, 3e5, 1e6);
        NextEpoch epoch = controller.next().epoch().orElseThrow();
        List<Committed.Step> steps =
                controller.state().committed().orElseThrow().steps();
        assertEquals(epoch.server(), steps.get(0).server());
        assertEquals("near", epoch.server(), "time enough for the cheap one");
        assertTrue(steps.stream().mapToInt(Committed.Step::epochs).sum() > 12, steps.toString());
    }

    /** In 5.6 s far epochs alone may do, and cost more than a miss. */
    @Test
    void whereAMissIsLikelySuccessGoesFirst() {
        Decision tight = start(5.6, 2e6, 3e5, 1e6).next();
        assertTrue(tight.why().endsWith("raised since one is likely"), tight.why());
        assertEquals("far", tight.epoch().orElseThrow().server(), tight.why());
        Decision loose = start(100, 2e6, 3e5, 1e6).next();
        assertFalse(loose.why().contains("raised"), loose.why());
        assertEquals("near", loose.epoch().orElseThrow().server(), loose.why());
    }

    /** The log mean of a minute at a quarter of the nominal rate and of two at that, since a regime was seen, and their spread. */
    @Test
    void aBeliefIsThatOfLogarithms() {
        RateHistory history = RateHistory.of(1e6).seen(0.25e6, 60);
        LogRate belief = RateForecasts.TWO_TIME_SCALES.belief(history, 5, 50);
        assertEquals(Math.log(1e6) - Math.log(4) / 3, belief.mean(), 1e-9);
        assertEquals(Math.log(4) * Math.sqrt(2) / 3, belief.deviation(), 1e-9);
        assertEquals(new LogRate(Math.log(1e6), 0), RateForecasts.NOMINAL.belief(history, 5, 50));
    }
}
