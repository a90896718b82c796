package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file holds what was there or what was written, and nothing is left beside it. */
class WholeFileTest {
    @TempDir
    private Path folder;

    private static void write(Path file, String text) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsMadeAndReplaced() throws IOException {
        Path file = folder.resolve("a.txt");
        for (String text : List.of("first", "2")) {
            write(file, text);
            assertEquals(text, Files.readString(file));
            assertEquals(List.of("a.txt"), names());
        }
        WholeFile.write(file, out -> {
            out.write('c');
            out.close();
        });
        assertEquals("c", Files.readString(file), "whoever writes may close what is written to");
    }

    @Test
    void whatFailsHalfWayChangesNothing() throws IOException {
        Path file = folder.resolve("a.txt");
        write(file, "whole");
        IOException failure = assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("full");
                }));
        assertEquals("full", failure.getMessage());
        assertEquals("whole", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aFolderIsNotMade() {
        Path file = folder.resolve("none").resolve("a.txt");
        NoSuchFileException failure = assertThrows(NoSuchFileException.class, () -> write(file, "a"));
        assertEquals(file + ": its folder is not there", failure.getMessage());
        assertThrows(IOException.class, () -> write(folder, "a"), "a folder is no file");
    }

    /** Of a link to a link that names nothing yet as well. */
    @Test
    void whatALinkNamesIsWritten() throws IOException {
        Path target = folder.resolve("target.txt");
        Path between = Files.createSymbolicLink(folder.resolve("between.txt"), Path.of("target.txt"));
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), between);
        for (String text : List.of("first", "second")) {
            write(link, text);
            assertEquals(text, Files.readString(target));
            assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(between));
        }
        Path round = Files.createSymbolicLink(folder.resolve("round.txt"), Path.of("round.txt"));
        assertThrows(FileSystemLoopException.class, () -> write(round, "a"));
    }

    @Test
    void aDeviceStaysOne() throws IOException {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device) && !Files.isRegularFile(device), "no such device here");
        write(device, "gone");
        assertFalse(Files.isRegularFile(device));
    }
}
