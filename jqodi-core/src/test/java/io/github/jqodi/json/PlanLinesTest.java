package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.Planner;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.json.PlanLines.Answered;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Figure5;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLinesTest {
    private static final Planner PLANNER = Planner.create();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void eachLineIsAnsweredInOrderAsThePlannerAnswersIt(int threads) throws IOException {
        List<String> lines = scenarios(60);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Answered answered = PlanLines.of(PLANNER.withThreads(threads)).run(in(String.join("\n", lines)), out);
        assertEquals(new Answered(60, 0, 0), answered);
        List<String> expected = lines.stream()
                .map(line -> timeless(PlanJson.writeLine(PLANNER.plan(ScenarioJson.parse(line)))))
                .toList();
        assertEquals(expected, timeless(text(out)).lines().toList());
        assertTrue(expected.stream().anyMatch(line -> line.contains("INFEASIBLE"))
                && expected.stream().anyMatch(line -> line.contains("OPTIMAL")));
        SolveResult read = PlanJson.parse(text(out).lines().toList().get(59));
        assertEquals(PLANNER.plan(ScenarioJson.parse(lines.get(59))).plan(), read.plan());
    }

    @Test
    void aLineAloneIsAnsweredAsInAStream() throws IOException {
        List<String> lines = new ArrayList<>(scenarios(5));
        lines.add("no JSON");
        lines.add("");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanLines planning = PlanLines.of(PLANNER);
        planning.run(in(String.join("\n", lines) + "\n"), out);
        List<String> alone = IntStream.range(0, lines.size())
                .mapToObj(i -> timeless(planning.answer(i + 1, lines.get(i))))
                .toList();
        assertEquals(timeless(text(out)).lines().toList(), alone);
    }

    @Test
    void aFailingLineIsAnsweredAsAFailure() throws IOException {
        String good = scenarios(1).get(0);
        byte[] noText = {'{', (byte) 0xc3, '}', '\n'};
        InputStream in = new SequenceInputStream(
                in(good + "\nno \"JSON\"\n\n{\"format\": \"other\"}\n"),
                new SequenceInputStream(new ByteArrayInputStream(noText), in(good + "\r\n")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(new Answered(6, 4, 0), PlanLines.of(PLANNER.withThreads(3)).run(in, out));
        List<String> lines = text(out).lines().toList();
        assertTrue(lines.get(0).startsWith("{\"format\":\"jqodi-plan/1\",\"status\":"), lines.get(0));
        assertTrue(lines.get(1).startsWith("{\"line\":2,\"error\":\""), lines.get(1));
        assertFalse(lines.get(1).contains("Exception"), lines.get(1));
        assertEquals("{\"line\":3,\"error\":\"line (3) is empty. Write one scenario a line.\"}", lines.get(2));
        assertEquals(lines.get(2), PlanLines.of(PLANNER).answer(3, null));
        assertTrue(lines.get(3).contains("\"line\":4") && lines.get(3).contains("format"), lines.get(3));
        assertTrue(lines.get(4).startsWith("{\"line\":5,\"error\":"), lines.get(4));
        assertEquals(timeless(lines.get(0)), timeless(lines.get(5)));
    }

    @Test
    void whatPlanningThrowsIsTheAnswerOfItsLine() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        PlanLines lines = PlanLines.of(
                problem -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new IllegalStateException("meter is gone");
                    }
                    return PLANNER.plan(problem);
                },
                1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(new Answered(3, 1, 0), lines.run(in(String.join("\n", scenarios(3))), out));
        assertEquals(
                "{\"line\":2,\"error\":\"java.lang.IllegalStateException: meter is gone\"}",
                text(out).lines().toList().get(1));
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        InputStream endless = new ByteArrayInputStream(new byte[Cursor.MOST_BYTES + 5]);
        InputStream in = new SequenceInputStream(endless, in("\n" + scenarios(1).get(0)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(new Answered(2, 1, 0), PlanLines.of(PLANNER).run(in, out));
        assertTrue(text(out).contains("\"line\":1,\"error\":\"line (1) is longer than a scenario can be"), text(out));
    }

    /** However many lines there are, few are begun and not yet written. */
    @Test
    void theWindowIsBounded() throws IOException {
        String line = scenarios(1).get(0) + "\n";
        SolveResult result = PLANNER.plan(ScenarioJson.parse(line));
        AtomicInteger begun = new AtomicInteger();
        int[] most = new int[1];
        int[] written = new int[1];
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                written[0] += b == '\n' ? 1 : 0;
                most[0] = Math.max(most[0], begun.get() - written[0]);
            }
        };
        PlanLines lines = PlanLines.of(
                problem -> {
                    begun.incrementAndGet();
                    return result;
                },
                2);
        int count = 3_000;
        InputStream in = in(line.repeat(count));
        assertEquals(new Answered(count, 0, 0), lines.run(in, out));
        assertEquals(count, written[0]);
        int buffered = (1 << 16) / PlanJson.writeLine(result).length() + 1;
        assertTrue(most[0] <= 16 + buffered, most[0] + " lines were in memory");
    }

    @Test
    void whereverItWasCutOffItIsContinuedToTheSameAnswers() throws IOException {
        List<String> scenarios = new ArrayList<>(scenarios(3));
        scenarios.add(1, "broken");
        String in = String.join("\n", scenarios) + "\n";
        Path whole = folder.resolve("whole.jsonl");
        PlanLines lines = PlanLines.of(PLANNER.withThreads(2));
        assertEquals(new Answered(4, 1, 0), lines.resume(in(in), whole));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.jsonl");
        int cuts = 0;
        for (int length = 0; length <= bytes.length; length += length < 40 ? 1 : 53) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            Answered answered = lines.resume(in(in), cut);
            assertEquals(4, answered.kept() + answered.lines());
            assertEquals(timeless(Files.readString(whole)), timeless(Files.readString(cut)), "cut at " + length);
            cuts++;
        }
        assertTrue(cuts > 50, cuts + " cuts");
        Files.write(cut, bytes);
        assertEquals(new Answered(0, 0, 4), lines.resume(in(in), cut));
    }

    @Test
    void answersOfOtherScenariosAreRefusedAndLeftAlone() throws IOException {
        List<String> scenarios = scenarios(3);
        Path answers = folder.resolve("answers.jsonl");
        PlanLines lines = PlanLines.of(PLANNER);
        lines.resume(in(String.join("\n", scenarios.subList(0, 2))), answers);
        String before = Files.readString(answers);
        for (String other : List.of(scenarios.get(0) + "\n" + scenarios.get(2), scenarios.get(0), "x\ny\n")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> lines.resume(in(other), answers));
            assertTrue(String.valueOf(e.getMessage()).contains("it is of other scenarios"), e.getMessage());
            assertEquals(before, Files.readString(answers));
        }
        Files.writeString(answers, "a letter without an end");
        assertThrows(IllegalArgumentException.class, () -> lines.resume(in(scenarios.get(0)), answers));
        assertEquals("a letter without an end", Files.readString(answers));
    }

    @Test
    void answersThatCannotBeWrittenEndTheRun() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThrows(
                IOException.class,
                () -> PlanLines.of(PLANNER).run(in(scenarios(1).get(0)), full));
        assertThrows(InvalidValueException.class, () -> PlanLines.of(PLANNER::plan, 0));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** The same world with deadlines of which the first leave no plan. */
    private static List<String> scenarios(int count) {
        Problem problem = Figure5.problem();
        return IntStream.range(0, count)
                .mapToObj(i -> Json.line(out -> {
                    String text = ScenarioJson.write(problem.withDeadlineSeconds(0.5 + 0.2 * i));
                    out.fields(new ObjectMapper().readTree(text));
                }))
                .toList();
    }

    private static String timeless(String answers) {
        return answers.replaceAll("\"wallMillis\":[-+.0-9Ee]+", "\"wallMillis\":0");
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
