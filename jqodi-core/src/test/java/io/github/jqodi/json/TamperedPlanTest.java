package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Result files that somebody has changed. What a verifier cannot vouch for: the solver's name, the statistics but for the
 * number of candidates, the rule where there is no plan or where it makes no difference to the plan, whether a plan is called
 * unproven that is proven to a gap above 0, and whether the epochs after K_exp are proven cheap.
 */
class TamperedPlanTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> UNVOUCHED = Set.of(
            "/solver",
            "/version",
            "/statistics/pruned",
            "/statistics/cells",
            "/statistics/labels",
            "/statistics/wallMillis");
    private static final List<String> RULES = List.of("expected", "nominal", "robust", "paper");

    private final Map<String, Integer> rejected = new TreeMap<>();

    @Test
    void noChangeIsAccepted() throws JsonProcessingException {
        Inputs seeds = Inputs.from(0, 400);
        for (long seed : seeds) {
            RandomProblems.Case given = RandomProblems.of(seed);
            SplittableRandom random = new SplittableRandom(seed);
            SolveOptions options = SolveOptions.DEFAULT
                    .withRule(given.rule())
                    .withAlternatives(random.nextInt(3))
                    .withMaxLabels(random.nextInt(4) == 0 ? 1 : Long.MAX_VALUE);
            SolveResult result = Solvers.exact().solve(given.problem(), options);
            JsonNode file = MAPPER.readTree(PlanJson.write(result));
            assertEquals(List.of(), complaints(given.problem(), file), "seed " + seed);
            for (int i = 0; i < 25; i++) {
                tamper(given.problem(), file, random, "seed " + seed);
            }
        }
        System.out.println("tampered plans: " + seeds + ", rejected: " + rejected);
        // a few plans of any seeds may hold hardly anything that can be null
        if (seeds.areFixed()) {
            assertEquals(12, rejected.size(), rejected::toString);
            assertTrue(rejected.values().stream().allMatch(count -> count > seeds.drawn() / 40), rejected::toString);
        }
    }

    private void tamper(Problem problem, JsonNode file, SplittableRandom random, String where)
            throws JsonProcessingException {
        ObjectNode changed = file.deepCopy();
        String kind = change(changed, random);
        if (kind.isEmpty() || changed.equals(file) || makesNoDifference(file, changed)) {
            return;
        }
        List<String> complaints = complaints(problem, changed);
        assertTrue(!complaints.isEmpty(), () -> where + ", " + kind + ":\n" + file + "\n" + changed);
        rejected.merge(kind.replaceAll(" .*", ""), 1, Integer::sum);
    }

    /** The rule may be another one without any number of the plan changing; OPTIMAL may be understated. */
    private static boolean makesNoDifference(JsonNode file, JsonNode changed) {
        boolean otherRule = !file.path("rule").equals(changed.path("rule"));
        String rule = changed.path("rule").asText();
        boolean sameValue = file.path("score").isMissingNode()
                && Math.abs(changed.path(rule).path("joules").asDouble()
                                - file.path("objective").path("value").asDouble())
                        <= 1e-9 * file.path("objective").path("value").asDouble();
        boolean understated = file.path("status").asText().equals("OPTIMAL")
                && changed.path("status").asText().equals("FEASIBLE")
                && file.path("objective").path("gap").asDouble() > 0;
        return withoutTails(file).equals(withoutTails(changed))
                || understated
                || (otherRule && (file.path("decision").isMissingNode() || sameValue));
    }

    private static ObjectNode withoutTails(JsonNode file) {
        ObjectNode copy = file.deepCopy();
        if (copy.get("warnings") instanceof ArrayNode warnings) {
            ArrayNode others = copy.putArray("warnings");
            warnings.forEach(warning -> {
                if (!warning.path("code").asText().equals("UNPROVEN_TAIL")) {
                    others.add(warning);
                }
            });
        }
        return copy;
    }

    private static List<String> complaints(Problem problem, JsonNode file) throws JsonProcessingException {
        try {
            SolveResult read = PlanJson.parse(MAPPER.writeValueAsString(file));
            return ResultVerifier.verify(problem, read).stream()
                    .map(Object::toString)
                    .toList();
        } catch (JsonFormatException e) {
            return e.problems();
        }
    }

    /** Changes one thing and names the kind of change; nothing where the file has none of that kind. */
    private static String change(ObjectNode file, SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> value(file, random);
            case 2 ->
                replaced(file, "status", pick(random, List.of(Status.values())).name());
            case 3 -> replaced(file, "rule", pick(random, RULES));
            case 4 -> field(file, random);
            case 5, 6, 7 -> row(file, random);
            case 8 -> decisionAmongAlternatives(file);
            default -> moved(file, random);
        };
    }

    private static String replaced(ObjectNode file, String field, String text) {
        file.put(field, text);
        return field;
    }

    private static String value(ObjectNode file, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        collect(file, "", places);
        Place place = pick(random, places);
        JsonNode node = place.holder.get(place.field);
        if (UNVOUCHED.contains(place.pointer)) {
            return "";
        } else if (node.isNumber() && integral(place.field)) {
            place.holder.put(place.field, node.asInt() + (random.nextBoolean() ? 100 : 1_000_000));
            return "number " + place.pointer;
        } else if (node.isNumber()) {
            double factor = pick(random, List.of(1 + 1e-6, 1 - 1e-6, 0.5, 2.0, -1.0));
            place.holder.put(place.field, node.asDouble() == 0 ? factor : node.asDouble() * factor);
            return "number " + place.pointer;
        } else if (node.isTextual()) {
            String other = pick(random, places).text();
            place.holder.put(place.field, other.isEmpty() ? node.asText() + "x" : other);
            return "text " + place.pointer;
        }
        place.holder.put(place.field, 1.5);
        return "null " + place.pointer;
    }

    private static boolean integral(String field) {
        return Set.of("bits", "cut", "fromEpoch", "toEpoch", "candidates").contains(field);
    }

    private static String field(ObjectNode file, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        collect(file, "", places);
        Place place = pick(random, places);
        place.holder.remove(place.field);
        return "missing " + place.pointer;
    }

    private static String row(ObjectNode file, SplittableRandom random) {
        String list = pick(random, List.of("warnings", "schedule", "bill", "alternatives", "infeasibility"));
        if (!(file.get(list) instanceof ArrayNode rows) || rows.isEmpty()) {
            return "";
        }
        int at = random.nextInt(rows.size());
        switch (random.nextInt(3)) {
            case 0 -> {
                rows.remove(at);
                return "removed " + list;
            }
            case 1 -> {
                rows.insert(random.nextInt(rows.size() + 1), rows.get(at).deepCopy());
                return "duplicated " + list;
            }
            default -> {
                JsonNode row = rows.remove(at);
                rows.insert(random.nextInt(rows.size() + 1), row);
                return "reordered " + list;
            }
        }
    }

    private static String decisionAmongAlternatives(ObjectNode file) {
        if (!(file.get("alternatives") instanceof ArrayNode alternatives)) {
            return "";
        }
        ObjectNode row = alternatives.insertObject(0);
        row.setAll((ObjectNode) file.get("decision"));
        row.set("objective", file.get("objective").get("value"));
        row.set("seconds", file.get("robust").get("seconds"));
        row.set("schedule", file.get("schedule"));
        return "decision again";
    }

    /** A row of one list in another, or a pair that is said to be pruned or undecided instead. */
    private static String moved(ObjectNode file, SplittableRandom random) {
        if (!(file.get("infeasibility") instanceof ArrayNode rows) || rows.isEmpty()) {
            return "";
        }
        ObjectNode row = (ObjectNode) rows.get(random.nextInt(rows.size()));
        if (random.nextBoolean() && file.get("alternatives") instanceof ArrayNode alternatives) {
            alternatives.add(row);
            return "moved row";
        }
        Reason reason = pick(random, List.of(Reason.values()));
        String text = row.get("reason").asText();
        row.put("reason", reason.label() + text.substring(text.indexOf(':')));
        return "reason " + reason;
    }

    private static void collect(JsonNode node, String pointer, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                JsonNode child = object.get(name);
                if (child.isValueNode()) {
                    places.add(new Place(object, name, pointer + "/" + name));
                }
                collect(child, pointer + "/" + name, places);
            });
        } else if (node.isArray()) {
            node.forEach(child -> collect(child, pointer, places));
        }
    }

    private static <T> T pick(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A field with a simple value. */
    private record Place(ObjectNode holder, String field, String pointer) {
        String text() {
            return holder.path(field).isTextual() ? holder.get(field).asText() : "";
        }
    }
}
