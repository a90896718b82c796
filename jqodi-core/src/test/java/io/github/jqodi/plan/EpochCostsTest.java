package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Epochs of a schedule, worked by hand: on a the first two take 1 s and 8 J each and later ones 2 s and 4 J, on b each takes 4 s and 2
 * J; a change to b takes another ¼ s and 16 J.
 */
class EpochCostsTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final List<CostItem> FIRST = List.of(new CostItem("cloud", Phase.SETUP, 1, 32));

    private static Problem problem(String options) {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "epochs", OPTIONS "target": {"deadlineSeconds": 99, "loss": 0.5},
                 "edgeServers": [{"name": "a"}, {"name": "b", "switchSeconds": 0.25, "switchJoules": 16}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 32}]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 8},
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 2, "joules": 4, "epoch": 3},
                   {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 4, "joules": 2}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"pmf": [0.5, 0, 0, 0.5], "never": 0}}]}
                """.replace("OPTIONS", options));
    }

    private static Candidate candidate() {
        return problem("").assess().candidates().get(0);
    }

    private static List<Action> actions(Candidate candidate, String servers) {
        return servers.chars()
                .mapToObj(server -> candidate.actions().get(server - 'a'))
                .toList();
    }

    private static EpochCosts costs(String servers) {
        Candidate candidate = candidate();
        return new EpochCosts(FIRST, candidate.costs(), actions(candidate, servers), () -> false);
    }

    private static List<Double> sums(String servers, int epochs) {
        ExactSum seconds = new ExactSum();
        ExactSum joules = new ExactSum();
        costs(servers).addTo(seconds, joules, epochs);
        return List.of(seconds.value(), joules.value());
    }

    @Test
    void epochsAddUpAndSwitchesAreOfTheEpochThatPaysThem() {
        assertEquals(List.of(0.0, 0.0), sums("aaba", 0));
        assertEquals(List.of(1.0, 8.0), sums("aaba", 1));
        assertEquals(List.of(2.0, 16.0), sums("aaba", 2));
        assertEquals(List.of(6.25, 34.0), sums("aaba", 3));
        assertEquals(List.of(8.25, 38.0), sums("aaba", 4), "going back to a is free");
        assertEquals(List.of(5.25, 26.0), sums("ab", 2));
        assertEquals(List.of(4.0, 2.0), sums("ba", 1), "the first epoch changes nothing");
    }

    /** Of weights 1, ½, ½ and ¼: 1 + ½ + ½·(4 + ¼) + ¼·2 s, 8 + 4 + ½·(2 + 16) + ¼·4 J. */
    @Test
    void weightsAreThoseOfEachEpoch() {
        ExactSum seconds = new ExactSum();
        ExactSum joules = new ExactSum();
        ExactSum weights = new ExactSum();
        costs("aaba").addWeighted(seconds, joules, weights, new double[] {1, 0.5, 0.5, 0.25});
        assertEquals(4.125, seconds.value());
        assertEquals(22, joules.value());
        assertEquals(2.25, weights.value());

        double[] each = {1, 0.5, 0.5, 0.25};
        ExactSum secondsAlone = new ExactSum();
        costs("aaba").addSeconds(secondsAlone, each);
        assertEquals(4.125, secondsAlone.value());
        ExactSum joulesAlone = new ExactSum();
        costs("aaba").addJoules(joulesAlone, each);
        assertEquals(22, joulesAlone.value());
    }

    @Test
    void aBillHasWhatComesFirstTheEpochsTheSwitchesAndWhatComesLast() {
        CostItem last = new CostItem("d", Phase.INFERENCE, 3, 5);
        CostItem nothing = new CostItem("d", Phase.COMPUTE, 0, 0);
        assertEquals(
                List.of(
                        FIRST.get(0),
                        new CostItem("a", Phase.MEASURED, 4, 20),
                        new CostItem("b", Phase.MEASURED, 4, 2),
                        new CostItem("b", Phase.SWITCH, 0.25, 16),
                        last),
                costs("aaba").bill(List.of(nothing, last)));
    }

    @Test
    void aBillIsTheSameHoweverOftenItIsAskedFor() {
        EpochCosts costs = costs("aaba");
        List<CostItem> last = List.of(new CostItem("a", Phase.MEASURED, 3, 5));
        List<CostItem> first = costs.bill(last);
        assertEquals(first, costs.bill(last));
        assertEquals(7, first.get(1).seconds());
    }

    @Test
    void pricesOfSwitchesAreTheCallersOwn() {
        Candidate candidate = candidate();
        EpochCosts costs = new EpochCosts(
                List.of(), candidate.costs(), actions(candidate, "aab"), (server, epoch) -> 100.0 * epoch, () -> false);
        ExactSum joules = new ExactSum();
        costs.addTo(new ExactSum(), joules, 3);
        assertEquals(318, joules.value());
    }

    // limits

    private static double least(String options, Rule rule, String servers) {
        Problem problem = problem(options);
        Candidate candidate = problem.assess().candidates().get(0);
        List<Segment> schedule = Segments.of(actions(candidate, servers));
        return Planning.of(problem, candidate, rule).leastLimit(schedule);
    }

    /** Just above 32 + 38 J; weighted by 1, ½, ½ and ½ just above 32 + 8 + ½·30 J. */
    @Test
    void theLeastLimitIsTheDoubleAboveTheSum() {
        assertEquals(Math.nextUp(70.0), least("", Rule.ROBUST, "aaba"));
        assertEquals(Math.nextUp(55.0), least("", Rule.EXPECTED, "aaba"));
        assertEquals(Math.nextUp(9.25), least("\"objective\": {\"minimise\": \"time\"},", Rule.ROBUST, "aaba"));
        // setup has no price, b 3 a joule and 8 a second: 20 + 3 · 18 + 8 · 4¼
        assertEquals(
                Math.nextUp(108.0),
                least(
                        "\"objective\": {\"minimise\": \"price\", \"pricePerJoule\": {\"a\": 1, \"b\": 3}, \"pricePerSecond\": "
                                + "{\"b\": 8}},",
                        Rule.ROBUST,
                        "aaba"));
    }

    @Test
    void plansAreComparedByWhatTheyMinimise() {
        // K_exp is 3 of 4 epochs
        assertEquals(32 + 8 + 8 + 4, compared("", Rule.ROBUST, "\"servers\": {\"only\": [\"a\"]}"));
        assertEquals(
                1 + 1 + 1 + 2,
                compared("\"objective\": {\"minimise\": \"time\"},", Rule.ROBUST, "\"cuts\": {\"only\": [0]}"));
        String price = "\"objective\": {\"minimise\": \"price\", \"pricePerJoule\": {\"a\": 2}},";
        // 8 + 8 + 4 J at 2 each
        assertEquals(40, compared(price, Rule.ROBUST, "\"servers\": {\"only\": [\"a\"]}"));
        assertEquals(40, compared(price, Rule.NOMINAL, "\"servers\": {\"only\": [\"a\"]}"));
    }

    private static double compared(String objective, Rule rule, String choices) {
        Problem problem = problem(objective + "\"choices\": {" + choices + "},");
        Plan plan = Planner.create().withRule(rule).plan(problem).plan().orElseThrow();
        return Planning.comparedValue(problem, plan);
    }

    @Test
    void planningStopsWhereItIsToldTo() {
        Candidate candidate = candidate();
        Planning planning = Planning.of(problem(""), candidate, Rule.ROBUST).withStop(() -> true);
        assertThrows(Stopped.class, () -> planning.plan(actions(candidate, "aaba")));
    }

    // names

    @Test
    void schedulesAndCandidatesAreSummedUp() {
        Candidate candidate = candidate();
        assertEquals("m at 8 bits", candidate.label());
        assertEquals(PAIR + ": K_exp 3, K_rob 4 at confidence 0.95, never 0.0, 2 actions", candidate.toString());
        assertEquals(
                "m at 8 bits: the energy of the epochs after K_exp is not proven least",
                candidate.unprovenTail().text());
        assertTrue(candidate.isOf(PAIR) && !candidate.isOf(QuantizedModel.of("m", 4)));
        assertTrue(!candidate.isDeviceAlone(candidate.actions().get(0)));
        List<Segment> schedule = Segments.of(actions(candidate, "aaba"));
        assertEquals(schedule, Segments.copyOf(List.copyOf(schedule)));
        assertEquals("cut 0 on a and 2 segments more", Segments.summary(schedule));
        assertEquals("cut 0 on a", Segments.summary(Segments.of(actions(candidate, "aa"))));
        assertEquals("no epochs", Segments.summary(List.of()));
        assertEquals("least energy", Goal.of(problem("").scenario()).toString());
    }

    @Test
    void aRunInProgressIsChangedFieldByField() {
        RunInProgress run = RunInProgress.of(PAIR, 3, 2, 1)
                .withLosses(List.of(0.9, 0.8, 0.7))
                .withLastServer("a")
                .withCarried(0.5);
        assertEquals(new RunInProgress(PAIR, 3, 2, 1, List.of(0.9, 0.8, 0.7), Optional.of("a"), 0.5), run);
        assertEquals(1, run.epochsDone(QuantizedModel.of("m", 4)));
        assertEquals(3, run.epochsDone(PAIR));
        assertEquals("m at 8 bits after 3 epochs, 2 s and 1 J", run.toString());
        assertEquals(RunInProgress.of(PAIR, 0, 0, 0).withLastServer("a"), run.begun());
        assertThrows(InvalidValueException.class, () -> run.withLastServer(" "));
        assertThrows(InvalidValueException.class, () -> run.withCarried(1.1));
        assertThrows(InvalidValueException.class, () -> run.withLosses(List.of(1.0, 1.0, 1.0, 1.0)));
    }

    /** Of three gains stated one epoch is done: two are left, and none is known after them. */
    @Test
    void gainsGoOnAfterTheEpochsDone() {
        GainSeries stated = new GainSeries(List.of(-0.3, -0.2, -0.1), List.of(-0.2, -0.1, -0.05));
        Problem whole = problem("");
        Problem rest = whole.withEstimators(whole.estimators()
                        .withGains(
                                (scenario, pair, epochs) -> Optional.of(stated),
                                (scenario, pair, epochs) -> Optional.of(stated)))
                .withProgress(RunInProgress.of(PAIR, 1, 1, 8));
        Scenario scenario = rest.scenario();
        assertEquals(
                Optional.of(new GainSeries(List.of(-0.2, -0.1), List.of(-0.1, -0.05))),
                rest.estimators().updateGain().gains(scenario, PAIR, 2));
        assertEquals(
                Optional.of(new GainSeries(List.of(-0.2, -0.1, 0.0), List.of(-0.1, -0.05, 0.0))),
                rest.estimators().runGain().gains(scenario, PAIR, 3));
        assertEquals(Optional.of(stated), rest.estimators().runGain().gains(scenario, QuantizedModel.of("m", 4), 3));
    }

    @Test
    void progressIsOfAWholeProblem() {
        Problem begun = problem("").withProgress(RunInProgress.of(PAIR, 1, 1, 8));
        InvalidValueException twice =
                assertThrows(InvalidValueException.class, () -> begun.withProgress(RunInProgress.of(PAIR, 1, 1, 8)));
        assertEquals("progress", twice.field());
    }
}
