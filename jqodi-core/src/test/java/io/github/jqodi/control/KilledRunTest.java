package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.RunStateJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose process is killed, and state files that are cut. */
class KilledRunTest {
    @ParameterizedTest
    @CsvSource({"PLANNED, observed", "PLANNED, decided", "CLOSED_LOOP, observed", "CLOSED_LOOP, decided"})
    void aRunKilledAtEveryStepGoesOnWithTheSameActions(TestRun.Kind kind, String step, @TempDir Path folder)
            throws Exception {
        List<String> expected = new ArrayList<>();
        TestRun.run(kind, folder.resolve("whole.json"), expected::add);
        assertTrue(expected.size() >= 9, expected::toString);
        long closed = expected.stream()
                .filter(line -> line.contains("best by later choices"))
                .count();
        assertTrue(kind == TestRun.Kind.CLOSED_LOOP ? closed > 2 : closed == 0, expected::toString);
        Path file = folder.resolve("killed.json");
        List<String> actual = new ArrayList<>();
        int kills = 0;
        while (actual.isEmpty() || !actual.get(actual.size() - 1).startsWith("ended")) {
            kills += untilNew(kind, step, file, actual) ? 1 : 0;
        }
        assertEquals(expected, actual);
        assertEquals(expected.stream().filter(line -> line.startsWith(step)).count(), kills);
        assertEquals(Files.readString(folder.resolve("whole.json")), Files.readString(file));
    }

    /** Runs a process until it does a step for the first time, and kills it; false if it ends before. */
    private static boolean untilNew(TestRun.Kind kind, String step, Path file, List<String> seen)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestRun.class.getName(),
                        kind.name(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                boolean isNew = !seen.contains(line);
                if (isNew) {
                    seen.add(line);
                }
                if (isNew && line.startsWith(step)) {
                    return true;
                }
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            assertEquals(0, process.waitFor());
            return false;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStateReadsBackAsItself(@TempDir Path folder) throws IOException {
        List<RunState> states = states(folder);
        assertTrue(states.size() > 8);
        for (RunState state : states) {
            assertEquals(state, RunStateJson.parse(RunStateJson.write(state)));
        }
    }

    @Test
    void aCutStateIsRefusedAndTheOneBeforeItIsUsed(@TempDir Path folder) throws IOException {
        List<RunState> states = states(folder);
        RunState before = states.get(states.size() - 2);
        RunState last = states.get(states.size() - 1);
        Path file = folder.resolve("cut.json");
        RunStateJson.save(before, file);
        RunStateJson.save(last, file);
        assertEquals(Optional.of(last), RunStateJson.load(file));
        byte[] whole = Files.readAllBytes(file);
        assertTrue(whole.length > 1000);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertEquals(Optional.of(before), RunStateJson.load(file));
        }
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] = (byte) 0xFF;
            Files.write(file, damaged);
            assertEquals(Optional.of(before), RunStateJson.load(file), "no text");
        }
        RunStateJson.save(last, file);
        Files.write(file, new byte[0]);
        assertEquals(Optional.of(before), RunStateJson.load(file), "a cut file has taken the place of a whole one");
        Files.write(folder.resolve("cut.json.before"), new byte[0]);
        assertThrows(JsonFormatException.class, () -> RunStateJson.load(file));
        assertEquals(Optional.empty(), RunStateJson.load(folder.resolve("none.json")));
    }

    private static List<RunState> states(Path folder) throws IOException {
        Path file = folder.resolve("states.json");
        List<RunState> states = new ArrayList<>();
        TestRun.run(TestRun.Kind.PLANNED, file, step -> {
            try {
                states.add(RunStateJson.load(file).orElseThrow());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return states;
    }
}
