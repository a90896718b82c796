package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.jqodi.json.FleetJson;
import io.github.jqodi.json.FleetPlanJson;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.Schemas;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of plans of fleets: what is read is what was written, and what was changed in between is found. */
class FleetPlanFilesTest {
    private static final double GAP = FleetOptions.DEFAULT_GAP;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.fleetPlan());

    /** Cameras of which two are left out, since edge1 is short and edge2 too slow. */
    private static final String CAMERAS = """
            {"format": "jqodi-fleet/1", "windowSeconds": 100, "deadlineShare": 1,
             "templates": {"camera": {"format": "jqodi-scenario/1", "name": "camera",
               "target": {"deadlineSeconds": 200, "loss": 0.02},
               "edgeServers": [{"name": "edge1"}, {"name": "edge2"}], "bitWidths": [8],
               "models": [{"name": "net", "loss": 0.018, "cuts": [1]}],
               "costs": {"kind": "measured", "entries": [
                 {"model": "net", "bits": 8, "server": "edge1", "cut": 1, "seconds": 4, "joules": 9},
                 {"model": "net", "bits": 8, "server": "edge2", "cut": 1, "seconds": 300, "joules": 7}]},
               "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 7, "robust": 8}, "reaches": 0.02}]}},
             "capacities": [{"node": "edge1", "executors": 1, "utilization": 0.35, "stretch": 2},
               {"node": "edge2", "stretch": 1}],
             "devices": [{"name": "a", "template": "camera", "rejectionJoules": 500},
               {"name": "b", "template": "camera", "rejectionJoules": 100, "count": 2}]}
            """;

    @Test
    void whatIsWrittenReadsBackEqualAndHolds() throws IOException {
        int leftOut = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Fleet fleet = TinyFleets.of(seed);
            FleetOptions options = FleetOptions.DEFAULT
                    .withRule(seed % 3 == 0 ? Rule.ROBUST : Rule.EXPECTED)
                    .withNeighbourhoods(3);
            FleetResult result = FleetPlanner.create().withOptions(options).plan(fleet);
            String text = FleetPlanJson.write(result);
            assertEquals(Set.of(), SCHEMA.validate(MAPPER.readTree(text)), text);
            FleetResult again = FleetPlanJson.parse(text, fleet);
            assertEquals(result, again, "seed " + seed);
            assertEquals(text, FleetPlanJson.write(again));
            assertEquals(List.of(), FleetVerifier.verify(fleet, again, GAP), "seed " + seed);
            leftOut += again.rejected().isEmpty() ? 0 : 1;
        }
        assertTrue(leftOut >= 5 && leftOut < 60, leftOut + " with devices left out");
    }

    @Test
    void aHurriedResultReadsBackToo(@TempDir Path folder) throws IOException {
        Fleet fleet = TinyFleets.of(1);
        FleetOptions hurried = FleetOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1));
        FleetResult result = FleetPlanner.create().withOptions(hurried).plan(fleet);
        Path file = folder.resolve("plan.json");
        FleetPlanJson.write(result, file);
        assertEquals(result, FleetPlanJson.read(file, fleet));
        assertTrue(Files.readString(file).contains("\"limitReached\": \"the time limit was reached\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/plans/0/schedule/0/server|\"edge2\"|/plans/0",
                "/plans/0/stretchedSeconds|30|/plans/0/stretchedSeconds: is 30.0, recomputed 64.0",
                "/plans/0/robust/seconds|31|/plans/0/robust/seconds",
                "/plans/0/decision/bits|4|/plans/0",
                "/plans/0/bill/0/seconds|1|/plans/0",
                "/plans/0/name|\"c\"|is of 'c', which is no device of the fleet",
                "/rejected/0/count|1|speaks of 1 of 'b', there are 2",
                "/rejected/0/name|\"a\"|speaks of 3 of 'a', there are 1",
                "/energyJoules|64|/energyJoules: is 64.0, recomputed 62.9",
                "/rejectionJoules|100|/rejectionJoules: is 100.0, recomputed 200",
                "/capacities/0/load|1|/capacities/0/load: is 1.0",
                "/capacities/0/capacity|500|/capacities/0/capacity: is 500.0, recomputed 35",
                "/capacities/0/executors|10|/capacities/0: is node edge1, 10 executors",
                "/capacities/0/savedByExecutor|1e9|/capacities/0/savedByExecutor",
                "/capacities/1/node|\"edge1\"|/capacities/1: is node edge1",
                "/objective/lowerBound|1000|/objective/lowerBound: is 1000.0, above the value"
            })
    void whatWasChangedIsFound(String pointer, String value, String finding) throws IOException {
        Fleet fleet = FleetJson.parse(CAMERAS);
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, GAP));
        FleetResult tampered = FleetPlanJson.parse(consistent(changed(result, pointer, value)), fleet);
        assertNotEquals(result, tampered);
        List<Finding> findings = FleetVerifier.verify(fleet, tampered, GAP);
        assertTrue(findings.stream().anyMatch(one -> one.toString().contains(finding)), findings.toString());
    }

    @Test
    void aThirdCameraIsOverfullAndMissedDeadlinesAreSaid() throws IOException {
        Fleet fleet = FleetJson.parse(CAMERAS);
        FleetResult result = FleetPlanner.create().plan(fleet);
        ObjectNode tree = (ObjectNode) MAPPER.readTree(FleetPlanJson.write(result));
        ObjectNode more = tree.at("/plans/0").deepCopy();
        more.put("name", "b").put("count", 2);
        tree.withArray("plans").add(more);
        tree.withArray("rejected").removeAll();
        List<Finding> findings = verified(fleet, tree);
        assertTrue(
                findings.stream().anyMatch(one -> one.message().contains("above the capacity of 35.0 s")),
                findings.toString());
        Fleet strict = FleetJson.parse(CAMERAS.replace("\"deadlineSeconds\": 200", "\"deadlineSeconds\": 60"));
        List<Finding> late = verified(strict, MAPPER.readTree(FleetPlanJson.write(result)));
        assertTrue(
                late.stream()
                        .anyMatch(one -> one.field().equals("/plans/0/stretchedSeconds")
                                && one.message().contains("not below its share 60.0 s")),
                late.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/format|\"jqodi-plan/1\"|/format|jqodi-fleet-plan/1",
                "/status|\"PERFECT\"|/status|must be one of",
                "/rule|\"fair\"|/rule|must be one of",
                "/objective/value|1|/objective/gap|must be the relative distance",
                "/admitted|2|/admitted|must be the number of devices with a plan, 1",
                "/energyJoules|-1|/energyJoules|must be >= 0",
                "/rejectionJoules|1|/objective|must be energyJoules and rejectionJoules",
                "/rejected/0/count|0|/rejected/0/count|must be at least 1",
                "/rejected/0/resource|\"edge7\"|/rejected/0/resource|must be one of what the fleet shares: edge1, edge2",
                "/plans/0/count|1.5|/plans/0/count|must be an integer",
                "/plans/0/decision|null|/plans/0/decision|must be an object",
                "/plans/0/schedule|null|/plans/0/schedule|must be a list",
                "/plans/0/prize|1|/plans/0/prize|is no known field",
                "/capacities/0/link|\"x\"|/capacities/0|names both a node and a link",
                "/capacities/0/price|-1|/capacities/0/price|must be >= 0",
                "/statistics/pricingRounds|\"many\"|/statistics/pricingRounds|must be a number"
            })
    void everyMistakeIsNamed(String pointer, String value, String at, String message) throws IOException {
        Fleet fleet = FleetJson.parse(CAMERAS);
        ObjectNode tree = changed(FleetPlanner.create().plan(fleet), pointer, value);
        JsonFormatException e =
                assertThrows(JsonFormatException.class, () -> FleetPlanJson.parse(tree.toString(), fleet));
        assertEquals(at, e.pointer(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"decision", "schedule", "bill", "stretchedSeconds", "objective", "name"})
    void aPlanHasAllItsFields(String field) throws IOException {
        Fleet fleet = FleetJson.parse(CAMERAS);
        ObjectNode tree = (ObjectNode)
                MAPPER.readTree(FleetPlanJson.write(FleetPlanner.create().plan(fleet)));
        ((ObjectNode) tree.at("/plans/0")).remove(field);
        JsonFormatException e =
                assertThrows(JsonFormatException.class, () -> FleetPlanJson.parse(tree.toString(), fleet));
        assertEquals("/plans/0/" + field, e.pointer());
    }

    private static ObjectNode changed(FleetResult result, String pointer, String value) throws IOException {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(FleetPlanJson.write(result));
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) tree.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), MAPPER.readTree(value));
        return tree;
    }

    /** The same with the sums that the reader compares. */
    private static String consistent(ObjectNode tree) {
        double value = tree.path("energyJoules").asDouble()
                + tree.path("rejectionJoules").asDouble();
        double distance = Math.max(0, value - tree.at("/objective/lowerBound").asDouble());
        ((ObjectNode) tree.path("objective")).put("value", value).put("gap", distance == 0 ? 0 : distance / value);
        int admitted = 0;
        for (JsonNode plan : tree.path("plans")) {
            admitted += plan.path("count").asInt();
        }
        tree.put("admitted", admitted);
        return tree.toString();
    }

    private static List<Finding> verified(Fleet fleet, JsonNode tree) {
        return FleetVerifier.verify(fleet, FleetPlanJson.parse(consistent((ObjectNode) tree), fleet), GAP);
    }
}
