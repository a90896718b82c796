package io.github.jqodi.json;

import io.github.jqodi.fleet.Fleet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads and writes fleet files, {@code jqodi-fleet/1}: capacities of what is shared, and devices whose scenarios stand in files
 * of their own, in the fleet's file, or are a template with overrides (JSON Merge Patch, RFC 7396). Reading is strict. A file
 * may be of any length, since its devices are read one at a time; each of them, and all else together, takes at most 32 MiB of
 * text. In memory is then the fleet, of which devices that name the same scenario without overrides share it.
 */
public final class FleetJson {
    private FleetJson() {}

    /**
     * Reads a fleet whose scenarios may stand in files.
     *
     * @param in UTF-8 text; not closed
     * @param folder in which names of files are looked up
     * @return the fleet
     * @throws JsonFormatException if the text or that of a scenario does not follow its format, or a file cannot be read
     * @throws java.io.UncheckedIOException if the text cannot be read, or the thread is interrupted while it reads a long text
     */
    public static Fleet read(InputStream in, Path folder) {
        return read(in, Optional.of(folder));
    }

    private static Fleet read(InputStream in, Optional<Path> folder) {
        return Cursor.longDocument(in, new FleetReader(folder)::fleet);
    }

    /**
     * Reads a fleet file; names of scenario files are looked up beside it.
     *
     * @param file UTF-8 text
     * @return the fleet
     * @throws IOException if it cannot be read
     * @throws JsonFormatException if it or a scenario does not follow its format
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static Fleet read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toAbsolutePath().resolveSibling(""));
        }
    }

    /**
     * Reads a fleet that holds all its scenarios.
     *
     * @param text JSON
     * @return the fleet
     * @throws JsonFormatException if it does not follow the format, or names a file
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static Fleet parse(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    /**
     * Writes a fleet: the scenario of its first device as a template, and of all devices what is different there.
     *
     * @param fleet of problems with estimates in a table and analytic or measured costs
     * @return JSON, which reads back as an equal fleet
     * @throws IllegalArgumentException if estimates or costs are the caller's own code
     */
    public static String write(Fleet fleet) {
        return Json.document(out -> FleetWriter.write(out, fleet));
    }

    /**
     * Writes a fleet file whole, device by device, and then moves it into place.
     *
     * @param fleet of problems with estimates in a table and analytic or measured costs
     * @param file where to
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void write(Fleet fleet, Path file) throws IOException {
        Json.saveDocument(out -> FleetWriter.write(out, fleet), file);
    }
}
