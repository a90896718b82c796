package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.bench.replay.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
    private static final List<String> COLUMNS = List.of(
            "policy",
            "missPercent",
            "missPercentLow",
            "missPercentHigh",
            "unfinishedPercent",
            "joulesPerFinishedJob",
            "joulesHalfWidth",
            "energyRatioToClairvoyant",
            "energyRatioHalfWidth",
            "plansPerJob",
            "movesPerJob",
            "microsPerDecision");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String trace = "";

    @BeforeEach
    void writeTrace() throws IOException {
        StringBuilder text = new StringBuilder("second,walk_mbps,other_mbps\n");
        for (int i = 0; i < 60; i++) {
            text.append(i)
                    .append(',')
                    .append(i % 20 == 0 ? 0 : 200 + 10 * (i % 17))
                    .append(",300\n");
        }
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, text);
        trace = file.toString();
    }

    private Run replay(String bandwidth, String... more) {
        List<String> args = new ArrayList<>(List.of("replay", "smart-city", "--bandwidth", bandwidth));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void jsonHasTheFieldsOfTheContract() throws IOException {
        Run run = replay(
                trace + ":walk_mbps",
                "--runs",
                "8",
                "--seed",
                "5",
                "--deadline",
                "mid",
                "--policy",
                "fastest,clairvoyant-bandwidth",
                "--format",
                "json");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        JsonNode all = new ObjectMapper().readTree(run.out());
        assertEquals(List.of("scenario", "deadline", "runs", "seed", "policies"), names(all));
        assertEquals("smart-city", all.get("scenario").asText());
        assertEquals("mid", all.get("deadline").asText());
        assertEquals(8, all.get("runs").asInt());
        assertEquals(5, all.get("seed").asInt());
        assertEquals(2, all.get("policies").size());
        assertEquals(COLUMNS, names(all.get("policies").get(1)));
        assertEquals(
                1, all.get("policies").get(1).get("energyRatioToClairvoyant").asDouble());
        assertTrue(all.get("policies").get(0).get("energyRatioToClairvoyant").asDouble() > 1);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void helpListsThePolicies() {
        String help = Run.of("replay", "--help").out().replaceAll("\\s+", " ");
        String listed = help.substring(help.indexOf(" Policies: "));
        for (PolicyName policy : PolicyName.values()) {
            assertTrue(listed.contains(" " + policy.label() + " " + policy.description()), policy.label());
        }
    }

    @Test
    void csvHasTheSameColumns() {
        Run run = replay(trace + ":walk_mbps@district-hub", "--runs", "2", "--policy", "fastest", "--format", "csv");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(String.join(",", COLUMNS), lines.get(0));
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("fastest,"), lines.get(1));
    }

    @Test
    void intervalsStandBesideTheirValues() throws IOException {
        List<String> args = List.of("--runs", "8", "--policy", "fastest", "--format");
        Run json = replay(
                trace + ":walk_mbps",
                Stream.concat(args.stream(), Stream.of("json")).toArray(String[]::new));
        JsonNode row = new ObjectMapper().readTree(json.out()).get("policies").get(0);
        assertTrue(row.get("joulesHalfWidth").asDouble() > 0, json.out());
        assertTrue(row.get("energyRatioHalfWidth").asDouble() > 0, json.out());
        Run text = replay(
                trace + ":walk_mbps",
                Stream.concat(args.stream(), Stream.of("text")).toArray(String[]::new));
        String energy = String.format(
                Locale.ROOT,
                "%.1f ± %.1f",
                row.get("joulesPerFinishedJob").asDouble(),
                row.get("joulesHalfWidth").asDouble());
        assertTrue(text.out().contains(energy), text.out());
    }

    @Test
    void textIsATableOfAllPolicies() {
        Run run = replay(trace + ":walk_mbps", "--runs", "1", "--deadline", "loose", "--threads", "2");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        for (String policy : List.of(
                "once-last",
                "once-mean",
                "once-replayed",
                "every-epoch",
                "paper-10",
                "paper-25",
                "value",
                "slack",
                "controller",
                "fastest",
                "clairvoyant-bandwidth",
                "clairvoyant")) {
            assertTrue(run.out().lines().anyMatch(line -> line.strip().startsWith(policy + " ")), policy);
        }
    }

    @Test
    void oneJobIsToldInFull() {
        Run run = replay(trace + ":walk_mbps", "--runs", "3", "--policy", "slack", "--log-job", "2");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        List<String> first =
                run.out().lines().filter(line -> line.contains("epoch 1 o")).toList();
        assertEquals(1, first.size(), run.out());
        assertTrue(first.get(0).matches(" +[0-9.]+ s  epoch 1 of .*: cut .*; planned .*; took .* J"), first.get(0));
    }

    @Test
    void badUsageAndBadInputAreTold() {
        assertRefused(ExitStatus.BAD_USAGE, "Did you mean 'slack'?", trace + ":walk_mbps", "--policy", "slak");
        assertRefused(ExitStatus.BAD_USAGE, "loose, mid, tight", trace + ":walk_mbps", "--deadline", "late");
        assertRefused(ExitStatus.BAD_USAGE, "--runs", trace + ":walk_mbps", "--runs", "0");
        assertRefused(ExitStatus.BAD_USAGE, "no device link of 'hub'", trace + ":walk_mbps@hub");
        assertRefused(ExitStatus.BAD_INPUT, "walk_mbps, other_mbps", trace);
        assertRefused(ExitStatus.BAD_INPUT, "column 'x' is missing", trace + ":x");
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot be read",
                folder.resolve("none.csv").toString());
        Run inference = Run.of("replay", "resnet18-inference", "--bandwidth", trace + ":walk_mbps");
        assertEquals(ExitStatus.BAD_INPUT, inference.status());
        assertTrue(inference.err().contains("fineTuning"), inference.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mbps\n1e301\n", "mbps\n1e-300\n", "mbps\n0\n1e290\n"})
    void tracesBeyondAllMeasureAreBadInput(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("extreme.csv"), text);
        assertRefused(ExitStatus.BAD_INPUT, "the trace is ", file.toString(), "--runs", "1", "--policy", "once-mean");
    }

    @Test
    void timesBeyondAllMeasureAreBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("extreme.csv"), "seconds,mbps\n0,5\n1e20,6\n");
        assertRefused(
                ExitStatus.BAD_INPUT,
                "'1e20' is no plausible time",
                file.toString(),
                "--runs",
                "1",
                "--policy",
                "once-mean");
    }

    /** Runs of 4, 5, … epochs to the loss 1. */
    private String curves(String lossColumn, int runs) throws IOException {
        StringBuilder text = new StringBuilder("run,epoch," + lossColumn + "\n");
        for (int run = 0; run < runs; run++) {
            for (int epoch = 1; epoch <= 20; epoch++) {
                text.append("run" + run + "," + epoch + "," + (run + 4.5) / (epoch + 1) + "\n");
            }
        }
        return Files.writeString(folder.resolve(lossColumn + runs + ".csv"), text)
                .toString();
    }

    @Test
    void jobsDrawRecordedCurves() throws IOException {
        String file = curves("loss", 10);
        List<String> outputs = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            Run run = replay(
                    trace + ":walk_mbps",
                    "--curves",
                    file,
                    "--target",
                    "1",
                    "--runs",
                    "10",
                    "--policy",
                    "controller,fastest",
                    "--threads",
                    threads,
                    "--format",
                    "csv");
            assertEquals(ExitStatus.DONE, run.status(), run.err());
            outputs.add(run.out().replaceAll("(?m),[^,]*$", ""));
        }
        assertEquals(outputs.get(0), outputs.get(1));
        Run drawn = replay(trace + ":walk_mbps", "--runs", "10", "--policy", "controller,fastest", "--format", "csv");
        assertNotEquals(outputs.get(0), drawn.out().replaceAll("(?m),[^,]*$", ""), "of other epochs");
    }

    @Test
    void curvesThatCannotBePlayedAreTold() throws IOException {
        String walk = trace + ":walk_mbps";
        String file = curves("loss", 10);
        assertRefused(ExitStatus.BAD_INPUT, "stands for the target", walk, "--curves", file);
        assertRefused(ExitStatus.BAD_INPUT, "too few", walk, "--curves", curves("loss", 3), "--target", "1");
        assertRefused(ExitStatus.BAD_INPUT, "'loss'", walk, "--curves", curves("error", 10), "--target", "1");
        assertRefused(ExitStatus.BAD_INPUT, "no such file", walk, "--curves", "none.csv");
        assertRefused(ExitStatus.BAD_INPUT, "above 0", walk, "--curves", file, "--target", "0");
        assertRefused(ExitStatus.BAD_USAGE, "--curves", walk, "--target", "1");
        assertRefused(ExitStatus.BAD_USAGE, "--epochs", walk, "--curves", file, "--epochs", file);
        Path seeds = Files.writeString(folder.resolve("seeds.csv"), "run,target,seed,epochs\na,1,1,7\n");
        assertRefused(ExitStatus.BAD_INPUT, "must hold curves", walk, "--curves", seeds.toString());
    }

    private void assertRefused(int status, String part, String bandwidth, String... more) {
        Run run = replay(bandwidth, more);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }
}
