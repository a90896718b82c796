package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioPartTest {
    private static final List<Layer> LAYERS = List.of(new Layer("a", 1e6, 300, 40), new Layer("b", 2e6, 500, 10));

    @Property(tries = 200)
    void aScenarioPutTogetherFromItsPiecesIsTheSame(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Problem problem = RandomProblems.of(seed).problem().tabulated();
        ScenarioPart whole = ScenarioPart.of(problem);
        assertEquals(ScenarioJson.write(problem), whole.toJson());
        ScenarioPart pieces = pieces(problem);
        assertEquals(
                ScenarioJson.write(problem.withScenarioSha256(Optional.empty())),
                whole(problem, pieces).toScenarioJson());
    }

    private static ScenarioPart pieces(Problem problem) {
        Scenario scenario = problem.scenario();
        ScenarioPart part = ScenarioPart.EMPTY.withName(scenario.name()).withTarget(scenario.target());
        for (var server : scenario.edgeServers()) {
            part = part.withServer(server);
        }
        for (var model : scenario.models()) {
            part = part.withModel(model, scenario.metric());
        }
        part = part.withQuantizations(scenario.quantizations());
        if (scenario.cloud().isPresent()) {
            part = part.withCloud(scenario.cloud().get());
        }
        if (scenario.device().isPresent()) {
            part = part.withDevice(scenario.device().get());
        }
        return scenario.workload().map(part::withWorkload).orElse(part);
    }

    /** What pieces do not hold is taken from the whole, which must not contradict them. */
    private static ScenarioPart whole(Problem problem, ScenarioPart pieces) {
        String rest = ScenarioPart.of(problem).toJson();
        ScenarioPart estimatesApart = ScenarioPart.parse(rest);
        return estimatesApart.and(pieces);
    }

    @Test
    void modelsServersAndQuantizationsAreJoinedByTheirNames() {
        ScenarioPart part = ScenarioPart.EMPTY
                .withModel("m", LAYERS, List.of(1))
                .withModel("n", LAYERS, List.of(1, 2))
                .withMetric("m", Metric.LOSS, 2.3);
        assertEquals(List.of("m", "n"), part.names("models"));
        assertEquals(List.of(), part.names("edgeServers"));
        assertTrue(part.toJson().indexOf("\"loss\": 2.3") < part.toJson().indexOf("\"layers\""), part.toJson());
        assertTrue(part.has("models"));
        assertFalse(part.has("target"));
        assertEquals("part of a scenario with name, models", part.withName("x").toString());
        assertEquals("part of a scenario with nothing yet", ScenarioPart.EMPTY.toString());
    }

    @Test
    void bitWidthsAndNotesAreNotRepeatedEstimatesAndProfilesFollowEachOther() {
        ScenarioPart one = ScenarioPart.EMPTY
                .withQuantizations(List.of(Quantization.of(8)))
                .withNote("same")
                .withCosts(
                        AnalyticCosts.DEFAULT.withProfile(new Profile(List.of(ProfiledLayer.of("d", "m", "a", 0.5)))));
        ScenarioPart two = ScenarioPart.EMPTY
                .withQuantizations(List.of(Quantization.of(4), Quantization.of(8)))
                .withNote("same")
                .withNote("other")
                .withCosts(
                        AnalyticCosts.DEFAULT.withProfile(new Profile(List.of(ProfiledLayer.of("d", "m", "b", 0.25)))));
        String json = one.and(two)
                .and(ScenarioPart.parse("{\"costs\": {\"kind\": \"analytic\"}}"))
                .toJson();
        assertEquals("""
                {
                  "notes": [ "same", "other" ],
                  "bitWidths": [ 8, 4 ],
                  "costs": {
                    "kind": "profiled",
                    "profile": [ {
                      "node": "d",
                      "model": "m",
                      "layer": "a",
                      "per": "sample",
                      "forwardSeconds": 0.5
                    }, {
                      "node": "d",
                      "model": "m",
                      "layer": "b",
                      "per": "sample",
                      "forwardSeconds": 0.25
                    } ]
                  }
                }
                """.replace("[ \"same\", \"other\" ]", "[ \"same\", \"other\" ]"), json);
        assertEquals(
                ScenarioPart.parse(json),
                ScenarioPart.parse(ScenarioPart.parse(json).toJson()));
        assertEquals(
                ScenarioPart.parse(json).hashCode(), ScenarioPart.parse(json).hashCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "a"} | {"name": "b"} | /name is given twice, as "a" and as "b". Leave one of them out.
            {"device": {"macsPerSecond": 1}} | {"device": {"macsPerSecond": 2}} | /device/macsPerSecond is given twice, as 1 and as 2. Leave one of them out.
            {"models": [{"name": "m", "cuts": [1]}]} | {"models": [{"name": "m", "cuts": [1, 2]}]} | /models/m/cuts is given twice, as a list of 1 and as a list of 2. Leave one of them out.
            {"costs": {"kind": "measured"}} | {"costs": {"kind": "analytic"}} | /costs/kind is given twice, as "measured" and as "analytic". Leave one of them out.
            {"target": 1} | {"target": {}} | /target is given twice, as 1 and as an object of 0. Leave one of them out.
            """)
    void whatTwoPartsSayDifferentlyIsRefused(String one, String other, String message) {
        ScenarioPart first = ScenarioPart.parse(one);
        ScenarioPart second = ScenarioPart.parse(other);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> first.and(second))
                        .getMessage());
    }

    @Test
    void numbersNoScenarioMayHoldAreRefused() {
        ScenarioPart part = ScenarioPart.EMPTY;
        assertThrows(InvalidValueException.class, () -> part.withMetric("m", Metric.LOSS, -1));
        assertThrows(InvalidValueException.class, () -> part.withMetric("m", Metric.ACCURACY, 1.5));
        assertThrows(InvalidValueException.class, () -> part.withTrainSamples(Double.NaN));
        assertThrows(InvalidValueException.class, () -> part.withValidationSamples(-1));
        assertThrows(InvalidValueException.class, () -> part.withBatchSize(0));
    }

    @Test
    void workloadsGrowPieceByPieceAndLayersAreReadBack() {
        ScenarioPart part = ScenarioPart.EMPTY
                .withTrainSamples(2000)
                .withValidationSamples(500)
                .withBatchSize(32)
                .withModel("m", LAYERS, List.of(1));
        assertTrue(part.has("workload", "batchSize"));
        assertFalse(part.has("workload", "inputElements"));
        assertEquals(LAYERS, part.layers("m"));
        assertTrue(String.valueOf(assertThrows(JsonFormatException.class, () -> part.layers("n"))
                        .getMessage())
                .contains("/layers: (missing) is required"));
        assertFalse(part.hasCloudWork());
        assertTrue(part.and(ScenarioPart.parse("{\"models\": [{\"name\": \"m\", \"cloudMacsPerEpoch\": 5}]}"))
                .hasCloudWork());
        assertFalse(part.hasMeasuredCosts());
        assertTrue(ScenarioPart.parse("{\"costs\": {\"kind\": \"measured\"}}").hasMeasuredCosts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1] | must be an object with fields of a scenario
            {"a": 1, "a": 2} | is no JSON that can be read
            {"a": 1} {} | is no JSON that can be read
            { | is no JSON that can be read: Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 1)
            """)
    void whatIsNoPartIsRefused(String text, String message) {
        String found = String.valueOf(assertThrows(JsonFormatException.class, () -> ScenarioPart.parse(text))
                .getMessage());
        assertTrue(found.contains(message), found);
    }

    @Test
    void aPartIsReadAsStrictlyAsAFile() {
        ScenarioPart part = ScenarioPart.parse(ScenarioJsonTest.MINIMAL);
        assertEquals("small", part.toProblem().scenario().name());
        String missing = String.valueOf(assertThrows(
                        JsonFormatException.class,
                        () -> ScenarioPart.EMPTY.withName("x").toProblem())
                .getMessage());
        assertTrue(missing.contains("/target: (missing) is required"), missing);
        assertThrows(
                JsonFormatException.class,
                () -> part.and(ScenarioPart.parse("{\"speed\": 1}")).toProblem());
    }

    @Test
    void bitWidthsOfEstimatesAreTold() {
        ScenarioPart part = ScenarioPart.parse("""
                {"estimates": [{"model": "m", "bits": 8}, {"model": "m", "quantization": "4.5"},
                 {"model": "n", "bits": 8}, {"model": "n", "quantization": "w8a16"}, {"model": "n", "bits": 77}]}""");
        assertEquals(List.of(4.5, 8.0), part.estimatedBitWidths());
        assertEquals(List.of(), ScenarioPart.EMPTY.estimatedBitWidths());
    }
}
