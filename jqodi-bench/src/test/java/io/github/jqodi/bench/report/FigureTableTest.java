package io.github.jqodi.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTableTest {
    @Test
    void samplesKnowTheirQuantiles() {
        Sample sample = new Sample(3, 1, 2, 4);
        assertEquals(2, sample.median());
        assertEquals(4, sample.quantile(0.99));
        assertEquals(4, sample.most());
        assertEquals(3, Sample.of(List.of("a", "bbbb", "ccc"), String::length).median());
    }

    @Test
    void figuresKnowWhetherTheyReachTheirBar() {
        assertEquals("yes", Figure.ratio("a", "b", 20, 20, 40).reached());
        assertEquals("no", Figure.ratio("a", "b", 19.9, 20, 40).reached());
        assertEquals("no", Figure.atMost("a", "b", 101, 100, "x").reached());
        assertEquals("", Figure.plain("a", "b", 1, "x").reached());
        assertEquals(">20.0x", Figure.ratio("a", "b", 20, 20, 40).asBound().valueText());
    }

    @Test
    void tablesAreWrittenInThreeForms(@TempDir Path folder) throws IOException {
        List<Figure> figures =
                List.of(Figure.ratio("rows, faster", "X=1, \"Y\"", 8, 7, 10), Figure.plain("gap", "", 1e-5, ""));
        new FigureTable(Map.of("cpu", "some"), figures).write(folder, "bench");
        assertTrue(Files.readString(folder.resolve("bench.md"))
                .contains("| rows, faster | X=1, \"Y\" | 8.00x | >= 7.00x | 10.0x | yes |"));
        List<String> csv = Files.readAllLines(folder.resolve("bench.csv"));
        assertEquals("what,detail,value,bound,atLeast,atMost,stretch,unit,reached", csv.get(0));
        assertEquals("\"rows, faster\",\"X=1, \"\"Y\"\"\",8.0,false,7.0,,10.0,x,yes", csv.get(1));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
        assertEquals("some", json.get("cpu").asText());
        assertEquals(8, json.get("figures").get(0).get("value").asDouble());
    }

    @Test
    void theMachineIsNamed() {
        Map<String, String> facts = Machine.facts();
        assertTrue(facts.keySet().containsAll(List.of("date", "commit", "jdk", "cpu", "cores")));
        assertTrue(Machine.triadBytesPerSecond(100_000, 3) > 1e8);
    }
}
