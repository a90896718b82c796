package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.bench.scenario.BundledScenarios;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int KILLED_LINES = 3_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void linesComeBackInOrderWithErrorsInPlace() throws IOException {
        Path in = folder.resolve("in.jsonl");
        Files.write(in, List.of(scenario(180), "{}", scenario(1e-3), scenario(200)));
        Path out = folder.resolve("out.jsonl");
        Run run = Run.of("batch", in.toString(), out.toString(), "--threads", "2");
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals("4 lines answered, 1 of them with an error\n", run.err());
        List<JsonNode> answers = answers(Files.readString(out));
        assertEquals("OPTIMAL", answers.get(0).path("status").asText());
        assertEquals(2, answers.get(1).path("line").asInt());
        assertEquals("INFEASIBLE", answers.get(2).path("status").asText());
        JsonNode alone = MAPPER.readTree(
                Run.withInput(scenario(200), "plan", "-", "--format", "json").out());
        assertEquals(timeless(alone), timeless(answers.get(3)));
    }

    @Test
    void standardInputAndOutputAreStreamed() throws IOException {
        Run run = Run.withInput(scenario(180) + "\n" + scenario(180) + "\n", "batch", "-", "-");
        assertEquals(0, run.status(), run.err());
        assertEquals(2, run.out().lines().count());
        assertEquals(
                1,
                answers(run.out()).stream()
                        .map(BatchCommandTest::timeless)
                        .distinct()
                        .count());
    }

    @Test
    void optionsOfPlanHoldForEveryLine() throws IOException {
        String in = scenario(180) + "\n"
                + Files.readString(bundled("resnet18-inference")).replaceAll("\\s*\n\\s*", " ");
        Run run = Run.withInput(
                in,
                "batch",
                "-",
                "-",
                "--rule",
                "robust",
                "--top",
                "0",
                "--schedule",
                "fixed",
                "--only",
                "model=LeNet-like");
        assertEquals(0, run.status(), run.err());
        List<JsonNode> answers = answers(run.out());
        assertEquals("robust", answers.get(0).path("rule").asText());
        assertEquals(0, answers.get(0).path("alternatives").size());
        assertEquals("LeNet-like", answers.get(0).path("decision").path("model").asText());
        assertTrue(answers.get(1).path("error").asText().contains("LeNet-like"), run.out());
    }

    @Test
    void badUsageAndBadInputAreToldBeforeAnyWork() throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), scenario(180) + "\n");
        String out = folder.resolve("out.jsonl").toString();
        assertEquals(64, Run.of("batch", in.toString(), out, "--threads", "0").status());
        assertEquals(64, Run.of("batch", in.toString(), out, "--rule", "least").status());
        assertEquals(
                64, Run.of("batch", in.toString(), out, "--solver", "oracle").status());
        assertEquals(64, Run.of("batch", in.toString(), out, "--gap", "-1").status());
        assertEquals(64, Run.of("batch", in.toString(), "-", "--resume").status());
        assertEquals(64, Run.of("batch", in.toString(), in.toString()).status());
        assertEquals(64, Run.of("batch", in.toString()).status());
        assertTrue(Files.notExists(Path.of(out)));
        assertEquals(65, Run.of("batch", folder.resolve("no").toString(), out).status());
        Run unwritable = Run.of("batch", in.toString(), folder.resolve("no/out").toString());
        assertEquals(74, unwritable.status(), unwritable.err());
        Path letter = Files.writeString(folder.resolve("letter"), "Dear reader,\n");
        Run other = Run.of("batch", in.toString(), letter.toString(), "--resume");
        assertEquals(65, other.status(), other.err());
        assertEquals("Dear reader,\n", Files.readString(letter));
    }

    /** A process is killed while it writes, and what it left is continued to what it would have written. */
    @Test
    void aKilledRunIsContinued() throws IOException, InterruptedException {
        Path in = folder.resolve("in.jsonl");
        Files.write(
                in,
                Stream.iterate(100.0, seconds -> seconds + 0.125)
                        .limit(KILLED_LINES)
                        .map(BatchCommandTest::scenario)
                        .toList());
        Path whole = folder.resolve("whole.jsonl");
        assertEquals(
                0,
                Run.of("batch", in.toString(), whole.toString(), "--threads", "2")
                        .status());
        Path killed = folder.resolve("killed.jsonl");
        Process process = start("batch", in.toString(), killed.toString(), "--threads", "2");
        while (process.isAlive() && (!Files.exists(killed) || Files.size(killed) < 50_000)) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        long left = Files.readString(killed).lines().count();
        assertTrue(left > 1 && left < KILLED_LINES, left + " lines were left");
        // A last line that was cut off may or may not be there; make sure of it.
        byte[] bytes = Files.readAllBytes(killed);
        Files.write(killed, Arrays.copyOf(bytes, bytes.length - 7));
        Run resumed = Run.of("batch", in.toString(), killed.toString(), "--resume");
        assertEquals(0, resumed.status(), resumed.err());
        assertTrue(resumed.err().contains("answered before"), resumed.err());
        assertEquals(timeless(Files.readString(whole)), timeless(Files.readString(killed)));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static List<JsonNode> answers(String text) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : text.lines().toList()) {
            answers.add(MAPPER.readTree(line));
        }
        return answers;
    }

    private static JsonNode timeless(JsonNode plan) {
        ((ObjectNode) plan.path("statistics")).remove("wallMillis");
        return plan;
    }

    private static String timeless(String answers) {
        return answers.replaceAll("\"wallMillis\":[-+.0-9Ee]+", "\"wallMillis\":0");
    }

    /** The first data set of the paper in one line, with a deadline of its own. */
    private static String scenario(double deadlineSeconds) {
        try (InputStream in = BundledScenarios.open("paper-data1")) {
            ObjectNode scenario = (ObjectNode) MAPPER.readTree(in);
            ((ObjectNode) scenario.path("target")).put("deadlineSeconds", deadlineSeconds);
            return MAPPER.writeValueAsString(scenario);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path bundled(String name) throws IOException {
        Path file = folder.resolve(name + ".json");
        try (InputStream in = BundledScenarios.open(name)) {
            Files.copy(in, file);
        }
        return file;
    }
}
