package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.testing.Figure5;
import io.github.jqodi.tree.Diagram;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TreeJsonTest {
    private static final Diagram PATHS = Diagram.ofPaths(Figure5.problem(), 100);

    @Test
    void everyStateIsThereWithItsEdges() throws IOException {
        for (Diagram diagram : new Diagram[] {PATHS, Diagram.ofStates(Figure5.problem())}) {
            JsonNode tree = new ObjectMapper().readTree(TreeJson.write(diagram, 100));
            assertEquals("jqodi-tree/1", tree.path("format").asText());
            assertEquals(
                    diagram == PATHS ? "paths" : "states", tree.path("kind").asText());
            assertEquals(3.5, tree.path("deadlineSeconds").asDouble());
            assertEquals(diagram.edgeCount(), tree.path("edges").asLong());
            long states = 0;
            long edges = 0;
            for (JsonNode pair : tree.path("pairs")) {
                edges += (pair.path("entered").asBoolean() ? 1 : 0)
                        + pair.path("count").asLong();
                for (JsonNode level : pair.path("levels")) {
                    for (JsonNode state : level) {
                        states++;
                        edges += state.path("count").asLong()
                                + (state.path("feasible").asBoolean() ? 1 : 0);
                    }
                }
            }
            assertEquals(tree.path("vertices").asLong(), states + 1 + 3 + 1);
            assertEquals(tree.path("edges").asLong(), edges);
        }
    }

    @Test
    void aPairTellsWhereItsStatesAre() throws IOException {
        JsonNode pairs = new ObjectMapper().readTree(TreeJson.write(PATHS, 100)).path("pairs");
        assertFalse(pairs.get(0).path("candidate").asBoolean());
        assertTrue(pairs.get(0).path("levels").isMissingNode());
        JsonNode eightBits = pairs.get(2);
        assertEquals(8, eightBits.path("bits").asInt());
        assertEquals(0.5, eightBits.path("seconds").asDouble());
        assertEquals(2, eightBits.path("epochs").asInt());
        JsonNode first = eightBits.path("levels").get(0).get(0);
        assertEquals(
                "{\"server\":\"ES1\",\"cut\":1,\"seconds\":1.5,\"joules\":4,\"first\":0,\"count\":3}",
                first.toString());
        JsonNode last = eightBits.path("levels").get(1).get(2);
        assertEquals("{\"server\":\"ES2\",\"cut\":1,\"seconds\":3.5,\"joules\":1,\"feasible\":false}", last.toString());
    }

    @Test
    void whatIsTooLargeIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> TreeJson.write(PATHS, 29));
        assertTrue(String.valueOf(refusal.getMessage()).contains("to be written as JSON"), refusal.getMessage());
    }
}
