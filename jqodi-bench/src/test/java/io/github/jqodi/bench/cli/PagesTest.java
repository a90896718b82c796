package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.bench.scenario.BundledScenarios;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of all bundled scenarios: every number in them is found again in the JSON beside them, or follows from it. */
class PagesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<String> scenarios() {
        return BundledScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyNumberOfAPlanIsInItsFile(String scenario) throws JsonProcessingException {
        Run run = Run.of("plan", scenario, "--format", "html");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertEquals("", run.err());
        assertEquals(run.out(), Run.of("plan", scenario, "--format", "html").out());
        Page page = Page.of(run.out());
        assertTrue(page.count("svg") >= 5, "figures");
        JsonNode plan = json("plan", scenario, "--format", "json");
        Set<Double> known = numbers(plan);
        known.addAll(numbers(MAPPER.readTree(Run.of("scenarios", scenario).out())));
        known.addAll(numbers(json("frontier", scenario, "--format", "json")));
        follow(known, plan);
        List<Double> byCut = new ArrayList<>(page.numbers("Energy and time of epoch 1 by cut"));
        byCut.addAll(page.numbers("Energy and time of the inference by cut"));
        List<Double> others = page.numbers();
        byCut.forEach(others::remove);
        others.forEach(number -> assertTrue(known.contains(number), number + " of " + scenario));
        assertFalse(others.isEmpty());
    }

    /** What a page works out: time left, shares of the bill, how much more others take. */
    private static void follow(Set<Double> known, JsonNode plan) {
        double objective = plan.get("objective").get("value").asDouble();
        double robust = plan.get("robust").get("seconds").asDouble();
        List.copyOf(known).forEach(deadline -> known.add(deadline - robust));
        boolean isPriced = plan.get("objectiveKind").asText().equals("price");
        String amount = isPriced ? "price" : "joules";
        double total = isPriced
                ? StreamSupport.stream(plan.get("bill").spliterator(), false)
                        .mapToDouble(row -> row.path(amount).asDouble())
                        .sum()
                : plan.get("robust").get("joules").asDouble();
        known.add(total);
        known.add(1.0);
        for (JsonNode row : plan.get("bill")) {
            known.add(row.path(amount).asDouble() / total);
        }
        int number = 0;
        for (JsonNode other : plan.get("alternatives")) {
            known.add(other.get("objective").asDouble() / objective - 1);
            known.add((double) ++number);
        }
        long pruned = 0;
        for (JsonNode why : plan.get("infeasibility")) {
            pruned += why.get("reason").asText().startsWith("pruned") ? 1 : 0;
        }
        known.add((double) pruned);
    }

    @Test
    void everyNumberOfAComparisonIsInItsFile() throws JsonProcessingException {
        for (String scenario : List.of("realistic-data1", "smart-city")) {
            Run run = Run.of("compare", scenario, "--format", "html");
            assertEquals(ExitStatus.DONE, run.status(), run.err());
            JsonNode json = json("compare", scenario, "--format", "json");
            Set<Double> known = numbers(json);
            int strategies = 0;
            for (JsonNode row : json.get("rows")) {
                strategies += row.get("kind").asText().equals("strategy") ? 1 : 0;
                known.add((double) strategies);
            }
            Page page = Page.of(run.out());
            page.numbers().forEach(number -> assertTrue(known.contains(number), number + " of " + scenario));
            assertTrue(page.numbers("Strategies").size() >= 4 * strategies);
            assertEquals(2, page.count("svg"));
        }
    }

    @Test
    void whatHasNoPlanHasAPageToo() {
        Run run = Run.of("plan", "smart-city", "--deadline", "10", "--format", "html");
        assertEquals(ExitStatus.NO_PLAN, run.status());
        Page page = Page.of(run.out());
        assertTrue(run.out().contains("INFEASIBLE") && run.out().contains("deadline needed"), run.out());
        assertEquals(0, page.count("svg"));
    }

    @Test
    void theRestOfARunSaysWhatWasSpent() {
        String progress =
                "\"progress\":{\"model\":\"LeNet-like\",\"bits\":8,\"epochsDone\":4,\"seconds\":20,\"joules\":450.5},";
        String scenario = Run.of("scenarios", "smart-city").out().replaceFirst("\\{", "{" + progress);
        Run run = Run.withInput(scenario, "plan", "-", "--format", "html");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        assertTrue(Page.of(run.out()).numbers().containsAll(List.of(450.5, 20.0, 4.0)), run.out());
    }

    private static JsonNode json(String... args) throws JsonProcessingException {
        Run run = Run.of(args);
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        return MAPPER.readTree(run.out());
    }

    private static Set<Double> numbers(JsonNode node) {
        Set<Double> numbers = new HashSet<>();
        if (node.isNumber()) {
            numbers.add(node.doubleValue());
        }
        node.forEach(child -> numbers.addAll(numbers(child)));
        return numbers;
    }
}
