package io.github.jqodi.control;

import static io.github.jqodi.control.ThreeServers.SCENARIO;
import static io.github.jqodi.control.ThreeServers.THREE;
import static io.github.jqodi.control.ThreeServers.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Worked by hand: three epochs reach the target. On a an epoch takes 1 s and 10 J, on b 2 s and 4 J, on c 4 s and 3 J. Setting up
 * takes 1 s and 5 J.
 */
class RunControllerTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static RunController controller(double deadline, String epochs) {
        return RunController.start(problem(deadline, epochs), ControlOptions.DEFAULT);
    }

    private static NextEpoch next(RunController controller) {
        return controller.next().epoch().orElseThrow(() -> new AssertionError(controller.next()));
    }

    /** 1 + 2 + 2 + 1 s are below 6.5 s, and no cheaper three epochs are. */
    @Test
    void theCheapEpochsComeFirst() {
        RunController controller = controller(6.5, THREE);
        assertEquals(new NextEpoch(PAIR, 1, "b", 0, 2, 4), next(controller));
        controller.observe(0.8, 3, 9);
        assertEquals("b", next(controller).server());
        controller.observe(0.7, 2, 4);
        assertEquals(new NextEpoch(PAIR, 3, "a", 0, 1, 10), next(controller));
        controller.observe(0.4, 1, 10);
        assertEquals(Optional.of(Stop.SUCCESS), controller.next().stop());
        assertEquals(new BigDecimal(6), controller.state().seconds());
        assertEquals(23, controller.state().joules());
    }

    /** What one epoch is late, the next ones have to make up for. */
    @Test
    void aLateEpochIsMadeUpFor() {
        RunController controller = controller(9, THREE);
        assertEquals("b", next(controller).server());
        controller.observe(0.8, 6.5, 9);
        assertEquals("a", next(controller).server());
    }

    @Test
    void theTargetIsReachedExactlyBelowTheDeadline() {
        for (double late : new double[] {0, Math.ulp(8.0)}) {
            RunController controller = controller(11, THREE);
            next(controller);
            controller.observe(0.6, 3, 9);
            next(controller);
            controller.observe(0.4, Math.nextDown(8.0) + late, 10);
            assertEquals(
                    Optional.of(late == 0 ? Stop.SUCCESS : Stop.DEADLINE),
                    controller.next().stop());
        }
    }

    /** After two epochs at least one more is needed, and the fastest takes 1 s. */
    @ParameterizedTest
    @CsvSource({"1.01, RUN", "1, HOPELESS", "0.5, HOPELESS"})
    void aRunEndsAsSoonAsNoCompletionCanSucceed(double left, String expected) {
        RunController controller = controller(20, THREE);
        next(controller);
        controller.observe(0.8, 3, 9);
        next(controller);
        controller.observe(0.7, 17 - left, 4);
        Decision decision = controller.next();
        assertEquals(expected, decision.stop().map(Stop::name).orElse("RUN"), decision.why());
    }

    /** 1 + 3 s are not below 4 s, so that no third epoch can be had; a second one may do with 0.01. */
    @Test
    void whatFitsNoPlanRunsAsFastAsCanBe() {
        RunController controller = controller(4, "{\"pmf\": [0, 0.01, 0.99], \"never\": 0}");
        NextEpoch next = next(controller);
        assertEquals("a", next.server());
    }

    @Test
    void whoHardlyCanSucceedIsGivenUpWhereThatIsAskedFor() {
        Problem problem = problem(10, "{\"pmf\": [0, 0.01, 0.99], \"never\": 0}");
        ControlOptions patient = ControlOptions.DEFAULT;
        for (ControlOptions options : List.of(patient, patient.withGiveUpBelow(0.02))) {
            RunController controller = RunController.start(problem, options);
            next(controller);
            controller.observe(0.8, 8.5, 9);
            Decision decision = controller.next();
            assertEquals(
                    options.giveUpBelow() > 0 ? Optional.of(Stop.GIVEN_UP) : Optional.empty(),
                    decision.stop(),
                    decision.why());
        }
    }

    /** A server that is down is not used; where all are, nothing runs until one is back. */
    @Test
    void serversComeAndGo() {
        RunController controller = controller(20, THREE);
        assertEquals("c", next(controller).server());
        controller.observe(0.8, 5, 8);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("c"));
        assertEquals("b", next(controller).server());
        assertEquals(Optional.of("b is down"), brokenOffByOutage(controller, "b"));
        controller.resourcesChanged(ResourceChanges.NONE.withDown("a"));
        assertTrue(controller.next().isWaiting());
        controller.waited(0.5);
        controller.resourcesChanged(ResourceChanges.NONE.withUp("c"));
        assertEquals("c", next(controller).server());
        assertEquals(new BigDecimal(6.25), controller.state().seconds());
        assertEquals(1, controller.state().epochsDone());
    }

    private static Optional<String> brokenOffByOutage(RunController controller, String server) {
        controller.resourcesChanged(ResourceChanges.NONE.withDown(server));
        Optional<String> why = controller.whyBreakOff(0.75, Double.POSITIVE_INFINITY);
        controller.brokenOff(0.75, 1);
        return why;
    }

    /** b takes three times as long: 6 s and 4 J are worse than 4 s and 3 J. */
    @Test
    void slowServersAreLeft() {
        RunController controller = controller(8.5, THREE);
        assertEquals("b", next(controller).server());
        controller.observe(0.8, 3, 9);
        controller.resourcesChanged(ResourceChanges.NONE.withSlowDown("b", 3));
        NextEpoch next = next(controller);
        assertEquals("c", next.server());
    }

    /** An epoch on c takes 4 s, one more is planned; stalled it is over 6 s, 1.25 · 1 + 1 s from its end, and late by then. */
    @ParameterizedTest
    @CsvSource({"6, 10, false", "6.1, 2.25, false", "6.1, 3, false", "6.1, 6.8, false", "6.1, 6.9, true"})
    void anEpochStallsWhereItsRestTakesLongerThanAnotherAndTooLong(double soFar, double rest, boolean stalls) {
        RunController controller = controller(20, THREE);
        next(controller);
        controller.observe(0.8, 3, 9);
        assertEquals("c", next(controller).server());
        assertEquals(stalls, controller.whyBreakOff(soFar, rest).isPresent());
    }

    @Test
    void askedTwiceItAnswersTheSameAndOnlyWhatRunsIsObserved() {
        RunController controller = controller(20, THREE);
        assertThrows(IllegalArgumentException.class, () -> controller.observe(0.5, 1, 1));
        assertEquals(controller.next(), controller.next());
        assertEquals(1, controller.state().plans());
        controller.observe(0.8, 3, 9);
        assertThrows(IllegalArgumentException.class, () -> controller.brokenOff(1, 1));
        assertThrows(
                IllegalArgumentException.class, () -> controller.resourcesChanged(ResourceChanges.NONE.withDown("x")));
    }

    /** Nothing changes, so that the schedule of the start goes on; without a trigger it is never planned again. */
    @ParameterizedTest
    @CsvSource({"every, 3", "never, 1", "paper, 2", "slack, 1"})
    void triggersDecideHowOftenItIsPlanned(String name, int plans) {
        Trigger trigger = switch (name) {
            case "every" -> Triggers.everyEpoch();
            case "never" -> Triggers.never();
            case "paper" -> Triggers.significantChange(2, 0.1);
            default -> Triggers.slack();
        };
        RunController controller =
                RunController.start(problem(6.5, THREE), ControlOptions.DEFAULT.withTrigger(trigger));
        double[] seconds = {3, 2, 1};
        for (double took : seconds) {
            next(controller);
            controller.observe(0.6, took, 4);
        }
        assertEquals(plans, controller.state().plans());
    }

    @Test
    void aTriggerThatFailsIsNamed() {
        Trigger broken = situation -> {
            throw new IllegalStateException("no answer");
        };
        RunController controller = RunController.start(problem(6.5, THREE), ControlOptions.DEFAULT.withTrigger(broken));
        next(controller);
        controller.observe(0.6, 3, 4);
        assertEquals(
                "answer of the trigger cannot be had, the caller's code throws: java.lang.IllegalStateException: no answer",
                assertThrows(IllegalArgumentException.class, controller::next).getMessage());
    }

    /** Twice as slow, b is late: its schedule no longer fits. */
    @Test
    void aScheduleThatNoLongerFitsIsPlannedAgainBySlack() {
        RunController controller =
                RunController.start(problem(6.5, THREE), ControlOptions.DEFAULT.withTrigger(Triggers.slack()));
        next(controller);
        controller.observe(0.6, 4, 4);
        assertEquals("a", next(controller).server());
        assertEquals(2, controller.state().plans());
    }

    /** With a budget of 0.05 the schedule has to last three epochs; a miss at 0.04 of the price is cheaper than a third epoch. */
    @Test
    void aRiskBudgetKeepsTheConfidence() {
        String epochs = "{\"pmf\": [0, 0.9, 0.06, 0.04], \"never\": 0}";
        RunController controller =
                RunController.start(problem(100, epochs), ControlOptions.DEFAULT.withAim(Aim.RISK_BUDGET));
        next(controller);
        assertEquals(3, epochs(controller));
        controller.observe(0.8, 5, 8);
        next(controller);
        controller.observe(0.8, 4, 3);
        next(controller);
        assertEquals(1, epochs(controller));
    }

    private static int epochs(RunController controller) {
        return controller.state().committed().orElseThrow().steps().stream()
                .mapToInt(Committed.Step::epochs)
                .sum();
    }

    @Test
    void aMissIsCheapOrDear() {
        String epochs = "{\"pmf\": [0.5, 0, 0, 0, 0, 0, 0, 0.5], \"never\": 0}";
        for (double price : new double[] {0.1, 10}) {
            ControlOptions options = ControlOptions.DEFAULT.withAim(new Aim.PricedMiss(price, List.of(0.4, 0.99)));
            RunController controller = RunController.start(problem(100, epochs), options);
            next(controller);
            assertEquals(price < 1 ? 1 : 8, epochs(controller));
        }
    }

    /** A belief that learns says that one more epoch is enough. */
    @Test
    void lossesChangeWhatIsBelieved() {
        ControlOptions options = ControlOptions.DEFAULT.withBelief(
                (pair, losses) -> Optional.of(EpochEstimate.of(losses.size() + 1, losses.size() + 1)));
        RunController controller = RunController.start(problem(20, "{\"expected\": 9, \"robust\": 9}"), options);
        next(controller);
        assertEquals(9, epochs(controller));
        controller.observe(0.6, 2, 9);
        next(controller);
        assertEquals(1, epochs(controller));
    }

    @Test
    void aResumedRunDecidesAsItWouldHave() {
        RunController first = controller(9, THREE);
        next(first);
        first.observe(0.8, 5.125, 9);
        RunController second = RunController.resume(problem(9, THREE), ControlOptions.DEFAULT, first.state());
        assertEquals(first.next(), second.next());
        assertEquals(first.state(), second.state());
        assertThrows(
                IllegalArgumentException.class,
                () -> RunController.resume(problem(10, THREE), ControlOptions.DEFAULT, first.state()));
    }

    @Test
    void everyStepIsInTheLog() {
        RunController controller = controller(20, THREE);
        next(controller);
        controller.observe(0.4, 3, 9);
        controller.next();
        assertEquals(
                List.of(RunEvent.Kind.START, RunEvent.Kind.PLAN, RunEvent.Kind.EPOCH, RunEvent.Kind.STOP),
                controller.events().stream().map(RunEvent::kind).toList());
        assertTrue(controller.events().get(1).text().contains("cut 0 on "), controller.events()::toString);
    }

    /** Three epochs on b end at 7 s. In the 4.5 s left a fourth would be cheaper on c. */
    @Test
    void aFixedScheduleStaysFixedBehindItsEnd() {
        Problem free = problem(11.5, THREE);
        Problem fixed = free.withScenario(
                free.scenario().toBuilder().schedule(SchedulePolicy.FIXED).build());
        RunController controller = RunController.start(fixed, ControlOptions.DEFAULT);
        for (int k = 1; k <= 3; k++) {
            assertEquals("b", next(controller).server());
            controller.observe(0.8, k == 1 ? 3 : 2, k == 1 ? 9 : 4);
        }
        assertEquals(new NextEpoch(PAIR, 4, "b", 0, 2, 4), next(controller));
    }

    /** That the target may never be reached rules a pair out where a confidence is demanded, not where a miss has a price. */
    @Test
    void aPriceOfAMissAdmitsWhatMayNeverGetThere() {
        Problem doubtful = problem(6.5, "{\"pmf\": [0, 0, 0.8], \"never\": 0.2}");
        RunController priced = RunController.start(doubtful, ControlOptions.DEFAULT);
        assertEquals("b", next(priced).server());
        assertEquals(23, priced.state().referenceObjective().orElseThrow(), 1e-9);
        RunController confident = RunController.start(doubtful, ControlOptions.DEFAULT.withAim(Aim.RISK_BUDGET));
        assertEquals(Optional.of(Stop.NO_CANDIDATE), confident.next().stop());
    }

    // what a run may be

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(InvalidValueException.class, action).getMessage());
    }

    @Test
    void onlyFineTuningForEnergyOrPriceIsControlled() {
        Problem problem = problem(9, THREE);
        Scenario scenario = problem.scenario();
        RunInProgress begun = new RunInProgress(PAIR, 1, 2, 3, List.of(), Optional.empty(), 0);
        refused(
                "task (inference) must be fine-tuning. An inference has no epochs.",
                () -> start(ScenarioJson.parse(SCENARIO.replace("DEADLINE", "9")
                        .replace("EPOCHS", "\"never\"")
                        .replace("\"target\":", "\"task\": \"inference\", \"target\":"))));
        refused(
                "progress (given) must be missing where a run is controlled. A run in progress is taken up from its state.",
                () -> start(problem.withProgress(begun)));
        refused(
                "objective (time) must be energy or price where a run is controlled.",
                () -> start(problem.withScenario(
                        scenario.toBuilder().objective(new Objective.Time()).build())));
    }

    private static RunController start(Problem problem) {
        return RunController.start(problem, ControlOptions.DEFAULT);
    }

    @Test
    void aStateIsTakenUpWithWhatItNamesAlone() {
        RunController first = controller(9, THREE);
        first.next();
        RunState.Builder builder = first.state().toBuilder();
        builder.servers = Map.of("x", new ServerState(false, 1));
        refused("server ('x') is not in this scenario. Known are a, b, c.", () -> resume(builder.build()));
        builder.servers = Map.of();
        builder.links = Map.of(LinkName.ofDevice("a"), LinkState.of(5));
        assertThrows(InvalidValueException.class, () -> resume(builder.build()), "measured costs have no links");
        builder.links = Map.of();
        builder.stints = List.of(new Stint(QuantizedModel.of("other", 8), 0, 0));
        assertThrows(InvalidValueException.class, () -> resume(builder.build()));
        builder.stints = List.of(new Stint(QuantizedModel.of("m", 4), 0, 0));
        refused("quantization ('4') is not in this scenario. Known are 8.", () -> resume(builder.build()));
        builder.stints = List.of();
        builder.lastServer = Optional.of("x");
        refused("server ('x') is not in this scenario. Known are a, b, c.", () -> resume(builder.build()));
        builder.lastServer = Optional.empty();
        for (NextEpoch unknown : List.of(
                new NextEpoch(QuantizedModel.of("m", 4), 1, "a", 0, 1, 1), new NextEpoch(PAIR, 1, "x", 0, 1, 1))) {
            builder.decision = Optional.of(Decision.run(unknown, ""));
            assertThrows(InvalidValueException.class, () -> resume(builder.build()));
        }
        builder.decision = first.state().decision();
        for (Committed.Step unknown :
                List.of(new Committed.Step("x", 0, 1, 1, 1), new Committed.Step("a", 5, 1, 1, 1))) {
            builder.committed = Optional.of(new Committed(0, List.of(unknown), Map.of(), Map.of()));
            assertThrows(InvalidValueException.class, () -> resume(builder.build()));
        }
        builder.committed = first.state().committed();
        RunController second = resume(builder.build());
        assertEquals(Optional.of(PAIR), second.pair());
        assertEquals("taken up again", second.events().get(0).text());
    }

    private static RunController resume(RunState state) {
        return RunController.resume(problem(9, THREE), ControlOptions.DEFAULT, state);
    }

    @Test
    void theSameRunIsLookedAtInAnotherState() {
        RunController controller = controller(9, THREE);
        assertEquals(Optional.empty(), controller.pair());
        RunState start = controller.state();
        next(controller);
        controller.observe(0.8, 3, 9);
        RunController again = controller.fork(start);
        assertEquals(start, again.state());
        assertEquals(1, next(again).epoch());
        assertEquals(1, controller.state().epochsDone());
        assertEquals("run of three servers after 1 epoch", controller.toString());
    }

    // how it ends

    @Test
    void aTargetHasToBeBelow() {
        for (double loss : new double[] {0.5, Math.nextDown(0.5)}) {
            RunController controller = controller(20, THREE);
            next(controller);
            controller.observe(loss, 3, 9);
            assertEquals(
                    loss < 0.5 ? Optional.of(Stop.SUCCESS) : Optional.empty(),
                    controller.next().stop());
        }
    }

    @ParameterizedTest
    @CsvSource({"16.99, RUN", "17, ENERGY", "20, ENERGY", "21, ENERGY"})
    void aLimitOnTheEnergyEndsTheRun(double spent, String expected) {
        RunController controller = start(limited(20, "{\"expected\": 2, \"robust\": 2}"));
        next(controller);
        controller.observe(0.8, 3, spent);
        assertEquals(expected, controller.next().stop().map(Stop::name).orElse("RUN"));
    }

    /** 5 and 3 · 3 J are below 15 J. Two more epochs take at least 6 J: there is a plan when 8 J are spent, and none after 9 J. */
    @ParameterizedTest
    @CsvSource({"8, c", "9, ENERGY", "12, ENERGY"})
    void whatIsLeftOfALimitIsPlannedWith(double spent, String server) {
        RunController controller = start(limited(15, THREE));
        assertEquals("c", next(controller).server());
        controller.observe(0.8, 5, spent);
        Decision decision = controller.next();
        assertEquals(
                server,
                decision.epoch()
                        .map(NextEpoch::server)
                        .orElseGet(() -> decision.stop().get().name()));
    }

    /** Fourteen epochs on c take 5 + 14 · 3 J, the most below 50 J, and the more there are, the better. */
    @Test
    void whereEnergyIsShortItBuysAsManyEpochsAsItCan() {
        String any = IntStream.rangeClosed(1, 100).mapToObj(k -> "0.01").collect(Collectors.joining(", "));
        RunController controller = start(ScenarioJson.parse(SCENARIO.replace("DEADLINE", "10000, \"joules\": 50")
                .replace("EPOCHS", "{\"pmf\": [" + any + "], \"never\": 0}")));
        for (int k = 1; k <= 14; k++) {
            assertEquals("c", next(controller).server(), controller.next()::why);
            controller.observe(0.8, 4, k == 1 ? 8 : 3);
        }
        assertEquals(Optional.of(Stop.ENERGY), controller.next().stop());
    }

    /** Whatever the trigger: 9.5 J are left, and the schedule goes on with 10 J. */
    @Test
    void aScheduleIsNotFollowedBeyondTheLimit() {
        for (Trigger trigger : List.of(Triggers.never(), Triggers.slack(), Triggers.everyEpoch())) {
            Problem problem = ScenarioJson.parse(
                    SCENARIO.replace("DEADLINE", "5, \"joules\": 36").replace("EPOCHS", THREE));
            RunController controller = RunController.start(problem, ControlOptions.DEFAULT.withTrigger(trigger));
            next(controller);
            controller.observe(0.8, 1, 21.5);
            next(controller);
            controller.observe(0.7, 0.5, 5);
            assertEquals("b", next(controller).server(), controller.next()::why);
        }
    }

    /** 5 and 3 J are not below 8 J. */
    @Test
    void aLimitThatNoEpochIsBelowEndsTheRunBeforeItsStart() {
        assertEquals(Optional.of(Stop.ENERGY), start(limited(8, THREE)).next().stop());
        assertEquals(Optional.of(Stop.ENERGY), start(limited(14, THREE)).next().stop());
        assertEquals("c", next(start(limited(14.1, THREE))).server());
    }

    /** A second epoch may do. Of 1.5 s and 4.5 J left a takes too much energy, and b and c are late. */
    @Test
    void timeAndEnergyMaySufficeApartAndNotTogether() {
        RunController controller = start(limited(20, "{\"pmf\": [0, 0.5, 0, 0.5], \"never\": 0}"));
        next(controller);
        controller.observe(0.8, 18.5, 15.5);
        assertEquals(Optional.of(Stop.ENERGY), controller.next().stop());
        assertEquals(
                "no pair can reach the target with the 1.5 s and 4.5 J left",
                controller.next().why());
    }

    /** Two epochs of b would do, once its server is back; now c alone runs, too slowly for a second epoch. */
    @Test
    void whatFitsNoPlanRunsAsFastAsItCan() {
        RunController controller = start(limited(24, THREE));
        next(controller);
        controller.observe(0.8, 13.5, 15.5);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("a").withDown("b"));
        assertEquals("c", next(controller).server(), controller.next()::why);
        assertTrue(controller.next().why().endsWith("; nothing fits into the 6.5 s and 8.5 J left: as fast as can be"));
        controller.brokenOff(0, 2);
        assertEquals(Optional.of(Stop.ENERGY), controller.next().stop(), "c and then b would take 7 J");
    }

    /** On c two epochs take 5.4 s, on d 2.8 s and 10.8 J; c and then a take 3.7 s and 11 J, of which the last cannot be paid for. */
    @Test
    void aPlanIsWorthWhatItsEpochsThatCanBePaidForAre() {
        for (Aim aim : List.of(Aim.DEFAULT, Aim.RISK_BUDGET)) {
            payableEpochs(aim);
        }
    }

    private static void payableEpochs(Aim aim) {
        RunController controller = RunController.start(
                ScenarioJson.parse(SCENARIO.replace("DEADLINE", "5, \"joules\": 16")
                        .replace("EPOCHS", "{\"pmf\": [0.7, 0.3], \"never\": 0}")
                        .replace("\"seconds\": 1, \"joules\": 10", "\"seconds\": 1, \"joules\": 8")
                        .replace("\"seconds\": 2, \"joules\": 4", "\"seconds\": 1.4, \"joules\": 5.4")
                        .replace("\"seconds\": 4, \"joules\": 3", "\"seconds\": 2.7, \"joules\": 3")),
                ControlOptions.DEFAULT.withAim(aim));
        assertEquals("b", next(controller).server(), controller.next()::why);
        controller.observe(0.6, 2.4, 10.4);
        assertEquals("b", next(controller).server(), controller.next()::why);
        controller.observe(0.4, 1.4, 5.4);
        assertEquals(Optional.of(Stop.SUCCESS), controller.next().stop());
    }

    /** a is down; an epoch on c would leave no time for the second one, which a takes a second for once it is back. */
    @Test
    void anEpochThatWouldSpoilTheLastChanceIsNotRun() {
        RunController controller = controller(6, "{\"expected\": 2, \"robust\": 2}");
        controller.resourcesChanged(ResourceChanges.NONE.withDown("b"));
        assertEquals("a", next(controller).server());
        controller.observe(0.6, 2, 15);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("a"));
        assertWaitsFor("a", "4 s", controller);
    }

    private static void assertWaitsFor(String server, String left, RunController controller) {
        assertTrue(controller.next().isWaiting(), controller.next()::why);
        assertEquals(
                "no pair can reach the target with the " + left + " left without the servers that are down",
                controller.next().why());
        controller.waited(1);
        controller.resourcesChanged(ResourceChanges.NONE.withUp(server));
        assertEquals(server, next(controller).server());
    }

    /** a is too dear for what is left, and c too slow to leave time for b, once that is back. */
    @Test
    void norIsTheFastestThatCanBePaidFor() {
        RunController controller = start(ScenarioJson.parse(SCENARIO.replace("DEADLINE", "8, \"joules\": 24")
                .replace("EPOCHS", "{\"expected\": 2, \"robust\": 2}")));
        next(controller);
        controller.observe(0.6, 4.5, 15);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("b"));
        assertWaitsFor("b", "3.5 s and 9 J", controller);
    }

    /** Slow servers are waited for as those are that are down, as long as there is time enough. */
    @Test
    void whatIsSlowForTheMomentEndsNoRun() {
        RunController controller = controller(5.5, THREE);
        controller.resourcesChanged(
                ResourceChanges.NONE.withSlowDown("a", 2).withSlowDown("b", 2).withSlowDown("c", 2));
        assertEquals(
                "no pair can reach the target with the 5.5 s left as links and servers stand",
                controller.next().why());
        assertTrue(controller.next().isWaiting());
        controller.waited(1);
        assertTrue(controller.next().isWaiting());
        controller.waited(0.5);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop(), "1 + 3 s are not below 4 s");
    }

    /** b at half its time is faster than stated, also once it is back. */
    @Test
    void aServerFasterThanStatedIsWaitedFor() {
        RunController controller = controller(3.5, "{\"expected\": 2, \"robust\": 2}");
        ResourceChanges fast = ResourceChanges.NONE.withSlowDown("b", 0.5).withDown("a");
        controller.resourcesChanged(fast.withDown("b"));
        assertTrue(controller.next().isWaiting(), controller.next()::why);
        controller.waited(0.4);
        assertTrue(controller.next().isWaiting(), controller.next()::why);
        controller.waited(0.1);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop(), "1 + 2 · 1 s are not below 3 s");
    }

    /** A second epoch on b takes 1 s, after one on a or c, but one action serves both: on c they take 8 s, elsewhere 10 s. */
    @Test
    void oneActionForAllEpochsMayNotDoWhereTwoWould() {
        String entry =
                "{\"model\": \"m\", \"bits\": 8, \"server\": \"%s\", \"cut\": 0, \"seconds\": %d, \"joules\": 1, \"epoch\": 2}, ";
        String text = SCENARIO.replace("DEADLINE", "7")
                .replace("EPOCHS", "{\"expected\": 2, \"robust\": 2}")
                .replace("\"seconds\": 2, \"joules\": 4", "\"seconds\": 9, \"joules\": 4")
                .replace("\"entries\": [", "\"entries\": [" + entry.formatted("a", 9) + entry.formatted("b", 1));
        assertEquals("c", next(start(ScenarioJson.parse(text))).server());
        RunController fixed = start(ScenarioJson.parse(
                text.replace("\"name\": \"three servers\"", "\"name\": \"fixed\", \"schedule\": \"fixed\"")));
        assertEquals(Optional.of(Stop.HOPELESS), fixed.next().stop(), fixed.next()::why);
        assertEquals(
                "no pair can reach the target with the 7 s left", fixed.next().why());
    }

    /** Where no server is up either, nothing is waited for that could not succeed. */
    @Test
    void withoutAnyServerARunEndsOnceNoneWouldDo() {
        RunController controller = controller(5, THREE);
        next(controller);
        controller.observe(0.6, 2.5, 15);
        controller.resourcesChanged(
                ResourceChanges.NONE.withDown("a").withDown("b").withDown("c"));
        assertEquals("no server is up", controller.next().why());
        controller.waited(0.5);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop());
        assertEquals(
                "no server is up, and none would do with the 2 s left",
                controller.next().why());
    }

    @Test
    void aTargetReachedBeyondTheLimitIsNoSuccess() {
        for (double spent : new double[] {19.9, 20}) {
            RunController controller = start(limited(20, THREE));
            next(controller);
            controller.observe(0.4, 3, spent);
            assertEquals(
                    Optional.of(spent < 20 ? Stop.SUCCESS : Stop.ENERGY),
                    controller.next().stop());
        }
    }

    private static Problem limited(double joules, String epochs) {
        return ScenarioJson.parse(
                SCENARIO.replace("DEADLINE", "20, \"joules\": " + joules).replace("EPOCHS", epochs));
    }

    @Test
    void aTargetThatIsBelievedNeverReachedEndsTheRun() {
        RunController controller = RunController.start(
                problem(20, THREE),
                ControlOptions.DEFAULT.withBelief((pair, losses) -> Optional.of(EpochEstimate.never())));
        next(controller);
        controller.observe(0.8, 3, 9);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop());
        assertEquals(
                "the target is believed to be never reached", controller.next().why());
    }

    /** 1 + 3 · 1 s are not below 3.5 s, and fewer epochs have no chance. */
    @Test
    void aDeadlineThatNoPairCanMeetEndsTheRunBeforeItsStart() {
        RunController controller = controller(3.5, THREE);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop());
        assertEquals(
                List.of(RunEvent.Kind.START, RunEvent.Kind.STOP),
                controller.events().stream().map(RunEvent::kind).toList());
    }

    /** d is up, but nothing is known of epochs there. */
    @Test
    void whereNoOpenServerCanRunAnEpochItIsWaitedFor() {
        Problem problem = ScenarioJson.parse(SCENARIO.replace("DEADLINE", "20")
                .replace("EPOCHS", THREE)
                .replace("{\"name\": \"c\"}]", "{\"name\": \"c\"}, {\"name\": \"d\"}]"));
        RunController controller = start(problem);
        next(controller);
        controller.observe(0.8, 3, 9);
        controller.resourcesChanged(
                ResourceChanges.NONE.withDown("a").withDown("b").withDown("c"));
        assertTrue(controller.next().isWaiting());
        assertEquals("no open server can run an epoch", controller.next().why());
        controller.waited(1);
        assertTrue(controller.next().isWaiting());
        controller.resourcesChanged(ResourceChanges.NONE.withUp("b"));
        assertEquals("b", next(controller).server());
        assertEquals(
                List.of("START", "PLAN", "EPOCH", "NEWS", "WAIT", "WAIT", "NEWS", "PLAN"),
                controller.events().stream().map(event -> event.kind().name()).toList());
    }

    /** Before the start as well: d alone is up, on which nothing is known; or c alone, on which three epochs take too long. */
    @Test
    void aStartWaitsForServersThatWouldDo() {
        Problem withD = ScenarioJson.parse(SCENARIO.replace("DEADLINE", "20")
                .replace("EPOCHS", THREE)
                .replace("{\"name\": \"c\"}]", "{\"name\": \"c\"}, {\"name\": \"d\"}]"));
        RunController unknown = start(withD);
        unknown.resourcesChanged(
                ResourceChanges.NONE.withDown("a").withDown("b").withDown("c"));
        assertEquals(
                "no pair of model and quantization can be trained without the servers that are down",
                unknown.next().why());
        assertTrue(unknown.next().isWaiting());
        RunController slow = controller(9, THREE);
        slow.resourcesChanged(ResourceChanges.NONE.withDown("a").withDown("b"));
        assertTrue(slow.next().isWaiting());
        assertEquals(
                "no pair can reach the target with the 9 s left without the servers that are down",
                slow.next().why());
        slow.waited(1);
        slow.resourcesChanged(ResourceChanges.NONE.withUp("b"));
        assertEquals("b", next(slow).server());
        RunController late = controller(3.5, THREE);
        late.resourcesChanged(ResourceChanges.NONE.withDown("c"));
        assertEquals(Optional.of(Stop.HOPELESS), late.next().stop(), "nor would they do");
    }

    @Test
    void aPlanSaysWhatItIsGoodFor() {
        assertEquals(
                "epoch 1 of m at 8 bits: cut 0 on b, 2 s, 4 J; planned 3 epochs in 6 of 6.5 s left, which reach the target"
                        + " with probability 1",
                controller(6.5, THREE).next().why());
        RunController controller = controller(20, THREE);
        next(controller);
        controller.brokenOff(0.5, 1);
        assertEquals(
                "broken off on c after 0.5 s",
                controller.events().get(controller.events().size() - 1).text());
    }

    /** c and c and b were planned; at 6.1 s of an epoch of 4 s it is late in any case. Elsewhere it takes 1.25 · 1 s and one more. */
    @ParameterizedTest
    @CsvSource({"2.25, false", "2.26, true"})
    void aMoveHasToBeWorthIt(double rest, boolean stalls) {
        RunController controller = controller(11.5, THREE);
        next(controller);
        controller.observe(0.8, 5, 8);
        assertEquals("c", next(controller).server());
        assertEquals(
                stalls
                        ? Optional.of(
                                "stalled: 6.1 s so far where 4 s were expected, 2.26 s more here or 1 s elsewhere")
                        : Optional.empty(),
                controller.whyBreakOff(6.1, rest));
    }

    /** c, c and c are planned, with a setup of 1 s; an epoch on a takes 1 s and a move there 0.5 s: 2.875 s make up for both. */
    @ParameterizedTest
    @CsvSource({"16, 2.87, false", "16, 2.88, true", "18.5, 3.37, false", "18.5, 3.38, true"})
    void aMoveInTheFirstEpochPaysForTheSwitch(double deadline, double rest, boolean stalls) {
        RunController controller = start(ScenarioJson.parse(SCENARIO.replace("DEADLINE", Double.toString(deadline))
                .replace("EPOCHS", THREE)
                .replace("{\"name\": \"a\"}", "{\"name\": \"a\", \"switchSeconds\": 0.5}")));
        assertEquals("c", next(controller).server());
        assertEquals(
                stalls
                        ? Optional.of("stalled: 6.125 s so far where 4 s were expected, " + rest
                                + " s more here or 1.5 s elsewhere")
                        : Optional.empty(),
                controller.whyBreakOff(6.125, rest));
    }

    /** Where nothing is sent any more an epoch has no end. */
    @Test
    void anEpochMayStallForGood() {
        RunController controller = controller(14.5, THREE);
        next(controller);
        assertEquals(
                Optional.of("stalled: 6.125 s so far where 4 s were expected, without end here or 1 s elsewhere"),
                controller.whyBreakOff(6.125, Double.POSITIVE_INFINITY));
    }

    /** Equation 14 from the loss that quantization leaves to the target. */
    @Test
    void theValueOfARunInTraining() {
        RunController controller = start(ScenarioJson.parse(SCENARIO.replace("DEADLINE", "20")
                .replace(
                        "EPOCHS",
                        THREE + ", \"compressionLoss\": {\"expected\": 0.05, \"robust\": 0.1}, \"trajectory\": "
                                + "{\"update\": {\"expected\": [-1, 0, 0], \"robust\": [-1, 0, 0]}, "
                                + "\"run\": {\"expected\": [0, 0, 0], \"robust\": [0, 0, 0]}}")));
        assertEquals(OptionalDouble.empty(), controller.value());
        next(controller);
        assertEquals(OptionalDouble.empty(), controller.value());
        controller.observe(0.8, 3, 9);
        assertEquals(OptionalDouble.of(ValueFunction.of(0.9 + 0.05, 0.5, 20).value(3, 0.8)), controller.value());
    }

    /** Nothing ran: the first epoch and its setup are still to come, and after the deadline they do not. */
    @Test
    void timeThatGoesByBeforeAnEpochMakesItBeDecidedOnAnew() {
        RunController controller = controller(9, THREE);
        assertEquals("b", next(controller).server());
        controller.waited(4);
        assertEquals(new NextEpoch(PAIR, 1, "a", 0, 1, 10), next(controller));
        assertEquals(17, controller.state().referenceObjective().orElseThrow(), 1e-9, "5 and 3 times 4 J");
        controller.waited(1.1);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop(), "1 and 3 times 1 s do not fit into 3.9 s");
        controller.waited(9);
        assertEquals(Optional.of(Stop.HOPELESS), controller.next().stop(), "an end stays");
    }

    /** Where one epoch is done on b, the two to come run there, though c would be cheaper; where none is, a is fast enough. */
    @Test
    void aFixedScheduleStaysFixedWhenAnEpochIsBrokenOff() {
        Problem free = problem(11.5, THREE);
        Problem fixed = free.withScenario(
                free.scenario().toBuilder().schedule(SchedulePolicy.FIXED).build());
        for (int done : new int[] {0, 1}) {
            RunController controller = RunController.start(fixed, ControlOptions.DEFAULT);
            assertEquals("b", next(controller).server());
            if (done > 0) {
                controller.observe(0.8, 1, 9);
                next(controller);
            }
            controller.brokenOff(done > 0 ? 0.5 : 6, 2);
            assertEquals(done > 0 ? "b" : "a", next(controller).server());
        }
    }

    @Test
    void numbersOfAnEpochUnderWayAreChecked() {
        RunController controller = controller(9, THREE);
        next(controller);
        refused("seconds (NaN) must be finite and >= 0.", () -> controller.whyBreakOff(Double.NaN, 1));
        refused("restSeconds (-5.0) must be at least 0.", () -> controller.whyBreakOff(1, -5));
        refused("restSeconds (NaN) must be at least 0.", () -> controller.whyBreakOff(1, Double.NaN));
    }

    // two pairs

    private static Problem two(double deadline, String epochs, String others) {
        String text = SCENARIO.replace("DEADLINE", Double.toString(deadline)).replace("EPOCHS", epochs);
        String model = text.substring(text.indexOf("{\"name\": \"m\""), text.indexOf("],\n \"costs\""));
        String entries = text.substring(text.indexOf("{\"model\": \"m\""), text.indexOf("]},\n \"estimates\""));
        return ScenarioJson.parse(text.replace(model, model + ", " + model.replace("\"m\"", "\"n\""))
                .replace(entries, entries + ", " + entries.replace("\"m\"", "\"n\""))
                .replace(
                        "\"estimates\": [",
                        "\"estimates\": [{\"model\": \"n\", \"bits\": 8, \"epochs\": " + others + "}, "));
    }

    /** After the first epoch m is believed to need nine more, for which 9 s are too few; n takes three, or what is left of them. */
    @ParameterizedTest
    @CsvSource({", m", "0, n", "1, n"})
    void whereThePairMayChangeABetterOneIsTaken(@Nullable Double carried, String model) {
        ControlOptions kept = ControlOptions.DEFAULT;
        ControlOptions options = (carried == null ? kept : kept.withCarried(carried))
                .withBelief((pair, losses) -> Optional.of(EpochEstimate.of(losses.size() + 9, losses.size() + 9)));
        RunController controller = RunController.start(two(12, THREE, THREE), options);
        assertEquals("m", next(controller).pair().model());
        controller.observe(0.8, 3 + (carried == null ? -0.5 : 0), 9);
        NextEpoch next = next(controller);
        assertEquals(model, next.pair().model());
        assertEquals(2, next.epoch());
        assertEquals(carried == null ? 9 : carried == 0 ? 3 : 2, epochs(controller));
    }

    /** a and b are down and c is too slow, but as fast as a a run would be in time: it goes on until a is back or it is too late. */
    @Test
    void anOutageIsNoReasonToEndARun() {
        RunController controller = controller(9, THREE);
        next(controller);
        controller.observe(0.8, 3, 9);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("a").withDown("b"));
        assertEquals("c", next(controller).server());
        controller.brokenOff(3, 1);
        controller.resourcesChanged(ResourceChanges.NONE.withUp("a"));
        assertEquals("a", next(controller).server());
        controller.resourcesChanged(ResourceChanges.NONE.withDown("a"));
        controller.brokenOff(1, 1);
        assertEquals(
                Optional.of(Stop.HOPELESS), controller.next().stop(), "two epochs on a take the 2 s that are left");
    }

    /** Three epochs do not fit; with two, n gets there twice as often. That is too seldom for the confidence. */
    @Test
    void ofPairsThatFitNoPlanTheLikeliestRuns() {
        Problem problem =
                two(4, "{\"pmf\": [0, 0.01, 0.99], \"never\": 0}", "{\"pmf\": [0, 0.02, 0.98], \"never\": 0}");
        RunController keeping = RunController.start(problem, ControlOptions.DEFAULT.withAim(Aim.RISK_BUDGET));
        NextEpoch next = next(keeping);
        assertEquals("n", next.pair().model());
        assertEquals("a", next.server());
        assertTrue(keeping.next().why().endsWith("; nothing fits into the 4 s left: as fast as can be"));
        RunController pricing = start(problem);
        assertEquals(next, next(pricing));
        assertTrue(
                pricing.next()
                        .why()
                        .endsWith("; planned 2 epochs in 3 of 4 s left, which reach the target with probability 0.02"),
                pricing.next()::why);
    }
}
