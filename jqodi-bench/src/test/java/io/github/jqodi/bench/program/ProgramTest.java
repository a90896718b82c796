package io.github.jqodi.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ProgramTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --positive | 0     | must be a whole number from 1 to 2147483647, is '0'
            --positive | two   | must be a whole number from 1 to 2147483647, is 'two'
            --count    | -1    | must be a whole number from 0 to 2147483647, is '-1'
            --count    | 3e9   | must be a whole number from 0 to 2147483647, is '3e9'
            --share    | 1     | must be a number in (0, 1), is '1'
            --share    | NaN   | must be a number in (0, 1), is 'NaN'
            --share    | half  | must be a number in (0, 1), is 'half'
            --sure     | 0.5   | must be a number in (0.5, 1), is '0.5'
            --folder   | no    | must be a folder that is there, is 'no'
            --folder   | ''    | must be a folder that is there, is ''
            """)
    void wrongValuesAreBadUsageAndSayNameValueAndRule(String option, String value, String rule) {
        ProgramRun run = ProgramRun.of(Study::new, option, value);
        assertEquals(64, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("Invalid value for option '" + option + "'"), run.err());
        assertTrue(run.err().contains(rule), run.err());
        assertTrue(run.err().endsWith("Try --help." + System.lineSeparator()), run.err());
    }

    @Test
    void valuesAtTheEndsOfTheirRangesAreTaken(@TempDir Path folder) {
        ProgramRun run = ProgramRun.of(
                Study::new, "--positive=1", "--count=0", "--share=0.999", "--sure=0.501", "--folder=" + folder);
        assertEquals("", run.err());
        assertEquals(Program.DONE, run.status());
        assertEquals("1 0 0.999 0.501 " + folder, run.out().strip());
    }

    @Test
    void unknownOptionsAndArgumentsAreBadUsage() {
        assertEquals(64, ProgramRun.of(Study::new, "--speed", "1").status());
        assertEquals(64, ProgramRun.of(Study::new, "more").status());
        assertEquals(64, ProgramRun.of(Study::new, "--count").status());
    }

    @Test
    void theVersionIsPrinted() {
        ProgramRun run = ProgramRun.of(Study::new, "--version");
        assertEquals(Program.DONE, run.status());
        assertEquals("jqodi-bench development", run.out().strip());
    }

    @Test
    void whatFailsHasAStatusOfItsOwn() {
        assertFailure(65, "no runs", new IllegalArgumentException("no runs"));
        assertFailure(
                74, "cannot read or write: java.io.IOException: the disk is full", new IOException("the disk is full"));
        assertFailure(70, "java.lang.IllegalStateException: a slip", new IllegalStateException("a slip"));
    }

    @Test
    void anOutputThatTakesNothingIsTold() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        PrintStream out = new PrintStream(full, false, StandardCharsets.UTF_8);
        var err = new java.io.ByteArrayOutputStream();
        int status = Program.run(Study::new, out, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(74, status);
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("standard output could not be written"));
    }

    private static void assertFailure(int status, String message, Exception failure) {
        ProgramRun run = ProgramRun.of(out -> new Failing(failure));
        assertEquals(status, run.status());
        assertTrue(run.err().startsWith(message), run.err());
    }

    @Command(mixinStandardHelpOptions = true)
    private static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Option(names = "--positive", defaultValue = "5", converter = Values.Positive.class)
        private int positive;

        @Option(names = "--count", defaultValue = "5", converter = Values.Count.class)
        private int count;

        @Option(names = "--share", defaultValue = "0.25", converter = Values.Share.class)
        private double share;

        @Option(names = "--sure", defaultValue = "0.9", converter = Values.Confidence.class)
        private double sure;

        @Option(names = "--folder", converter = Values.Folder.class)
        private Path folder = Path.of("here");

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            out.println(positive + " " + count + " " + share + " " + sure + " " + folder);
            return Program.DONE;
        }
    }

    @Command
    private static final class Failing implements Callable<Integer> {
        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
