package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A hundred megabytes of anything end in one clear error, in a virtual machine with a heap of 256 MB. */
class HostileInputTest {
    private static final long LENGTH = 100_000_000;

    /** What is sent, as a start and a piece that is repeated. */
    private static final Map<String, String[]> INPUTS = new TreeMap<>(Map.of(
            "blanks", new String[] {"", " "},
            "nested lists", new String[] {"", "["},
            "nested objects", new String[] {"", "{\"notes\":"},
            "a text", new String[] {"{\"name\": \"", "x"},
            "a number", new String[] {"{\"target\": {\"loss\": 1", "0"},
            "numbers", new String[] {"{\"bitWidths\": [1", ", 1"},
            "unknown objects", new String[] {"{\"models\": [{}", ", {}"},
            "notes", new String[] {"{\"notes\": [\"a\"", ", \"a\""},
            "a field name", new String[] {"{\"", "x"},
            "forecast",
                    new String[] {"{\"edgeServers\": [{\"deviceLink\": {\"bitsPerSecondByEpoch\": [1.25", ", 1.25"}));

    @Test
    void endsInOneClearErrorEach() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileInputTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor(), printed);
        assertEquals(
                INPUTS.size(),
                printed.lines()
                        .map(line -> line.replaceAll(" ->.*", ""))
                        .distinct()
                        .count(),
                printed);
        printed.lines().forEach(line -> assertTrue(line.matches("[a-z ]+ -> (document|/\\S*): .{5,500}"), line));
        assertTrue(printed.contains("blanks -> document: is longer than 32 MiB"), printed);
        assertTrue(printed.contains("numbers -> /bitWidths: more than 1000000 elements"), printed);
    }

    @Test
    void anInterruptionEndsTheReadingOfALongTextAndStays() {
        String text = "{\"schema\": [" + "1,".repeat(500_000) + "1]}";
        Thread.currentThread().interrupt();
        UncheckedIOException ended = assertThrows(UncheckedIOException.class, () -> ScenarioJson.parse(text));
        assertTrue(ended.getCause() instanceof InterruptedIOException);
        assertTrue(Thread.interrupted());
    }

    @Test
    void twoHundredLevelsAreTooDeep() {
        String deep = "{\"notes\": " + "[".repeat(200) + "]".repeat(200) + "}";
        assertEquals("/notes/0: (a list) must be a text.", message(deep));
    }

    /** Runs in the small heap. */
    public static void main(String[] args) {
        INPUTS.forEach((name, parts) -> {
            try {
                ScenarioJson.read(new Repeated(parts[0], parts[1]));
                throw new IllegalStateException(name + " was read");
            } catch (JsonFormatException e) {
                e.problems().forEach(problem -> System.out.println(name + " -> " + problem));
            }
        });
    }

    private static String message(String text) {
        try {
            ScenarioJson.parse(text);
            return "";
        } catch (JsonFormatException e) {
            return e.problems().get(0);
        }
    }

    /** A start and then the same piece again and again, never held in memory. */
    private static final class Repeated extends InputStream {
        private final byte[] start;
        private final byte[] piece;
        private long sent;

        Repeated(String start, String piece) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.piece = piece.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() throws IOException {
            if (sent >= LENGTH) {
                return -1;
            }
            long at = sent++;
            return at < start.length ? start[(int) at] : piece[(int) ((at - start.length) % piece.length)];
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = (int) Math.min(length, LENGTH - sent);
            for (int i = 0; i < count; i++) {
                buffer[from + i] = (byte) read();
            }
            return count <= 0 ? -1 : count;
        }
    }
}
