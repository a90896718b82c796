package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.jqodi.Planner;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Figure5;
import io.github.jqodi.tree.Diagram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code docs/format.md}, the schemas, the readers and the planner together. */
class FormatDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "format.md");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    /** Ends of names, and the unit each stands for; the longest that fits counts. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("seconds", "s"),
            Map.entry("joules", "J"),
            Map.entry("millis", "ms"),
            Map.entry("bytes", "byte"),
            Map.entry("bytesneeded", "byte"),
            Map.entry("hertz", "Hz"),
            Map.entry("bits", "bit"),
            Map.entry("bitwidths", "bit"),
            Map.entry("macs", "MAC"),
            Map.entry("macsperepoch", "MAC"),
            Map.entry("bitsperepoch", "bit"),
            Map.entry("macspersecond", "MAC/s"),
            Map.entry("joulespermac", "J/MAC"),
            Map.entry("bitspersecond", "bit/s"),
            Map.entry("bitspersecondbyepoch", "bit/s"),
            Map.entry("joulesperbit", "J/bit"),
            Map.entry("joulesperbitbyepoch", "J/bit"),
            Map.entry("deadlineseconds", "s"));

    private static String document = "";

    /** The formats that have a schema. */
    enum Format {
        SCENARIO("jqodi-scenario/1", Schemas.scenario(), "required with analytic costs"),
        PLAN("jqodi-plan/1", Schemas.plan(), "required with a plan"),
        FLEET("jqodi-fleet/1", Schemas.fleet(), "never"),
        FLEET_PLAN("jqodi-fleet-plan/1", Schemas.fleetPlan(), "never");

        private final String tag;
        private final String schema;
        private final String conditional;

        Format(String tag, String schema, String conditional) {
            this.tag = tag;
            this.schema = schema;
            this.conditional = conditional;
        }

        private JsonNode schema() {
            return tree(schema);
        }

        private SchemaObjects objects() {
            return new SchemaObjects(schema(), conditional);
        }
    }

    /** One row of a table of the document. */
    private record Row(String field, String type, String presence, String unit, String meaning, String example) {}

    @BeforeAll
    static void readTheDocument() throws IOException {
        document = Files.readString(DOCUMENT).replace("\r\n", "\n");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyObjectOfASchemaHasOneTableAndEveryTableAnObject(Format format) {
        assertEquals(format.objects().paths(), tables(format).keySet());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyFieldStandsInItsTableWithTypePresenceAndDefault(Format format) {
        SchemaObjects objects = format.objects();
        Map<String, List<Row>> tables = tables(format);
        for (String path : objects.paths()) {
            List<String> documented = tables.getOrDefault(path, List.of()).stream()
                    .map(row -> row.field + " | " + row.type + " | " + row.presence)
                    .toList();
            assertEquals(objects.fields(path), documented, format.tag + " " + path);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void unitsAreThoseOfTheNamesAndMeaningsAreThere(Format format) {
        tables(format)
                .forEach((path, rows) -> rows.forEach(row -> {
                    String where = path + " " + row.field;
                    UNITS.entrySet().stream()
                            .filter(end -> row.field.toLowerCase(Locale.ROOT).endsWith(end.getKey()))
                            .filter(end -> !row.type.startsWith("object"))
                            .max((a, b) -> Integer.compare(
                                    a.getKey().length(), b.getKey().length()))
                            .ifPresent(end -> assertEquals(end.getValue(), row.unit, where));
                    assertTrue(row.meaning.length() > 4 && row.meaning.endsWith("."), where);
                }));
    }

    /** An example of a field is a value the schema takes, or a link to where the object is told. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void examplesOfFieldsAreValid(Format format) {
        SchemaObjects objects = format.objects();
        tables(format)
                .forEach((path, rows) -> rows.forEach(row -> {
                    String where = path + " " + row.field;
                    if (row.example.startsWith("[below](#")) {
                        assertTrue(row.type.contains("object"), where);
                        assertAnchor(row.example.substring("[below](#".length(), row.example.length() - 1));
                        return;
                    }
                    JsonNode value = tree(code(row.example));
                    assertTrue(
                            objects.schemas(path, row.field).stream()
                                    .anyMatch(schema -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                            .getSchema(schema)
                                            .validate(value)
                                            .isEmpty()),
                            where + " " + value);
                }));
    }

    @Test
    void theReadersTakeTheExamplesAndTheSchemasToo() {
        List<JsonNode> examples = examples();
        assertEquals(7, examples.size());
        for (JsonNode example : examples) {
            if (example.path("format").asText().equals(Format.FLEET.tag)) {
                assertEquals(Set.of(), schema(Schemas.fleet()).validate(example));
                assertEquals(4, FleetJson.parse(example.toString()).deviceCount());
                continue;
            }
            boolean plan = example.path("format").asText().equals(Format.PLAN.tag);
            assertEquals(
                    Set.of(), schema(plan ? Schemas.plan() : Schemas.scenario()).validate(example));
            if (plan) {
                assertTrue(PlanJson.parse(example.toString()).plan().isPresent());
            } else {
                assertEquals(
                        example.path("name").asText(),
                        ScenarioJson.parse(example.toString()).scenario().name());
            }
        }
    }

    private static JsonSchema schema(String text) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }

    @Test
    void theExamplesOfScenariosUseEveryRow() {
        Set<String> used = new TreeSet<>();
        examples().forEach(example -> collect(example, "", used));
        Set<Row> shown = new HashSet<>();
        Set<Row> all = new HashSet<>();
        tables(Format.SCENARIO)
                .forEach((path, rows) -> rows.forEach(row -> {
                    all.add(row);
                    if (used.contains(path + " " + row.field)) {
                        shown.add(row);
                    }
                }));
        all.removeAll(shown);
        assertEquals(Set.of(), all);
    }

    @Test
    void thePlanIsTheAnswerToTheFirstScenario() {
        List<JsonNode> examples = examples();
        Problem problem = ScenarioJson.parse(examples.get(0).toString());
        SolveResult result = Planner.create().plan(problem);
        assertEquals(untimed(tree(PlanJson.write(result))), untimed(examples.get(5)));
        SolveResult shown = PlanJson.parse(examples.get(5).toString());
        assertEquals(result.plan(), shown.plan());
    }

    @Test
    void everyReasonIsListed() {
        Row reason = tables(Format.PLAN).getOrDefault("infeasibility[]", List.of()).stream()
                .filter(row -> row.field.equals("reason"))
                .findFirst()
                .orElseThrow();
        String pattern = Format.PLAN
                .schema()
                .at("/properties/infeasibility/items/properties/reason/pattern")
                .asText();
        assertEquals("^(" + String.join("|", codes(reason.meaning)) + "): ", pattern);
    }

    @Test
    void theSectionOfTreesNamesEveryField() {
        Set<String> written = new TreeSet<>();
        for (Diagram diagram : List.of(Diagram.ofPaths(Figure5.problem(), 100), Diagram.ofStates(Figure5.problem()))) {
            names(tree(TreeJson.write(diagram, 100)), written);
        }
        String section = document.substring(document.indexOf("\n### `jqodi-tree/1`\n"));
        Set<String> documented = section.substring(0, section.indexOf("\n### ", 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> codes(line).stream())
                .filter(code -> !code.startsWith("\""))
                .map(code -> code.replace("[]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(written, documented);
    }

    private static void names(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> names.add(field.getKey()));
        node.forEach(child -> names(child, names));
    }

    private static void assertAnchor(String anchor) {
        boolean there = document.contains("<a id=\"" + anchor + "\"></a>")
                || document.lines()
                        .filter(line -> line.startsWith("### "))
                        .anyMatch(line -> line.replaceAll("[^A-Za-z]", "").equalsIgnoreCase(anchor));
        assertTrue(there, anchor);
    }

    /** The tables of one format by the paths their headings name. */
    private static Map<String, List<Row>> tables(Format format) {
        String start = "\n## `" + format.tag + "`\n";
        int from = document.indexOf(start) + start.length();
        Map<String, List<Row>> tables = new TreeMap<>();
        List<String> paths = List.of("");
        for (String line : document.substring(from, document.indexOf("\n## ", from))
                .lines()
                .toList()) {
            if (line.startsWith("### ")) {
                paths = codes(line);
            } else if (line.startsWith("| `")) {
                Row row = row(line);
                paths.forEach(path ->
                        tables.computeIfAbsent(path, p -> new ArrayList<>()).add(row));
            }
        }
        return tables;
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Row row(String line) {
        List<String> cells = CELL.splitAsStream(line.substring(1, line.length() - 1))
                .map(String::strip)
                .toList();
        assertEquals(6, cells.size(), line);
        return new Row(code(cells.get(0)), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
    }

    private static String code(String cell) {
        assertTrue(cell.startsWith("`") && cell.endsWith("`"), cell);
        return cell.substring(1, cell.length() - 1);
    }

    private static List<JsonNode> examples() {
        return EXAMPLE.matcher(document)
                .results()
                .map(found -> tree(found.group(1)))
                .toList();
    }

    private static void collect(JsonNode node, String path, Set<String> used) {
        node.properties().forEach(field -> {
            used.add(path + " " + field.getKey());
            String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getValue().isArray()) {
                field.getValue().forEach(element -> collect(element, below + "[]", used));
            } else {
                collect(field.getValue(), below, used);
            }
        });
    }

    private static JsonNode untimed(JsonNode original) {
        JsonNode plan = original.deepCopy();
        ((ObjectNode) plan.path("statistics")).remove("wallMillis");
        ((ObjectNode) plan).remove("version");
        // Numbers are compared as doubles, since 0 and 0.0 are the same to a reader.
        return tree(plan.toString().replaceAll("(?<=[:,\\[])(-?\\d+)(?=[,}\\]])", "$1.0"));
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
