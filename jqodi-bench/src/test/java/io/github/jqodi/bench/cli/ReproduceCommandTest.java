package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    @Test
    void writesThePageAndTheTablesAndSaysHowMany(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("new/folder");
        Run run = Run.of("reproduce", "--out", out.toString());
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertEquals("", run.err());
        List<String> lines = run.out().lines().toList();
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(files.count() + " files in " + out + ", to begin with index.html", lines.get(0));
        }
        assertTrue(lines.contains("    72 given"), run.out());
        assertTrue(lines.contains("    28 fitted"), run.out());
        String page = Files.readString(out.resolve("index.html"));
        assertTrue(page.startsWith("<!DOCTYPE html>") && page.endsWith("</html>\n"));
        assertTrue(Files.readString(out.resolve("table5.csv")).contains("cold start, JVM included"));
        assertTrue(Files.readString(out.resolve("fig7.csv")).contains("7651.3"));
    }

    @Test
    void theFolderHasToBeNamed() {
        Run run = Run.of("reproduce");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains("--out"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void whatIsNoNameOfAFolderIsBadUsage() {
        Run run = Run.of("reproduce", "--out", "a\0b");
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains("--out"), run.err());
    }

    /** Found before anything is computed. */
    @Test
    void aFolderThatCannotBeMadeIsStatus74(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Run run = Run.of("reproduce", "--out", file.resolve("below").toString());
        assertEquals(ExitStatus.CANNOT_WRITE, run.status());
        assertTrue(run.err().contains("--out " + file), run.err());
        assertTrue(run.err().contains("cannot be written"), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        Run taken = Run.of("reproduce", "--out", file.toString());
        assertTrue(taken.err().contains("there is a file where a folder should be"), taken.err());
        assertEquals("", run.out());
    }

    @Test
    void aFileThatCannotBeReplacedIsStatus74(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("index.html/in-the-way"));
        Run run = Run.of("reproduce", "--out", folder.toString());
        assertEquals(ExitStatus.CANNOT_WRITE, run.status());
        assertTrue(run.err().contains("index.html"), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(folder.resolve("index.html.part")));
    }

    @Test
    void helpNamesTheColumnsOfTheFiles() {
        String help = Run.of("reproduce", "--help").out();
        for (String column : List.of("item", "published", "ours", "difference", "agrees", "kind", "why", "lowest")) {
            assertTrue(help.contains("\n  " + column + " "), column);
        }
    }
}
