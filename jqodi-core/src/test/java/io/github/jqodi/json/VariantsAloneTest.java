package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.jqodi.Planner;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models given outright need no workload: nothing of them follows from samples. */
class VariantsAloneTest {
    private static final double TINY = 1e-9;
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.scenario());

    /**
     * At cut 1 the device takes 20 MACs at 10 a second, the server 300 at 100. 300 bits of weights cross the cloud link both ways,
     * 100 the device link both ways, and 500 of features go up and come back whole, all at 1,000 bits a second.
     */
    private static final String TEXT = """
            {"format": "jqodi-scenario/1", "name": "outright",
             "target": {"deadlineSeconds": 100, "loss": 0.1},
             "cloud": {"name": "cloud", "macsPerSecond": 1000, "joulesPerMac": 1},
             "device": {"name": "device", "macsPerSecond": 10, "joulesPerMac": 1},
             "edgeServers": [{"name": "server", "macsPerSecond": 100, "joulesPerMac": 1,
               "cloudLink": {"bitsPerSecond": 1000, "joulesPerBit": 0.01},
               "deviceLink": {"bitsPerSecond": 1000, "joulesPerBit": 0.01}}],
             "bitWidths": [8],
             "models": [{"name": "m", "loss": 0.2, "variants": [{"bits": 8, "layers": [
               {"macsPerEpoch": 20, "sizeBits": 100, "outputBitsPerEpoch": 500},
               {"macsPerEpoch": 300, "sizeBits": 200}]}]}],
             "estimates": [{"model": "m", "bits": 8, "reaches": 0.1, "epochs": {"expected": 2, "robust": 3}}]}
            """;

    private static final String LAYERS =
            "\"layers\": [{\"name\": \"a\", \"macs\": 1, \"parameters\": 1}, {\"name\": \"b\", \"macs\": 1, \"parameters\": 1}], ";

    @Test
    void anEpochOfAVariantWorkedByHand() {
        Problem problem = ScenarioJson.parse(TEXT);
        assertTrue(problem.scenario().workload().isEmpty());
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        assertEquals(3 * (2 + 3 + 0.6 + 0.2 + 0.5 + 0.5), plan.robust().seconds(), TINY);
        assertEquals(3 * (320 + 0.01 * (600 + 200 + 1000)), plan.robust().joules(), TINY);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
    }

    @Test
    void theFileFollowsTheSchemaAndIsWrittenAsItWasRead() throws JsonProcessingException {
        assertTrue(SCHEMA.validate(TEXT, InputFormat.JSON).isEmpty());
        Problem problem = ScenarioJson.parse(TEXT);
        String written = ScenarioJson.write(problem);
        assertFalse(written.contains("workload"));
        assertTrue(SCHEMA.validate(written, InputFormat.JSON).isEmpty());
        Problem again = ScenarioJson.parse(written);
        assertEquals(problem.scenario(), again.scenario());
        assertEquals(problem.costModel(), again.costModel());
    }

    /** Samples scale what comes back and count batches; without any, both are as with a workload of none. */
    @Test
    void noWorkloadIsOneOfNoSamples() {
        Problem without = ScenarioJson.parse(TEXT);
        Problem none = without.withScenario(
                without.scenario().toBuilder().workload(Workload.of(0, 0)).build());
        assertEquals(
                Planner.create().plan(none).plan().orElseThrow().robust(),
                Planner.create().plan(without).plan().orElseThrow().robust());
    }

    @Test
    void whatFollowsFromSamplesNeedsAWorkload() {
        String layered = TEXT.replace("\"variants\": [", LAYERS + "\"variants\": [");
        assertTrue(ScenarioJson.parse(layered).scenario().workload().isEmpty());
        String missing = "/workload: (missing) is needed where costs are analytic";
        assertRefused(layered.replace("\"bitWidths\": [8]", "\"bitWidths\": [4, 8]"), missing);
        String noVariants = layered.substring(0, layered.indexOf(", \"variants\"")) + "}],\n"
                + layered.substring(layered.indexOf(" \"estimates\""));
        assertRefused(noVariants, missing);
        assertFalse(SCHEMA.validate(noVariants, InputFormat.JSON).isEmpty());
        assertRefused(
                TEXT.replace("\"estimates\"", "\"costs\": {\"kind\": \"analytic\", \"memory\": {}}, \"estimates\""),
                missing);
    }

    /** An estimate outside of Ω serves the strategies that ask for it; of layers alone it cannot be charged. */
    @Test
    void aWidthOutsideOfThoseOpenNeedsAVariantToo() {
        String full = TEXT.replace("\"variants\": [", LAYERS + "\"variants\": [")
                .replace(
                        "\"estimates\": [",
                        "\"estimates\": [{\"model\": \"m\", \"bits\": 32, \"reaches\": 0.1, \"epochs\": {\"expected\": 2, \"robust\": 3}}, ");
        assertRefused(full, "/workload: (missing) is needed for model 'm' at 32 bits, of which there is no variant");
    }

    @Test
    void theWorkOfOneSampleIsNotKnown() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Planner.create()
                        .plan(ScenarioJson.parse(
                                TEXT.replace("\"estimates\"", "\"inference\": {\"samples\": 1}, \"estimates\""))));
        assertTrue(String.valueOf(e.getMessage()).contains("to tell the work of one sample"), e::toString);
    }

    private static void assertRefused(String text, String message) {
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::toString);
    }
}
