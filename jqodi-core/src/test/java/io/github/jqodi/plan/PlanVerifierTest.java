package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Each number of a plan is missed by its own finding. Three epochs are due, on a 1 s and 10 J, on b 2 s and 4 J, on c 4 s and 3 J;
 * setting up takes 1 s and 5 J, a change to a or b another ¼ s and 2 J. Below 7 s one epoch on a and two on b are planned: 1 + 1 + 2 + 2
 * + ¼ s, 5 + 10 + 4 + 4 + 2 J.
 */
class PlanVerifierTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "three servers", OPTIONS
             "target": {"deadlineSeconds": DEADLINE, "loss": 0.5},
             "edgeServers": [{"name": "a", "switchSeconds": 0.25, "switchJoules": 2},
               {"name": "b", "switchSeconds": 0.25, "switchJoules": 2}, {"name": "c"}],
             "bitWidths": [4, 8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10},
               {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 2, "joules": 4},
               {"model": "m", "bits": 8, "server": "c", "cut": 0, "seconds": 4, "joules": 3}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": EPOCHS}]}
            """;

    private static Problem problem(String deadline, String options, String epochs) {
        return ScenarioJson.parse(SCENARIO.replace("DEADLINE", deadline)
                .replace("OPTIONS", options)
                .replace("EPOCHS", epochs));
    }

    private static Problem problem(String deadline) {
        return problem(deadline, "", "{\"expected\": 3, \"robust\": 3}");
    }

    private static Plan plan(Problem problem, Rule rule) {
        return Planner.create().withRule(rule).plan(problem).plan().orElseThrow();
    }

    private static Plan plan(Problem problem) {
        return plan(problem, Rule.ROBUST);
    }

    private static List<String> findings(Problem problem, Plan plan) {
        return new PlanVerifier(problem)
                .verify(plan).stream().map(Finding::toString).toList();
    }

    private static void assertFound(Problem problem, Rule rule, UnaryOperator<Plan.Builder> change, String... found) {
        Plan plan = plan(problem, rule);
        assertEquals(List.of(), findings(problem, plan));
        assertEquals(
                List.of(found), findings(problem, change.apply(plan.toBuilder()).build()));
    }

    private static void assertFound(UnaryOperator<Plan.Builder> change, String... found) {
        assertFound(problem("7"), Rule.ROBUST, change, found);
    }

    private static Segment segment(int from, int to, String server) {
        return new Segment(from, to, Optional.of(server), 0);
    }

    private static Totals totals(int epochs, double seconds, double joules) {
        return new Totals(epochs, seconds, joules, OptionalDouble.empty());
    }

    @Test
    void theExampleIsAsItWasWorkedOut() {
        Plan plan = plan(problem("7"));
        assertEquals(2, plan.schedule().size(), plan::toString);
        assertEquals(totals(3, 6.25, 25), plan.robust());
        assertEquals("verifier of " + problem("7"), new PlanVerifier(problem("7")).toString());
    }

    // numbers

    @Test
    void eachNumberIsRecomputed() {
        assertFound(plan -> plan.setup(new Setup("8", 2, 5)), "/setup/seconds: is 2.0, recomputed 1.0");
        assertFound(plan -> plan.setup(new Setup("8", 1, 6)), "/setup/joules: is 6.0, recomputed 5.0");
        assertFound(
                plan -> plan.nominal(totals(2, 5.25, 26)),
                "/nominal/epochs: is 2, recomputed 3",
                "/nominal/seconds: is 5.25, recomputed 6.25",
                "/nominal/joules: is 26.0, recomputed 25.0");
        assertFound(
                plan -> plan.expected(new MeanTotals(4, 7, 26)),
                "/expected/epochs: is 4.0, recomputed 3.0",
                "/expected/seconds: is 7.0, recomputed 6.25",
                "/expected/joules: is 26.0, recomputed 25.0");
        assertFound(
                plan -> plan.robust(totals(4, 7, 26)),
                "/robust/epochs: is 4, recomputed 3",
                "/robust/seconds: is 7.0, recomputed 6.25",
                "/robust/joules: is 26.0, recomputed 25.0");
        assertFound(
                plan -> plan.chance(new Chance(0.5, 0.25)),
                "/chance/target: is 0.5, recomputed 1.0",
                "/chance/deadline: is 0.25, recomputed 1.0");
        assertFound(plan -> plan.objective(24), "/objective/value: is 24.0, recomputed 25.0");
    }

    @Test
    void numbersMayDifferByRounding() {
        assertFound(plan -> plan.objective(25 * (1 + 0.9e-9)));
        assertFound(
                plan -> plan.objective(25 * (1 + 1.1e-9)),
                "/objective/value: is " + 25 * (1 + 1.1e-9) + ", recomputed 25.0");
        assertFound(plan -> plan.objective(Double.NaN), "/objective/value: is NaN, recomputed 25.0");
    }

    @Test
    void lossesAreKnownOrNot() {
        assertFound(
                plan -> plan.robust(new Totals(3, 6.25, 25, OptionalDouble.of(0.4))), "/robust/loss: cannot be known");
        Problem known = problem(
                "7",
                "",
                "{\"expected\": 3, \"robust\": 3}, "
                        + "\"compressionLoss\": {\"expected\": 0.05, \"robust\": 0.05}, \"trajectory\": "
                        + "{\"update\": {\"expected\": [-0.25, -0.25, 0], \"robust\": [-0.25, -0.25, 0]}, "
                        + "\"run\": {\"expected\": [0, 0, 0], \"robust\": [0, 0, 0]}}");
        assertFound(
                known,
                Rule.ROBUST,
                plan -> plan.robust(totals(3, 6.25, 25)),
                "/robust/loss: is missing, recomputed 0.45");
        double loss = plan(known).robust().loss().orElseThrow();
        assertEquals(0.45, loss, 1e-15);
        assertFound(
                known,
                Rule.ROBUST,
                plan -> plan.robust(new Totals(3, 6.25, 25, OptionalDouble.of(0.4))),
                "/robust/loss: is 0.4, recomputed " + loss);
    }

    /** With one width and no losses the score is the energy. */
    @Test
    void scoresBelongToTheRuleOfThePaper() {
        assertFound(plan -> plan.score(Optional.of(new Score(25, 1, 1))), "/score: belongs to the paper rule alone");
        Problem problem = problem("7");
        assertFound(problem, Rule.PAPER, plan -> plan.score(Optional.empty()), "/score: is missing");
        assertFound(
                problem,
                Rule.PAPER,
                plan -> plan.score(Optional.of(new Score(26, 2, 3))),
                "/score/value: is 26.0, recomputed 25.0",
                "/score/opportunity: is 2.0, recomputed 1.0",
                "/score/risk: is 3.0, recomputed 1.0");
    }

    @Test
    void billsAreComparedRowByRow() {
        Problem priced = problem(
                "7",
                "\"objective\": {\"minimise\": \"price\", \"pricePerJoule\": {\"a\": 2, \"b\": 1, \"c\": 5}},",
                "{\"expected\": 3, \"robust\": 3}");
        List<CostItem> bill = plan(priced).bill();
        CostItem first = bill.get(0);
        String where = "/bill/0";
        assertFound(
                priced,
                Rule.ROBUST,
                plan -> plan.bill(changed(
                        bill,
                        new CostItem(
                                first.node(),
                                first.phase(),
                                first.seconds() + 1,
                                first.joules() + 2,
                                OptionalDouble.of(first.price().orElseThrow() + 4)))),
                where + "/seconds: is " + (first.seconds() + 1) + ", recomputed " + first.seconds(),
                where + "/joules: is " + (first.joules() + 2) + ", recomputed " + first.joules(),
                where + "/price: is " + (first.price().orElseThrow() + 4) + ", recomputed "
                        + first.price().orElseThrow());
        List<String> missing = findings(
                priced,
                plan(priced).toBuilder().bill(bill.subList(1, bill.size())).build());
        assertEquals(
                List.of("/bill: has the rows " + keys(bill.subList(1, bill.size())) + ", recomputed " + keys(bill)),
                missing);
    }

    private static List<CostItem.Key> keys(List<CostItem> bill) {
        return bill.stream().map(CostItem::key).toList();
    }

    private static List<CostItem> changed(List<CostItem> bill, CostItem first) {
        List<CostItem> changed = new ArrayList<>(bill);
        changed.set(0, first);
        return changed;
    }

    @Test
    void whatIsSpentBelongsToARunThatHasBegun() {
        assertFound(
                plan -> plan.spent(Optional.of(new Spent(1, 2, 3))), "/spent: is there although the run has not begun");
        Problem begun = problem("9", "", "{\"expected\": 4, \"robust\": 4}")
                .withProgress(new RunInProgress(PAIR, 1, 2, 3, List.of(), Optional.of("b"), 0));
        assertFound(begun, Rule.ROBUST, plan -> plan.spent(Optional.empty()), "/spent: is missing");
        assertFound(
                begun,
                Rule.ROBUST,
                plan -> plan.spent(Optional.of(new Spent(2, 3, 4))),
                "/spent/epochs: is 2.0, recomputed 1.0",
                "/spent/seconds: is 3.0, recomputed 2.0",
                "/spent/joules: is 4.0, recomputed 3.0");
    }

    // limits

    @Test
    void theDeadlineIsStrictAndSwitchesAreInIt() {
        Plan plan = plan(problem("7"));
        assertEquals(
                List.of("/schedule: takes 6.25 s over 3 epochs, not below the deadline 6.25 s"),
                findings(problem("6.25"), plan).subList(0, 1));
        Plan above = plan(problem("6.250000000000001"));
        assertEquals(plan.schedule(), above.schedule());
        assertEquals(List.of(), findings(problem("6.250000000000001"), above));
    }

    @Test
    void theLimitOnTheEnergyIsStrictAndSwitchesAreInIt() {
        Plan plan = plan(problem("7"));
        assertEquals(
                List.of("/schedule: takes 25.0 J by the rule, not below the limit 25.0 J"),
                findings(problem("7, \"joules\": 25"), plan));
        assertEquals(List.of(), findings(problem("7, \"joules\": 25.000000000000004"), plan));
        Plan paper = plan(problem("7"), Rule.PAPER);
        assertEquals(
                List.of(), findings(problem("7, \"joules\": 1"), paper), "the rule of the paper has no such limit");
    }

    /** The second and third epoch are run with a half: 5 + 4 + 2 + ½·(10 + 2) J. */
    @Test
    void theLimitCountsEpochsAsOftenAsTheyAreRun() {
        String half = "{\"pmf\": [0.5, 0, 0.5], \"never\": 0}";
        Plan plan = plan(problem("7", "", half), Rule.EXPECTED);
        assertEquals(List.of(segment(1, 2, "b"), segment(3, 3, "a")), plan.schedule());
        assertEquals(
                List.of("/schedule: takes 17.0 J by the rule, not below the limit 17.0 J"),
                findings(problem("7, \"joules\": 17", "", half), plan));
    }

    // schedules

    @Test
    void schedulesCoverEveryEpochOnce() {
        assertFound(
                plan -> plan.schedule(List.of(segment(1, 4, "b"))),
                "/schedule/0: covers epochs 1 to 4 where 1 to at most 3 are due");
        assertFound(plan -> plan.schedule(List.of(segment(1, 2, "b"))), "/schedule: covers 2 of 3 epochs");
    }

    @Test
    void actionsAreOpenToTheModel() {
        assertFound(
                plan -> plan.schedule(List.of(segment(1, 3, "x"))), "/schedule/0: x cut 0 is not open to this model");
        assertFound(
                plan -> plan.schedule(List.of(new Segment(1, 3, Optional.of("b"), 1))),
                "/schedule/0: b cut 1 is not open to this model");
        assertFound(
                plan -> plan.schedule(List.of(new Segment(1, 3, Optional.empty(), 0))),
                "/schedule/0: the device alone, cut 0 is not open to this model");
        Plan plan = plan(problem("7"));
        for (String choices : List.of("\"servers\": {\"except\": [\"a\"]}", "\"cuts\": {\"except\": [0]}")) {
            Problem closed = problem("20", "\"choices\": {" + choices + "},", "{\"expected\": 3, \"robust\": 3}");
            assertEquals(1, findings(closed, plan).size(), choices);
        }
    }

    @Test
    void pairsAreCandidates() {
        assertFound(
                plan -> plan.pair(QuantizedModel.of("m", 2)),
                "/decision: 'm' at 2 bits is no candidate: this scenario has no such pair");
        assertTrue(findings(
                        problem("7"),
                        plan(problem("7")).toBuilder()
                                .pair(QuantizedModel.of("m", 4))
                                .build())
                .get(0)
                .startsWith("/decision: 'm' at 4 bits is no candidate: "));
    }

    @Test
    void aFixedScheduleDoesNotChange() {
        Problem fixed = problem("20", "\"schedule\": \"fixed\",", "{\"expected\": 3, \"robust\": 3}");
        List<String> found = findings(
                fixed,
                plan(fixed).toBuilder()
                        .schedule(List.of(segment(1, 2, "b"), segment(3, 3, "c")))
                        .build());
        assertEquals("/schedule: changes its action although the schedule is fixed", found.get(0));
    }

    @Test
    void alternativesAreCheckedByObjectiveAndTime() {
        Problem problem = problem("7");
        PlanVerifier verifier = new PlanVerifier(problem);
        Alternative right = plan(problem).toAlternative();
        assertEquals(List.of(), verifier.verify(right, Rule.ROBUST, 1));
        Alternative wrong = new Alternative(PAIR, 24, 7, right.schedule());
        assertEquals(
                List.of(
                        "/alternatives/1/objective: is 24.0, recomputed 25.0",
                        "/alternatives/1/seconds: is 7.0, recomputed 6.25"),
                verifier.verify(wrong, Rule.ROBUST, 1).stream()
                        .map(Finding::toString)
                        .toList());
        Alternative other = new Alternative(QuantizedModel.of("x", 8), 24, 7, right.schedule());
        assertEquals(
                List.of("/alternatives/0: 'x' at 8 bits is no candidate: this scenario has no such pair"),
                verifier.verify(other, Rule.ROBUST, 0).stream()
                        .map(Finding::toString)
                        .toList());
    }

    // inference

    private static final String INFERENCE = """
            {"format": "jqodi-scenario/1", "name": "inference", "task": "TASK",
             "target": {"deadlineSeconds": 600, "loss": 0.95},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
             "edgeServers": [
               {"name": "near", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 4e6, "joulesPerBit": 1e-6}},
               {"name": "far", "macsPerSecond": 4e10, "joulesPerMac": 3e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 3e6, "joulesPerBit": 2e-6}}],
             "bitWidths": [8], "workload": {"trainSamples": 20, "validationSamples": 5}, "inference": {"samples": 10},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1, 2],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3},
               "compressionLoss": {"expected": 0, "robust": 0}}]}
            """;

    private static Problem inference(String task) {
        return ScenarioJson.parse(INFERENCE.replace("TASK", task));
    }

    private static InferencePlacement placed(InferencePlacement at, Optional<String> server, int cut) {
        return new InferencePlacement(at.samples(), server, cut, at.seconds(), at.joules());
    }

    @Test
    void anAddedInferenceIsRecomputed() {
        Problem problem = inference("fineTuning");
        InferencePlacement own = plan(problem).inference().orElseThrow();
        assertFound(
                problem,
                Rule.ROBUST,
                plan -> plan.inference(Optional.of(
                        new InferencePlacement(11, own.server(), own.cut(), own.seconds() + 1, own.joules() + 1))),
                "/inference/samples: is 11.0, recomputed 10.0",
                "/inference/seconds: is " + (own.seconds() + 1) + ", recomputed " + own.seconds(),
                "/inference/joules: is " + (own.joules() + 1) + ", recomputed " + own.joules());
        assertFound(problem, Rule.ROBUST, plan -> plan.inference(Optional.empty()), "/inference: is missing");
        assertFound(plan -> plan.inference(Optional.of(own)), "/inference: is there although none is asked for");
        assertFound(
                problem,
                Rule.ROBUST,
                plan -> plan.inference(Optional.of(placed(own, Optional.of("near"), 3))),
                "/inference: cannot run on near, cut 3");
    }

    /** On the device it takes 10 · 12e6 · s · 1e-9 J; a server adds its own and what is sent. */
    @Test
    void anAddedInferenceRunsWhereItTakesLeast() {
        Problem problem = inference("fineTuning");
        InferencePlacement own = plan(problem).inference().orElseThrow();
        List<String> found = findings(
                problem,
                plan(problem).toBuilder()
                        .inference(Optional.of(placed(own, Optional.of("far"), 1)))
                        .build());
        assertTrue(
                found.get(0).startsWith("/inference: takes ")
                        && found.get(0).endsWith(" J there, at the cheapest place " + own.joules() + " J"),
                found::toString);
        PlanVerifier verifier = new PlanVerifier(problem);
        assertEquals(List.of(), verifier.verify(plan(problem).toAlternative(), Rule.ROBUST, 0), "it is placed there");
    }

    @Test
    void anInferenceThatIsTheTaskStandsWhereItsScheduleSays() {
        Problem problem = inference("inference");
        InferencePlacement own = plan(problem).inference().orElseThrow();
        assertFound(
                problem,
                Rule.ROBUST,
                plan -> plan.inference(Optional.of(placed(own, Optional.of("near"), 1))),
                "/inference: is not where the schedule says");
        Plan plan = plan(problem);
        double seconds = plan.robust().seconds();
        assertEquals(
                List.of("/schedule: takes " + seconds + " s over 1 epochs, not below the deadline " + seconds + " s"),
                findings(problem.withDeadlineSeconds(seconds), plan).subList(0, 1));
        double joules = plan.robust().joules();
        Problem limited = problem.withScenario(
                problem.scenario().withTarget(problem.scenario().target().withJoules(joules)));
        assertEquals(
                List.of("/schedule: takes " + joules + " J by the rule, not below the limit " + joules + " J"),
                findings(limited, plan));
        assertEquals(List.of(), new PlanVerifier(problem).verify(plan.toAlternative(), Rule.ROBUST, 0));
    }
}
