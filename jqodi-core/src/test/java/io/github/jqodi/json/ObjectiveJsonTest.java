package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.testing.RandomGoals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objectives and limits on the energy in scenario files. */
class ObjectiveJsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        for (long seed = 0; seed < 100; seed++) {
            for (RandomGoals.Case given :
                    List.of(RandomGoals.limitedEnergy(seed), RandomGoals.time(seed), RandomGoals.price(seed))) {
                Problem read = ScenarioJson.parse(ScenarioJson.write(given.problem()));
                assertEquals(given.problem().scenario(), read.scenario(), () -> RandomGoals.describe(0, given));
            }
        }
    }

    @Test
    void pricesByNameAndDefault() {
        Problem problem = ScenarioJson.parse(scenario("", """
                {"minimise": "price", "pricePerJoule": {"a": 2, "default": 3}, "pricePerJouleByEpoch": {"b": [1, 4]},
                 "pricePerSecond": {"a": 0.5}}"""));
        Prices prices = Prices.ofJoules(3)
                .withPerJoule("a", 2)
                .withPerJouleByEpoch("b", List.of(1.0, 4.0))
                .withPerSecond("a", 0.5);
        assertEquals(Objective.price(prices), problem.scenario().objective());
        assertEquals(4, prices.perJoule("b", 7));
        assertEquals(3, prices.perJoule("c", 1));
        assertEquals(0, prices.perSecond("b"));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused("/objective/pricePerSecond", "Known are a, b.", "", """
                {"minimise": "price", "pricePerSecond": {"c": 1}}""");
        assertRefused("/objective/pricePerJoule/a", "must be finite and >= 0", "", """
                {"minimise": "price", "pricePerJoule": {"a": -1}}""");
        assertRefused("/objective/pricePerJouleByEpoch/a", "at least one price", "", """
                {"minimise": "price", "pricePerJouleByEpoch": {"a": []}}""");
        assertRefused("/objective/pricePerJoule/a", "appears twice", "", """
                {"minimise": "price", "pricePerJoule": {"a": 1, "a": 2}}""");
        assertRefused("/objective/pricePerJoule", "belongs to an objective that minimises price", "", """
                {"minimise": "time", "pricePerJoule": {"a": 1}}""");
        assertRefused("/objective/minimise", "must be one of energy, time, price", "", """
                {"minimise": "carbon"}""");
        assertRefused("/target/joules", "cannot be given where price is minimised", ", \"joules\": 5", """
                {"minimise": "price"}""");
        assertRefused("/target/joules", "must be finite and > 0", ", \"joules\": 0", """
                {"minimise": "energy"}""");
    }

    private static void assertRefused(String pointer, String problem, String limit, String objective) {
        JsonFormatException refused =
                assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(scenario(limit, objective)));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(pointer) && message.contains(problem), message);
    }

    private static String scenario(String limit, String objective) {
        return """
                {"format": "jqodi-scenario/1", "name": "two", "target": {"deadlineSeconds": 100, "loss": 1%s},
                 "objective": %s, "edgeServers": [{"name": "a"}, {"name": "b"}], "bitWidths": [8],
                 "models": [{"name": "net", "loss": 0.5, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "net", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 10}]},
                 "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 5, "robust": 5}, "reaches": 1}]}
                """.formatted(limit, objective);
    }
}
