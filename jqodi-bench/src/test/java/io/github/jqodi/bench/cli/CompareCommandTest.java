package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.Solvers;
import io.github.jqodi.bench.compare.ComparisonFiles;
import io.github.jqodi.solve.Solver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare} through the command line. */
class CompareCommandTest {
    private static Run text = new Run(-1, "", "");
    private static List<JsonNode> rows = List.of();
    private static JsonNode json = new ObjectMapper().nullNode();

    @BeforeAll
    static void compare() throws Exception {
        text = Run.of("compare", "paper-data1");
        Run run = Run.of("compare", "paper-data1", "--format", "json");
        assertEquals(ExitStatus.DONE, run.status());
        assertTrue(run.err().startsWith("PAYLOAD_WEIGHTS: "), run.err());
        json = new ObjectMapper().readTree(run.out());
        rows = new ArrayList<>();
        json.get("rows").forEach(rows::add);
    }

    @Test
    void fullModelHasThePublishedTotalsAndMissesTheDeadline() {
        JsonNode full = row("full-model");
        assertEquals(19091.0, full.get("expectedJoules").asDouble(), 0.2);
        assertEquals(330.86, full.get("robustSeconds").asDouble(), 0.004);
        assertEquals(150.86, full.get("secondsOverDeadline").asDouble(), 0.004);
        assertEquals("deadline", full.get("breaks").get(0).asText());
        assertEquals("32 bits", full.get("outside").get(0).asText());
        assertFalse(full.get("feasible").asBoolean());
        String line = line("full-model");
        assertTrue(line.contains("19091.0") && line.contains("330.860"), line);
        assertTrue(line.contains("misses the deadline by 150.860 s"), line);
    }

    @Test
    void twoBitResnetNeverReachesTheTarget() {
        JsonNode pair = row("ResNet20 at 2 bits");
        assertEquals("pair", pair.get("kind").asText());
        assertEquals("never", pair.get("breaks").get(0).asText());
        assertEquals("ResNet20", pair.get("model").asText());
        assertEquals(2, pair.get("bits").asInt());
        assertTrue(line("ResNet20 at 2 bits").contains("never"));
    }

    /** Whoever asks for that pair alone is told the same; what others are cheaper than is no reason. */
    @Test
    void pairsAreJudgedByThemselves() {
        assertTrue(row("VGG-like at 8 bits").get("reason").asText().startsWith("its fastest schedule takes "));
        for (JsonNode row : rows) {
            assertFalse(row.path("breaks").toString().contains("pruned"), row::toString);
        }
    }

    @Test
    void minimalModelIsShownAlthoughItNeverReachesTheTarget() {
        JsonNode minimal = row("minimal-model");
        assertEquals("LeNet-like", minimal.get("model").asText());
        assertEquals(2, minimal.get("schedule").get(0).get("cut").asInt());
        assertEquals("RTX3090", minimal.get("schedule").get(0).get("server").asText());
        assertEquals("never", minimal.get("breaks").get(0).asText());
        assertTrue(line("minimal-model").contains("never reaches the target; uses 1 bit,"));
    }

    @Test
    void everySolverHasARow() {
        for (Solver solver : Solvers.all()) {
            JsonNode row = row(solver.name());
            assertEquals("solver", row.get("kind").asText());
            assertTrue(row.has("model") != row.has("reason"), row::toString);
        }
        assertEquals(1.0, row("exact").get("shareOfOptimum").asDouble(), 1e-12);
    }

    @Test
    void sharesAreOfTheOptimum() {
        double optimum = row("optimum").get("nominalJoules").asDouble();
        assertEquals(6988.1, optimum, 0.05);
        for (JsonNode row : rows) {
            if (row.has("nominalJoules")) {
                assertEquals(
                        row.get("nominalJoules").asDouble() / optimum,
                        row.get("shareOfOptimum").asDouble(),
                        1e-12);
            }
        }
        assertEquals(8693.8, row("jqodi-paper").get("score").asDouble(), 0.05);
    }

