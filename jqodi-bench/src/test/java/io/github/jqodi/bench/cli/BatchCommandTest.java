package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.bench.scenario.BundledScenarios;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
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

    @Test
    void optionsThatNoScenarioMakesRightAreRefusedBeforeOutIsTouched() throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), scenario(180) + "\n");
        Path out = Files.writeString(folder.resolve("out.jsonl"), "answers of yesterday\n");
        List<List<String>> wrong = List.of(
                List.of("--deadline", "0"),
                List.of("--deadline", "-1"),
                List.of("--deadline", "NaN"),
                List.of("--deadline", "5d"),
                List.of("--deadline", "0x1p3"),
                List.of("--objective", "least"),
                List.of("--objective", "time", "--rule", "expected"),
                List.of("--objective", "price", "--rule", "paper"),
                List.of("--only", "foo=1"),
                List.of("--only", "model"),
                List.of("--except", "cut=first"),
                List.of("--only", "bits=few"),
                List.of("--only", "bits=8d"),
                List.of("--only", "model=a", "--except", "model=b"),
                List.of("--only", "bits=8", "--except", "quantization=w8a16"),
                List.of("--top", "-1"),
                List.of("--gap", "1"));
        for (List<String> options : wrong) {
            List<String> arguments = new ArrayList<>(List.of("batch", in.toString(), out.toString()));
            arguments.addAll(options);
            Run run = Run.of(arguments.toArray(String[]::new));
            assertEquals(64, run.status(), options + ": " + run.err());
            assertEquals("answers of yesterday\n", Files.readString(out));
        }
    }

    @Test
    void aRunIsResumedWithItsOwnOptionsAlone() throws IOException {
        Path in = folder.resolve("in.jsonl");
        Files.write(in, List.of(scenario(180), scenario(190), scenario(200)));
        Path out = folder.resolve("out.jsonl");
        String[] robust = {"batch", in.toString(), out.toString(), "--rule", "robust", "--only", "model=LeNet-like"};
        assertEquals(0, Run.of(robust).status());
        assertEquals("--only model=LeNet-like\n--rule robust\n", Files.readString(folder.resolve("out.jsonl.options")));
        String first = Files.readString(out).lines().findFirst().orElseThrow() + "\n";
        Files.writeString(out, first);
        for (List<String> others : List.of(List.<String>of(), List.of("--rule", "robust"), List.of("--top", "0"))) {
            List<String> arguments = new ArrayList<>(List.of("batch", in.toString(), out.toString(), "--resume"));
            arguments.addAll(others);
            Run other = Run.of(arguments.toArray(String[]::new));
            assertEquals(64, other.status(), other.err());
            assertTrue(other.err().contains("which are --only model=LeNet-like --rule robust, not with"), other.err());
            assertEquals(first, Files.readString(out));
        }
        Run resumed = Run.of(
                "batch",
                in.toString(),
                out.toString(),
                "--rule=robust",
                "--threads=1",
                "--resume",
                "--only=model=LeNet-like");
        assertEquals("2 lines answered, 0 of them with an error, after 1 answered before\n", resumed.err());
        assertEquals(0, Run.of("batch", in.toString(), out.toString()).status());
        assertTrue(Files.notExists(folder.resolve("out.jsonl.options")));
        Run with = Run.of("batch", in.toString(), out.toString(), "--resume", "--rule", "robust");
        assertTrue(with.err().contains("which are none, not with --rule robust"), with.err());
    }

    @Test
    void aFullStandardOutputIsToldAsSuch() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new ByteArrayInputStream((scenario(180) + "\n").getBytes(StandardCharsets.UTF_8)),
                new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "batch",
                "-",
                "-");
        assertEquals(74, status);
        assertEquals(
                "jqodi: standard output could not be written; what it took is not complete\n",
                err.toString(StandardCharsets.UTF_8));
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
