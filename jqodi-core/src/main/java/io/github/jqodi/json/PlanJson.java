package io.github.jqodi.json;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads and writes plan files, {@code jqodi-plan/1}. Of a result without a plan the lower bound is lost when it is written and
 * read back, unless it is that there is none.
 */
public final class PlanJson {
    private PlanJson() {}

    /**
     * Writes a result, with the hash of its scenario if that was read from a file.
     *
     * @param result any result
     * @return JSON
     * @throws IllegalStateException if a number is not finite
     */
    public static String write(SolveResult result) {
        return PlanWriter.write(result, result.provenance().scenarioSha256());
    }

    /**
     * Writes a result with the hash of the scenario it is of, also where the problem was read from no file.
     *
     * @param result any result
     * @param problem what was solved
     * @return JSON
     * @throws IllegalArgumentException if the problem was read from no file and cannot be written to one
     * @throws IllegalStateException if a number is not finite
     */
    public static String write(SolveResult result, Problem problem) {
        return PlanWriter.write(result, Optional.of(ScenarioJson.sha256(problem)));
    }

    /**
     * Writes a result as {@link #write(SolveResult)} does, in one line.
     *
     * @param result any result
     * @return JSON without a line break
     * @throws IllegalStateException if a number is not finite
     */
    public static String writeLine(SolveResult result) {
        return PlanWriter.writeLine(result, result.provenance().scenarioSha256());
    }

    /**
     * Writes a plan file whole and then moves it into place.
     *
     * @param result any result
     * @param file where to
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void write(SolveResult result, Path file) throws IOException {
        Json.save(write(result), file);
    }

    /**
     * Reads a result.
     *
     * @param in UTF-8 text; not closed
     * @return the result
     * @throws JsonFormatException if the text does not follow the format
     * @throws java.io.UncheckedIOException if it cannot be read, or the thread is interrupted while it reads a long text
     */
    public static SolveResult read(InputStream in) {
        return Cursor.document(in, PlanReader::result);
    }

    /**
     * Reads a plan file.
     *
     * @param file UTF-8 text
     * @return the result
     * @throws IOException if it cannot be read
     * @throws JsonFormatException if it does not follow the format
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static SolveResult read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a result.
     *
     * @param text JSON
     * @return the result
     * @throws JsonFormatException if it does not follow the format
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static SolveResult parse(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
