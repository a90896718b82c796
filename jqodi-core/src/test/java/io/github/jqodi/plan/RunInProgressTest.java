package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs in progress, worked by hand: an epoch takes 1 s and 10 J, from the third on 2 s and 20 J; at 4 bits the half of both.
 * Setting up takes 5 s and 7 J.
 */
class RunInProgressTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final QuantizedModel OTHER = QuantizedModel.of("m", 4);
    private static final List<Solver> SOLVERS =
            List.of(Solvers.exact(), Solvers.merged(), Solvers.paths(), Solvers.exhaustive());

    private static final String MEASURED = """
            {"format": "jqodi-scenario/1", "name": "worked by hand",
             "target": {"deadlineSeconds": 20, "loss": 0.5, "joules": 200},
             "edgeServers": [{"name": "s"}], "bitWidths": [4, 8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0],
               "setup": [{"bits": 8, "seconds": 5, "joules": 7}, {"bits": 4, "seconds": 5, "joules": 7}]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "s", "cut": 0, "seconds": 1, "joules": 10},
               {"model": "m", "bits": 8, "server": "s", "cut": 0, "seconds": 2, "joules": 20, "epoch": 3},
               {"model": "m", "bits": 4, "server": "s", "cut": 0, "seconds": 0.5, "joules": 5},
               {"model": "m", "bits": 4, "server": "s", "cut": 0, "seconds": 1, "joules": 10, "epoch": 3}]},
             "estimates": [
               {"model": "m", "bits": 8, "epochs": EPOCHS},
               {"model": "m", "bits": 4, "epochs": {"expected": 8, "robust": 9}}],
             "progress": {"model": "m", "bits": 8, "epochsDone": 2, "seconds": 8, "joules": 27PROGRESS}}
            """;

    private static Problem measured(String epochs, String progress) {
        return ScenarioJson.parse(MEASURED.replace("EPOCHS", epochs).replace("PROGRESS", progress));
    }

    private static Plan plan(Solver solver, Problem problem, Rule rule) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        SolveResult result = solver.solve(problem, options);
        assertEquals(List.of(), ResultVerifier.verify(problem, result, options), solver.name());
        SolveResult read = PlanJson.parse(PlanJson.write(result));
        assertEquals(List.of(), ResultVerifier.verify(problem, read, options), solver.name());
        return result.plan().orElseThrow();
    }

    @Test
    void whatRemainsIsPlannedAndWhatIsSpentIsToldApart() {
        Problem problem = measured("{\"expected\": 3, \"robust\": 4}", "");
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, problem, Rule.ROBUST);
            assertEquals(PAIR, plan.pair(), solver.name());
            assertEquals(List.of(new Segment(1, 2, "s", 0)), plan.schedule());
            assertEquals(0, plan.setup().seconds() + plan.setup().joules());
            assertEquals(1, plan.nominal().epochs());
            assertEquals(20, plan.nominal().joules());
            assertEquals(4, plan.robust().seconds());
            assertEquals(40, plan.objective());
            assertEquals(Optional.of(new Spent(2, 8, 27)), plan.spent());
        }
        assertEquals(12, problem.scenario().target().deadlineSeconds());
        assertEquals(OptionalDouble.of(173), problem.scenario().target().joules());
    }

    /** 9 epochs at 4 bits from the third on: 5 + 9 s and 7 + 90 J are too much of the 12 s that are left. */
    @Test
    void anotherPairStartsAfreshInTheNextEpoch() {
        SolveResult result =
                Planner.create().withRule(Rule.ROBUST).plan(measured("{\"expected\": 3, \"robust\": 4}", ""));
        Infeasibility other = result.infeasibilities().get(0);
        assertEquals(OTHER, other.pair());
        assertEquals(Infeasibility.Reason.DEADLINE, other.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(14.0)), other.smallestDeadlineSeconds());
    }

    /** Of the two epochs done, 1.5 are carried, that is one: K_rob is 8. */
    @ParameterizedTest
    @CsvSource({"1, 7, 12", "0.75, 8, 13", "0.5, 8, 13", "0.49, 9, 14"})
    void carriedEpochsCountForOtherPairsInWholeOnes(double carried, int epochs, double seconds) {
        Problem problem = measured("{\"expected\": 3, \"robust\": 4}", ", \"carried\": " + carried)
                .withDeadlineSeconds(100);
        SolveResult result = Planner.create().withRule(Rule.ROBUST).plan(problem);
        Alternative other = result.alternatives().get(0);
        assertEquals(OTHER, other.pair());
        assertEquals(seconds, other.seconds());
        assertEquals(List.of(new Segment(1, epochs, "s", 0)), other.schedule());
        assertEquals(7 + 10 * epochs, other.objective());
    }

    /** Given K > 2, K - 2 is 1 with 0.6 and 2 with 0.4: one epoch in any case, a second one with 0.4. */
    @Test
    void distributionsAreThoseGivenTheEpochsDone() {
        Problem problem = measured("{\"pmf\": [0.25, 0.25, 0.3, 0.2], \"never\": 0}", "");
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, problem, Rule.EXPECTED);
            assertEquals(2, plan.robust().epochs());
            assertEquals(20 + 0.4 * 20, plan.objective(), 1e-12);
            assertEquals(1.4, plan.expected().epochs(), 1e-12);
        }
    }

    /** Never has 0.25 of what is left. */
    @Test
    void neverWeighsMoreWithEveryEpochDone() {
        SolveResult result = Planner.create().plan(measured("{\"pmf\": [0.4, 0.2, 0.3], \"never\": 0.1}", ""));
        Infeasibility row = result.infeasibilities().stream()
                .filter(why -> why.pair().equals(PAIR))
                .findFirst()
                .orElseThrow();
        assertEquals(Infeasibility.Reason.NEVER, row.reason());
        assertEquals(0.75, row.value().orElseThrow(), 1e-12);
    }

    @Test
    void aPairBeyondAllItsEpochsIsNoCandidate() {
        SolveResult result = Planner.create().plan(measured("{\"pmf\": [0.5, 0.5], \"never\": 0}", ""));
        Infeasibility row = result.infeasibilities().get(1);
        assertEquals(Infeasibility.Reason.NEVER, row.reason());
        assertTrue(row.message().contains("no number of epochs beyond those done has a probability"), row.message());
        assertEquals(Status.INFEASIBLE, result.status());
    }

    @Test
    void twoGivenNumbersStayAboveZero() {
        Plan plan = plan(Solvers.exact(), measured("{\"expected\": 1, \"robust\": 2}", ""), Rule.NOMINAL);
        assertEquals(1, plan.nominal().epochs());
        assertEquals(1, plan.robust().epochs());
    }

    @Test
    void aRunBehindItsDeadlineHasNoPlan() {
        Problem whole = measured("{\"expected\": 3, \"robust\": 4}", "")
                .continued()
                .orElseThrow()
                .whole()
                .orElseThrow();
        SolveResult result = Planner.create().plan(whole.withProgress(RunInProgress.of(PAIR, 2, 20, 27)));
        assertEquals(Status.INFEASIBLE, result.status());
        Infeasibility why = result.infeasibilities().get(1);
        assertEquals(OptionalDouble.of(Math.nextUp(4.0)), why.smallestDeadlineSeconds());
        assertEquals(OptionalDouble.of(0), why.limit());
        assertTrue(why.message().contains(", not below 0.0 s; 0 epochs fit"), why.message());
    }

    private static final String SWITCHING = """
            {"format": "jqodi-scenario/1", "name": "two servers", "target": {"deadlineSeconds": 100, "loss": 0.5},
             "edgeServers": [{"name": "a", "switchSeconds": 1, "switchJoules": 5},
                             {"name": "b", "switchSeconds": 0.5, "switchJoules": 2}],
             SCHEDULE
             "bitWidths": [8], "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 4},
               {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 3, "joules": 3}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}],
             "progress": {"model": "m", "bits": 8, "epochsDone": 1, "seconds": 0, "joules": 0LAST}}
            """;

    /** On a two epochs take 8 J, on b 6 J, and 8 J with the change to it. */
    @ParameterizedTest
    @CsvSource({"perEpoch, '', b, 6, 6", "perEpoch, b, b, 6, 6", "fixed, '', b, 6, 6", "fixed, a, a, 8, 2"})
    void theChangeFromTheLastServerIsPaid(String schedule, String last, String server, double joules, double seconds) {
        Problem problem = ScenarioJson.parse(SWITCHING
                .replace("SCHEDULE", "\"schedule\": \"" + schedule + "\",")
                .replace("LAST", last.isEmpty() ? "" : ", \"lastServer\": \"" + last + "\""));
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, problem, Rule.ROBUST);
            assertEquals(joules, plan.objective(), solver.name());
            assertEquals(Optional.of(server), plan.schedule().get(0).server(), solver.name());
            assertEquals(seconds, plan.robust().seconds(), solver.name());
        }
    }

    @Test
    void theChangeIsARowOfTheBill() {
        Problem problem = ScenarioJson.parse(SWITCHING
                .replace("SCHEDULE", "\"choices\": {\"servers\": {\"only\": [\"b\"]}},")
                .replace("LAST", ", \"lastServer\": \"a\""));
        for (Solver solver : SOLVERS) {
            assertEquals(
                    List.of(new CostItem("b", Phase.MEASURED, 6, 6), new CostItem("b", Phase.SWITCH, 0.5, 2)),
                    plan(solver, problem, Rule.ROBUST).bill(),
                    solver.name());
        }
    }

    private static final String ANALYTIC = """
            {"format": "jqodi-scenario/1", "name": "analytic", "schedule": "fixed",
             "target": {"deadlineSeconds": 1000, "loss": 0.7},
             OBJECTIVE
             "cloud": {"name": "c", "macsPerSecond": 1e9, "joulesPerMac": 0},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
             "edgeServers": [{"name": "s", "macsPerSecond": 1e9, "joulesPerMac": 1e-9,
               "cloudLink": {"bitsPerSecond": 1e6, "joulesPerBit": 0, "bitsPerSecondByEpoch": [1e6, 2e6, 4e6]},
               "deviceLink": {"bitsPerSecond": 1e6, "joulesPerBit": 1e-6}}],
             "bitWidths": [8, 4],
             "workload": {"trainSamples": 1, "validationSamples": 0, "trainPasses": 1},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1],
               "setup": [{"bits": 8, "seconds": 3, "joules": 11}, {"bits": 4, "seconds": 3, "joules": 11}],
               "layers": [{"name": "1", "macs": 1e6, "parameters": 1000, "trainableParameters": 500},
                          {"name": "2", "macs": 1e6, "parameters": 1000}]}],
             "costs": {"kind": "analytic", "payload": "weights", "placement": "firstEpoch",
               "requantizeEachEpoch": true},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 5}TRAJECTORY},
                           {"model": "m", "bits": 4, "epochs": {"expected": 9, "robust": 9}}],
             "progress": {"model": "m", "bits": 8, "epochsDone": DONE, "seconds": 9, "joules": 8LOSSES}}
            """;

    private static Problem analytic(int done, String objective, String trajectory, String losses) {
        return ScenarioJson.parse(ANALYTIC.replace("OBJECTIVE", objective)
                .replace("TRAJECTORY", trajectory)
                .replace("DONE", Integer.toString(done))
                .replace("LOSSES", losses));
    }

    @Test
    void thePairInProgressIsSetUpAndPlacedWhileRequantizationGoesOn() {
        for (int done : new int[] {0, 2}) {
            Problem problem = analytic(done, "", "", "");
            Plan plan = plan(Solvers.exact(), problem, Rule.ROBUST);
            assertEquals(PAIR, plan.pair());
            assertTrue(plan.bill().stream().noneMatch(row -> row.phase() == Phase.PLACEMENT), plan.bill()::toString);
            double setup = plan.bill().stream()
                    .filter(row -> row.phase() == Phase.SETUP)
                    .mapToDouble(CostItem::joules)
                    .sum();
            assertEquals(11 * (5 - done), setup);
            Candidate other = problem.assess().candidate(OTHER).orElseThrow();
            assertEquals(11, other.setup().joules());
            assertTrue(other.costs().epoch(other.actions().get(0), 1).items().stream()
                    .anyMatch(row -> row.phase() == Phase.PLACEMENT));
        }
    }

    @Test
    void forecastsAndPricesGoOnAtTheNextEpoch() {
        Problem problem = analytic(
                1,
                "\"objective\": {\"minimise\": \"price\", \"pricePerJouleByEpoch\": {\"s\": [1, 2, 3], \"d\": [5]}},",
                "",
                "");
        Link link = problem.scenario().edgeServers().get(0).cloudLink().orElseThrow();
        assertEquals(List.of(2e6, 4e6), link.bitsPerSecondByEpoch());
        Problem late = analytic(7, "", "", "");
        assertEquals(
                List.of(4e6),
                late.scenario().edgeServers().get(0).cloudLink().orElseThrow().bitsPerSecondByEpoch());
        var priced =
                (io.github.jqodi.scenario.Objective.Price) problem.scenario().objective();
        assertEquals(List.of(2.0, 3.0), priced.prices().perJouleByEpoch().get("s"));
        assertEquals(List.of(5.0), priced.prices().perJouleByEpoch().get("d"));
    }

    /** From 0.9 the loss falls by 0.1 an epoch, to 0.4 after five; observed at 0.75 after two, by 0.3 more to 0.45. */
    @ParameterizedTest
    @CsvSource({"'', 0.4", "', \"losses\": [0.8]', 0.4", "', \"losses\": [0.85, 0.75]', 0.45"})
    void aTrajectoryGoesOnFromTheLossObserved(String losses, double last) {
        String gains = "{\"expected\": [-0.1, -0.1, -0.1, -0.1, -0.1], \"robust\": [-0.1, -0.1, -0.1, -0.1, -0.1]}";
        String none = "{\"expected\": [0, 0, 0, 0, 0], \"robust\": [0, 0, 0, 0, 0]}";
        String trajectory = ", \"compressionLoss\": {\"expected\": 0, \"robust\": 0}, \"trajectory\": {\"update\": "
                + none + ", \"run\": " + gains + "}";
        Problem problem = analytic(2, "", trajectory, losses);
        Losses known = problem.assess().candidates().stream()
                .filter(candidate -> candidate.isOf(PAIR))
                .flatMap(candidate -> candidate.losses().stream())
                .findFirst()
                .orElseThrow();
        assertEquals(last, known.robust(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"model\": \"x\", \"bits\": 8', '/progress/model'",
        "'\"model\": \"m\", \"quantization\": \"w8a16\"', '/progress/quantization'",
        "'\"model\": \"m\", \"bits\": 8, \"lastServer\": \"x\"', '/progress/lastServer'",
        "'\"model\": \"m\", \"bits\": 8, \"losses\": [1, 1, 1]', '/progress/losses'",
        "'\"model\": \"m\", \"bits\": 8, \"carried\": 1.5', '/progress/carried'",
        "'\"model\": \"m\"', '/progress/bits'"
    })
    void namesAndNumbersAreChecked(String fields, String pointer) {
        String text = MEASURED.replace("EPOCHS", "{\"expected\": 3, \"robust\": 4}")
                .replace("PROGRESS", "")
                .replace("\"progress\": {\"model\": \"m\", \"bits\": 8", "\"progress\": {" + fields);
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains(pointer), e.getMessage());
    }

    @Test
    void aRestIsNoRunToContinue() {
        Problem rest = measured("{\"expected\": 3, \"robust\": 4}", "");
        RunInProgress run = RunInProgress.of(PAIR, 1, 1, 1);
        var e = assertThrows(IllegalArgumentException.class, () -> rest.withProgress(run));
        assertTrue(String.valueOf(e.getMessage()).contains("the rest of a run already"), e.getMessage());
    }

    @Test
    void aRestReadsBackAsItself() {
        Problem rest = measured("{\"mean\": 4, \"spread\": 1}", ", \"carried\": 0.5, \"losses\": [0.8, 0.7]");
        String written = ScenarioJson.write(rest);
        assertEquals(written, ScenarioJson.write(ScenarioJson.parse(written)));
        assertEquals(
                rest.continued().orElseThrow().run(),
                ScenarioJson.parse(written).continued().orElseThrow().run());
        Problem changed = rest.withDeadlineSeconds(50).tabulated();
        Problem read = ScenarioJson.parse(ScenarioJson.write(changed));
        Plan expected = plan(Solvers.exact(), changed, Rule.EXPECTED);
        Plan actual = plan(Solvers.exact(), read, Rule.EXPECTED);
        assertEquals(expected.objective(), actual.objective());
        assertEquals(expected.schedule(), actual.schedule());
        assertEquals(0, actual.setup().seconds());
    }

    /** Answers are kept by the hash of what was asked: that of the rest is not that of the whole. */
    @Test
    void aRestHasAHashOfItsOwn() {
        Problem whole = ScenarioJson.parse(ScenarioJson.write(measured("{\"mean\": 4, \"spread\": 1}", "")
                .continued()
                .orElseThrow()
                .whole()
                .orElseThrow()));
        Problem rest = whole.withProgress(RunInProgress.of(PAIR, 1, 1, 1));
        assertNotEquals(ScenarioJson.sha256(whole), ScenarioJson.sha256(rest));
        assertEquals(ScenarioJson.sha256(ScenarioJson.parse(ScenarioJson.write(rest))), ScenarioJson.sha256(rest));
        assertNotEquals(
                Planner.create().plan(whole).provenance(),
                Planner.create().plan(rest).provenance());
    }
}
