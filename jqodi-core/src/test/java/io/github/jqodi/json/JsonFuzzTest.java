package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.Solvers;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.control.RunController;
import io.github.jqodi.control.RunState;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Files that are nearly right, by the thousand: each is read or refused in clean lines, and none takes long. */
class JsonFuzzTest {
    private static final long SLOWEST_NANOS = 5_000_000_000L;
    private static final long SLOW_NANOS = 100_000_000L;
    private static final List<String> TEXTS = List.of(
            "", " ", "\u001b[2J", "a\nb", "\0", "\u202e", "never", "fixed", "=1+1", "x".repeat(5000), "\ud83d\ude00");
    private static final List<Double> NUMBERS =
            List.of(0.0, -0.0, -1.0, 1.5, 1e308, -1e308, 4.9e-324, 33.0, 2147483648.0, 1e-9, 100.0);
    private static final List<String> PIECES = List.of(
            "\"", "{", "}", "[", "]", ",", ":", "null", "true", "1e999", "-", "\\u", "\\ud83d", "NaN", "//", "\u0001");

    private final ObjectMapper mapper = new ObjectMapper();

    /** Files that are right, and who reads them. */
    private record Kind(String name, List<byte[]> files, Function<byte[], Object> reader) {}

    private static List<Kind> kinds() throws IOException {
        Fleet fleet = FleetJson.parse(FleetJsonTest.FLEET);
        String fleetPlan = FleetPlanJson.write(FleetPlanner.create().plan(fleet));
        return List.of(
                new Kind(
                        "scenario",
                        List.of(resource("everything.json"), resource("measured.json")),
                        text -> ScenarioJson.read(new ByteArrayInputStream(text))),
                new Kind("plan", plans(), text -> PlanJson.read(new ByteArrayInputStream(text))),
                new Kind("fleet", List.of(bytes(FleetJsonTest.FLEET)), text -> FleetJson.parse(text(text))),
                new Kind(
                        "fleet plan",
                        List.of(bytes(fleetPlan)),
                        text -> FleetPlanJson.read(new ByteArrayInputStream(text), fleet)),
                new Kind(
                        "run state",
                        List.of(bytes(RunStateJson.write(state()))),
                        text -> RunStateJson.parse(text(text))));
    }

