package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.strategy.Strategies;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Files with names and fractions of bits, from the reader to the verifier, with values worked by hand. */
class FractionalBitsTest {
    private static final double LLAMA_PARAMETERS = 8.03e9;

    /** Widths of the formats of llama.cpp, which keep scales for groups of weights; 8.03e9 weights of Llama 3.1 8B. */
    private static final String LLAMA = """
            {"format": "jqodi-scenario/1", "name": "llama formats", "target": {"deadlineSeconds": 100, "loss": 1},
             "cloud": {"name": "cloud", "macsPerSecond": 1e12, "joulesPerMac": 0},
             "device": {"name": "gpu", "macsPerSecond": 1e12, "joulesPerMac": 3e-10, "memoryBytes": 4.2e9},
             "edgeServers": [{"name": "edge", "macsPerSecond": 1, "joulesPerMac": 0,
               "cloudLink": {"bitsPerSecond": 1e18, "joulesPerBit": 0},
               "deviceLink": {"bitsPerSecond": 1e18, "joulesPerBit": 0}}],
             "quantizations": [{"name": "Q4_K_M", "weightBits": 4.8944}, {"name": "IQ4_XS", "weightBits": 4.4597},
               {"name": "Q2_K", "weightBits": 3.1593}, {"name": "3.1593", "weightBits": 3.1593}],
             "workload": {"trainSamples": 1, "validationSamples": 0, "trainPasses": 1},
             "models": [{"name": "8B", "loss": 0.1, "cuts": [1],
               "layers": [{"name": "all", "macs": 1.6e12, "parameters": 8.03e9}]}],
             "costs": {"kind": "analytic", "payload": "features", "bitScaling": {"floor": 0}},
             "estimates": [
               {"model": "8B", "quantization": "Q4_K_M", "epochs": {"expected": 1, "robust": 1}},
               {"model": "8B", "quantization": "IQ4_XS", "epochs": {"expected": 1, "robust": 1}},
               {"model": "8B", "quantization": "Q2_K", "epochs": {"expected": 2, "robust": 2}},
               {"model": "8B", "bits": 3.1593, "epochs": {"expected": 3, "robust": 3}}]}
            """;

    /** First and last layer of 16 bits, 8 bits between: sizes 160, 1600, 8000 and 160 kbit. */
    private static final String MIXED = """
            {"format": "jqodi-scenario/1", "name": "mixed", "target": {"deadlineSeconds": 1e5, "loss": 1},
             "schedule": "fixed",
             "cloud": {"name": "cloud", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "device", "macsPerSecond": 1e10, "joulesPerMac": 1e-10},
             "edgeServers": [{"name": "edge", "macsPerSecond": 1e12, "joulesPerMac": 3e-10,
               "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
               "deviceLink": {"bitsPerSecond": 1e7, "joulesPerBit": 1e-7}}],
             "quantizations": [{"name": "16 outside, 8 inside", "weightBits": 8.131}, {"name": "8", "weightBits": 8}],
             "workload": {"trainSamples": 1000, "validationSamples": 200},
             "models": [{"name": "net", "loss": 0.1, "variants": [{"quantization": "16 outside, 8 inside", "layers": [
               {"macsPerEpoch": 1.6e10, "sizeBits": 1.6e5}, {"macsPerEpoch": 4e10, "sizeBits": 1.6e6},
               {"macsPerEpoch": 6.4e10, "sizeBits": 8e6}, {"macsPerEpoch": 1.6e9, "sizeBits": 1.6e5}]}]}],
             "costs": {"kind": "analytic", "payload": "weights"},
             "estimates": [{"model": "net", "quantization": "16 outside, 8 inside",
               "epochs": {"expected": 5, "robust": 5}}]}
            """;

    /** Weights of 4 bits, features of 16, adapters of 32. */
    private static final String UNLIKE = """
            {"format": "jqodi-scenario/1", "name": "unlike", "target": {"deadlineSeconds": 1e5, "loss": 1},
             "cloud": {"name": "cloud", "macsPerSecond": 1e9, "joulesPerMac": 0},
             "device": {"name": "device", "macsPerSecond": 1e3, "joulesPerMac": 1e-3, "memoryBytes": 50},
             "edgeServers": [{"name": "edge", "macsPerSecond": 1e4, "joulesPerMac": 1e-4, "memoryBytes": 25,
               "cloudLink": {"bitsPerSecond": 1000, "joulesPerBit": 0.01},
               "deviceLink": {"bitsPerSecond": 100, "joulesPerBit": 0.1}}],
             "quantizations": [{"name": "w4a16u32", "weightBits": 4, "activationBits": 16, "updateBits": 32}],
             "workload": {"trainSamples": 2, "validationSamples": 1},
             "models": [{"name": "net", "loss": 0.1, "layers": [
               {"name": "a", "macs": 800, "parameters": 100, "outputElements": 5},
               {"name": "b", "macs": 1600, "parameters": 50}]}],
             "costs": {"kind": "analytic", "payload": "both", "bitScaling": {"floor": 0.2}},
             "estimates": [{"model": "net", "quantization": "w4a16u32", "epochs": {"expected": 1, "robust": 1}}]}
            """;

