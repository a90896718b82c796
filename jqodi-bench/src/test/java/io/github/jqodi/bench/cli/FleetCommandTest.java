package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.bench.scenario.BundledFleets;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetProgress;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.json.FleetJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jqodi fleet}. */
class FleetCommandTest {
    @Test
    void theBundledFleetIsTheGeneratedOne() throws IOException {
        try (InputStream in = BundledFleets.open("city-cameras")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(FleetJson.write(new FleetGenerator(40, 6, 0.9, 1).generate()), text);
            assertEquals(
                    text,
                    Run.of("fleet", "--generate", "40/6", "--pressure", "0.9", "--seed", "1")
                            .out());
        }
    }

    @Test
    void theBundledFleetIsPlannedAndItsPlansHold() throws IOException {
        try (InputStream in = BundledFleets.open("city-cameras")) {
            Fleet fleet = FleetJson.read(in, Path.of(""));
            FleetResult result = FleetPlanner.create().plan(fleet);
            assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-4));
            assertEquals(40, result.admittedCount() + result.rejectedCount());
            Run json = Run.of("fleet", "city-cameras", "--format", "json", "--threads", "2");
            JsonNode tree = new ObjectMapper().readTree(json.out());
            assertEquals(result.value(), tree.at("/objective/value").asDouble());
            assertEquals(result.lowerBound(), tree.at("/objective/lowerBound").asDouble());
        }
    }

    @Test
    void textAndCsvTellWhatIsAdmitted() {
        Run text = Run.of("fleet", "city-cameras");
        assertEquals(ExitStatus.DONE, text.status());
        for (String part : List.of("admitted", "lower bound", "price J/s", "one more saves J", "gap ")) {
            assertTrue(text.out().contains(part), part + " in " + text.out());
        }
        List<String> lines =
                Run.of("fleet", "city-cameras", "--format", "csv").out().lines().toList();
        assertTrue(lines.get(0).startsWith("device,count,admitted,model,"), lines.get(0));
        assertEquals(41, lines.size());
        String page = Run.of("fleet", "city-cameras", "--format", "html").out();
        assertTrue(page.startsWith("<!DOCTYPE html>"), page);
        for (String part : List.of("What is shared", "Who is admitted, by server", "What one more executor saves")) {
            assertTrue(page.contains(part), part);
        }
    }

    @Test
    void numbersOfTheTableHaveTheFewestDigits() {
        String fleet = Run.of("fleet", "--generate", "3/1").out().replaceAll("(\"rejectionJoules\": )[^,\\s]+", "$11");
        List<String> rows = Run.withInput(fleet, "fleet", "-", "--format", "csv")
                .out()
                .lines()
                .skip(1)
                .toList();
        assertEquals(3, rows.size());
        rows.forEach(row -> assertTrue(row.matches("\\w+,1,false,,,,[12],,,.*"), row));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fleet|64|a FLEET or --generate is required",
                "fleet city-cameras --generate 2/2|64|--generate takes no FLEET",
                "fleet --generate 2x2|64|must be DEVICES/SERVERS, as in 100/5",
                "fleet --generate 0/2|64|must be from 1",
                "fleet --generate 2/2 --pressure 0|64|must be finite and > 0",
                "fleet city-cameras --threads 0|64|--threads (0) must be from 1",
                "fleet city-cameras --gap 1|64|--gap (1.0) must be at least 0 and below 1",
                "fleet city-cameras --time-limit 0|64|--time-limit (0.0) must be above 0",
                "fleet city-cameras --rule paper|64|must be one of expected, robust",
                "fleet --generate 2/1 --rule nonsense --gap 7|64|--rule is of planning, and --generate only prints a fleet",
                "fleet --generate 2/1 --threads 2|64|--threads is of planning",
                "fleet --generate 2/1 --time-limit 1|64|--time-limit is of planning",
                "fleet --generate 2/1 --format html|64|--format is of planning",
                "fleet city-cameras --pressure 3|64|--pressure is of a fleet that --generate prints",
                "fleet city-cameras --seed 9|64|--seed is of a fleet that --generate prints",
                "fleet city-camera|65|no such file"
            })
    void whatCannotBeIsSaid(String command, int status, String message) {
        Run run = Run.of(command.split(" "));
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void aPlanIsVerifiedByTheFormatOfItsFleet(@TempDir Path folder) throws IOException {
        Run plan = Run.of("fleet", "city-cameras", "--format", "json");
        Run verify = Run.withInput(plan.out(), "verify", "city-cameras", "-");
        assertEquals(ExitStatus.DONE, verify.status(), verify.out() + verify.err());
        assertTrue(verify.out().contains("The plans are consistent with the fleet."), verify.out());
        String fleet = Run.of("fleet", "--generate", "40/6", "--seed", "1").out();
        Path file = Files.writeString(folder.resolve("plan.json"), plan.out());
        assertEquals(
                ExitStatus.DONE,
                Run.withInput(fleet, "verify", "-", file.toString()).status());
        Path own = Files.writeString(folder.resolve("fleet.json"), fleet);
        assertEquals(
                ExitStatus.DONE,
                Run.of("verify", own.toString(), file.toString(), "--gap", "0.001")
                        .status());
        String changed = plan.out().replaceFirst("\"stretchedSeconds\": [0-9.]+", "\"stretchedSeconds\": 1");
        Run wrong = Run.withInput(changed, "verify", "city-cameras", "-");
        assertEquals(ExitStatus.WRONG_PLAN, wrong.status());
        assertTrue(wrong.out().contains("/plans/0/stretchedSeconds: is 1.0, recomputed"), wrong.out());
        Run other = Run.withInput(plan.out(), "verify", "paper-data1", "-");
        assertEquals(ExitStatus.BAD_INPUT, other.status());
        assertTrue(other.err().contains("jqodi-plan/1"), other.err());
    }

    @Test
    void whoWatchesSeesThePhaseAndWhatIsKnown() throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), stream, stream, () -> true);
        try (ProgressLine line = ProgressLine.of(streams, "fleet")) {
            double unknown = Double.POSITIVE_INFINITY;
            FleetProgress.Phase phase = FleetProgress.Phase.PRICES;
            line.fleetListener().progress(new FleetProgress(phase, 12, 126, 123.5, unknown, 1));
            Thread.sleep(ProgressLine.QUIET_MILLIS + 1_000);
        }
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("fleet: 12 of 126, ") && shown.contains("prices, bound 123.5 J "), shown);
    }
}