    @Test
    void csvHasTheSameRowsUnderDocumentedColumns() {
        Run csv = Run.of("compare", "paper-data1", "--format", "csv");
        assertEquals(ExitStatus.DONE, csv.status());
        List<String> lines = csv.out().lines().toList();
        assertEquals(String.join(",", ComparisonFiles.COLUMNS), lines.get(0));
        assertEquals(rows.size(), lines.size() - 1);
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = cells(lines.get(i + 1));
            assertEquals(ComparisonFiles.COLUMNS.size(), cells.size(), lines.get(i + 1));
            for (String column : List.of("kind", "name", "status", "model", "bits", "expectedJoules", "reason")) {
                JsonNode value = rows.get(i).get(column);
                assertEquals(value == null ? "" : value.asText(), cells.get(ComparisonFiles.COLUMNS.indexOf(column)));
            }
        }
        String schedule = cells(lines.get(1)).get(ComparisonFiles.COLUMNS.indexOf("schedule"));
        assertEquals("1-26:RTX3090:1", schedule);
    }

    @Test
    void thePageOfFormatsListsTheColumnsInOrder() throws IOException {
        String page = Files.readString(Path.of("..", "jqodi-core", "docs", "format.md"))
                .replace("\r\n", "\n");
        String section = page.substring(page.indexOf("\n### Comparisons\n"));
        List<String> listed = section.substring(0, section.indexOf("\n### ", 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertEquals(ComparisonFiles.COLUMNS, listed);
    }

    @Test
    void helpNamesEveryColumnAndNothingElseIsInTheRows() {
        String help = Run.of("compare", "--help").out();
        for (String column : ComparisonFiles.COLUMNS) {
            assertTrue(help.contains(column), column);
        }
        for (JsonNode row : rows) {
            row.fieldNames().forEachRemaining(name -> assertTrue(ComparisonFiles.COLUMNS.contains(name), name));
        }
    }

    @Test
    void inferenceShowsTheEighteenSeconds() {
        List<JsonNode> alone = new ArrayList<>();
        json.get("inference").forEach(place -> {
            if (place.get("bits").asInt() == 32 && !place.has("server")) {
                alone.add(place);
            }
        });
        assertEquals(1, alone.size());
        assertEquals(18.0, alone.get(0).get("seconds").asDouble(), 2e-4);
        assertEquals(500, alone.get(0).get("samples").asDouble());
        assertFalse(alone.get(0).get("open").asBoolean());
        assertTrue(text.out().contains("inference of 500 samples"), text.out());
    }

    @Test
    void aSolverThatRefusesSaysWhy() {
        Run run = Run.of("compare", "smart-city", "--time-limit", "1");
        assertEquals(ExitStatus.DONE, run.status());
        String line = run.out()
                .lines()
                .filter(l -> l.trim().startsWith("exhaustive"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("UNKNOWN") && line.contains("its limit is 2000000"), line);
    }

    @Test
    void whatIsNotFixedIsSaid() {
        assertTrue(Run.of("compare", "--help").out().contains("at most eight are fixed in turn"));
        assertFalse(text.out().contains("Fixed in turn are"), text.out());
        for (String format : List.of("text", "html")) {
            Run run = Run.of("compare", "carbon-day", "--format", format);
            assertTrue(run.out().contains("Fixed in turn are 8 of 19 cuts, spread evenly."), run.out());
        }
    }

    @Test
    void badUsageAndBadInput() {
        Run format = Run.of("compare", "paper-data1", "--format", "xml");
        assertEquals(ExitStatus.BAD_USAGE, format.status());
        assertTrue(format.err().contains("xml"), format.err());
        Run limit = Run.of("compare", "paper-data1", "--time-limit", "0");
        assertEquals(ExitStatus.BAD_USAGE, limit.status());
        assertTrue(limit.err().contains("--time-limit (0.0) must be above 0"), limit.err());
        assertEquals(ExitStatus.BAD_USAGE, Run.of("compare").status());
        assertEquals(ExitStatus.BAD_INPUT, Run.of("compare", "no-such-scenario").status());
        assertEquals(ExitStatus.BAD_INPUT, Run.withInput("{}", "compare", "-").status());
    }

    private static JsonNode row(String name) {
        return rows.stream()
                .filter(row -> row.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    private static String line(String start) {
        return text.out()
                .lines()
                .filter(line -> line.trim().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start));
    }

    /** Cells of one CSV line, quotes taken off. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @ParameterizedTest
    @CsvSource({"carbon-day,price", "resnet18-inference,energy"})
    void otherObjectivesAndInferencesAreComparedByWhatIsMinimised(String scenario, String minimised) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("compare", scenario, "--format", "json").out());
        assertEquals(minimised, json.get("minimised").asText());
        double least = json.get("rows").get(0).get("value").asDouble();
        int compared = 0;
        for (JsonNode row : json.get("rows")) {
            if (row.has("value")) {
                compared++;
                assertEquals(
                        row.get("value").asDouble() / least,
                        row.get("shareOfOptimum").asDouble(),
                        1e-12,
                        row.toString());
            }
        }
        assertTrue(compared > 5);
        assertTrue(Run.of("compare", scenario).out().contains(minimised.equals("energy") ? "strategy" : "least price"));
    }
}
