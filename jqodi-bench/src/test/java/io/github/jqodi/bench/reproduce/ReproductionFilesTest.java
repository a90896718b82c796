package io.github.jqodi.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are whole and the same every time. */
class ReproductionFilesTest {
    private static final Map<String, String> FILES = ReproductionFiles.of(Reproductions.SHARED);

    @Test
    void equalReproductionsGiveEqualFiles() {
        assertEquals(FILES, ReproductionFiles.of(Reproductions.make()));
    }

    @Test
    void everyExhibitHasItsFiles() {
        for (Exhibit exhibit : Reproductions.SHARED.exhibits()) {
            List<List<String>> rows = csv(exhibit.id() + ".csv");
            assertEquals(CsvFiles.COLUMNS, rows.get(0));
            assertEquals(1 + exhibit.rows().size(), rows.size(), exhibit.id());
            assertEquals(!exhibit.panels().isEmpty(), FILES.containsKey(CsvFiles.pointsName(exhibit)), exhibit.id());
            exhibit.sheets().forEach(sheet -> assertTrue(FILES.containsKey(CsvFiles.name(exhibit, sheet))));
        }
        assertEquals(42, FILES.size());
    }

    @Test
    void everyLineHasACellForEachColumn() {
        for (String name : FILES.keySet()) {
            if (name.endsWith(".csv")) {
                List<List<String>> rows = csv(name);
                assertTrue(rows.size() > 1, name);
                rows.forEach(row -> assertEquals(rows.get(0).size(), row.size(), name + ": " + row));
            }
        }
    }

    @Test
    void rowsAreWrittenWithAllDigits() {
        List<String> columns = CsvFiles.COLUMNS;
        List<String> row = csv("fig7.csv").stream()
                .filter(each -> each.get(0).equals("JQODI, energy"))
                .findFirst()
                .orElseThrow();
        assertEquals("Section V-C", row.get(columns.indexOf("place")));
        assertEquals("7651.3", row.get(columns.indexOf("published")));
        assertEquals(
                Reproductions.row("fig7", "JQODI, energy", "J").ours().number().orElseThrow(),
                Double.parseDouble(row.get(columns.indexOf("ours"))));
        assertEquals("yes", row.get(columns.indexOf("agrees")));
        assertEquals("fitted", row.get(columns.indexOf("kind")));
        assertEquals("4", row.get(columns.indexOf("sets")));
    }

    /** A line of a drawing that ends and begins anew is a line of the file without x and y. */
    @Test
    void everyEdgeOfTheTreeIsDrawnOnce() {
        List<List<String>> points = csv("fig5-points.csv");
        Set<List<String>> edges = new HashSet<>();
        int count = 0;
        for (int i = 2; i < points.size(); i++) {
            List<String> from = points.get(i - 1);
            List<String> to = points.get(i);
            if (from.get(1).equals(to.get(1))
                    && !from.get(2).isEmpty()
                    && !to.get(2).isEmpty()) {
                assertTrue(Double.parseDouble(from.get(2)) < Double.parseDouble(to.get(2)), to::toString);
                edges.add(List.of(from.get(2), from.get(3), to.get(2), to.get(3)));
                count++;
            }
        }
        double vertices = Reproductions.row("fig5", "vertices of the tree", "")
                .ours()
                .number()
                .orElseThrow();
        assertEquals(vertices - 1 - 3 - 1, count); // one into each state: all but the model, the widths and Θ
        assertTrue(edges.size() > count / 2, edges::toString);
    }

    @Test
    void theIndexAddsUp() {
        List<List<String>> rows = csv(ReproductionFiles.INDEX);
        assertEquals(CsvFiles.INDEX_COLUMNS, rows.get(0));
        for (Kind kind : Kind.values()) {
            List<List<String>> own =
                    rows.stream().filter(row -> row.get(2).equals(kind.label())).toList();
            List<String> all = own.get(own.size() - 1);
            assertEquals("all", all.get(0));
            for (int column = 3; column <= 5; column++) {
                int place = column;
                int sum = own.subList(0, own.size() - 1).stream()
                        .mapToInt(row -> Integer.parseInt(row.get(place)))
                        .sum();
                assertEquals(Integer.parseInt(all.get(column)), sum, kind + " " + column);
            }
            assertEquals(Reproductions.SHARED.count(kind), Long.parseLong(all.get(3)));
        }
    }

    @Test
    void filesAreWrittenWholeAndOthersStay(@TempDir Path folder) throws IOException {
        Path nested = folder.resolve("a/b");
        Files.createDirectories(nested);
        Files.writeString(nested.resolve("mine.txt"), "mine");
        Files.writeString(nested.resolve("fig7.csv"), "old");
        assertEquals(FILES.size(), ReproductionFiles.write(Reproductions.SHARED, nested));
        Set<String> expected = new HashSet<>(FILES.keySet());
        expected.add("mine.txt");
        assertEquals(expected, names(nested));
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            assertEquals(file.getValue(), Files.readString(nested.resolve(file.getKey())), file.getKey());
        }
    }

    @Test
    void aFileThatCannotBeReplacedIsAnErrorThatLeavesNoDraft(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("fig2.csv/in-the-way"));
        assertThrows(IOException.class, () -> ReproductionFiles.write(Reproductions.SHARED, folder));
        assertEquals(Set.of("fig2.csv"), names(folder));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static List<List<String>> csv(String name) {
        return CsvText.rows(Objects.requireNonNull(FILES.get(name), name));
    }
}
