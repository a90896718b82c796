package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.base.Rounded;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.Schemas;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands plan, verify, scenarios, solvers and schema, every exit status and every message. */
class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 0.0, 0.000",
        "12.3456, 12.35, 12.346",
        "123.456, 123.5, 123.456",
        "0.012345678, 0.01235, 0.01235",
        "123456789012.3, 123456789012.3, 123456789012.300",
        "3457675292890542.5, 3.45768E+15, 3.45768E+15",
        "3.4e-9, 3.4E-9, 3.4E-9",
        "Infinity, Infinity, Infinity"
    })
    void largeAndSmallNumbersAreRoundedToo(double value, String joules, String seconds) {
        assertEquals(joules, PlanText.joules(value));
        assertEquals(seconds, PlanText.seconds(value));
    }

    @Test
    void planPrintsDecisionTotalsAndBill() {
        Run run = Run.of("plan", "paper-data1");
        assertEquals(ExitStatus.DONE, run.status());
        assertEquals("", run.err());
        for (String part : List.of(
                "OPTIMAL: LeNet-like at 8 bits, cut 1 on RTX3090 for epochs 1-29",
                "6988.1",
                "135.564",
                "28.794 s left",
                "bill of the robust case",
                "alternatives",
                "no plan for",
                "ResNet20")) {
            assertTrue(run.out().contains(part), part + " in\n" + run.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expected", "nominal", "robust", "paper"})
    void everyRuleCanBeAskedFor(String rule) {
        Run run = Run.of("plan", "paper-data2", "--rule", rule, "--format", "json");
        assertEquals(ExitStatus.DONE, run.status());
        assertEquals(rule, result(run).rule().label());
        assertEquals(
                rule.equals("paper"), result(run).plan().orElseThrow().score().isPresent());
    }

    @Test
    void everySolverCanBeAskedFor() {
        for (Solver solver : Solvers.all()) {
            Run run = Run.of("plan", "paper-data1", "--solver", solver.name(), "--format", "json");
            assertEquals(solver.name(), result(run).solver());
            assertEquals(ExitStatus.of(result(run).status()), run.status());
        }
    }

    /** Two numbers stand for a normal distribution, which a confidence close to one half makes endless. */
    @ParameterizedTest
    @CsvSource({"0.51,1,1000000", "0.5000001,26,29", "0.500000001,26,29"})
    void anEstimateThatReachesBeyondAMillionEpochsIsRefused(String confidence, int expected, int robust) {
        String scenario = """
                {"format": "jqodi-scenario/1", "name": "close to a coin",
                 "target": {"deadlineSeconds": 1e9, "loss": 1, "confidence": %s},
                 "edgeServers": [{"name": "server"}],
                 "bitWidths": [4],
                 "models": [{"name": "net", "loss": 2, "cuts": [1]}],
                 "estimates": [{"model": "net", "bits": 4, "epochs": {"expected": %d, "robust": %d}}],
                 "costs": {"kind": "measured", "entries":
                   [{"model": "net", "bits": 4, "server": "server", "cut": 1, "seconds": 1, "joules": 1}]}}
                """.formatted(confidence, expected, robust);
        Run run = Run.withInput(scenario, "plan", "-");
        assertEquals(ExitStatus.BAD_INPUT, run.status());
        assertEquals("", run.out());
        for (String part : List.of(
                "/estimates/0/epochs/robust: of 'net' at 4 bits (" + robust + ") must keep the distribution of K within"
                        + " 1000000 epochs",
                "expected " + expected + " and robust " + robust + " at confidence ",
                "σ ",
                "which reaches ",
                "Raise the confidence or give the distribution.")) {
            assertTrue(run.err().contains(part), part + " in\n" + run.err());
        }
    }

    @Test
    void onlyAndExceptPinAndForbid() {
        Run only = Run.of(
                "plan", "paper-data1", "--only", "model=LeNet-like,ResNet20", "--only", "bits=6", "--format", "json");
        assertEquals("6", result(only).plan().orElseThrow().pair().quantization());
        assertEquals("LeNet-like", result(only).plan().orElseThrow().pair().model());
        Run except = Run.of("plan", "paper-data1", "--except", "server=RTX3090", "--format", "json");
        assertEquals(
                Optional.of("RTX4090"),
                result(except).plan().orElseThrow().schedule().get(0).server());
        Run cut = Run.of("plan", "paper-data2", "--only", "cut=3", "--format", "json");
        assertEquals(3, result(cut).plan().orElseThrow().schedule().get(0).cut());
    }

    @Test
    void topLimitsTheAlternatives() {
        assertEquals(
                5,
                result(Run.of("plan", "paper-data1", "--format", "json"))
                        .alternatives()
                        .size());
        assertEquals(
                2,
                result(Run.of("plan", "paper-data1", "--top", "2", "--format", "json"))
                        .alternatives()
                        .size());
        assertTrue(!Run.of("plan", "paper-data1", "--top", "0").out().contains("alternatives"));
    }

    @Test
    void pairsPassedOverAreSummarisedInOneLine() {
        Run json = Run.of("plan", "paper-data1", "--top", "0", "--format", "json");
        long passedOver = result(json).infeasibilities().stream()
                .filter(why -> why.reason().label().equals("pruned"))
                .count();
        String text = Run.of("plan", "paper-data1", "--top", "0").out();
        assertEquals(passedOver > 0, text.endsWith(" cannot beat these\n"), text);
        assertTrue(passedOver == 0 || text.contains("\n" + passedOver + " more pair"), text);
    }

    @Test
    void scheduleReplacesThatOfTheScenario() {
        Run fixed = Run.of("plan", "smart-city", "--schedule", "fixed", "--format", "json");
        Run free = Run.of("plan", "smart-city", "--schedule", "perEpoch", "--format", "json");
        assertEquals(ExitStatus.DONE, free.status());
        assertTrue(result(free).plan().orElseThrow().schedule().size() > 1);
        result(fixed).plan().ifPresent(plan -> assertEquals(1, plan.schedule().size()));
    }

    @Test
    void aLooseGapIsAccepted() {
        Run run = Run.of("plan", "smart-city", "--gap", "0.01", "--format", "json");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(result(run).gap() <= 0.01);
    }

    @Test
    void noFeasiblePlanIsStatusTwo() {
        Run run = Run.of("plan", "paper-data1", "--only", "bits=2");
        assertEquals(ExitStatus.NO_PLAN, run.status());
        assertTrue(run.out().contains("INFEASIBLE: nothing stays below the deadline of 180.000 s"), run.out());
        Run json = Run.of("plan", "paper-data1", "--only", "bits=2", "--format", "json");
        assertEquals(ExitStatus.NO_PLAN, json.status());
        assertEquals(Status.INFEASIBLE, result(json).status());
    }

    @Test
    void aLimitBeforeAnyPlanIsStatusThree() {
        Run run = Run.of("plan", "paper-data1", "--time-limit", "1e-9");
        assertEquals(ExitStatus.LIMIT, run.status());
        assertTrue(run.out().contains("UNKNOWN: a limit was reached"), run.out());
        Run refused = Run.of("plan", "smart-city", "--solver", "exhaustive");
        assertEquals(ExitStatus.LIMIT, refused.status());
        assertTrue(refused.out().contains("its limit is 2000000"), refused.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rule best | --rule 'best' must be one of expected, nominal, robust, paper",
                "--solver magic | --solver 'magic' must be one of exact",
                "--schedule daily | --schedule 'daily' must be fixed or perEpoch",
                "--gap 1 | --gap (1) must be at least 0 and below 1",
                "--gap -0.1 | gap",
                "--top -1 | --top (-1) must be at least 0",
                "--time-limit 0 | --time-limit (0.0) must be above 0 and below 1e9 seconds",
                "--time-limit 1e10 | must be above 0 and below 1e9 seconds",
                "--time-limit NaN | must be above 0",
                "--format xml | xml",
                "--only bits | --only 'bits' must be KEY=VALUE with KEY one of model, bits, quantization, server, cut",
                "--only bits= | --only 'bits=' must be KEY=VALUE",
                "--only color=red | --only 'color=red' must be KEY=VALUE",
                "--except cut=one | cut 'one' must be an integer",
                "--only bits=w8 | bits 'w8' must be a number",
                "--only bits=4.5 | the scenario has no bits '4.5'. Known are 2, 4, 6, 8",
                "--only quantization=4.0 | the scenario has no quantization '4.0'. Known are 2, 4, 6, 8",
                "--only bits=8 --except quantization=4 | --only and --except both speak of bits; use one of them",
                "--only server=rtx309 | --only server=rtx309: the scenario has no server 'rtx309'. Did you mean 'RTX3090'",
                "--except server=x | the scenario has no server 'x'. Known are RTX3090, RTX4090",
                "--only model=ResNet2 | Did you mean 'ResNet20'? Known are ",
                "--only bits=16 | the scenario has no bits '16'. Known are ",
                "--except cut=9 | the scenario has no cut '9'. Known are 1, 2, 3, 4, 5",
                "--rule expcted | Did you mean 'expected'?",
                "--solver exat | Did you mean 'exact'?",
                "--onyl bits=4 | Did you mean '--only'?",
                "--gap much | much",
                "--nonsense 1 | --nonsense"
            })
    void badUsageIsStatus64(String options, String message) {
        String[] words = ("plan paper-data1 " + options).split(" ", -1);
        Run run = Run.of(words);
        assertEquals(ExitStatus.BAD_USAGE, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("Try 'jqodi plan --help'."), run.err());
        assertEquals("", run.out());
    }

    @Test
    void onlyAndExceptOfTheSameKindContradictEachOther() {
        Run run = Run.of("plan", "paper-data1", "--only", "bits=4", "--except", "bits=8");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains("--only and --except both speak of bits; use one of them"), run.err());
    }

    @Test
    void missingArgumentsAreBadUsage() {
        assertEquals(ExitStatus.BAD_USAGE, Run.of().status());
        assertTrue(Run.of().err().contains("Usage: jqodi"));
        assertEquals(ExitStatus.BAD_USAGE, Run.of("plan").status());
        assertEquals(ExitStatus.BAD_USAGE, Run.of("verify", "paper-data1").status());
        assertEquals(ExitStatus.BAD_USAGE, Run.of("dance").status());
        assertTrue(
                Run.of("paln").err().contains("Did you mean 'plan'?"),
                Run.of("paln").err());
    }

    @Test
    void badInputIsStatus65() throws IOException {
        Run missing = Run.of("plan", "no-such-file");
        assertEquals(ExitStatus.BAD_INPUT, missing.status());
        assertTrue(
                missing.err()
                        .contains("no-such-file: no such file, and no bundled scenario either; these are paper-data1"),
                missing.err());
        Run near = Run.of("compare", "papr-data1");
        assertEquals(ExitStatus.BAD_USAGE, near.status());
        assertTrue(near.err().contains("Did you mean 'paper-data1'"), near.err());
        Run broken = Run.withInput("{\"format\": \"jqodi-scenario/1\"", "plan", "-");
        assertEquals(ExitStatus.BAD_INPUT, broken.status());
        assertTrue(broken.err().startsWith("-: "), broken.err());
        Run wrong = Run.withInput(scenario("paper-data1").replace("\"loss\": 0.02", "\"loss\": -1"), "plan", "-");
        assertEquals(ExitStatus.BAD_INPUT, wrong.status());
        assertTrue(wrong.err().contains("/target") && wrong.err().contains("-1"), wrong.err());
        Run directory = Run.of("plan", folder.toString());
        assertEquals(ExitStatus.BAD_INPUT, directory.status());
        assertTrue(directory.err().contains("cannot be read"), directory.err());
        Run noPlan = Run.of("verify", "paper-data1", "no-such-plan");
        assertEquals(ExitStatus.BAD_INPUT, noPlan.status());
        assertTrue(noPlan.err().contains("no-such-plan: no such file"), noPlan.err());
    }

    @Test
    void estimatesThatContradictThemselvesAreBadInput() throws IOException {
        String gains = "{\"expected\": [0], \"robust\": [0]}";
        String short1 = scenario("paper-data1")
                .replaceFirst(
                        "\"bits\": 2,",
                        "\"bits\": 2, \"trajectory\": {\"update\": " + gains + ", \"run\": " + gains + "},");
        Run run = Run.withInput(short1, "plan", "-");
        assertEquals(ExitStatus.BAD_INPUT, run.status());
        assertTrue(run.err().contains("must cover every epoch up to K_rob, 132"), run.err());
    }

    @Test
    void standardInputAndFilesAreReadAlike() throws IOException {
        String json = scenario("realistic-data1");
        Path file = Files.writeString(folder.resolve("scenario.json"), json);
        String named = Run.of("plan", "realistic-data1").out();
        assertEquals(named, Run.withInput(json, "plan", "-").out());
        assertEquals(named, Run.of("plan", file.toString()).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-data1", "paper-data2", "realistic-data1", "smart-city", "motivating-example"})
    void jsonOfPlanPassesVerify(String name) throws IOException {
        Run plan = Run.of("plan", name, "--format", "json");
        assertEquals(ExitStatus.DONE, plan.status());
        Path file = Files.writeString(folder.resolve("plan.json"), plan.out());
        Run verify = Run.of("verify", name, file.toString());
        assertEquals(ExitStatus.DONE, verify.status(), verify.out());
        assertTrue(verify.out().contains("The plan is consistent with the scenario."), verify.out());
        assertTrue(verify.out().contains("cannot be verified"), verify.out());
        assertEquals(
                ExitStatus.DONE, Run.withInput(plan.out(), "verify", name, "-").status());
    }

    @Test
    void explanationsPassVerifyToo() {
        Run plan = Run.of("plan", "paper-data1", "--only", "bits=2", "--format", "json");
        Run verify = Run.withInput(plan.out(), "verify", "paper-data1", "-");
        assertNotEquals(ExitStatus.BAD_INPUT, verify.status(), verify.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bits\": 8 | \"bits\": 6 | epochs",
                "\"cut\": 1 | \"cut\": 2 | deadline",
                "\"server\": \"RTX3090\" | \"server\": \"RTX2080\" | RTX2080",
                "\"toEpoch\": 29 | \"toEpoch\": 28 | covers 28 of 29 epochs",
                "\"epochs\": 26 | \"epochs\": 25 | /nominal/epochs"
            })
    void aTamperedPlanIsStatusOne(String original, String tampered, String finding) {
        String plan =
                Run.of("plan", "paper-data1", "--top", "0", "--format", "json").out();
        assertTrue(plan.contains(original), plan);
        int at = plan.indexOf(original);
        String changed = plan.substring(0, at) + tampered + plan.substring(at + original.length());
        Run verify = Run.withInput(changed, "verify", "paper-data1", "-");
        assertEquals(ExitStatus.WRONG_PLAN, verify.status(), verify.out() + verify.err());
        assertTrue(verify.out().contains(finding), verify.out());
    }

    @Test
    void aPlanOfAnotherScenarioIsStatusOne() {
        String plan = Run.of("plan", "paper-data2", "--format", "json").out();
        assertEquals(
                ExitStatus.WRONG_PLAN,
                Run.withInput(plan, "verify", "paper-data1", "-").status());
    }

    @Test
    void aGapThatIsNoneIsBadUsageOfVerify() {
        Run run = Run.of("verify", "paper-data1", "plan.json", "--gap", "2");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains("Try 'jqodi verify --help'."), run.err());
    }

    @Test
    void scenariosListsEveryBundledOne() {
        Run run = Run.of("scenarios");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(BundledScenarios.names().contains("motivating-example"));
        for (String name : BundledScenarios.names()) {
            assertTrue(run.out().contains(name), name);
        }
    }

    @Test
    void scenariosPrintsOneByName() throws IOException {
        assertEquals(scenario("smart-city"), Run.of("scenarios", "smart-city").out());
        Run unknown = Run.of("scenarios", "smart-cty");
        assertEquals(ExitStatus.BAD_USAGE, unknown.status());
        assertTrue(unknown.err().contains("Did you mean 'smart-city'?"), unknown.err());
    }

    @Test
    void warningsStandBeforeTheDecision() throws IOException {
        String out = Run.withInput(scenario("paper-data1").replaceAll(",\\s*\"reaches\": [0-9.]+", ""), "plan", "-")
                .out();
        assertTrue(out.startsWith("warnings\n  ") && out.indexOf("OPTIMAL") > out.indexOf("warnings"), out);
        assertTrue(out.contains("\n  TRUSTED_CLAIM: estimates that do not say what they reach"), out);
    }

    /** Of the LeNet-like network at 8 bits 30 epochs fit into 100 s, K is 28 ± 3: P(K ≤ 30) = Φ(2.5/3) = 0.798. */
    @Test
    void chancesAreShown() throws IOException {
        String out = Run.of("plan", "smart-city").out();
        assertTrue(out.contains("\n  chance     100.0 % to reach the target, 96.7 % before the deadline\n"), out);
        String tight = scenario("smart-city").replaceFirst("\"deadlineSeconds\": 180", "\"deadlineSeconds\": 100");
        String none = Run.withInput(tight, "plan", "-").out();
        assertTrue(none.contains("over 33 epochs, not below 100.0 s; 30 epochs fit"), none);
        assertTrue(none.contains("79.8 %") && none.contains("0.797671"), none);
    }

    @Test
    void anInferenceIsToldWithoutEpochs() throws IOException {
        Run run = Run.of("plan", "resnet18-inference");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(run.out().startsWith("OPTIMAL: ResNet-18 at 8 bits, cut 0 on JetsonOrinNano\n"), run.out());
        assertTrue(run.out().contains("\n  inference  1 sample: 0.6895 J, 0.05397 s, accuracy 0.714700\n"), run.out());
        assertFalse(run.out().contains("epoch") || run.out().contains("\n  chance"), run.out());
        Run alone = Run.of("plan", "resnet18-inference", "--only", "cut=10");
        assertTrue(alone.out().startsWith("OPTIMAL: ResNet-18 at 8 bits, cut 10 on the device alone\n"), alone.out());
        String interval = scenario("resnet18-inference")
                .replaceFirst("\"task\"", "\"objective\": {\"minimise\": \"interval\"}, \"task\"");
        String out = Run.withInput(interval, "plan", "-").out();
        assertTrue(out.contains(" s by rule expected"), out);
    }

    @Test
    void anInferenceIsComparedAndHasATree() {
        Run run = Run.of("compare", "resnet18-inference");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(run.out().contains("\n  jqodi-robust  ") && !run.out().contains("\n  optimum  "), run.out());
        assertEquals(
                ExitStatus.DONE,
                Run.of("tree", "resnet18-inference", "--format", "json").status());
    }

    @Test
    void textSpeaksOfAccuraciesWhereTheFileDoes() {
        String accurate = """
                {"format": "jqodi-scenario/1", "name": "measured", "target": {"deadlineSeconds": 60, "accuracy": 0.76},
                 "edgeServers": [{"name": "box"}], "bitWidths": [8],
                 "models": [{"name": "net", "accuracy": 0.6, "cuts": [0]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "net", "bits": 8, "server": "box", "cut": 0, "seconds": 10, "joules": 20}]},
                 "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 2, "robust": 3}, "reachesAccuracy": 0.7}]}
                """;
        String out = Run.withInput(accurate, "plan", "-").out();
        assertTrue(
                out.contains("its estimates reach an accuracy of 0.7 at the highest, below the target 0.76")
                        && out.contains("accuracy target needed")
                        && !out.contains("loss"),
                out);
    }

    @Test
    void controlCharactersInNamesAreShownEscaped() throws IOException {
        String bell = scenario("paper-data1").replace("RTX3090", "\\u001b[31mred\\u0007\\n@SUM(1)");
        for (String command : List.of("plan", "compare", "tree")) {
            Run run = Run.withInput(bell, command, "-");
            assertEquals(ExitStatus.DONE, run.status(), run.err());
            assertTrue(run.out().chars().noneMatch(c -> c < ' ' && c != '\n'), command + " prints a control character");
        }
        assertTrue(Run.withInput(bell, "plan", "-").out().contains("on \\u001b[31mred\\u0007\\n@SUM(1) for epochs"));
        Run bad = Run.withInput("{\"format\": \"jqodi-scenario/1\", \"\\u001b[31mX\": 1}", "plan", "-");
        assertEquals(ExitStatus.BAD_INPUT, bad.status());
        assertTrue(bad.err().contains("\\u001b[31mX") && bad.err().indexOf('\u001b') < 0, bad.err());
        Run usage = Run.of("plan", "paper-data1", "--only", "server=\u001b[31m");
        assertTrue(usage.err().indexOf('\u001b') < 0, usage.err());
    }

    @Test
    void neededDeadlinesAreRoundedUpSoThatTheyAreEnough() throws IOException {
        String[] pinned = {"plan", "-", "--only", "bits=2", "--only", "model=LeNet-like", "--format", "json"};
        double exact = result(Run.withInput(scenario("paper-data1"), pinned)).infeasibilities().stream()
                .flatMapToDouble(why -> why.smallestDeadlineSeconds().stream())
                .findFirst()
                .orElseThrow();
        String shown = Rounded.up(exact);
        assertTrue(
                Double.parseDouble(shown) >= exact
                        && shown.length() < Double.toString(exact).length(),
                shown);
        String text = Run.of("plan", "paper-data1", "--only", "bits=2").out();
        assertTrue(text.contains("  " + shown + "  ") && !text.contains(Double.toString(exact)), text);
        String relaxed =
                scenario("paper-data1").replaceFirst("\"deadlineSeconds\": 180", "\"deadlineSeconds\": " + shown);
        assertEquals(ExitStatus.DONE, Run.withInput(relaxed, pinned).status());
    }

    @Test
    void solversListsEverySolverWithItsDescription() {
        Run run = Run.of("solvers");
        assertEquals(ExitStatus.DONE, run.status());
        for (Solver solver : Solvers.all()) {
            assertTrue(run.out().contains(solver.name()) && run.out().contains(solver.description()));
        }
    }

    @Test
    void schemaPrintsThePublishedSchemas() {
        assertEquals(Schemas.scenario(), Run.of("schema", "scenario").out());
        assertEquals(Schemas.plan(), Run.of("schema", "plan").out());
        assertEquals(Schemas.fleet(), Run.of("schema", "fleet").out());
        assertEquals(Schemas.fleetPlan(), Run.of("schema", "fleet-plan").out());
        for (String name : List.of("recipe", "fleetplan", "fleetPlan")) {
            Run other = Run.of("schema", name);
            assertEquals(ExitStatus.BAD_USAGE, other.status());
            assertTrue(
                    other.err().contains("'" + name + "' must be one of scenario, plan, fleet, fleet-plan"),
                    other.err());
        }
        assertTrue(Run.of("completion").out().contains("\"scenario\" \"plan\" \"fleet\" \"fleet-plan\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "compare",
                "frontier",
                "fleet",
                "verify",
                "tree",
                "epochs",
                "estimators",
                "evaluate",
                "scenarios",
                "solvers",
                "schema",
                "assemble",
                "import",
                "reproduce",
                "completion",
                "bench"
            })
    void everyCommandHelps(String command) {
        Run run = Run.of(command, "--help");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(run.out().contains("Usage: jqodi " + command), run.out());
        assertEquals("", run.err());
        assertTrue(Run.of("--help").out().contains(command));
        for (String status : List.of("64", "65", "70", "74")) {
            assertTrue(run.out().contains("\n  " + status + "   "), status + " in " + run.out());
        }
        run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    private static SolveResult result(Run run) {
        return PlanJson.read(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
    }

    private static String scenario(String name) throws IOException {
        try (InputStream in = BundledScenarios.open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
