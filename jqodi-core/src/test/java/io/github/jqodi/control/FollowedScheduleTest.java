package io.github.jqodi.control;

import static io.github.jqodi.control.ThreeServers.SCENARIO;
import static io.github.jqodi.control.ThreeServers.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.control.Trigger.Situation;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Situations that triggers look at. Three epochs reach the target. On a an epoch takes 1 s and 10 J, on b 2 s and 4 J, on c 4 s and 3 J. Setting up
 * takes 1 s.
 */
class FollowedScheduleTest {
    private static Problem problem(double deadline, double joulesOnC) {
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", Double.toString(deadline))
                .replace("EPOCHS", THREE)
                .replace("\"seconds\": 4, \"joules\": 3", "\"seconds\": 4, \"joules\": " + joulesOnC));
    }

    private static RunController controller(Problem problem, Consumer<Situation> look) {
        Trigger looking = situation -> {
            look.accept(situation);
            return false;
        };
        return RunController.start(
                problem, ControlOptions.DEFAULT.withTrigger(looking).withForecast(RateForecasts.LAST));
    }

    /** Looks at the schedule once an epoch has taken some seconds. */
    private static void afterAnEpoch(Problem problem, double seconds, ResourceChanges news, Consumer<Situation> look) {
        int[] looks = new int[1];
        RunController controller = controller(problem, situation -> {
            looks[0]++;
            look.accept(situation);
        });
        controller.next();
        controller.observe(0.6, seconds, 4);
        controller.resourcesChanged(news);
        controller.next();
        assertEquals(1, looks[0], "the schedule can go on");
    }

    /** b, b and a are planned in 6.5 s. */
    @Test
    void aScheduleThatGoesAsPlanned() {
        afterAnEpoch(problem(6.5, 3), 3, ResourceChanges.NONE, situation -> {
            assertEquals(1, situation.epochsDone());
            assertEquals(1, situation.epochsSincePlan());
            assertTrue(situation.isInTime());
            assertEquals(1, situation.slowness());
            assertEquals(0, situation.largestChange());
            assertEquals(0, situation.saving());
            assertFalse(situation.isFasterForNoMore());
            assertEquals(ValueFunction.of(0.9, 0.5, 6.5).value(3, 0.6), situation.value());
        });
    }

    /** 2 s on b and 1 s on a have to be strictly below what is left. */
    @Test
    void inTimeIsStrictlyBelowTheDeadline() {
        afterAnEpoch(problem(6.5, 3), 3.5, ResourceChanges.NONE, situation -> assertFalse(situation.isInTime()));
        afterAnEpoch(
                problem(6.5, 3),
                Math.nextDown(3.5),
                ResourceChanges.NONE,
                situation -> assertTrue(situation.isInTime()));
    }

    /** With 1 s on a after it, an epoch of 4 s on c saves a quarter of the energy, if 5 s are below what is left. */
    @Test
    void aSavingLeavesTheRestOfTheScheduleInTime() {
        afterAnEpoch(problem(6.5, 3), 1.5, ResourceChanges.NONE, situation -> assertEquals(0, situation.saving()));
        afterAnEpoch(problem(6.5, 3), 1.25, ResourceChanges.NONE, situation -> assertEquals(0.25, situation.saving()));
    }

    /** Two epochs on b and one on a, with 0.5 s and 1 J for each move between servers, in 6.5 s. */
    private static Problem switching(double deadline) {
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", Double.toString(deadline))
                .replace("EPOCHS", THREE)
                .replaceAll(
                        "\\{\"name\": \"([abc])\"}",
                        "{\"name\": \"$1\", \"switchSeconds\": 0.5, \"switchJoules\": 1}"));
    }

    @Test
    void aSwitchThatIsPlannedIsNotSlow() {
        RunController controller = RunController.start(
                switching(6.75),
                ControlOptions.DEFAULT.withTrigger(Triggers.slack()).withForecast(RateForecasts.LAST));
        List<String> ran = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            NextEpoch epoch = controller.next().epoch().orElseThrow();
            ran.add(epoch.server() + " " + epoch.seconds() + " " + epoch.joules());
            controller.observe(k == 2 ? 0.4 : 0.6, epoch.seconds() + (k == 0 ? 1 : 0), epoch.joules());
        }
        assertEquals(List.of("a 1.0 10.0", "b 2.5 5.0", "b 2.0 4.0"), ran);
        assertEquals(1, controller.state().plans(), () -> controller.events().toString());
        assertEquals(Optional.of(Decision.Stop.SUCCESS), controller.next().stop());
    }

    /** Behind the epoch on a 2.5 s and 2 s on b have to be strictly below what is left. */
    @Test
    void switchesAheadCount() {
        afterAnEpoch(switching(6.75), 2.25, ResourceChanges.NONE, situation -> assertFalse(situation.isInTime()));
        afterAnEpoch(switching(6.75), 2.25 - 1e-15, ResourceChanges.NONE, situation -> {
            assertTrue(situation.isInTime());
            assertEquals(1, situation.slowness());
        });
    }

    /** Three epochs on b are planned. An epoch on c saves 1 J of 4 and takes 4 s, but to return to b takes time or energy. */
    @Test
    void aMoveIsWeighedWithTheWayBack() {
        double[] savings = {0, 0.25};
        double[] seconds = {1.25, 1};
        for (int i = 0; i < 2; i++) {
            double expected = savings[i];
            afterAnEpoch(
                    returning(0.5, 0),
                    seconds[i],
                    ResourceChanges.NONE,
                    situation -> assertEquals(expected, situation.saving()));
        }
        afterAnEpoch(returning(0.5, 1), 1, ResourceChanges.NONE, situation -> assertEquals(0, situation.saving()));
        ResourceChanges slow = ResourceChanges.NONE.withSlowDown("b", 3);
        afterAnEpoch(returning(0, 1), 3, slow, situation -> assertTrue(situation.isFasterForNoMore()));
        afterAnEpoch(returning(0, 1.5), 3, slow, situation -> assertFalse(situation.isFasterForNoMore()));
        afterAnEpoch(returning(2, 1), 3, slow, situation -> assertFalse(situation.isFasterForNoMore()));
    }

    /** What a switch to b takes is to be said. */
    private static Problem returning(double seconds, double joules) {
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", "7.6")
                .replace("EPOCHS", THREE)
                .replace(
                        "{\"name\": \"b\"}",
                        "{\"name\": \"b\", \"switchSeconds\": " + seconds + ", \"switchJoules\": " + joules + "}"));
    }

    /**
     * Of schedules that are optimal slack finds nothing, as long as all goes as planned, and they add up to the plan; where there is no
     * plan a run ends before its start. Six epochs, half of them with a limit on the energy.
     */
    @Test
    void aRunThatGoesAsPlannedIsPlannedOnce() {
        Random random = new Random(12);
        Map<Integer, Integer> runs = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            Problem problem = random(random);
            Optional<Plan> plan = Planner.create().plan(problem).plan();
            RunController controller = RunController.start(
                    problem,
                    ControlOptions.DEFAULT.withTrigger(Triggers.slack()).withForecast(RateForecasts.LAST));
            if (plan.isEmpty()) {
                assertTrue(controller.next().stop().isPresent(), controller.next()::why);
            } else {
                playAsPlanned(controller, plan.get());
            }
            int servers = (int) plan.stream()
                    .flatMap(known -> known.schedule().stream())
                    .map(Segment::server)
                    .distinct()
                    .count();
            runs.merge(servers, 1, Integer::sum);
        }
        for (int servers = 0; servers <= 2; servers++) {
            assertTrue(runs.getOrDefault(servers, 0) >= 50, runs::toString);
        }
    }

    private static void playAsPlanned(RunController controller, Plan plan) {
        double seconds = plan.setup().seconds();
        double joules = plan.setup().joules();
        int epochs = plan.robust().epochs();
        for (int k = 1; k <= epochs; k++) {
            NextEpoch epoch = controller.next().epoch().orElseThrow();
            seconds += epoch.seconds();
            joules += epoch.joules();
            controller.observe(
                    k == epochs ? 0.4 : 0.6,
                    epoch.seconds() + (k == 1 ? plan.setup().seconds() : 0),
                    epoch.joules() + (k == 1 ? plan.setup().joules() : 0));
        }
        assertEquals(1, controller.state().plans(), () -> controller.events().toString());
        assertEquals(plan.robust().seconds(), seconds, 1e-9 * seconds);
        assertEquals(plan.robust().joules(), joules, 1e-9 * joules);
        assertEquals(Optional.of(Decision.Stop.SUCCESS), controller.next().stop());
    }

    /** Three servers, to each of which a switch takes time and energy. */
    private static Problem random(Random random) {
        String limit = random.nextBoolean() ? ", \"joules\": " + (20 + 40 * random.nextDouble()) : "";
        String text = SCENARIO.replace("DEADLINE", 6 + 20 * random.nextDouble() + limit)
                .replace("EPOCHS", "{\"expected\": 6, \"robust\": 6}");
        double[] seconds = {1, 2, 4};
        double[] joules = {10, 4, 3};
        for (int i = 0; i < 3; i++) {
            text = text.replace(
                            "\"seconds\": " + (int) seconds[i] + ", \"joules\": " + (int) joules[i],
                            "\"seconds\": " + seconds[i] * (0.5 + random.nextDouble()) + ", \"joules\": "
                                    + joules[i] * (0.5 + random.nextDouble()))
                    .replace(
                            "{\"name\": \"" + "abc".charAt(i) + "\"}",
                            "{\"name\": \"" + "abc".charAt(i) + "\", \"switchSeconds\": " + random.nextDouble()
                                    + ", \"switchJoules\": " + random.nextDouble() + "}");
        }
        return ScenarioJson.parse(text);
    }

    /** Five epochs on a, of 1 s but for the third, which takes 3 s: of 8 s with the setup 6 are left after the first. */
    @Test
    void epochsAheadTakeWhatTheyDoInTheirOwnEpoch() {
        afterAnEpoch(changing(8.5), 2, ResourceChanges.NONE, situation -> assertTrue(situation.isInTime()));
        afterAnEpoch(changing(8.5), 2.5, ResourceChanges.NONE, situation -> assertFalse(situation.isInTime()));
        RunController controller = RunController.start(changing(13), ControlOptions.DEFAULT);
        assertEquals("a", controller.next().epoch().orElseThrow().server());
        assertEquals(Optional.empty(), controller.whyBreakOff(1.6, 4.3), "12.9 s in all");
        assertTrue(controller.whyBreakOff(1.6, 4.5).isPresent(), "13.1 s in all");
    }

    private static Problem changing(double deadline) {
        String entry =
                "{\"model\": \"m\", \"bits\": 8, \"server\": \"a\", \"cut\": 0, \"seconds\": %d, \"joules\": 1, \"epoch\": %d}, ";
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", Double.toString(deadline))
                .replace("EPOCHS", "{\"expected\": 5, \"robust\": 5}")
                .replace("\"joules\": 10", "\"joules\": 1")
                .replace("\"entries\": [", "\"entries\": [" + entry.formatted(3, 3) + entry.formatted(1, 4)));
    }

    /** A joule on a costs a fifth: its 10 J come to 2, less than the 4 and 3 J of b and c. */
    @Test
    void whereAPriceIsMinimisedItIsWhatIsSaved() {
        Problem cheapOnA = priced(20, "\"a\": 0.2");
        afterAnEpoch(cheapOnA, 2, ResourceChanges.NONE, situation -> assertEquals(0, situation.saving()));
        Problem dearOnC = priced(6.5, "\"c\": 2");
        afterAnEpoch(dearOnC, 0.5, ResourceChanges.NONE, situation -> assertEquals(0, situation.saving(), "c: 6"));
    }

    private static Problem priced(double deadline, String pricePerJoule) {
        String objective = "\"objective\": {\"minimise\": \"price\", \"pricePerJoule\": {" + pricePerJoule
                + ", \"default\": 1}}, ";
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", Double.toString(deadline))
                .replace("EPOCHS", THREE)
                .replace("\"edgeServers\"", objective + "\"edgeServers\""));
    }

    /** c takes no energy: nothing can be saved of it, and its share is no number. */
    @Test
    void ofNoEnergyNothingIsSaved() {
        afterAnEpoch(problem(20, 0), 5, ResourceChanges.NONE, situation -> {
            assertEquals(0, situation.saving());
            assertTrue(situation.isInTime());
        });
    }

    /** b takes 6 s, of which c, with 4 s and as much energy or less, is the faster. */
    @Test
    void whatIsFasterForNoMoreEnergy() {
        ResourceChanges slow = ResourceChanges.NONE.withSlowDown("b", 3);
        for (double joules : new double[] {3, 4}) {
            afterAnEpoch(problem(6.5, joules), 3, slow, situation -> {
                assertTrue(situation.isFasterForNoMore());
                assertEquals(3, situation.slowness());
                assertEquals(2, situation.largestChange());
                assertFalse(situation.isInTime());
            });
        }
        afterAnEpoch(problem(6.5, 4.5), 3, slow, situation -> assertFalse(situation.isFasterForNoMore()));
    }

    /** c and c and b are planned in 11.5 s; without b that does not fit. */
    @Test
    void aServerThatIsNeededLaterMayBeDown() {
        ResourceChanges down = ResourceChanges.NONE.withDown("b");
        afterAnEpoch(problem(11.5, 3), 5, ResourceChanges.NONE, situation -> assertTrue(situation.isInTime()));
        afterAnEpoch(problem(11.5, 3), 5, down, situation -> {
            assertFalse(situation.isInTime());
            assertEquals(0, situation.saving());
            assertEquals(Double.POSITIVE_INFINITY, situation.largestChange());
        });
    }

    @Test
    void asFastAsBeforeIsNoChange() {
        int[] looks = new int[1];
        RunController controller = controller(problem(20, 3), situation -> {
            assertEquals(0, situation.largestChange());
            looks[0]++;
        });
        controller.resourcesChanged(
                ResourceChanges.NONE.withSlowDown("a", 4).withSlowDown("c", 2).withDown("b"));
        controller.next();
        controller.observe(0.6, 9, 4);
        controller.next();
        assertEquals(1, looks[0]);
    }

    /** Stated are 4 Mbit/s, of which a quarter is left in the first epoch, and half in the second. */
    @Test
    void ratesAreComparedWithThoseOfThePlanOrOfTheScenario() {
        double[] changes = {0.75, 0.5};
        int[] looks = new int[1];
        RunController controller = controller(
                TestRun.problem(), situation -> assertEquals(changes[looks[0]++], situation.largestChange(), 1e-12));
        LinkName near = LinkName.ofDevice("near");
        for (double rate : new double[] {1e6, 2e6}) {
            NextEpoch epoch = controller.next().epoch().orElseThrow();
            controller.observe(0.6, epoch.seconds(), epoch.joules());
            controller.resourcesChanged(ResourceChanges.NONE.withRate(near, rate));
        }
        controller.next();
        assertEquals(2, looks[0]);
    }

    // triggers

    private record Seen(
            int epochsDone,
            double largestChange,
            double value,
            boolean isInTime,
            double slowness,
            double saving,
            boolean isFasterForNoMore)
            implements Situation {
        static final Seen ALL_WELL = new Seen(9, 0, 0.9, true, 1, 0, false);

        @Override
        public int epochsSincePlan() {
            return epochsDone;
        }
    }

    private static Seen changed(int epochsDone, double change) {
        return new Seen(epochsDone, change, 0.9, true, 1, 0, false);
    }

    private static boolean slackPlans(boolean inTime, double slowness, double saving, boolean faster) {
        return Triggers.slack().plans(new Seen(9, 0, 0.9, inTime, slowness, saving, faster));
    }

    @Test
    void asInThePaperItIsPlannedInitiallyAndOnChange() {
        Trigger trigger = Triggers.significantChange(2, 0.1);
        assertTrue(trigger.plans(changed(1, 0)));
        assertFalse(trigger.plans(changed(2, 0.1)));
        assertTrue(trigger.plans(changed(2, Math.nextUp(0.1))));
        assertEquals("initial 2 epochs or a change of 0.1", trigger.toString());
    }

    @Test
    void aLowValueIsPlannedAgain() {
        Trigger trigger = Triggers.value(0.5);
        assertFalse(trigger.plans(new Seen(9, 0, 0.5, true, 1, 0, false)));
        assertTrue(trigger.plans(new Seen(9, 0, Math.nextDown(0.5), true, 1, 0, false)));
        assertEquals("value below 0.5", trigger.toString());
        assertEquals("value below 1.0", Triggers.value(1).toString());
    }

    @Test
    void slackLooksAtTimeAndAtWhatOthersWouldTake() {
        assertFalse(Triggers.slack().plans(Seen.ALL_WELL));
        assertTrue(slackPlans(false, 1, 0, false));
        assertTrue(slackPlans(true, 1, 0, true));
        assertFalse(slackPlans(true, 1.15, 0, false));
        assertTrue(slackPlans(true, Math.nextUp(1.15), 0, false));
        assertFalse(slackPlans(true, 1, Math.nextDown(0.02), false));
        assertTrue(slackPlans(true, 1, 0.02, false));
    }
}
