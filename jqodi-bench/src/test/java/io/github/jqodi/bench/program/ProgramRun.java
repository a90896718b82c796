package io.github.jqodi.bench.program;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One run of a study, as a caller sees it.
 *
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
public record ProgramRun(int status, String out, String err) {
    /**
     * Runs a study.
     *
     * @param study makes the study
     * @param args its arguments
     * @return what came of it
     */
    public static ProgramRun of(Function<PrintStream, Callable<Integer>> study, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Program.run(
                study,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new ProgramRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
