package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --format html}: the rows of the JSON, and one job as the log tells it. */
class ReplayPageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String trace = "";

    @BeforeEach
    void writeTrace() throws IOException {
        StringBuilder text = new StringBuilder("mbps\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 20 == 0 ? 0 : 200 + 10 * (i % 17)).append('\n');
        }
        trace = Files.writeString(folder.resolve("trace.csv"), text).toString();
    }

    private Run replay(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "replay", "smart-city", "--bandwidth", trace, "--runs", "6", "--policy", "once-mean,slack,fastest"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void everyNumberOfThePoliciesIsInTheJson() throws IOException {
        Run run = replay("--format", "html");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertEquals(run.out(), replay("--format", "html").out());
        JsonNode json = new ObjectMapper().readTree(replay("--format", "json").out());
        List<Double> expected = new ArrayList<>();
        for (JsonNode row : json.get("policies")) {
            for (String field : List.of(
                    "missPercent",
                    "missPercentLow",
                    "missPercentHigh",
                    "unfinishedPercent",
                    "joulesPerFinishedJob",
                    "joulesHalfWidth",
                    "energyRatioToClairvoyant",
                    "energyRatioHalfWidth",
                    "plansPerJob",
                    "movesPerJob")) {
                if (row.has(field)) {
                    expected.add(row.get(field).asDouble());
                }
            }
        }
        Page page = Page.of(run.out());
        assertEquals(expected, page.numbers("Policies"));
        assertEquals(4, page.count("svg"));
        assertTrue(run.out().contains("smart-city") && run.out().contains("6 jobs, its own deadline, seed 1"));
    }

    @Test
    void aJobIsToldAsItsLogTellsIt() {
        Run page = replay("--format", "html", "--log-job", "2");
        List<String> log = replay("--log-job", "2").out().lines().toList();
        long whole = log.stream().filter(line -> line.contains("; took ")).count();
        long brokenOff = log.stream()
                .filter(line -> line.contains("; broken off after "))
                .count();
        long rows = 0;
        for (String policy : List.of("once-mean", "slack", "fastest")) {
            rows += page.out()
                            .split("<caption id=\"t\\d+\"><span>Epochs of " + policy, -1)[1]
                            .split("</table>", -1)[0]
                            .split("<tr>", -1)
                            .length
                    - 2;
        }
        assertEquals(whole + brokenOff, rows);
        assertTrue(whole > 20, whole + " epochs");
        List<Double> ends = Page.of(page.out()).numbers("How it ended");
        List<Double> joules = log.stream()
                .filter(line -> line.matches(".*(target reached|ended without).*"))
                .map(line -> Double.parseDouble(line.replaceAll(".*, ([0-9.]+) J$", "$1")))
                .toList();
        assertEquals(3 * joules.size(), ends.size());
        for (int i = 0; i < joules.size(); i++) {
            assertEquals(joules.get(i), ends.get(3 * i + 1), 0.0051);
        }
    }

    @Test
    void aJobThatIsNotPlayedIsRefused() {
        Run run = replay("--format", "html", "--log-job", "6");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains("--log-job (6) must be from 0 to 5"), run.err());
    }
}
