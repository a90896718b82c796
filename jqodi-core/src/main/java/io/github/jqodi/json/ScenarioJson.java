package io.github.jqodi.json;

import io.github.jqodi.plan.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads and writes scenario files, {@code jqodi-scenario/1}: the world, what is believed about training, and how costs are
 * computed. Reading is strict and takes memory in proportion to what the format allows, at most 32 MiB of text.
 */
public final class ScenarioJson {
    private ScenarioJson() {}

    /**
     * Reads a scenario.
     *
     * @param in UTF-8 text; not closed
     * @return the problem, which knows the hash of the text
     * @throws JsonFormatException if the text does not follow the format
     * @throws java.io.UncheckedIOException if it cannot be read, or the thread is interrupted while it reads a long text
     */
    public static Problem read(InputStream in) {
        CanonicalForm form = new CanonicalForm();
        Problem problem = Cursor.document(in, form, ScenarioReader::problem);
        return problem.withScenarioSha256(Optional.of(form.sha256()));
    }

    /**
     * Reads a scenario file.
     *
     * @param file UTF-8 text
     * @return the problem
     * @throws IOException if it cannot be read
     * @throws JsonFormatException if it does not follow the format
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static Problem read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a scenario.
     *
     * @param text JSON
     * @return the problem
     * @throws JsonFormatException if it does not follow the format
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static Problem parse(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a scenario.
     *
     * @param problem with estimates in a table, as {@link Problem#tabulated()} gives them, and analytic or measured costs
     * @return JSON, which reads back as an equal scenario with equal estimates and costs
     * @throws IllegalArgumentException if estimates or costs are the caller's own code
     */
    public static String write(Problem problem) {
        return ScenarioWriter.write(problem);
    }

    /**
     * The hash by which plans tell their scenario again: SHA-256 of the canonical form (RFC 8785) of the file a problem was read
     * from, or of the one that {@link #write(Problem)} would write.
     *
     * @param problem read from a file, or one that can be written
     * @return 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if it was read from no file, and estimates or costs are the caller's own code
     */
    public static String sha256(Problem problem) {
        return problem.scenarioSha256()
                .or(() -> parse(write(problem)).scenarioSha256())
                .orElseThrow();
    }

    /**
     * Writes a scenario file whole and then moves it into place.
     *
     * @param problem with estimates in a table, as {@link Problem#tabulated()} gives them, and analytic or measured costs
     * @param file where to
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void write(Problem problem, Path file) throws IOException {
        Json.save(write(problem), file);
    }
}