    @Test
    void filesThatAreNearlyRight() throws IOException {
        List<Kind> kinds = kinds();
        Map<String, Integer> outcomes = new TreeMap<>();
        Inputs seeds = Inputs.from(0, 5000);
        long slowest = 0;
        long slowestSeed = 0;
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            Kind kind = pick(random, kinds);
            byte[] text = mutated(pick(random, kind.files), random);
            long began = System.nanoTime();
            String outcome = outcome(text, kind, seed);
            long nanos = System.nanoTime() - began;
            nanos = nanos > SLOW_NANOS ? again(text, kind, seed) : nanos;
            slowestSeed = nanos > slowest ? seed : slowestSeed;
            slowest = Math.max(slowest, nanos);
            outcomes.merge(kind.name + " " + outcome, 1, Integer::sum);
        }
        System.out.printf(
                "JSON fuzz: %s, %s, slowest %.0f ms (seed %d)%n", seeds, outcomes, slowest / 1e6, slowestSeed);
        assertTrue(slowest < SLOWEST_NANOS, "slowest seed " + slowestSeed);
        assertEquals(3 * kinds.size(), outcomes.size(), outcomes::toString);
    }

    /** The best of three, since what else the machine does says nothing of a file. */
    private static long again(byte[] text, Kind kind, long seed) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            outcome(text, kind, seed);
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }

    private static String outcome(byte[] text, Kind kind, long seed) {
        try {
            assertTrue(!kind.reader.apply(text).toString().isEmpty());
            return "read";
        } catch (JsonFormatException e) {
            e.problems().forEach(line -> clean(line, seed));
            assertEquals(String.join("\n", e.problems()), e.getMessage());
            return e.problems().size() == 1 ? "refused" : "refused for several reasons";
        } catch (RuntimeException e) {
            throw new AssertionError(kind.name + ", seed " + seed + ": " + text(text), e);
        }
    }

    private static void clean(String line, long seed) {
        assertTrue(line.length() < 4000, () -> "seed " + seed + ": " + line);
        assertEquals(Text.escaped(line), line, "seed " + seed);
    }

    private byte[] mutated(byte[] original, SplittableRandom random) throws IOException {
        if (random.nextBoolean()) {
            return bytesChanged(original, random);
        }
        JsonNode tree = mapper.readTree(original);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            change(tree, random);
        }
        return mapper.writeValueAsBytes(tree);
    }

    private static byte[] bytesChanged(byte[] original, SplittableRandom random) {
        String text = new String(original, StandardCharsets.ISO_8859_1);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(random.nextInt(4) == 0 ? 200 : 4));
            String piece = switch (random.nextInt(4)) {
                case 0 -> "";
                case 1 -> String.valueOf((char) random.nextInt(256));
                case 2 -> pick(random, PIECES);
                default -> text.substring(from, to).repeat(2);
            };
            text = text.substring(0, from) + piece + text.substring(to);
            text = text.isEmpty() ? " " : text;
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void change(JsonNode tree, SplittableRandom random) {
        List<JsonNode> holders = new ArrayList<>();
        collect(tree, holders);
        JsonNode holder = pick(random, holders);
        JsonNode other = pick(random, holders);
        JsonNode value = switch (random.nextInt(6)) {
            case 0 -> mapper.getNodeFactory().textNode(pick(random, TEXTS));
            case 1, 2 -> mapper.getNodeFactory().numberNode(pick(random, NUMBERS));
            case 3 -> mapper.getNodeFactory().nullNode();
            case 4 -> mapper.getNodeFactory().booleanNode(random.nextBoolean());
            default -> other.deepCopy();
        };
        if (holder instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(random, names);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + pick(random, TEXTS), value);
                default -> object.set(name, value);
            }
        } else if (holder instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, array.get(at).deepCopy());
                default -> array.set(at, value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode()) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private static List<byte[]> plans() {
        List<byte[]> plans = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            RandomProblems.Case given = RandomProblems.of(seed);
            SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withAlternatives((int) seed % 2);
            plans.add(bytes(PlanJson.write(Solvers.exact().solve(given.problem(), options))));
        }
        return plans;
    }

    /** After an epoch, with a server that is down. */
    private static RunState state() {
        RunController controller =
                RunController.start(ScenarioJson.parse(FleetJsonTest.SCENARIO), ControlOptions.DEFAULT);
        controller.next();
        controller.observe(0.03, 4.5, 9);
        controller.resourcesChanged(ResourceChanges.NONE.withDown("edge1"));
        controller.next();
        return controller.state();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JsonFuzzTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    private static <T> T pick(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        String text = ScenarioJsonTest.MINIMAL
                .replace("\"deadlineSeconds\": 9", "\"deadlineSecond\": 9")
                .replace("\"bitWidths\": [8]", "\"bitWidths\": [8, \"4\", null]")
                .replace("{\"name\": \"a\", \"macs\": 1", "{\"name\": \"a\", \"macs\": -1")
                .replace("\"robust\": 2", "\"robust\": null");
        JsonFormatException refused = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertEquals(
                List.of(
                        "/target/deadlineSecond: is no known field. Did you mean 'deadlineSeconds'? Known are "
                                + "deadlineSeconds, loss, accuracy, confidence, joules.",
                        "/target/deadlineSeconds: (missing) is required",
                        "/bitWidths/1: ('4') must be a number. Remove the quotes.",
                        "/bitWidths/2: (null) must be a number. Leave the field out instead.",
                        "/models/0/layers/0/macs: (-1.0) must be finite and >= 0.",
                        "/estimates/0/epochs/robust: (null) must be a number. Leave the field out instead."),
                refused.problems());
        assertEquals("/target/deadlineSecond", refused.pointer());
    }

    @Test
    void theDocumentAsAWholeIsNoField() {
        JsonFormatException none = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse("null"));
        assertEquals(List.of("document: (null) must be an object."), none.problems());
    }

    @Test
    void whereATextBreaksOffIsToldWithoutTheWordsOfTheParser() {
        JsonFormatException half = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse("{"));
        assertEquals(
                List.of(
                        "document: is not valid JSON (line 1, column 2): Unexpected end-of-input: expected close marker for"
                                + " Object (start marker at line 1, column 1)"),
                half.problems());
    }

    @Test
    void estimatesAreCheckedTogether() {
        String row = "{\"model\": \"m\", \"bits\": 8, \"epochs\"";
        String text = ScenarioJsonTest.MINIMAL.replace(
                row,
                "{\"model\": \"x\", \"bits\": 8, \"epochs\": \"never\"}, {\"model\": \"y\", \"bits\": 8, \"epochs\": "
                        + "\"never\"}, " + row);
        JsonFormatException refused = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertEquals(
                List.of(
                        "/estimates/0/model: ('x') must name a model. Known are m.",
                        "/estimates/1/model: ('y') must name a model. Known are m."),
                refused.problems());
    }

    @Test
    void twentyProblemsAreEnough() {
        String text = "{\"models\": [" + "{}, ".repeat(500) + "{}]}";
        assertEquals(
                20,
                assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text))
                        .problems()
                        .size());
    }

    @Test
    void halfACharacterIsRefused() {
        String text = ScenarioJsonTest.MINIMAL.replace("\"name\": \"m\"", "\"name\": \"m\\ud83d\"");
        JsonFormatException refused = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertEquals(
                "/models/0/name: ('m\\ud83d') must not hold half a character, a surrogate without its pair",
                refused.getMessage());
    }

    @Test
    void controlCharactersAreShownEscaped() {
        String text = ScenarioJsonTest.MINIMAL
                .replace("\"payload\"", "")
                .replace("\"loss\": 0.1},", "\"lo\\u001b[31mss\\n\": 0.1},");
        JsonFormatException refused = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertTrue(
                refused.problems().get(0).startsWith("/target/lo\\u001b[31mss\\n: is no known field."),
                refused.problems()::toString);
    }
}
