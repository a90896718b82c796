package io.github.jqodi.control;

import static io.github.jqodi.control.ThreeServers.SCENARIO;
import static io.github.jqodi.control.ThreeServers.THREE;
import static io.github.jqodi.control.ThreeServers.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of a run says why it departs from what was planned, worked by hand on {@link ThreeServers}. */
class DepartureTest {
    /** What is behind the words on the epoch and on its plan. */
    private static String departure(RunController controller) {
        String why = controller.next().why();
        String probability = "with probability 1";
        assertTrue(why.contains(probability), why);
        return why.substring(why.indexOf(probability) + probability.length());
    }

    private static RunController planned(double deadline, Trigger trigger) {
        Problem problem = problem(deadline, THREE);
        RunController controller = RunController.start(problem, ControlOptions.DEFAULT.withTrigger(trigger));
        assertEquals("", departure(controller), "nothing was planned before");
        return controller;
    }

    /** An epoch of so many seconds, and then news. */
    private static String departure(double deadline, Trigger trigger, double seconds, ResourceChanges news) {
        RunController controller = planned(deadline, trigger);
        controller.observe(0.6, seconds, 4);
        controller.resourcesChanged(news);
        return departure(controller);
    }

    private static String departure(double deadline, double seconds, ResourceChanges news) {
        return departure(deadline, Triggers.everyEpoch(), seconds, news);
    }

    /** b, b and a were planned, in 6.5 s. */
    @Test
    void ofAPlanLikeTheOneBeforeNothingIsSaid() {
        assertEquals("", departure(6.5, 3, ResourceChanges.NONE));
    }

    /** The setup and an epoch on b were to be behind after 3 s; 2 s on b and 1 s on a end 0.4 s after the deadline. */
    @Test
    void theActionBeforeMayBeTooSlow() {
        assertEquals(
                "; moves from cut 0 on b, which takes 2 s and 4 J and would end the schedule 0.4 s too late",
                departure(6.5, 3.9, ResourceChanges.NONE));
    }

    /** There is time for c and b. */
    @Test
    void theActionBeforeMayBeTooDear() {
        assertEquals("; moves from cut 0 on b, which takes 2 s and 4 J", departure(6.5, 0.25, ResourceChanges.NONE));
    }

    @Test
    void aServerMayBeSlowOrDown() {
        assertEquals(
                "; moves from cut 0 on b, which takes 6 s and 4 J now, not 2 s and 4 J as planned and would end the schedule"
                        + " 3.5 s too late; since then b takes 3 times as long as it did",
                departure(6.5, 3, ResourceChanges.NONE.withSlowDown("b", 3)));
        assertEquals(
                "; moves from cut 0 on b, which is down; since then b has gone",
                departure(6.5, 3, ResourceChanges.NONE.withDown("b")));
    }

    /** b and b and a were planned. */
    @Test
    void aMoveMayHaveBeenPlanned() {
        RunController controller = planned(6.5, Triggers.everyEpoch());
        controller.observe(0.6, 3, 9);
        assertEquals("", departure(controller));
        controller.observe(0.6, 2, 4);
        assertEquals("; leaves b as planned before", departure(controller));
    }

