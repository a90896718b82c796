package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTraceCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void ratesOfEqualEpochsAreMeansOfTheirSeconds() throws IOException {
        String trace = file("wifi.csv", "time,mbps\n10,8\n12,0\n14,4\n20,4\n");
        Run run = Run.of("import", "trace", trace + "@edge", "--epoch-seconds", "4", "--epochs", "3");
        assertEquals(0, run.status(), run.err());
        JsonNode link = MAPPER.readTree(run.out()).path("edgeServers").path(0).path("deviceLink");
        assertEquals(
                "edge", MAPPER.readTree(run.out()).at("/edgeServers/0/name").asText());
        assertEquals(
                "[4000000,4000000,4000000]", link.path("bitsPerSecondByEpoch").toString());
        assertEquals(4e6, link.path("bitsPerSecond").asDouble(), 1e-6);
        String notes = MAPPER.readTree(run.out()).path("notes").toString();
        assertTrue(notes.contains("begins at 10 s") && notes.contains("exactly 0"), notes);
        assertTrue(run.err().contains("begins at 10 s"), run.err());
        Run later = Run.of("import", "trace", trace + "@edge", "--from", "2", "--epoch-seconds", "2", "--epochs", "2");
        assertEquals("[0,4000000]", rates(later).toString());
    }

    @Test
    void forecastsTakeTheTraceForThePast() throws IOException {
        StringBuilder text = new StringBuilder("kbps\n");
        for (int i = 0; i < 20; i++) {
            text.append(i).append('\n');
        }
        String trace = file("seen.csv", text.toString());
        String[] names = {"last", "mean", "quantile:0.1"};
        double[] expected = {19_000, 9_500, 2_000};
        for (int i = 0; i < names.length; i++) {
            Run run = Run.of(
                    "import",
                    "trace",
                    trace + "@edge",
                    "--forecast",
                    names[i],
                    "--epoch-seconds",
                    "1",
                    "--epochs",
                    "1");
            assertEquals(expected[i], rates(run).path(0).asDouble(), 1e-6, names[i] + run.err());
        }
        assertEquals(
                64,
                Run.of(
                                "import",
                                "trace",
                                trace + "@edge",
                                "--forecast",
                                "oracle",
                                "--epoch-seconds",
                                "1",
                                "--epochs",
                                "1")
                        .status());
        assertEquals(
                64,
                Run.of(
                                "import",
                                "trace",
                                trace + "@edge",
                                "--forecast",
                                "quantile:2",
                                "--epoch-seconds",
                                "1",
                                "--epochs",
                                "1")
                        .status());
    }

    @Test
    void aScenarioGetsTheRatesOfItsOwnEpochs() throws IOException {
        String trace = file("walk.csv", "time,mbps\n0,40\n100,20\n200,60\n300,30\n400,30\n");
        Run run = Run.of("import", "trace", trace, "--scenario", "paper-data1");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("both agree after"), run.err());
        JsonNode scenario = MAPPER.readTree(run.out());
        assertTrue(scenario.path("notes").toString().contains("both agree after"), run.out());
        assertTrue(scenario.at("/edgeServers/0/deviceLink/bitsPerSecondByEpoch").size() > 1, run.out());
        Run plan = Run.withInput(run.out(), "plan", "-", "--format", "json");
        assertEquals(0, plan.status(), plan.err());
        assertEquals("OPTIMAL", MAPPER.readTree(plan.out()).path("status").asText());
        assertEquals(
                64,
                Run.of("import", "trace", trace, "--server", "attic", "--scenario", "paper-data1")
                        .status());
    }

    @Test
    void badUsageAndBadInput() throws IOException {
        String trace = file("t.csv", "mbps\n1\n");
        assertEquals(64, Run.of("import", "trace", trace).status(), "no server");
        assertEquals(
                64, Run.of("import", "trace", trace + "@edge", "--epochs", "3").status());
        assertEquals(
                64,
                Run.of("import", "trace", trace + "@edge", "--unit", "furlongs").status());
        assertEquals(
                64, Run.of("import", "trace", trace + "@edge", "--from", "-1").status());
        for (String forecast : new String[] {"nope", "quantile:2", "autoregressive:x", "mean"}) {
            Run run = Run.of("import", "trace", trace + "@edge", "--forecast", forecast);
            assertEquals(64, run.status(), forecast);
            assertTrue(run.err().contains("--forecast"), run.err());
        }
        assertEquals(
                64, Run.of("import", "trace", trace + "@edge", "--from", "1").status(), "no epochs");
        for (String far : new String[] {"--epoch-seconds=1e308", "--epoch-seconds=1 --from=1e308"}) {
            Run run = Run.of(("import trace " + trace + "@edge --epochs=2 " + far).split(" ", -1));
            assertEquals(64, run.status(), run.out());
        }
        String two = file("two.csv", "t,mbps\n0,1\n1,1\n");
        assertEquals(
                65,
                Run.of("import", "trace", two, "--scenario", "motivating-example", "--time-unit", "1e-320")
                        .status());
        assertEquals(
                65,
                Run.of("import", "trace", file("no.csv", "mbps\nfast\n") + "@edge")
                        .status());
        assertEquals(
                65, Run.of("import", "trace", folder.resolve("none") + "@edge").status());
    }

    private static JsonNode rates(Run run) throws IOException {
        assertEquals(0, run.status(), run.err());
        return MAPPER.readTree(run.out()).at("/edgeServers/0/deviceLink/bitsPerSecondByEpoch");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
