package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.PlanJson;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Quantizations with names and fractions of bits on the command line. */
class NamedQuantizationTest {
    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "names", "target": {"deadlineSeconds": 100, "loss": 1},
             "edgeServers": [{"name": "edge"}],
             "quantizations": [{"name": "8", "weightBits": 8}, {"name": "4.5", "weightBits": 4.5},
               {"name": "w8a16", "weightBits": 8, "activationBits": 16}],
             "models": [{"name": "net", "loss": 0.5, "cuts": [1]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "net", "bits": 8, "server": "edge", "cut": 1, "seconds": 1, "joules": 7},
               {"model": "net", "bits": 4.5, "server": "edge", "cut": 1, "seconds": 1, "joules": 6},
               {"model": "net", "quantization": "w8a16", "server": "edge", "cut": 1, "seconds": 1, "joules": 5}]},
             "estimates": [
               {"model": "net", "bits": 8, "epochs": {"expected": 2, "robust": 2}},
               {"model": "net", "bits": 4.5, "epochs": {"expected": 2, "robust": 2}},
               {"model": "net", "quantization": "w8a16", "epochs": {"expected": 2, "robust": 2}}]}
            """;

    @Test
    void optionsPinAndForbidThemByName() {
        assertDecision("w8a16");
        assertDecision("4.5", "--except", "quantization=w8a16");
        assertDecision("8", "--only", "bits=8");
        assertDecision("8", "--only", "bits=8.0");
        assertDecision("8", "--only", "quantization=8");
        assertDecision("4.5", "--only", "bits=8,4.5");
        assertDecision("w8a16", "--only", "bits=8", "--only", "quantization=w8a16");
        assertDecision("8", "--except", "bits=4.5", "--except", "quantization=w8a16");
    }

    @Test
    void namesWithCommasAreTakenWhole() {
        String scenario = SCENARIO.replace("w8a16", "w8,a16").replace("net\"", "net,8\"");
        assertDecision(scenario, new QuantizedModel("net,8", "w8,a16"), "--only", "quantization=w8,a16");
        assertDecision(scenario, new QuantizedModel("net,8", "w8,a16"), "--only", "model=net,8");
        assertDecision(scenario, new QuantizedModel("net,8", "w8,a16"), "--only", "quantization=4.5,w8,a16,8");
        assertDecision(scenario, new QuantizedModel("net,8", "4.5"), "--except", "quantization=w8,a16");
        Run part = Run.withInput(scenario, "plan", "-", "--only", "quantization=w8");
        assertEquals(ExitStatus.BAD_USAGE, part.status());
    }

    @Test
    void anUnknownNameIsBadUsageAndListsThoseThereAre() {
        Run run = Run.withInput(SCENARIO, "plan", "-", "--only", "quantization=w8a1");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(
                run.err()
                        .contains(
                                "the scenario has no quantization 'w8a1'. Did you mean 'w8a16'? Known are 8, 4.5, w8a16"),
                run.err());
        Run bits = Run.withInput(SCENARIO, "plan", "-", "--except", "bits=16");
        assertEquals(ExitStatus.BAD_USAGE, bits.status());
        assertTrue(bits.err().contains("the scenario has no bits '16'. Known are 8, 4.5"), bits.err());
    }

    @Test
    void textSaysNamesAsTheyAreAndNumbersWithTheirUnit() {
        Run named = Run.withInput(SCENARIO, "plan", "-");
        assertTrue(decision(named).startsWith("OPTIMAL: net at w8a16, cut 1 on edge"), named.out());
        Run fraction = Run.withInput(SCENARIO, "plan", "-", "--only", "bits=4.5");
        assertTrue(decision(fraction).startsWith("OPTIMAL: net at 4.5 bits, cut 1 on edge"), fraction.out());
    }

    @Test
    void aColumnOfNamesIsNotHeadedAsBits() {
        String numbers =
                Run.withInput(SCENARIO, "plan", "-", "--only", "bits=8,4.5").out();
        assertTrue(numbers.lines().anyMatch(line -> line.matches("  model +bits +objective J.*")), numbers);
        assertTrue(numbers.lines().anyMatch(line -> line.matches("  model +quantization +because.*")), numbers);
        String comparison = Run.withInput(SCENARIO, "compare", "-").out();
        assertTrue(
                comparison.lines().anyMatch(line -> line.matches("  strategy +status +model +quantization +cut.*")),
                comparison);
        String tree = Run.withInput(SCENARIO, "tree", "-", "--format", "text").out();
        assertTrue(tree.lines().anyMatch(line -> line.matches(" *model +quantization +epochs.*")), tree);
        String widths = Run.withInput(SCENARIO, "tree", "-", "--format", "text", "--only", "bits=8,4.5")
                .out();
        assertTrue(widths.lines().anyMatch(line -> line.matches(" *model +bits +epochs.*")), widths);
    }

    /** The line of the decision, which stands after the warnings. */
    private static String decision(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("OPTIMAL"))
                .findFirst()
                .orElse("");
    }

    @Test
    void comparisonsHaveAColumnForEachKey() {
        List<String> rows = Run.withInput(SCENARIO, "compare", "-", "--format", "csv")
                .out()
                .lines()
                .toList();
        List<String> heading = List.of(rows.get(0).split(",", -1));
        assertEquals(heading.indexOf("bits") + 1, heading.indexOf("quantization"));
        assertTrue(
                rows.stream().anyMatch(row -> cells(row, heading).equals(List.of("net", "", "w8a16"))), rows::toString);
        String json = Run.withInput(SCENARIO, "compare", "-", "--format", "json", "--only", "bits=4.5")
                .out();
        assertTrue(json.contains("\"bits\" : 4.5"), json);
    }

    @Test
    void treesNameThem() {
        String json =
                Run.withInput(SCENARIO, "tree", "-", "--format", "json").out().replaceAll("\\s+", " ");
        for (String pair : List.of("\"bits\": 8,", "\"bits\": 4.5,", "\"quantization\": \"w8a16\",")) {
            assertTrue(json.contains("{ \"model\": 0, " + pair + " \"candidate\": true"), pair + json);
        }
    }

    private static List<String> cells(String row, List<String> heading) {
        List<String> cells = List.of(row.split(",", -1));
        return Stream.of("model", "bits", "quantization")
                .map(column -> cells.get(heading.indexOf(column)))
                .toList();
    }

    private static void assertDecision(String quantization, String... options) {
        assertDecision(SCENARIO, new QuantizedModel("net", quantization), options);
    }

    private static void assertDecision(String scenario, QuantizedModel pair, String... options) {
        String[] words = Stream.concat(Stream.of("plan", "-", "--format", "json"), Stream.of(options))
                .toArray(String[]::new);
        Run run = Run.withInput(scenario, words);
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertEquals(pair, PlanJson.parse(run.out()).plan().orElseThrow().pair());
    }
}