    @Test
    void aFractionOfABitDecidesWhatFits() {
        SolveResult result = solved(LLAMA);
        assertEquals(
                new QuantizedModel("8B", "Q2_K"), result.plan().orElseThrow().pair());
        // 1.6e12 MACs · 3.1593/32 · 3e-10 J/MAC, twice and three times
        assertEquals(94.779, result.plan().orElseThrow().robust().joules(), 1e-9);
        assertEquals(
                QuantizedModel.of("8B", 3.1593), result.alternatives().get(0).pair());
        assertEquals(142.1685, result.alternatives().get(0).objective(), 1e-9);
        assertEquals(
                List.of(OptionalDouble.of(4.912754e9), OptionalDouble.of(LLAMA_PARAMETERS * 4.4597 / 8)),
                result.infeasibilities().stream()
                        .map(Infeasibility::memoryBytesNeeded)
                        .toList());
        SolveResult roomy = solved(LLAMA.replace("4.2e9", "4.912754e9"));
        assertEquals(
                new QuantizedModel("8B", "IQ4_XS"), roomy.plan().orElseThrow().pair());
        assertEquals(List.of(), roomy.infeasibilities());
    }

    @Test
    void plansRepeatTheKeyOfTheFile() {
        String plan = PlanJson.write(solved(LLAMA)).replaceAll("\\s+", " ");
        assertTrue(plan.contains("\"decision\": { \"model\": \"8B\", \"quantization\": \"Q2_K\" }"), plan);
        assertTrue(plan.contains("\"alternatives\": [ { \"model\": \"8B\", \"bits\": 3.1593,"), plan);
    }

    /** 12 J on the device, 0.48 J on the server, 0.1984 J to and from the cloud, 1.952 J to and from the device. */
    @Test
    void aVariantMayMixWidths() {
        Plan plan = solved(MIXED).plan().orElseThrow();
        assertEquals("16 outside, 8 inside", plan.pair().quantization());
        assertEquals(List.of(new Segment(1, 5, "edge", 3)), plan.schedule());
        assertEquals(73.152, plan.robust().joules(), 1e-9);
    }

    @Test
    void weightsActivationsAndUpdatesHaveTheirOwnWidths() {
        Plan plan = solved(UNLIKE).plan().orElseThrow();
        // s = 0.2 + 0.8·4/32 = 0.3; 7 passes: 1680 MACs on the device, 3360 on the server.
        // 150 weights · 32 bits each way to the cloud, 100 · 32 to the device;
        // features 5·16·3 up and 5·16·2 down.
        double seconds = 1.68 + 0.336 + 2 * 4.8 + 2 * 32 + 2.4 + 1.6;
        double joules = 1.68 + 0.336 + 2 * 48 + 2 * 320 + 24 + 16;
        assertEquals(seconds, plan.robust().seconds(), 1e-9);
        assertEquals(joules, plan.robust().joules(), 1e-9);
        // Memory is that of 4 bits: 50 and 25 bytes are just enough.
        for (String tight : List.of("\"memoryBytes\": 50", "\"memoryBytes\": 25")) {
            SolveResult none =
                    solved(UNLIKE.replace(tight, tight.replace("50", "49.9").replace("25", "24.9")));
            assertEquals(
                    Infeasibility.Reason.MEMORY, none.infeasibilities().get(0).reason());
        }
    }

    @Test
    void theFullModelHas32BitsWhateverItsName() {
        Problem problem = ScenarioJson.parse(
                UNLIKE.replace("\"name\": \"w4a16u32\", \"weightBits\": 4,", "\"name\": \"fp32\", \"weightBits\": 32,")
                        .replace("w4a16u32", "fp32")
                        .replace("\"memoryBytes\": 50", "\"memoryBytes\": 500")
                        .replace("\"memoryBytes\": 25", "\"memoryBytes\": 250"));
        Plan full = Strategies.fullModel()
                .plan(problem, SolveOptions.DEFAULT)
                .plan()
                .orElseThrow();
        assertEquals(new QuantizedModel("net", "fp32"), full.pair());
        assertEquals(
                Quantization.FULL_PRECISION_BITS,
                problem.scenario().quantization("fp32").weightBits());
    }

    private static SolveResult solved(String file) {
        Problem problem = ScenarioJson.parse(file);
        assertEquals(
                problem.scenario(),
                ScenarioJson.parse(ScenarioJson.write(problem)).scenario());
        SolveResult result = Solvers.exact().solve(problem, SolveOptions.DEFAULT);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        SolveResult exhaustive = Solvers.exhaustive().solve(problem, SolveOptions.DEFAULT);
        assertEquals(result.plan().map(Plan::pair), exhaustive.plan().map(Plan::pair));
        return result;
    }
}
