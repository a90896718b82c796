package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.testing.RandomProblems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioJsonTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.scenario());

    static final String MINIMAL = """
            {"format": "jqodi-scenario/1", "name": "small", "target": {"deadlineSeconds": 9, "loss": 0.1},
             "cloud": {"name": "c", "macsPerSecond": 1, "joulesPerMac": 0},
             "device": {"name": "d", "macsPerSecond": 1, "joulesPerMac": 0},
             "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0,
               "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0}, "deviceLink": {"bitsPerSecond": 1, "joulesPerBit": 0}}],
             "bitWidths": [8], "workload": {"trainSamples": 1, "validationSamples": 1},
             "models": [{"name": "m", "loss": 0.1, "layers": [{"name": "a", "macs": 1, "parameters": 1},
               {"name": "b", "macs": 1, "parameters": 1}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 1, "robust": 2}}]}""";

    /** The same in accuracies. */
    private static final String ACCURATE = MINIMAL.replace(
                    "\"deadlineSeconds\": 9, \"loss\": 0.1", "\"deadlineSeconds\": 500, \"accuracy\": 0.05")
            .replace("\"loss\": 0.1", "\"accuracy\": 0.1, \"accuracyTarget\": 0.2")
            .replace("\"robust\": 2}", "\"robust\": 2}, \"reachesAccuracy\": 0.25");

    @Test
    void everyFieldIsRead() throws IOException {
        Problem problem = resource("everything.json");
        Scenario s = problem.scenario();
        assertEquals("everything", s.name());
        assertEquals(List.of("first", "second"), s.notes());
        assertEquals(new Target(500, 0.05, 0.9), s.target());
        assertEquals(SchedulePolicy.FIXED, s.schedule());
        Device device = s.device().orElseThrow();
        assertEquals(OptionalDouble.of(1e6), device.memoryBytes());
        assertEquals(0.2, device.overheadSecondsPerBatch());
        assertEquals(3, device.overheadJoulesPerBatch());
        EdgeServer one = s.edgeServers().get(0);
        assertEquals(OptionalDouble.of(2e6), one.memoryBytes());
        assertEquals(0.1, one.overheadSeconds());
        assertEquals(2, one.overheadJoules());
        assertEquals(0.05, one.overheadSecondsPerBatch());
        assertEquals(0.5, one.overheadJoulesPerBatch());
        assertEquals(0.7, one.switchSeconds());
        assertEquals(9, one.switchJoules());
        Link cloudLink = one.cloudLink().orElseThrow();
        assertEquals(5e7, cloudLink.upBitsPerSecond(1));
        assertEquals(2e-8, cloudLink.upJoulesPerBit(1));
        assertEquals(0.01, cloudLink.latencySeconds());
        Link deviceLink = one.deviceLink().orElseThrow();
        assertEquals(1e6 * Math.log(101) / Math.log(2), deviceLink.rate().bitsPerSecond(), 1e-6);
        assertEquals(0, deviceLink.downBitsPerSecond(2));
        assertEquals(2e6, deviceLink.downBitsPerSecond(7));
        assertEquals(2e-7, deviceLink.upJoulesPerBit(2));
        assertEquals(1.5e6, deviceLink.upBitsPerSecond(2));
        assertEquals(
                Workload.of(100, 20).withPasses(2.5, 2).withInput(3072, 12).withBatchSize(16),
                s.workload().orElseThrow());
        ModelVersion a = s.models().get(0);
        assertEquals(OptionalDouble.of(0.045), a.lossTarget());
        assertEquals(List.of(0, 1, 2), a.cutPoints());
        assertEquals(6, a.setupFor("4").joules());
        assertEquals(
                2e5,
                s.models().get(1).variantFor("8").orElseThrow().layers().get(1).sizeBits());
        AnalyticCosts costs = (AnalyticCosts) problem.costModel();
        assertEquals(16, costs.featureBits().getAsInt());
        assertFalse(costs.gradientReturn());
        assertTrue(costs.requantizeEachEpoch());
        assertEquals(0.3, costs.bitScaling().at(Quantization.of(4)));
        EstimateTable table = (EstimateTable) problem.estimators().epochs();
        assertEquals(6, table.rows().size());
        assertEquals(
                Quantization.named("w8a16", 8).withActivationBits(16).withUpdateBits(12.5), s.quantization("w8a16"));
        assertEquals(7, a.setupFor("w8a16").joules());
        assertEquals(
                Optional.of(EpochEstimate.of(3, 4)),
                table.row(s, new QuantizedModel("a", "w8a16")).orElseThrow().epochs());
        assertEquals(0.45, costs.bitScaling().at(s.quantization("w8a16")));
        assertFalse(s.choices().quantizations().allows("w8a16"));
        assertEquals(OptionalDouble.of(0.045), table.rows().get(0).reaches());
        assertEquals(
                Optional.of(EpochEstimate.never()),
                table.row(s, QuantizedModel.of("a", 1)).orElseThrow().epochs());
        assertEquals(
                0.012,
                table.row(s, QuantizedModel.of("a", 4))
                        .orElseThrow()
                        .compressionLoss()
                        .orElseThrow()
                        .robust());
        assertFalse(s.choices().quantizations().allows("4"));
        assertTrue(s.choices().servers().allows("two"));
        assertEquals(Optional.of(Inference.of(50).withBatchSize(16)), s.inference());
    }

    @Test
    void wattsStandForJoulesPerMacAndForTheJoulesOfOverheads() {
        String piece = "\"edgeServers\": [{\"name\": \"s\", \"macsPerSecond\": 1, \"joulesPerMac\": 0,";
        assertTrue(MINIMAL.contains(piece));
        Problem problem = ScenarioJson.parse(MINIMAL.replace(
                piece,
                "\"edgeServers\": [{\"name\": \"s\", \"macsPerSecond\": 4, \"watts\": 10, \"overheadSeconds\": 3,"
                        + " \"overheadSecondsPerBatch\": 2, \"overheadJoulesPerBatch\": 1,"));
        EdgeServer server = problem.scenario().edgeServers().get(0);
        assertEquals(2.5, server.processor().orElseThrow().joulesPerMac());
        assertEquals(30, server.overheadJoules());
        assertEquals(1, server.overheadJoulesPerBatch());
        assertEquals(
                problem.scenario(),
                ScenarioJson.parse(ScenarioJson.write(problem)).scenario());
    }

    @Test
    void everyDefaultIsTheOneOfTheFormat() {
        Problem problem = ScenarioJson.parse(MINIMAL);
        Scenario s = problem.scenario();
        assertEquals(List.of(), s.notes());
        assertEquals(0.95, s.target().confidence());
        assertEquals(SchedulePolicy.PER_EPOCH, s.schedule());
        assertEquals(OptionalDouble.empty(), s.device().orElseThrow().memoryBytes());
        EdgeServer server = s.edgeServers().get(0);
        assertEquals(0, server.overheadSeconds());
        assertEquals(0, server.overheadJoules());
        assertEquals(0, server.deviceLink().orElseThrow().latencySeconds());
        assertEquals(Workload.of(1, 1), s.workload().orElseThrow());
        ModelVersion model = s.models().get(0);
        assertEquals(0, model.layers().get(0).outputElements());
        assertEquals(List.of(1), model.cutPoints());
        assertEquals(Optional.empty(), model.cuts());
        assertEquals(0, model.cloudMacsPerEpoch());
        assertEquals(0, model.setupFor("8").seconds());
        assertEquals(0.1, s.lossTarget(model));
        assertEquals(Choices.ALL, s.choices());
        assertEquals(Optional.empty(), s.inference());
        assertEquals(AnalyticCosts.DEFAULT, problem.costModel());
        assertEquals(Payload.BOTH, AnalyticCosts.DEFAULT.payload());
        assertEquals(1.0, AnalyticCosts.DEFAULT.bitScaling().at(Quantization.of(32)));
        assertEquals(0.11 + 0.89 / 4, AnalyticCosts.DEFAULT.bitScaling().at(Quantization.of(8)), 1e-15);
        assertEquals(Payload.WEIGHTS, AnalyticCosts.PAPER.payload());
        assertEquals(0.25, AnalyticCosts.PAPER.bitScaling().at(Quantization.of(8)));
    }

    @Test
    void measuredCostsNeedNamesAndCutsOnly() throws IOException {
        Problem problem = resource("measured.json");
        MeasuredCosts costs = (MeasuredCosts) problem.costModel();
        assertEquals(1, costs.entries().get(0).fromEpoch());
        assertEquals(2, costs.entries().get(1).fromEpoch());
        assertTrue(problem.scenario().cloud().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything.json", "measured.json"})
    void examplesFollowTheSchemaAndRoundTrip(String name) throws IOException {
        Problem problem = resource(name);
        String written = ScenarioJson.write(problem);
        assertValid(written);
        assertValid(text(name));
        assertSame(problem, ScenarioJson.parse(written));
    }

    @Property(tries = 500, seed = "7")
    void randomScenariosRoundTripAndFollowTheSchema(@ForAll long seed) {
        Problem problem = RandomProblems.of(seed).problem();
        String written = ScenarioJson.write(problem);
        assertSame(problem, ScenarioJson.parse(written));
        assertEquals(written, ScenarioJson.write(ScenarioJson.parse(written)));
        assertEquals(ScenarioJson.parse(written), ScenarioJson.parse(ScenarioJson.write(ScenarioJson.parse(written))));
        assertValid(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"floor\": 0.4}", "{\"table\": {\"8\": 0.5}}"})
    void bitScalingHasTwoForms(String scaling) {
        String text = MINIMAL.replace(
                "\"estimates\"", "\"costs\": {\"kind\": \"analytic\", \"bitScaling\": " + scaling + "}, \"estimates\"");
        assertValid(text);
        assertSame(ScenarioJson.parse(text), ScenarioJson.parse(ScenarioJson.write(ScenarioJson.parse(text))));
    }

    @Test
    void integersMayBeWrittenAsReals() {
        assertEquals(
                List.of(Quantization.of(8)),
                ScenarioJson.parse(MINIMAL.replace("\"bitWidths\": [8]", "\"bitWidths\": [8.0]"))
                        .scenario()
                        .quantizations());
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        byte[] text = ("\uFEFF" + MINIMAL).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "small",
                ScenarioJson.read(new ByteArrayInputStream(text)).scenario().name());
    }

    @Test
    void aFileIsWrittenWholeAndReplacesTheOld(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("scenario.json");
        Files.writeString(file, "old");
        Problem problem = ScenarioJson.parse(MINIMAL);
        ScenarioJson.write(problem, file);
        assertSame(problem, ScenarioJson.read(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatIsCodeCannotBeWritten() {
        Problem problem = ScenarioJson.parse(MINIMAL)
                .withEstimators(Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(1, 1))));
        var e = assertThrows(IllegalArgumentException.class, () -> ScenarioJson.write(problem));
        assertEquals("only tabulated estimates can be written to a file. Write problem.tabulated().", e.getMessage());
        assertSame(problem.tabulated(), ScenarioJson.parse(ScenarioJson.write(problem.tabulated())));
    }

    @Test
    void noBeliefBesideTheTableIsLostOnTheWay() {
        Problem problem = ScenarioJson.parse(MINIMAL);
        Estimators beliefs = problem.estimators();
        List<Estimators> changed = List.of(
                beliefs.withEpochs((scenario, pair) -> beliefs.epochs().epochs(scenario, pair)),
                beliefs.withCompressionLoss((scenario, pair) -> Optional.of(new LossEstimate(0.01, 0.02))),
                beliefs.withGains(beliefs.updateGain(), (scenario, pair, epochs) -> Optional.empty()));
        for (Estimators other : changed) {
            Problem mixed = problem.withEstimators(other);
            assertThrows(IllegalArgumentException.class, () -> ScenarioJson.write(mixed));
            assertSame(mixed.tabulated(), ScenarioJson.parse(ScenarioJson.write(mixed.tabulated())));
        }
        assertTrue(ScenarioJson.write(problem.withEstimators(changed.get(1)).tabulated())
                .contains("compressionLoss"));
    }

    @Test
    void costsOfTheCallersOwnCannotBeWritten() {
        Problem known = ScenarioJson.parse(MINIMAL);
        CostModel costs = new CostModel() {
            @Override
            public void check(Scenario scenario) {}

            @Override
            public ScenarioCosts costs(Scenario scenario) {
                return AnalyticCosts.PAPER.costs(scenario);
            }
        };
        Problem problem = new Problem(known.scenario(), known.estimators(), costs);
        var e = assertThrows(IllegalArgumentException.class, () -> ScenarioJson.write(problem));
        assertEquals(
                "only analytic or measured costs can be written to a file. List other costs as MeasuredCosts.",
                e.getMessage());
    }

    /** Replaces one piece of the minimal scenario and expects one clear error. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "format": "jqodi-scenario/1" | "format": "jqodi-scenario/2" | /format: ('jqodi-scenario/2') must be 'jqodi-scenario/1'
            "format": "jqodi-scenario/1", | | /format: (missing) is required
            "name": "small" | "name": " " | /name: (' ') must not be blank. Give it a name.
            "name": "small" | "name": 5 | /name: (5) must be a text.
            "name": "small" | "name": null | /name: (null) must be a text. Leave the field out instead.
            "name": "small" | "nmae": "small" | /nmae: is no known field. Did you mean 'name'?
            "name": "small" | "name": "small", "name": "x" | /name: appears twice in the same object
            "name": "small" | "name": "small", "notes": "x" | /notes: ('x') must be a list.
            "name": "small" | "name": "small", "notes": [1] | /notes/0: (1) must be a text.
            "deadlineSeconds": 9 | "deadlineSeconds": 0 | /target/deadlineSeconds: (0.0) must be finite and > 0.
            "deadlineSeconds": 9 | "deadlineSeconds": -1 | /target/deadlineSeconds: (-1.0) must be finite and > 0.
            "deadlineSeconds": 9 | "deadlineSeconds": "9" | /target/deadlineSeconds: ('9') must be a number. Remove the quotes.
            "deadlineSeconds": 9 | "deadlineSeconds": 1e400 | /target/deadlineSeconds: (1e400) must be a finite number
            "deadlineSeconds": 9 | "deadlineSeconds": NaN | /target/deadlineSeconds: is not valid JSON (line 1, column 82): Non-standard token 'NaN'
            "deadlineSeconds": 9 | "deadlineSeconds": [9] | /target/deadlineSeconds: (a list) must be a number.
            "deadlineSeconds": 9 | "deadline": 9 | /target/deadline: is no known field.
            "loss": 0.1} | "loss": -0.1} | /target/loss: (-0.1) must be finite and >= 0.
            "loss": 0.1} | "loss": 0.1, "confidence": 95} | /target/confidence: (95.0) must be above 0.5 and below 1. Maybe 0.95 is meant.
            "loss": 0.1} | "loss": 0.1, "confidence": 0.5} | /target/confidence: (0.5) must be above 0.5 and below 1.
            "loss": 0.1} | "loss": true} | /target/loss: (true) must be a number.
            "target": { | "schedule": "perepoch", "target": { | /schedule: ('perepoch') must be one of perEpoch, fixed. Did you mean 'perEpoch'?
            "cloud": {"name": "c", "macsPerSecond": 1 | "cloud": {"name": "c", "macsPerSecond": 0 | /cloud/macsPerSecond: (0.0) must be finite and > 0.
            "cloud": {"name": "c", "macsPerSecond": 1, "joulesPerMac": 0} | "cloud": 5 | /cloud: (5) must be an object.
            "cloud": {"name": "c", "macsPerSecond": 1, "joulesPerMac": 0}, | | /cloud: (missing) is needed where costs are analytic.
            "workload": {"trainSamples": 1, "validationSamples": 1}, | | /workload: (missing) is needed where costs are analytic.
            "device": {"name": "d", | "device": {"name": "d", "memoryBytes": -1, | /device/memoryBytes: (-1.0) must be finite and >= 0.
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", "macsPerSecond": 1, | /edgeServers/0/joulesPerMac: (missing) is required, unless watts are given
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", | /edgeServers/0/macsPerSecond: (missing) is needed where costs are analytic.
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"joulesPerBit": 0} | /edgeServers/0/cloudLink/bitsPerSecond: (missing) is required, unless bandwidthHertz and signalToNoise are given
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, "watts": 5, | /edgeServers/0/watts: cannot stand beside joulesPerMac
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", "watts": 5, | /edgeServers/0/macsPerSecond: (missing) is needed where costs are analytic
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", "joulesPerMac": 5, | /edgeServers/0/macsPerSecond: (missing) is required where an energy is given
            "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, | "edgeServers": [{"name": "s", "macsPerSecond": 1, "joulesPerMac": 0, "idleWatts": -1, | /edgeServers/0/idleWatts: (-1.0) must be finite and >= 0
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0, "watts": 1} | /edgeServers/0/cloudLink/watts: cannot stand beside joulesPerBit
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1} | /edgeServers/0/cloudLink/joulesPerBit: (missing) is required, unless watts are given
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1, "watts": 1, "uplinkWatts": -2} | /edgeServers/0/cloudLink/uplinkWatts: (-2.0) must be
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bandwidthHertz": 1, "joulesPerBit": 0} | /edgeServers/0/cloudLink/signalToNoise: (missing) is required where the other of the two is given
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1, "signalToNoise": 1, "joulesPerBit": 0} | /edgeServers/0/cloudLink/signalToNoise: cannot stand beside bitsPerSecond
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0, "bitsPerSecondByEpoch": []} | /edgeServers/0/cloudLink/bitsPerSecondByEpoch: ([]) must hold at least one epoch.
            "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0} | "cloudLink": {"bitsPerSecond": 1, "joulesPerBit": 0, "bitsPerSecondByEpoch": [1, -1]} | /edgeServers/0/cloudLink/bitsPerSecondByEpoch/1: (-1.0) must be finite and >= 0.
            "cloudLink": {"bitsPerSecond": 1, | "cloudLink": {"bitPerSecond": 1, | /edgeServers/0/cloudLink/bitPerSecond: is no known field. Did you mean 'bitsPerSecond'?
            "edgeServers": [ | "edgeServers": [{"name": "c-s"}, | /edgeServers/1/name: ('s') must not make a link 'c-s', which is the name of another link or node in bills.
            "edgeServers": [ | "edgeServers": [{"name": "c"}, | /edgeServers/0/name: ('c') must not be the name of the cloud. Bills and prices tell nodes by their names.
            "name": "c", | "name": "s-d", | /edgeServers/0/name: ('s') must not make a link 's-d', which is the name
            "bitWidths": [8] | "bitWidths": [8, 8] | /bitWidths/1: (8) appears twice. Remove or rename one of the two.
            "bitWidths": [8] | "bitWidths": [33] | /bitWidths/0: (33) must be above 0 and at most 32.
            "bitWidths": [8] | "bitWidths": [0] | /bitWidths/0: (0) must be above 0 and at most 32.
            "bitWidths": [8] | "bitWidths": [8, 8.0] | /bitWidths/1: (8) appears twice. Remove or rename one of the two.
            "bitWidths": [8], | | /bitWidths: (missing) is required, unless quantizations are given
            "bitWidths": [8] | "bitWidths": [8], "quantizations": [{"name": "8", "weightBits": 8}] | /quantizations: cannot stand beside bitWidths
            "bitWidths": [8] | "quantizations": [] | /quantizations: ([]) must list at least one quantization.
            "bitWidths": [8] | "quantizations": [{"name": "8", "weightBits": 8}, {"name": "8", "weightBits": 8}] | /quantizations/1: (8) appears twice. Remove or rename one of the two.
            "bitWidths": [8] | "quantizations": [{"name": "8", "weightBits": 4}] | /quantizations/0/name: ('8') must not be another number than that of its bits, 4. Give it a name that is no number.
            "bitWidths": [8] | "quantizations": [{"name": "8", "weightBits": 8, "updateBits": 16}] | /quantizations/0/name: ('8') must not be another number
            "bitWidths": [8] | "quantizations": [{"name": "q", "weightBits": 33}] | /quantizations/0/weightBits: (33) must be above 0 and at most 32.
            "bitWidths": [8] | "quantizations": [{"name": "q", "weightBits": 8, "activationBits": 0}] | /quantizations/0/activationBits: (0) must be above 0 and at most 32.
            "bitWidths": [8] | "quantizations": [{"name": "q", "weightBits": 8, "updateBits": -1}] | /quantizations/0/updateBits: (-1) must be above 0 and at most 32.
            "bitWidths": [8] | "quantizations": [{"name": "q"}] | /quantizations/0/weightBits: (missing) is required
            "bits": 8, "epochs" | "epochs" | /estimates/0/bits: (missing) is required, unless a quantization is named
            "bits": 8, "epochs" | "bits": 8, "quantization": "8", "epochs" | /estimates/0/quantization: cannot stand beside bits
            "bits": 8, "epochs" | "quantization": "w8a16", "epochs" | /estimates/0/quantization: ('w8a16') must name a quantization. Known are 8.
            "bits": 8, "epochs" | "quantization": "8.0", "epochs" | /estimates/0/quantization: ('8.0') must name a quantization. Known are 8.
            "bits": 8, "epochs" | "quantization": 8, "epochs" | /estimates/0/quantization: (8) must be a text.
            "layers": [{"name": "a" | "setup": [{"quantization": "q", "seconds": 1, "joules": 1}], "layers": [{"name": "a" | /models/0/setup/0/quantization: ('q') must name a quantization. Known are 8.
            "estimates" | "choices": {"quantizations": {"only": ["q"]}}, "estimates" | /choices/quantizations/only: ('q') must name a quantization. Known are 8.
            "estimates" | "choices": {"bits": {"except": [4]}}, "estimates" | /choices/bits/except: ('4') must name a quantization. Known are 8.
            "estimates" | "choices": {"models": {"except": ["m", "n"]}}, "estimates" | /choices/models/except: ('n') must name a model. Known are m.
            "estimates" | "choices": {"servers": {"only": ["t"]}}, "estimates" | /choices/servers/only: ('t') must name a server. Known are s.
            "estimates" | "choices": {"cuts": {"only": [1, 2]}}, "estimates" | /choices/cuts/only: (2) must name a cut. Known are 1.
            "estimates" | "choices": {"bits": {"only": [40]}}, "estimates" | /choices/bits/only/0: (40) must be above 0 and at most 32
            "estimates" | "choices": {"bits": {"only": [8]}, "quantizations": {"except": ["8"]}}, "estimates" | /choices/quantizations: must hold only where bits do, and except where they do
            "bitWidths": [8] | "bitWidths": [] | /bitWidths: ([]) must list at least one width.
            "bitWidths": [8] | "bitWidths": 8 | /bitWidths: (8) must be a list.
            "trainSamples": 1 | "trainSamples": -1 | /workload/trainSamples: (-1.0) must be finite and >= 0.
            "name": "m", "loss": 0.1 | "name": "m", "loss": 0.1, "cuts": [3] | /models/0/cuts/0: (3) must be from 0 to the number of layers, 2.
            "name": "m", "loss": 0.1 | "name": "m", "loss": 0.1, "cuts": [1, 1] | /models/0/cuts/1: (1) appears twice.
            "name": "m", "loss": 0.1 | "name": "m", "loss": 0.1, "setup": [{"bits": 8, "seconds": 1, "joules": 1}, {"bits": 8, "seconds": 1, "joules": 1}] | /models/0/setup/1: (8) appears twice.
            "name": "m", "loss": 0.1 | "name": "m", "loss": 0.1, "variants": [{"bits": 8, "layers": [{"macsPerEpoch": 1, "sizeBits": 1}]}] | /models/0/variants/0/layers: (1 layers) must have as many layers as the model, 2.
            "name": "m", "loss": 0.1 | "name": "m", "loss": 0.1, "variants": [{"bits": 8, "layers": []}] | /models/0/variants/0/layers: ([]) must list at least one layer.
            "name": "a", "macs": 1 | "name": "a", "macs": -1 | /models/0/layers/0/macs: (-1.0) must be finite and >= 0.
            "name": "a", "macs": 1, "parameters": 1 | "name": "a", "macs": 1 | /models/0/layers/0/parameters: (missing) is required
            "name": "a", "macs": 1, | "name": "a", "macs": 1, "flops": 2, | /models/0/layers/0/flops: is no known field.
            "estimates": [ | "estimates": [{"model": "x", "bits": 8, "epochs": "never"}, | /estimates/0/model: ('x') must name a model. Known are m.
            "estimates": [ | "estimates": [{"model": "m", "bits": 8, "epochs": "never"}, | /estimates/1: (m at 8 bits) appears twice.
            {"expected": 1, "robust": 2} | {"expected": 2, "robust": 1} | /estimates/0/epochs/robust: (1) must be at least expected, 2. Maybe the two are exchanged, or a mean and a spread are meant.
            {"expected": 1, "robust": 2} | {"expected": 1} | /estimates/0/epochs/robust: (missing) is required
            {"expected": 1, "robust": 2} | {"expected": 1.5, "robust": 2} | /estimates/0/epochs/expected: (1.5) must be an integer
            {"expected": 1, "robust": 2} | {"expected": 3e9, "robust": 2} | /estimates/0/epochs/expected: (3e9) must be from -2147483647 to 2147483647
            {"expected": 1, "robust": 2} | {"expected": 1, "mean": 2} | /estimates/0/epochs: must hold expected and robust, or mean and spread, or pmf and never, or be 'never'
            {"expected": 1, "robust": 2} | {"mean": 2} | /estimates/0/epochs/spread: (missing) is required
            {"expected": 1, "robust": 2} | {"mean": 2, "spread": 1, "spreadSigma": 0} | /estimates/0/epochs/spreadSigma: (0.0) must be finite and > 0.
            {"expected": 1, "robust": 2} | {"pmf": [1]} | /estimates/0/epochs/never: (missing) is required
            {"expected": 1, "robust": 2} | {"pmf": [0.5], "never": 0.4} | /estimates/0/epochs/pmf: (sum with never 0.9) must sum to 1 within 1e-9.
            {"expected": 1, "robust": 2} | "nevr" | /estimates/0/epochs: ('nevr') must be one of never. Did you mean 'never'?
            {"expected": 1, "robust": 2} | {} | /estimates/0/epochs: must hold expected and robust, or
            "robust": 2}} | "robust": 2}, "compressionLoss": {"expected": 1, "robust": 1}, "trajectory": {"update": {"expected": [0, 0], "robust": [0]}, "run": {"expected": [0, 0], "robust": [0, 0]}}} | /estimates/0/trajectory/update/robust: (1 entries) must cover every epoch up to K_rob, 2.
            "bits": 8, "epochs" | "bits": 0, "epochs" | /estimates/0/bits: (0) must be above 0 and at most 32.
            "estimates" | "choices": {"models": {"only": ["m"], "except": []}}, "estimates" | /choices/models: must hold either only or except
            "estimates" | "choices": {"bits": {"only": [8, 8]}}, "estimates" | /choices/bits/only/1: (8) appears twice
            "estimates" | "choices": {"cut": {"only": [1]}}, "estimates" | /choices/cut: is no known field. Did you mean 'cuts'?
            "estimates" | "inference": {"samples": -1}, "estimates" | /inference/samples: (-1.0) must be finite and >= 0
            "estimates" | "costs": {"kind": "analytical"}, "estimates" | /costs/kind: ('analytical') must be one of analytic, profiled, measured. Did you mean 'analytic'?
            "estimates" | "costs": {"payload": "weights"}, "estimates" | /costs/kind: (missing) is required
            "estimates" | "costs": {"kind": "analytic", "payload": "all"}, "estimates" | /costs/payload: ('all') must be one of weights, features, both.
            "estimates" | "costs": {"kind": "analytic", "featureBits": "modl"}, "estimates" | /costs/featureBits: ('modl') must be one of model. Did you mean 'model'?
            "estimates" | "costs": {"kind": "analytic", "featureBits": 0}, "estimates" | /costs/featureBits: (0) must be from 1 to 64.
            "estimates" | "costs": {"kind": "analytic", "bitScaling": {"floor": 2}}, "estimates" | /costs/bitScaling/floor: (2.0) must be from 0 to 1.
            "estimates" | "costs": {"kind": "analytic", "bitScaling": {"table": {"33": 1}}}, "estimates" | /costs/bitScaling/table/33: ('33') must name a quantization. Known are 8.
            "estimates" | "costs": {"kind": "analytic", "bitScaling": {"table": {"4": 1}}}, "estimates" | /costs/bitScaling/table: ([4]) must list every quantization used, 8 too.
            "estimates" | "costs": {"kind": "analytic", "bitScaling": {"table": {"8": 1, "8": 2}}}, "estimates" | /costs/bitScaling/table/8: appears twice in the same object
            "estimates" | "costs": {"kind": "analytic", "bitScaling": {}}, "estimates" | /costs/bitScaling: must hold either floor or table
            "estimates" | "costs": {"kind": "analytic", "entries": []}, "estimates" | /costs/entries: does not belong to costs of kind 'analytic'. Leave it out.
            "estimates" | "costs": {"kind": "measured"}, "estimates" | /costs/entries: (missing) is required where costs are measured
            "estimates" | "costs": {"kind": "measured", "payload": "both", "entries": []}, "estimates" | /costs/payload: does not belong to costs of kind 'measured'. Leave it out.
            "estimates" | "costs": {"kind": "measured", "entries": [{"model": "m", "bits": 8, "server": "t", "cut": 1, "seconds": 1, "joules": 1}]}, "estimates" | /costs/entries/0/server: ('t') is not in this scenario. Known are s.
            "estimates" | "costs": {"kind": "measured", "entries": [{"model": "m", "bits": 8, "server": "s", "cut": 1, "seconds": 1, "joules": 1, "epoch": 0}]}, "estimates" | /costs/entries/0/epoch: (0) must be at least 1
            """)
    void badInputHasOneClearError(String piece, String replacement, String message) {
        assertTrue(MINIMAL.contains(piece), piece);
        String text = MINIMAL.replace(piece, Objects.requireNonNullElse(replacement, ""));
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
        assertEquals(message.substring(0, message.indexOf(": ")), e.pointer());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | document: the document is empty; an object is expected
            `[]` | document: (a list) must be an object.
            `5` | document: (5) must be an object.
            `{"a~/b": 1}` | /a~0~1b: is no known field.
            `{"format"` | /format: is not valid JSON (line 1, column
            """)
    void whatIsNoScenarioAtAll(String text, String message) {
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text == null ? "" : text));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    }

    @Test
    void textAfterTheDocumentIsRefused() {
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(MINIMAL + "{}"));
        assertEquals("document: more text follows the document; one object is expected", e.getMessage());
    }

    @Test
    void accuraciesStandForLossesThroughoutAFile() {
        Problem problem = ScenarioJson.parse(ACCURATE);
        Scenario s = problem.scenario();
        assertEquals(new Target(500, 0.05, 0.95, Metric.ACCURACY), s.target());
        assertEquals(0.1, s.models().get(0).loss());
        assertEquals(OptionalDouble.of(0.2), s.models().get(0).lossTarget());
        EstimateTable table = (EstimateTable) problem.estimators().epochs();
        assertEquals(OptionalDouble.of(0.25), table.rows().get(0).reaches());
        String written = ScenarioJson.write(problem);
        assertValid(written);
        assertSame(problem, ScenarioJson.parse(written));
        assertFalse(written.contains("\"loss\"") || written.contains("reaches\"") || written.contains("lossTarget"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "accuracy": 0.05 | "loss": 0.05 | /models/0/accuracy: cannot stand in a file that speaks of losses elsewhere
            "accuracyTarget": 0.2 | "lossTarget": 0.2 | /models/0/lossTarget: cannot stand in a file that speaks of accuracies
            reachesAccuracy | reaches | /estimates/0/reaches: cannot stand in a file that speaks of accuracies elsewhere
            "accuracy": 0.05 | "accuracy": 5 | /target/accuracy: (5.0) must be at most 1 where accuracies are given. Maybe 0.05
            "accuracy": 0.1 | "accuracy": -0.1 | /models/0/accuracy: (-0.1) must be finite and >= 0
            "accuracy": 0.05 | "confidence": 0.9 | /target/loss: (missing) is required, or accuracy in its place
            "reachesAccuracy": 0.25 | "reachesAccuracy": 1.25 | /estimates/0/reachesAccuracy: (1.25) must be at most 1
            """)
    void oneFormAFile(String old, String other, String message) {
        String wrong = ACCURATE.replace(old, other);
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(wrong));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            , "reaches": 0.3 | , "reaches": 0.3 | /estimates/1: (m at 8 bits that reaches 0.3) appears twice
            , "reaches": 0.3 | '' | /estimates/1: (m at 8 bits) must say what it reaches just where the other
            '' | '' | /estimates/1: (m at 8 bits) appears twice
            """)
    void estimatesOfAPairReachDifferentLosses(String first, String second, String message) {
        String row = "{\"model\": \"m\", \"bits\": 8, \"epochs\": {\"expected\": 1, \"robust\": 2}";
        String wrong = MINIMAL.replace(row + "}", row + first + "}, " + row + second + "}");
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(wrong));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] text = MINIMAL.replace("small", "sm\u00e4ll").getBytes(StandardCharsets.ISO_8859_1);
        var e = assertThrows(JsonFormatException.class, () -> ScenarioJson.read(new ByteArrayInputStream(text)));
        assertTrue(String.valueOf(e.getMessage()).contains("UTF-8"), e.getMessage());
    }

    private static void assertSame(Problem expected, Problem actual) {
        assertEquals(expected.scenario(), actual.scenario());
        assertEquals(expected.costModel(), actual.costModel());
        assertEquals(
                ((EstimateTable) expected.estimators().epochs()).rows(),
                ((EstimateTable) actual.estimators().epochs()).rows());
    }

    private static void assertValid(String text) {
        try {
            assertEquals(List.of(), List.copyOf(SCHEMA.validate(new ObjectMapper().readTree(text))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Problem resource(String name) throws IOException {
        try (InputStream in = ScenarioJsonTest.class.getResourceAsStream(name)) {
            return ScenarioJson.read(Objects.requireNonNull(in));
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = ScenarioJsonTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void estimatesOfPairsThatAreNotThereAreNotWritten() {
        Problem problem = ScenarioJson.parse(MINIMAL);
        EstimateTable table = problem.estimators().table().orElseThrow();
        List<EstimateTable.Row> more = new ArrayList<>(table.rows());
        more.add(EstimateTable.Row.of(QuantizedModel.of("gone", 8), EpochEstimate.of(1, 2)));
        more.add(EstimateTable.Row.of(
                new QuantizedModel(table.rows().get(0).pair().model(), "gone"), EpochEstimate.of(1, 2)));
        Problem wider = problem.withEstimators(Estimators.of(new EstimateTable(more)));
        assertEquals(ScenarioJson.write(problem), ScenarioJson.write(wider));
    }

    private static List<String> problems(String text) {
        return assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text))
                .problems();
    }

    @Test
    void allValuesOfAnObjectThatBreakARuleAreTold() {
        assertEquals(
                List.of(
                        "/workload/trainSamples: (-1.0) must be finite and >= 0.",
                        "/workload/validationSamples: (-2.0) must be finite and >= 0.",
                        "/workload/inputElements: (-3.0) must be finite and >= 0.",
                        "/workload/batchSize: (0) must be at least 1."),
                problems(MINIMAL.replace(
                        "{\"trainSamples\": 1, \"validationSamples\": 1}",
                        "{\"trainSamples\": -1, \"validationSamples\": -2, \"inputElements\": -3, \"batchSize\": 0}")));
        assertEquals(
                List.of(
                        "/target/deadlineSeconds: (-9.0) must be finite and > 0.",
                        "/target/confidence: (0.2) must be above 0.5 and below 1."),
                problems(MINIMAL.replace("\"deadlineSeconds\": 9", "\"deadlineSeconds\": -9, \"confidence\": 0.2")));
        assertEquals(
                List.of(
                        "/bitWidths/0: (0) must be above 0 and at most 32.",
                        "/bitWidths/2: (64) must be above 0 and at most 32."),
                problems(MINIMAL.replace("\"bitWidths\": [8]", "\"bitWidths\": [0, 8, 64, 4]")));
    }

    @Test
    void allValuesOfANodeAndOfALinkAreTold() {
        assertEquals(
                List.of(
                        "/device/macsPerSecond: (-1.0) must be finite and > 0.",
                        "/device/joulesPerMac: (-2.0) must be finite and >= 0.",
                        "/device/overheadSecondsPerBatch: (-4.0) must be finite and >= 0.",
                        "/device/memoryBytes: (-3.0) must be finite and >= 0."),
                problems(MINIMAL.replace(
                        "{\"name\": \"d\", \"macsPerSecond\": 1, \"joulesPerMac\": 0}",
                        "{\"name\": \"d\", \"macsPerSecond\": -1, \"joulesPerMac\": -2, \"memoryBytes\": -3,"
                                + " \"overheadSecondsPerBatch\": -4}")));
        List<String> ofLink = problems(MINIMAL.replace(
                "\"cloudLink\": {\"bitsPerSecond\": 1, \"joulesPerBit\": 0}",
                "\"cloudLink\": {\"bitsPerSecond\": -1, \"joulesPerBit\": -2, \"uplinkWatts\": -3, \"latencySeconds\": -4,"
                        + " \"bitsPerSecondByEpoch\": [1, -5, 2, -6]}"));
        assertEquals(
                List.of(
                        "/edgeServers/0/cloudLink/bitsPerSecond",
                        "/edgeServers/0/cloudLink/bitsPerSecondByEpoch/1",
                        "/edgeServers/0/cloudLink/bitsPerSecondByEpoch/3",
                        "/edgeServers/0/cloudLink/joulesPerBit",
                        "/edgeServers/0/cloudLink/latencySeconds",
                        "/edgeServers/0/cloudLink/uplinkWatts"),
                ofLink.stream()
                        .map(problem -> problem.substring(0, problem.indexOf(':')))
                        .sorted()
                        .toList());
    }

    /** A rule that joins two fields says nothing where one of them is wrong by itself. */
    @Test
    void aValueIsNotBlamedForAnotherThatIsWrong() {
        assertEquals(
                List.of("/models/0/layers/0/parameters: (-1.0) must be finite and >= 0."),
                problems(MINIMAL.replace(
                        "\"a\", \"macs\": 1, \"parameters\": 1",
                        "\"a\", \"macs\": 1, \"parameters\": -1, \"trainableParameters\": 100")));
    }

    /** Costs of layers 'a' and 'b' on both nodes, with the entry at index 1 replaced. */
    private static String profiled(String second) {
        String entry =
                "{\"node\": \"%s\", \"model\": \"m\", \"layer\": \"%s\", \"per\": \"sample\", \"forwardSeconds\": 1,"
                        + " \"forwardJoules\": 1}";
        return MINIMAL.replace(
                "\"estimates\"",
                "\"costs\": {\"kind\": \"profiled\", \"profile\": ["
                        + String.join(
                                ", ",
                                entry.formatted("d", "a"),
                                second,
                                entry.formatted("s", "a"),
                                entry.formatted("s", "b"))
                        + "]}, \"estimates\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x | m | b | "sample"                | /costs/profile/1/node
            d | x | b | "sample"                | /costs/profile/1/model
            d | m | x | "sample"                | /costs/profile/1/layer
            d | m | b | "batch", "batchSize": 7 | /costs/profile/1/batchSize
            d | m | a | "sample"                | /costs/profile/1
            """)
    void profiledCostsAreToldWhereTheyStand(String node, String model, String layer, String per, String pointer) {
        String entry = "{\"node\": \"" + node + "\", \"model\": \"" + model + "\", \"layer\": \"" + layer
                + "\", \"per\": " + per + ", \"forwardSeconds\": 1, \"forwardJoules\": 1}";
        List<String> problems = problems(profiled(entry));
        assertEquals(pointer, problems.get(0).substring(0, problems.get(0).indexOf(':')), problems.toString());
    }

    @Test
    void whatProfiledCostsLackIsToldWhereTheyStand() {
        List<String> missing = problems(profiled("{\"node\": \"d\", \"model\": \"m\", \"layer\": \"b\", \"per\":"
                        + " \"sample\", \"forwardSeconds\": 1, \"forwardJoules\": 1}")
                .replace(
                        "\"s\", \"model\": \"m\", \"layer\": \"b\"",
                        "\"s\", \"model\": \"m\", \"bits\": 4, \"layer\": \"b\""));
        assertTrue(missing.get(0).startsWith("/costs/profile: (no entry) must hold layer 'b'"), missing.toString());
        List<String> powerless = problems(profiled(
                "{\"node\": \"d\", \"model\": \"m\", \"layer\": \"b\", \"per\": \"sample\", \"forwardSeconds\": 1}"));
        assertTrue(
                powerless.get(0).startsWith("/costs/profile/1: (layer 'b' of model 'm' on 'd')"), powerless.toString());
    }
}
