package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.PlanJson;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.solve.SolveResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objectives and limits on the energy on the command line: five epochs of 1 s and 10 J or of 2 s and 4 J. */
class ObjectivesTest {
    private static final String PRICES = """
            "objective": {"minimise": "price", "pricePerJoule": {"fast": 1, "slow": 3},
              "pricePerSecond": {"fast": 0.5}},
            """;

    @Test
    void timeIsInSeconds() {
        Run run = Run.withInput(scenario("", ""), "plan", "-", "--objective", "time");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertTrue(run.out().contains("objective  5.000 s by rule robust"), run.out());
    }

    @Test
    void aLimitOnTheEnergyIsShownAndExplained() {
        Run run = Run.withInput(scenario(", \"joules\": 30", ""), "plan", "-", "--objective", "time");
        assertTrue(run.out().contains("limit      30.00 J"), run.out());
        assertTrue(run.out().contains("objective  9.000 s"), run.out());
        Run none = Run.withInput(scenario(", \"joules\": 20", ""), "plan", "-");
        assertEquals(ExitStatus.NO_PLAN, none.status());
        assertTrue(none.out().contains("and the limit of 20.00 J"), none.out());
        assertTrue(none.out().contains("joules needed"), none.out());
    }

    @Test
    void priceHasAColumnInTheBill(@TempDir Path folder) throws IOException {
        String scenario = scenario("", PRICES);
        Run text = Run.withInput(scenario, "plan", "-", "--rule", "robust");
        assertTrue(text.out().contains("objective  52.50 price by rule robust"), text.out());
        assertTrue(text.out().contains("joules  price"), text.out());
        Run json = Run.withInput(scenario, "plan", "-", "--rule", "robust", "--format", "json");
        SolveResult result = PlanJson.parse(json.out());
        assertEquals(ObjectiveKind.PRICE, result.objectiveKind());
        assertEquals(
                OptionalDouble.of(52.5),
                result.plan().orElseThrow().bill().get(0).price());
        Path world = Files.writeString(folder.resolve("scenario.json"), scenario);
        Path plan = Files.writeString(folder.resolve("plan.json"), json.out());
        assertEquals(
                ExitStatus.DONE,
                Run.of("verify", world.toString(), plan.toString()).status());
        String tampered = json.out().replaceFirst("\"price\": ?52.5", "\"price\": 52");
        Path wrong = Files.writeString(folder.resolve("wrong.json"), tampered);
        Run verified = Run.of("verify", world.toString(), wrong.toString());
        assertEquals(ExitStatus.WRONG_PLAN, verified.status(), verified.out());
    }

    @Test
    void whatCannotBeMinimisedIsBadUsage() {
        Run price = Run.withInput(scenario("", ""), "plan", "-", "--objective", "price");
        assertEquals(ExitStatus.BAD_USAGE, price.status());
        assertTrue(price.err().contains("--objective price needs prices"), price.err());
        Run unknown = Run.withInput(scenario("", ""), "plan", "-", "--objective", "joy");
        assertEquals(ExitStatus.BAD_USAGE, unknown.status());
        assertTrue(unknown.err().contains("must be one of energy, time, price"), unknown.err());
        Run rule = Run.withInput(scenario("", ""), "plan", "-", "--objective", "time", "--rule", "expected");
        assertEquals(ExitStatus.BAD_USAGE, rule.status());
        assertTrue(rule.err().contains("must be robust"), rule.err());
    }

    /** Five epochs: four slow ones and a fast one take 9 s, all slow ones 10 s. */
    @Test
    void aDeadlineMayBeSet() {
        Run run = Run.withInput(scenario("", ""), "plan", "-", "--rule", "robust", "--deadline", "10");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertTrue(run.out().contains("objective  26.00 J"), run.out());
        assertTrue(run.out().contains("deadline   10.000 s"), run.out());
        assertEquals(
                ExitStatus.NO_PLAN,
                Run.withInput(scenario("", ""), "plan", "-", "--deadline", "5").status());
        Run wrong = Run.withInput(scenario("", ""), "plan", "-", "--deadline", "0");
        assertEquals(ExitStatus.BAD_USAGE, wrong.status());
        assertTrue(wrong.err().contains("--deadline 0.0 must be finite and above 0"), wrong.err());
    }

    /** Two of the five epochs are done, by the slow server in 4 s: three slow ones are left, or fast ones of a second each. */
    @Test
    void aDeadlineOfARunInProgressCountsFromItsStart() {
        String begun = scenario("", "")
                .replaceFirst(
                        "\\{",
                        "{\"progress\": {\"model\": \"net\", \"bits\": 8, \"epochsDone\": 2, \"seconds\": 4, \"joules\": 8},");
        Run run = Run.withInput(begun, "plan", "-", "--rule", "robust", "--deadline", "8", "--only", "cut=1");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertTrue(run.out().contains("objective  30.00 J"), run.out());
        Run late = Run.withInput(begun, "plan", "-", "--deadline", "7");
        assertEquals(ExitStatus.NO_PLAN, late.status(), late.out());
    }

    @Test
    void whatAnOptionMakesImpossibleIsBadUsage() {
        Run run = Run.of("plan", "lora-decoder", "--schedule", "perEpoch");
        assertEquals(ExitStatus.BAD_USAGE, run.status(), run.err());
        assertTrue(run.err().contains("costs/placement"), run.err());
    }

    /** One fast epoch and four slow ones take 9 s and 26 J, fast ones alone 50 J, slow ones alone 10 s. */
    @Test
    void strategiesAreComparedByTimeBelowALimitOnTheEnergy() {
        String limited = scenario(", \"joules\": 30", "\"objective\": {\"minimise\": \"time\"},");
        Run run = Run.withInput(limited, "compare", "-", "--format", "csv");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertTrue(row(run, "jqodi-robust").contains(",26.0,9.0,9.0,,"), run.out());
        assertTrue(row(run, "greedy").contains(",26.0,9.0,9.0,,"), run.out());
        assertTrue(row(run, "fixed-server-slow").contains(",20.0,10.0,10.0,,"), run.out());
        assertTrue(row(run, "fixed-server-fast").contains(",50.0,5.0,5.0,,"), run.out());
        assertTrue(row(run, "fixed-server-fast").contains(",energy,"), run.out());
        String text = Run.withInput(limited, "compare", "-").out();
        assertTrue(text.contains("; least time\n"), text);
        assertTrue(text.contains("takes 20.00 J more than the limit on the energy"), text);
    }

    private static String row(Run run, String name) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("strategy," + name + ","))
                .findFirst()
                .orElseThrow();
    }

    private static String scenario(String limit, String objective) {
        return """
                {"format": "jqodi-scenario/1", "name": "two", "target": {"deadlineSeconds": 100, "loss": 1%s}, %s
                 "edgeServers": [{"name": "fast"}, {"name": "slow"}],
                 "bitWidths": [8],
                 "models": [{"name": "net", "loss": 0.5, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "net", "bits": 8, "server": "fast", "cut": 1, "seconds": 1, "joules": 10},
                   {"model": "net", "bits": 8, "server": "slow", "cut": 1, "seconds": 2, "joules": 4}]},
                 "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 5, "robust": 5}, "reaches": 1}]}
                """.formatted(limit, objective);
    }
}
