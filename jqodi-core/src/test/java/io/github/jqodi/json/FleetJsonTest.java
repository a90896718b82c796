package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of fleets: what is read is what was written, and every mistake is named. */
class FleetJsonTest {
    static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "camera", "target": {"deadlineSeconds": 200, "loss": 0.02},
             "edgeServers": [{"name": "edge1"}, {"name": "edge2"}], "bitWidths": [8],
             "models": [{"name": "net", "loss": 0.018, "cuts": [1]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "net", "bits": 8, "server": "edge1", "cut": 1, "seconds": 4, "joules": 9},
               {"model": "net", "bits": 8, "server": "edge2", "cut": 1, "seconds": 6, "joules": 7}]},
             "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 7, "robust": 8}, "reaches": 0.02}]}
            """;

    static final String FLEET = """
            {"format": "jqodi-fleet/1", "windowSeconds": 600, "templates": {"camera": SCENARIO},
             "capacities": [{"node": "edge1", "executors": 2}, {"node": "edge2", "stretch": 2}],
             "devices": [
               {"name": "a", "template": "camera", "count": 2, "rejectionJoules": 500},
               {"name": "b", "template": "camera", "overrides": {"target": {"deadlineSeconds": 150}, "notes": ["near"]},
                "rejectionJoules": 400, "priority": 5, "periodSeconds": 300},
               {"name": "c", "scenario": SCENARIO, "rejectionJoules": 1}]}
            """.replace("SCENARIO", SCENARIO.strip());

    @Test
    void templatesOverridesAndInlineScenariosAreRead() {
        Fleet fleet = FleetJson.parse(FLEET);
        assertEquals(4, fleet.deviceCount());
        assertEquals(200, fleet.devices().get(0).problem().scenario().target().deadlineSeconds());
        assertEquals(150, fleet.devices().get(1).problem().scenario().target().deadlineSeconds());
        assertEquals(0.02, fleet.devices().get(1).problem().scenario().target().loss());
        assertEquals(2000, fleet.devices().get(1).rejectionWeight());
        assertEquals(840, fleet.capacities().get(0).busySeconds(fleet.windowSeconds()), 1e-9);
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Fleet fleet = FleetJson.parse(FLEET);
        Fleet again = FleetJson.parse(FleetJson.write(fleet));
        assertEquals(fleet.capacities(), again.capacities());
        assertEquals(FleetJson.write(fleet), FleetJson.write(again));
        for (int d = 0; d < 3; d++) {
            assertEquals(fleet.devices().get(d), again.devices().get(d));
        }
        assertEquals(fleet, again);
    }

    @Test
    void scenariosMayStandInFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("camera.json"), SCENARIO);
        Path file = folder.resolve("fleet.json");
        Files.writeString(file, """
                {"format": "jqodi-fleet/1", "windowSeconds": 600, "capacities": [{"node": "edge1"}],
                 "devices": [{"name": "a", "scenario": "camera.json", "rejectionJoules": 1},
                  {"name": "b", "scenario": "camera.json", "rejectionJoules": 1},
                  {"name": "c", "template": "camera.json", "overrides": {"target": {"deadlineSeconds": 1}},
                   "rejectionJoules": 1}]}
                """);
        Fleet fleet = FleetJson.read(file);
        assertSame(fleet.devices().get(0).problem(), fleet.devices().get(1).problem());
        assertEquals(1, fleet.devices().get(2).problem().scenario().target().deadlineSeconds());
    }

    /** More than a document may be long otherwise: 45 MB, with a device of each form now and then. */
    @Test
    void aFileOfAnyLengthIsReadDeviceByDevice(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("camera.json"), SCENARIO);
        int count = 22_000;
        Path file = folder.resolve("fleet.json");
        String padding = "x".repeat(2_000);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"format\": \"jqodi-fleet/1\", \"windowSeconds\": 600, \"templates\": {\"camera\": " + SCENARIO
                    + "}, \"capacities\": [], \"devices\": [");
            for (int d = 0; d < count; d++) {
                String form = d % 1000 == 1
                        ? "\"scenario\": " + SCENARIO
                        : d % 1000 == 2
                                ? "\"template\": \"camera\", \"overrides\": {\"target\": {\"deadlineSeconds\": " + d
                                        + "}}"
                                : d % 2 == 0 ? "\"template\": \"camera\"" : "\"scenario\": \"camera.json\"";
                out.write((d == 0 ? "" : ",\n") + "{\"name\": \"" + padding + d + "\", \"rejectionJoules\": " + d + ", "
                        + form + "}");
            }
            out.write("]}");
        }
        assertTrue(Files.size(file) > 42L << 20, Files.size(file) + " bytes");
        Fleet fleet = FleetJson.read(file);
        assertEquals(count, fleet.devices().size());
        assertEquals(
                7002, fleet.devices().get(7002).problem().scenario().target().deadlineSeconds());
        assertEquals(
                200, fleet.devices().get(7001).problem().scenario().target().deadlineSeconds());
        assertSame(
                fleet.devices().get(7003).problem(), fleet.devices().get(21_999).problem());
        assertSame(
                fleet.devices().get(7004).problem(), fleet.devices().get(21_998).problem());
        assertEquals(21_999, fleet.devices().get(21_999).rejectionWeight());
    }

    @Test
    void aDeviceThatIsLongerThanADocumentIsRefused() {
        String note = "\"" + "x".repeat(99_000) + "\"";
        String notes = String.join(",", Collections.nCopies(400, note));
        JsonFormatException e = assertThrows(
                JsonFormatException.class,
                () -> FleetJson.parse(replaced("\"notes\": [\"near\"]", "\"notes\": [" + notes + "]")));
        assertTrue(e.pointer().startsWith("/devices/1/overrides/notes"), e.pointer());
        assertTrue(String.valueOf(e.getMessage()).contains("is longer than 32 MiB"), e.getMessage());
    }

    @Test
    void aWrittenFileIsTheWrittenText(@TempDir Path folder) throws IOException {
        Fleet fleet = FleetJson.parse(FLEET);
        Path file = folder.resolve("fleet.json");
        FleetJson.write(fleet, file);
        assertEquals(FleetJson.write(fleet), Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"windowSeconds\": 600|\"windowSeconds\": 0|/windowSeconds|must be finite and > 0",
                "\"windowSeconds\": 600|\"windowSeconds\": 600, \"deadlineShare\": 2|/deadlineShare|must be above 0 and at most 1",
                "\"node\": \"edge1\"|\"node\": \"edge9\"|/capacities/0/node|Known are cloud, edge1, edge2.",
                "\"node\": \"edge1\"|\"node\": \"edge2\"|/capacities/1|appears twice",
                "\"node\": \"edge1\"|\"node\": \"edge1\", \"link\": \"x\"|/capacities/0|names both a node and a link",
                "\"node\": \"edge1\", |~~|/capacities/0|must name a node or a link",
                "\"executors\": 2|\"executors\": 0|/capacities/0/executors|must be at least 1",
                "\"executors\": 2|\"utilization\": 1.5|/capacities/0/utilization|must be above 0 and at most 1",
                "\"stretch\": 2|\"stretch\": 0.5|/capacities/1/stretch|must be finite and >= 1",
                "\"count\": 2|\"count\": 0|/devices/0/count|must be from 1",
                "\"name\": \"b\"|\"name\": \"a\"|/devices/1|appears twice",
                "\"priority\": 5|\"priority\": 0|/devices/1/priority|must be finite and > 0",
                "\"periodSeconds\": 300|\"periodSeconds\": 0|/devices/1/periodSeconds|must be finite and > 0",
                "\"rejectionJoules\": 400|\"rejectionJoules\": -1|/devices/1/rejectionJoules|must be finite and >= 0",
                "\"name\": \"c\", |\"name\": \"c\", \"template\": \"camera\", |/devices/2|has both a scenario and a template",
                "\"template\": \"camera\", \"count\"|\"count\"|/devices/0|must have a scenario, or a template",
                "\"template\": \"camera\", \"count\"|\"template\": \"camel\", \"count\"|/devices/0/template|names a file",
                "\"deadlineSeconds\": 150|\"deadlineSeconds\": -1|/devices/1/overrides|/target/deadlineSeconds",
                "\"deadlineSeconds\": 150|\"deadline\": 1|/devices/1/overrides|is no known field",
                "\"notes\": [\"near\"]|\"notes\": [], \"notes\": []|/devices/1/overrides/notes|appears twice",
                "\"notes\": [\"near\"]|\"objective\": {\"minimise\": \"time\"}|/devices/1/scenario/objective|must be energy in a fleet",
                "\"deadlineSeconds\": 150|\"deadlineSeconds\": 150, \"joules\": 9|/devices/1/scenario/target/joules|(9.0) cannot be given in a fleet",
                "\"windowSeconds\": 600|\"window\": 600|/window|is no known field"
            })
    void everyMistakeIsNamed(String right, String wrong, String pointer, String message) {
        JsonFormatException e = assertThrows(
                JsonFormatException.class, () -> FleetJson.parse(replaced(right, wrong == null ? "" : wrong)));
        assertEquals(pointer, e.pointer(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @Test
    void aFileThatCannotBeReadIsNoneThatIsMissing(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Path file = folder.resolve("fleet.json");
        Files.writeString(file, replaced("\"template\": \"camera\", \"count\"", "\"scenario\": \"sub\", \"count\""));
        JsonFormatException e = assertThrows(JsonFormatException.class, () -> FleetJson.read(file));
        String folderTold = String.valueOf(e.getMessage()); // in the words of the system
        assertTrue(folderTold.startsWith("/devices/0/scenario: ('sub') cannot be read: "), folderTold);
        assertFalse(folderTold.contains("no such file"), folderTold);
        Files.writeString(file, replaced("\"template\": \"camera\", \"count\"", "\"scenario\": \"su\", \"count\""));
        JsonFormatException missing = assertThrows(JsonFormatException.class, () -> FleetJson.read(file));
        assertTrue(
                String.valueOf(missing.getMessage())
                        .contains("('su') cannot be read: no such file beside the fleet's."),
                missing.getMessage());
    }

    private static String replaced(String right, String wrong) {
        int at = FLEET.lastIndexOf(right);
        int first = right.contains("deadlineSeconds") || right.startsWith("\"node") ? FLEET.indexOf(right) : at;
        assertTrue(at >= 0, right);
        return FLEET.substring(0, first) + wrong + FLEET.substring(first + right.length());
    }

    @Test
    void aPlanIsWrittenWithAllThatIsPromised() throws IOException {
        FleetResult result = FleetPlanner.create().plan(FleetJson.parse(FLEET));
        JsonNode tree = new ObjectMapper().readTree(FleetPlanJson.write(result));
        assertEquals(result.value(), tree.at("/objective/value").asDouble());
        assertEquals(result.lowerBound(), tree.at("/objective/lowerBound").asDouble());
        assertEquals(result.admittedCount(), tree.path("admitted").asLong());
        assertEquals("edge2", tree.at("/capacities/1/node").asText());
        assertEquals(result.plans().size(), tree.path("plans").size());
        assertTrue(tree.at("/plans/0/stretchedSeconds").asDouble() > 0);
        assertEquals("net", tree.at("/plans/0/decision/model").asText());
    }
}
