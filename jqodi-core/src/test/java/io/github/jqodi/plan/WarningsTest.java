package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.cost.analytic.TrainingMemory;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.EstimateTable.Row;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.Progress;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a result warns, and when it is silent. */
class WarningsTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("net", 8);
    private static final Row CLAIM = Row.of(PAIR, EpochEstimate.of(1, 2));
    private static final AnalyticCosts BOTH = AnalyticCosts.PAPER.withPayload(Payload.BOTH);
    private static final AnalyticCosts WEIGHTS = AnalyticCosts.PAPER.withPayload(Payload.WEIGHTS);
    private static final Link LINK = Link.of(1e8, 1e-8);
    private static final List<Layer> LAYERS =
            List.of(new Layer("a", 1e6, 1e4, 100), new Layer("b", 1e6, 1e4, 100), new Layer("c", 1e6, 1e4, 0));

    private static Scenario.Builder plain() {
        return Scenario.builder("plain", Target.of(1000, 0.5))
                .cloud(Cloud.of("cloud", 1e12, 1e-10))
                .device(Device.of("device", 1e9, 1e-9))
                .edgeServers(List.of(EdgeServer.of("box", new Processor(1e10, 1e-9), LINK, LINK)))
                .bitWidths(8)
                .workload(Workload.of(10, 0))
                .model(ModelVersion.of("net", 0.1, LAYERS));
    }

    private static Problem problem(Scenario.Builder scenario, AnalyticCosts costs, Row... rows) {
        return new Problem(scenario.build(), Estimators.of(new EstimateTable(List.of(rows))), costs);
    }

    private static Set<Code> codes(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        Set<Code> codes = EnumSet.noneOf(Code.class);
        result.warnings().forEach(warning -> assertTrue(codes.add(warning.code()), () -> "twice: " + warning));
        return codes;
    }

    private static Row stated() {
        return CLAIM.withReaches(0.5);
    }

    @Test
    void aPlainProblemIsSilent() {
        assertEquals(Set.of(), codes(problem(plain(), BOTH, stated())));
    }

    @Test
    void payloadOfWeightsWhereACutWithOutputIsOpen() {
        assertEquals(Set.of(Code.PAYLOAD_WEIGHTS), codes(problem(plain(), WEIGHTS, stated())));
        Scenario.Builder ends =
                plain().models(List.of(ModelVersion.of("net", 0.1, LAYERS).withCuts(List.of(0, 3))));
        assertEquals(Set.of(), codes(problem(ends, WEIGHTS, stated())));
        Scenario.Builder closed = plain().choices(Choices.ALL.withCuts(Selection.only(List.of(2))))
                .models(List.of(ModelVersion.of("net", 0.1, List.of(LAYERS.get(0), LAYERS.get(2), LAYERS.get(0)))));
        assertEquals(Set.of(), codes(problem(closed, WEIGHTS, stated())));
    }

    @Test
    void featuresAfterALayerWithoutOutput() {
        List<Layer> layers = List.of(LAYERS.get(0), LAYERS.get(2), LAYERS.get(0));
        Scenario.Builder silent = plain().models(List.of(ModelVersion.of("net", 0.1, layers)));
        assertEquals(Set.of(Code.NO_OUTPUT), codes(problem(silent, BOTH, stated())));
        assertEquals(Set.of(Code.NO_OUTPUT), codes(problem(silent, BOTH.withPayload(Payload.FEATURES), stated())));
        silent.choices(Choices.ALL.withCuts(Selection.only(List.of(1))));
        assertEquals(Set.of(), codes(problem(silent, BOTH, stated())));
    }

    @Test
    void samplesWithoutASizeAtCut0() {
        Scenario.Builder whole =
                plain().models(List.of(ModelVersion.of("net", 0.1, LAYERS).withCuts(List.of(0, 3))));
        whole.workload(Workload.of(100, 0));
        assertEquals(
                List.of(
                        "samples have no size, so that none cross the device link at cut 0 of 'net'. State inputElements"
                                + " of the workload."),
                texts(Code.NO_OUTPUT, problem(whole, BOTH, stated())));
        assertEquals(Set.of(), codes(problem(whole, WEIGHTS, stated())));
        Scenario.Builder closed = plain().choices(Choices.ALL.withCuts(Selection.only(List.of(2))))
                .workload(Workload.of(100, 0))
                .models(List.of(ModelVersion.of("net", 0.1, LAYERS).withCuts(List.of(0, 2))));
        assertEquals(List.of(), texts(Code.NO_OUTPUT, problem(closed, BOTH, stated())));
        whole.workload(Workload.of(100, 0).withInput(3072, 8));
        assertEquals(Set.of(), codes(problem(whole, BOTH, stated())));
    }

    @Test
    void aClaimWithoutItsTargetIsToldOnce() {
        Row other = Row.of(QuantizedModel.of("net", 4), EpochEstimate.of(3, 3));
        Problem problem = problem(plain().bitWidths(4, 8), BOTH, CLAIM, other);
        assertEquals(Set.of(Code.TRUSTED_CLAIM), codes(problem));
        assertEquals(
                "estimates that do not say what they reach, as that of 'net' at 4 bits, are taken for whatever the"
                        + " target is",
                Planner.create().plan(problem).warnings().get(0).text());
        assertEquals(Set.of(Code.TRUSTED_CLAIM), codes(problem(plain().bitWidths(4, 8), BOTH, stated(), other)));
        assertEquals(Set.of(), codes(problem(plain(), BOTH, stated(), other)));
        Problem code = problem(plain(), BOTH)
                .withEstimators(Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(1, 2))));
        assertEquals(Set.of(), codes(code));
    }

    @Test
    void frozenWeightsThatAreTakenToBeThere() {
        ModelVersion model = ModelVersion.of(
                "net", 0.1, List.of(LAYERS.get(0).withTrainableParameters(0), LAYERS.get(1), LAYERS.get(2)));
        assertEquals(Set.of(Code.FROZEN_IN_PLACE), codes(problem(plain().models(List.of(model)), BOTH, stated())));
        AnalyticCosts placed = BOTH.withPlacement(Placement.FIRST_EPOCH);
        assertEquals(
                Set.of(),
                codes(problem(plain().models(List.of(model)).schedule(SchedulePolicy.FIXED), placed, stated())));
    }

    @Test
    void memoryOfWeightsAloneWhereSomethingTrains() {
        Scenario.Builder device = plain().device(Device.of("device", 1e9, 1e-9).withMemoryBytes(1e9));
        assertEquals(Set.of(Code.MEMORY_WEIGHTS), codes(problem(device, BOTH, stated())));
        EdgeServer small =
                EdgeServer.of("box", new Processor(1e10, 1e-9), LINK, LINK).withMemoryBytes(1e9);
        assertEquals(Set.of(Code.MEMORY_WEIGHTS), codes(problem(plain().edgeServers(List.of(small)), BOTH, stated())));
        AnalyticCosts all = BOTH.withTrainingMemory(TrainingMemory.DEFAULT);
        assertEquals(Set.of(), codes(problem(device, all, stated())));
        assertEquals(Set.of(), codes(problem(device.workload(Workload.of(0, 10)), BOTH, stated())));
    }

    @Test
    void changesOfTheLossTheOtherWay() {
        GainSeries none = new GainSeries(List.of(0.0, 0.0), List.of(0.0, 0.0));
        GainSeries up = new GainSeries(List.of(0.01, -0.1), List.of(-0.1, -0.1));
        assertEquals(Set.of(), losses(plain(), stated(), 0.01, none));
        assertEquals(Set.of(Code.UNUSUAL_GAIN), losses(plain(), stated(), -0.01, none));
        assertEquals(Set.of(Code.UNUSUAL_GAIN), losses(plain(), stated(), 0.01, up));
        Scenario.Builder accurate = plain().target(Target.ofAccuracy(1000, 0.05));
        Row reaches = CLAIM.withReaches(0.05);
        assertEquals(Set.of(), losses(accurate, reaches, -0.01, none));
        assertEquals(Set.of(Code.UNUSUAL_GAIN), losses(accurate, reaches, 0.01, none));
        assertEquals(Metric.ACCURACY, accurate.build().metric());
    }

    private static Set<Code> losses(Scenario.Builder scenario, Row row, double gamma, GainSeries run) {
        GainSeries none = new GainSeries(List.of(0.0, 0.0), List.of(0.0, 0.0));
        return codes(
                problem(scenario, BOTH, row.withLosses(new LossEstimate(gamma, gamma), new Trajectory(none, run))));
    }

    /** Of 1e9 MAC/s: 1e-12 J/MAC are 1 mW, 1e-5 are 10 kW, both of which are usual still. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1e-12, 0", "0.99e-12, 1", "1e-5, 0", "1.01e-5, 1"})
    void powersOfNodes(double joulesPerMac, int warnings) {
        Scenario.Builder device = plain().device(Device.of("device", 1e9, joulesPerMac));
        assertEquals(warnings, codes(problem(device, BOTH, stated())).size());
    }

    /** At 1e8 bit/s 1e-11 J/bit are 1 mW, 1e-4 are 10 kW; a forecast counts at its fastest. */
    @ParameterizedTest
    @CsvSource({"0, 1e8, 0", "1e-11, 1e8, 0", "0.99e-11, 1e8, 1", "1e-4, 1e8, 0", "1.01e-4, 1e8, 1", "1e-4, 2e8, 1"})
    void powersOfLinks(double joulesPerBit, double forecast, int warnings) {
        Link link = Link.of(1e8, joulesPerBit).withBitsPerSecondByEpoch(List.of(0.0, forecast, 1e5));
        EdgeServer server = EdgeServer.of("box", new Processor(1e10, 1e-9), LINK, link);
        Problem problem = problem(plain().edgeServers(List.of(server)), BOTH, stated());
        assertEquals(
                warnings,
                problem.assess().warnings().stream()
                        .filter(warning -> warning.code() == Code.UNUSUAL_UNIT)
                        .count());
    }

    @ParameterizedTest
    @CsvSource({"10, 1, false", "1, 1e4, false", "1, 10001, true", "1, 0, false", "1, 0.0009, true", "0, 1, true"})
    void powersOfMeasuredEpochs(double seconds, double joules, boolean isOdd) {
        Set<Code> codes = codes(measured(seconds, joules, 2));
        assertEquals(isOdd ? Set.of(Code.UNUSUAL_UNIT) : Set.of(), codes);
    }

    /** Two epochs of 4e8 s, then of 6e8: 1.2e9 s are unusual for a plan. */
    @ParameterizedTest
    @CsvSource({"4e8, 4e8, 0", "6e8, 4e8, 1", "6e8, 6e8, 2", "5e-10, 5e-10, 0", "4e-10, 5e-10, 1", "0, 0, 0"})
    void totalsOfAPlan(double seconds, double joules, int warnings) {
        SolveResult result = Planner.create().plan(measured(seconds, joules, 2));
        assertEquals(
                warnings,
                result.warnings().stream()
                        .filter(warning -> warning.text().startsWith("the plan takes "))
                        .count());
        assertEquals(List.of(), ResultVerifier.verify(measured(seconds, joules, 2), result));
    }

    private static Problem measured(double seconds, double joules, int epochs) {
        Scenario scenario = Scenario.builder("measured", Target.of(1e12, 0.5))
                .edgeServers(List.of(EdgeServer.named("box")))
                .bitWidths(8)
                .models(List.of(ModelVersion.of("net", 0.1, List.of()).withCuts(List.of(0))))
                .build();
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(
                        List.of(Row.of(PAIR, EpochEstimate.of(epochs, epochs)).withReaches(0.5)))),
                new MeasuredCosts(List.of(new Measurement(PAIR, "box", 0, seconds, joules, 1))));
    }

    private static List<String> texts(Code code, Problem problem) {
        return problem.assess().warnings().stream()
                .filter(warning -> warning.code() == code)
                .map(Warning::text)
                .toList();
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        String head = "layer 1 of 'net' has no output";
        String tail = ", so that no features cross the device link at the cut after it. State outputElements, or"
                + " outputBitsPerEpoch of variants.";
        List<Layer> two = List.of(LAYERS.get(2), LAYERS.get(2), LAYERS.get(0));
        List<Layer> one = List.of(LAYERS.get(2), LAYERS.get(0), LAYERS.get(0));
        assertEquals(
                List.of(head + ", as 1 more layer" + tail),
                texts(Code.NO_OUTPUT, problem(plain().models(List.of(ModelVersion.of("net", 0.1, two))), BOTH)));
        assertEquals(
                List.of(head + tail),
                texts(Code.NO_OUTPUT, problem(plain().models(List.of(ModelVersion.of("net", 0.1, one))), BOTH)));
        assertEquals(
                List.of(
                        "with payload 'weights' activations cross the device link free, so that cuts look cheaper than they"
                                + " are, as cut 2 of 'net'. Payload 'both' counts them."),
                texts(
                        Code.PAYLOAD_WEIGHTS,
                        problem(plain().models(List.of(ModelVersion.of("net", 0.1, one))), WEIGHTS)));
    }

    @Test
    void nodesWithALimitAreNamed() {
        String text =
                "of the memory of '%s' weights alone are counted, not what training keeps besides: gradients, states of"
                        + " the optimizer, activations";
        Device device = Device.of("device", 1e9, 1e-9);
        EdgeServer box = EdgeServer.of("box", new Processor(1e10, 1e-9), LINK, LINK);
        EdgeServer small =
                EdgeServer.of("small", new Processor(1e10, 1e-9), LINK, LINK).withMemoryBytes(1e9);
        Scenario.Builder limited = plain().device(device.withMemoryBytes(1e9)).edgeServers(List.of(box, small));
        assertEquals(List.of(text.formatted("device")), texts(Code.MEMORY_WEIGHTS, problem(limited, BOTH)));
        limited.device(device);
        assertEquals(List.of(text.formatted("small")), texts(Code.MEMORY_WEIGHTS, problem(limited, BOTH)));
        limited.choices(Choices.ALL.withServers(Selection.only(List.of("box"))));
        assertEquals(List.of(), texts(Code.MEMORY_WEIGHTS, problem(limited, BOTH)));
    }

    @Test
    void modelsThatAreNotOpenSayNothing() {
        ModelVersion silent = ModelVersion.of("silent", 0.1, List.of(LAYERS.get(2), LAYERS.get(0)));
        Scenario.Builder both = plain().models(List.of(silent, ModelVersion.of("net", 0.1, LAYERS)));
        assertEquals(1, texts(Code.NO_OUTPUT, problem(both, BOTH)).size());
        both.choices(Choices.ALL.withModels(Selection.only(List.of("net"))));
        assertEquals(List.of(), texts(Code.NO_OUTPUT, problem(both, BOTH)));
    }

    /** Of variants every one has to have an output, and any one that keeps a part of its weights is frozen. */
    @ParameterizedTest
    @CsvSource({"7, 7, 9, ''", "7, 0, 9, NO_OUTPUT", "0, 7, 9, NO_OUTPUT", "7, 7, 8, FROZEN_IN_PLACE"})
    void variantsAreLookedAtAsLayersAre(double output4, double output8, double updateBits, String code) {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "variants", "target": {"deadlineSeconds": 99, "loss": 0.5},
                 "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
                 "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
                 "edgeServers": [{"name": "s", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                    "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                    "deviceLink": {"bitsPerSecond": 1e6, "joulesPerBit": 1e-8}}],
                 "bitWidths": [4, 8],
                 "models": [{"name": "m", "loss": 0.9, "variants": [
                   {"bits": 4, "layers": [{"macsPerEpoch": 1, "sizeBits": 9, "outputBitsPerEpoch": %s},
                                          {"macsPerEpoch": 1, "sizeBits": 9}]},
                   {"bits": 8, "layers": [{"macsPerEpoch": 1, "sizeBits": 9, "outputBitsPerEpoch": %s},
                                          {"macsPerEpoch": 1, "sizeBits": 9, "updateBits": %s}]}]}],
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}, "reaches": 0.5}]}
                """.formatted(output4, output8, updateBits));
        assertEquals(
                code.isEmpty() ? List.of() : List.of(code),
                problem.assess().warnings().stream()
                        .map(warning -> warning.code().name())
                        .toList());
    }

    @Test
    void kindsCanBeSilenced() {
        Problem problem = problem(plain(), WEIGHTS, CLAIM);
        SolveOptions quiet = SolveOptions.DEFAULT.withSilenced(Code.TRUSTED_CLAIM);
        SolveResult result = Planner.create().withOptions(quiet).plan(problem);
        assertEquals(
                List.of(Code.PAYLOAD_WEIGHTS),
                result.warnings().stream().map(Warning::code).toList());
        assertEquals(List.of(), ResultVerifier.verify(problem, result, quiet));
        assertFalse(ResultVerifier.verify(problem, result).isEmpty());
        SolveOptions silent = quiet.withSilenced(Code.PAYLOAD_WEIGHTS);
        assertEquals(
                List.of(), Planner.create().withOptions(silent).plan(problem).warnings());
        assertTrue(silent.toString().endsWith(", without 2 kinds of warnings"), silent.toString());
    }

    @Test
    void aListenerIsToldBeforeTheSearch() {
        Problem problem = problem(plain(), WEIGHTS, CLAIM);
        List<String> told = new ArrayList<>();
        SolveListener listener = new SolveListener() {
            @Override
            public void progress(Progress progress) {
                told.add("progress");
            }

            @Override
            public void warnings(List<Warning> warnings) {
                warnings.forEach(warning -> told.add(warning.code().name()));
            }
        };
        SolveOptions options = SolveOptions.DEFAULT.withListener(listener);
        SolveResult result = Planner.create().withOptions(options).plan(problem);
        assertEquals(List.of("PAYLOAD_WEIGHTS", "TRUSTED_CLAIM", "progress"), told);
        assertEquals(result.warnings(), PlanJson.parse(PlanJson.write(result)).warnings());
    }
}