    /** b was down when a and a and a were planned. */
    @Test
    void aServerMayHaveCome() {
        RunController controller = planned(20, Triggers.everyEpoch());
        controller.waited(13.5);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("b"));
        assertEquals("a", controller.next().epoch().orElseThrow().server());
        controller.observe(0.6, 2, 15);
        controller.resourcesChanged(ResourceChanges.NONE.withUp("b"));
        assertEquals("; moves from cut 0 on a, which takes 1 s and 10 J; since then b has come", departure(controller));
    }

    /** Of 4 Mbit/s half is left. */
    @Test
    void aLinkMayBeSlow() {
        RunController controller = RunController.start(
                TestRun.problem(),
                ControlOptions.DEFAULT
                        .withForecast(RateForecasts.LAST)
                        .withTrigger(Triggers.significantChange(0, 0.1)));
        NextEpoch first = controller.next().epoch().orElseThrow();
        controller.observe(0.9, first.seconds(), first.joules());
        controller.resourcesChanged(ResourceChanges.NONE.withRate(LinkName.ofDevice(first.server()), 4e4));
        String why = controller.next().why();
        assertTrue(why.contains("; planned anew: a rate or a speed has changed by 99 %"), why);
        assertTrue(why.contains("; moves from cut " + first.cut() + " on " + first.server() + ", which takes "), why);
        assertTrue(why.contains(" J now, not "), why);
        assertTrue(
                why.endsWith(
                        "; since then the rate from " + first.server() + " to the device is 0.01 times what it was"),
                why);
    }

    @ParameterizedTest
    @CsvSource({
        "3.9, 1, the schedule no longer fits",
        "1.25, 1, another action is 25 % cheaper in the next epoch",
        "1, 1.2, the next epoch takes 1.2 times as long as planned",
    })
    void slackSaysWhich(double seconds, double slowDown, String reason) {
        String words = departure(6.5, Triggers.slack(), seconds, ResourceChanges.NONE.withSlowDown("b", slowDown));
        assertTrue(words.startsWith("; planned anew: " + reason), words);
    }

    /** a and a and b were planned; 9 J are left, and a takes 10 J. */
    @Test
    void theNextEpochMayTakeTooMuchEnergy() {
        Problem problem = ScenarioJson.parse(
                SCENARIO.replace("DEADLINE", "5, \"joules\": 36").replace("EPOCHS", THREE));
        RunController controller = RunController.start(problem, ControlOptions.DEFAULT.withTrigger(Triggers.never()));
        controller.next();
        controller.observe(0.8, 1, 22);
        assertTrue(controller.next().why().endsWith("; the schedule planned after epoch 0 goes on"));
        controller.observe(0.7, 0.5, 5);
        assertEquals(
                "; planned anew: the next epoch of the schedule is not below the 9 J left; moves from cut 0 on a, which"
                        + " takes 1 s and 10 J",
                departure(controller));
    }

    /** Three epochs on a fit and were planned; they were faster, so that a fourth fits, on b in the second case. */
    @ParameterizedTest
    @CsvSource({"1, ''", "0.8, '; moves from cut 0 on a, which takes 1 s and 10 J'"})
    void aScheduleMayEndBeforeTheTargetIsReached(double seconds, String move) {
        Problem problem = problem(5, "{\"pmf\": [0, 0, 0.97, 0.03], \"never\": 0}");
        RunController controller = RunController.start(problem, ControlOptions.DEFAULT.withTrigger(Triggers.never()));
        for (int epoch = 1; epoch <= 3; epoch++) {
            controller.next();
            controller.observe(0.6, seconds, 10);
        }
        assertEquals("; planned anew: the schedule has come to its end" + move, departure(controller));
    }

    /** The device link is down in the second epoch: what a later one costs is not what that one would. */
    @Test
    void anEpochWithoutALinkIsNoEndlessOne() {
        String written = ScenarioJson.write(TestRun.problem());
        String withGap = written.replaceFirst(
                "\"bitsPerSecond\"( ?): ?4000000",
                "\"bitsPerSecond\": 4000000, \"bitsPerSecondByEpoch\": [4e6, 0, 4e6]");
        assertNotEquals(written, withGap);
        Problem gap = ScenarioJson.parse(withGap).withDeadlineSeconds(200);
        RunController controller = RunController.start(
                gap, ControlOptions.DEFAULT.withTrigger(situation -> situation.epochsSincePlan() > 1));
        for (int epoch = 1; epoch <= 4; epoch++) {
            NextEpoch next = controller.next().epoch().orElseThrow();
            assertFalse(controller.next().why().matches("(?s).*(NaN|E\\+|∞|Infinity).*"), controller.next()::why);
            controller
                    .state()
                    .committed()
                    .orElseThrow()
                    .steps()
                    .forEach(step -> assertTrue(step.seconds() < 100, step::toString));
            assertEquals(Optional.empty(), controller.whyBreakOff(2 * next.seconds(), 9.5), "there is time in plenty");
            controller.observe(0.8, next.seconds(), next.joules());
        }
    }

    /** The first pair is believed to need longer; time goes by before the other one begins, with an action that is fixed. */
    @Test
    void aChangeOfPairIsNotUndoneByWaiting() {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "two", "schedule": "fixed",
                 "target": {"deadlineSeconds": 40, "loss": 0.5}, "edgeServers": [{"name": "a"}], "bitWidths": [4, 8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 4, "server": "a", "cut": 0, "seconds": 1, "joules": 3},
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 2, "joules": 6}]},
                 "estimates": [{"model": "m", "bits": 4, "epochs": {"expected": 6, "robust": 6}},
                               {"model": "m", "bits": 8, "epochs": {"expected": 4, "robust": 4}}]}
                """);
        CurveBelief longer = (pair, losses) ->
                pair.quantization().equals("4") ? Optional.of(EpochEstimate.of(12, 12)) : Optional.empty();
        RunController controller = RunController.start(
                problem,
                ControlOptions.DEFAULT
                        .withTrigger(situation -> situation.epochsSincePlan() >= 1)
                        .withCarried(1)
                        .withBelief(longer));
        assertEquals("4", controller.next().epoch().orElseThrow().pair().quantization());
        controller.observe(0.8, 1, 3);
        assertEquals("8", controller.next().epoch().orElseThrow().pair().quantization());
        controller.waited(0);
        assertEquals("8", controller.next().epoch().orElseThrow().pair().quantization(), controller.next()::why);
        assertTrue(
                controller.next().why().endsWith("; moves from cut 0 on a of m at 4 bits, which takes 1 s and 3 J"),
                controller.next()::why);
    }

    @Test
    void namesStayInOneLine() {
        RunController controller = RunController.start(
                ScenarioJson.parse(SCENARIO.replace("DEADLINE", "20")
                        .replace("EPOCHS", THREE)
                        .replace("\"c\"", "\"c\\n2\"")),
                ControlOptions.DEFAULT);
        assertFalse(controller.next().why().contains("\n"), controller.next()::why);
        assertTrue(controller.events().stream().noneMatch(event -> event.text().contains("\n")));
    }

    @Test
    void aTriggerOfTheCallerMaySayWhy() {
        Trigger silent = situation -> true;
        assertEquals("", departure(6.5, silent, 3, ResourceChanges.NONE));
        assertEquals(
                "; planned anew: after\\n1 epoch",
                departure(
                        6.5,
                        speaking(situation -> "after\n" + situation.epochsDone() + " epoch"),
                        3,
                        ResourceChanges.NONE));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> departure(6.5, speaking(situation -> List.<String>of().get(0)), 3, ResourceChanges.NONE));
        assertEquals(
                "reason of the trigger cannot be had, the caller's code throws: java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0",
                e.getMessage());
    }

    private static Trigger speaking(Function<Trigger.Situation, String> words) {
        return new Trigger() {
            @Override
            public boolean plans(Situation situation) {
                return true;
            }

            @Override
            public String reason(Situation situation) {
                return words.apply(situation);
            }
        };
    }
}
