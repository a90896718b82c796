package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a command other than its answer: no memory, no place to write to, a defect. */
class FailureTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void noMemoryIsOneLineAndStatus70() {
        Run run = failing(() -> new OutOfMemoryError("planted"));
        assertEquals(ExitStatus.DEFECT, run.status());
        assertTrue(run.err().startsWith("jqodi: no memory left; "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        Run hidden = failing(() -> new IllegalStateException(new OutOfMemoryError("planted")));
        assertEquals(run, hidden);
    }

    @Test
    void noStackIsOneLineAndStatus70() {
        Run run = failing(StackOverflowError::new);
        assertEquals(ExitStatus.DEFECT, run.status());
        assertTrue(run.err().contains("stack") && run.err().lines().count() == 1, run.err());
    }

    @Test
    void aDefectIsOneLineUnlessItsTraceIsAskedFor() {
        Supplier<Throwable> defect = () -> new IllegalStateException("planted\n\u001b[31m");
        Run run = failing(defect);
        assertEquals(ExitStatus.DEFECT, run.status());
        assertTrue(
                run.err().contains("planted\\n\\u001b[31m") && run.err().lines().count() == 1, run.err());
        System.setProperty("jqodi.trace", "true");
        try {
            assertTrue(failing(defect).err().contains("\tat "));
        } finally {
            System.clearProperty("jqodi.trace");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan paper-data1",
                "plan paper-data1 --format json",
                "plan paper-data1 --only bits=2",
                "plan --help",
                "--help",
                "--version",
                "schema scenario",
                "solvers",
                "estimators",
                "scenarios",
                "scenarios smart-city",
                "tree paper-data1",
                "compare paper-data1 --format csv"
            })
    void outputThatCannotBeWrittenIsStatus74(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                InputStream.nullInputStream(),
                new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                command.split(" ", -1));
        assertEquals(ExitStatus.CANNOT_WRITE, status);
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("output could not be written"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void badUsageStaysBadUsageWhateverTheOutput() {
        PrintStream full = new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8);
        assertEquals(
                ExitStatus.BAD_USAGE,
                Main.run(
                        InputStream.nullInputStream(),
                        full,
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        "dance"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> /dev/full", ">&-"})
    void aFullOrClosedOutputOfTheProcessIsStatus74(String redirection) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")) && Files.exists(Path.of("/bin/sh")), "no /dev/full here");
        for (String command : List.of("plan paper-data1", "schema plan", "plan --help")) {
            Run run = process(command + " " + redirection);
            assertEquals(ExitStatus.CANNOT_WRITE, run.status(), run.err());
            assertTrue(run.err().contains("output could not be written"), run.err());
        }
        assertEquals(ExitStatus.DONE, process("plan paper-data1 > /dev/null").status());
    }

    @Test
    void aHeapThatIsTooSmallIsStatus70() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "no shell here");
        StringBuilder rows = new StringBuilder("run,epoch,loss\n");
        for (int i = 0; i < 400_000; i++) {
            rows.append("a,").append(i + 1).append(",0.5\n");
        }
        Path curves = Files.writeString(folder.resolve("curves.csv"), rows);
        Path targets = Files.writeString(folder.resolve("targets.csv"), "run,target\na,0.4\n");
        Run run = process("epochs --observed " + curves + " --targets " + targets, "-Xmx12m");
        assertEquals(ExitStatus.DEFECT, run.status(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("no memory left"), run.err());
    }

    @Test
    void progressIsShownToATerminalAloneAndAfterTwoSeconds() throws InterruptedException {
        for (boolean terminal : new boolean[] {true, false}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
            Streams streams = new Streams(InputStream.nullInputStream(), stream, stream, () -> terminal);
            try (ProgressLine line = ProgressLine.of(streams, "counting", 10)) {
                line.step();
                Thread.sleep(ProgressLine.QUIET_MILLIS / 2);
                assertEquals("", err.toString(StandardCharsets.UTF_8));
                line.say("\u001b[31mname");
                Thread.sleep(ProgressLine.QUIET_MILLIS + 1_000);
            }
            String shown = err.toString(StandardCharsets.UTF_8);
            assertEquals(terminal, shown.contains("counting: 1 of 10, ") && shown.endsWith(" \r"), shown);
            assertEquals(terminal, !shown.isEmpty());
            assertFalse(shown.contains("\u001b[31m"), shown);
            stream.print("after");
            assertTrue(err.toString(StandardCharsets.UTF_8).endsWith("after"));
        }
    }

    @Test
    void aRedirectedErrorStreamIsNoTerminal() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "no shell here");
        Run run = process("plan paper-data1");
        assertEquals("", run.err());
    }

    private static Run failing(Supplier<Throwable> failure) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new FailingInput(failure),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "plan",
                "-");
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Run process(String arguments, String... options) throws IOException, InterruptedException {
        List<String> java = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        java.addAll(List.of(options));
        java.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "\"$CP\"", Main.class.getName(), arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", String.join(" ", java))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CP", System.getProperty("java.class.path"));
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(out), Files.readString(err));
    }

    /** Nothing can be written to it. */
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** Fails as it is read. */
    private static final class FailingInput extends InputStream {
        private final Supplier<Throwable> failure;

        FailingInput(Supplier<Throwable> failure) {
            this.failure = failure;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return read();
        }

        @Override
        public int read() {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }
}
