package io.github.jqodi.json;

import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.cost.analytic.TrainingMemory;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.plan.Continued;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code jqodi-scenario/1}; what has its default value is left out. */
final class ScenarioWriter {
    private ScenarioWriter() {}

    /** The rest of a run is written as the problem it was begun with, or, changed since, as one whose run is just set up. */
    static String write(Problem given) {
        Problem problem = given.continued().flatMap(Continued::whole).orElse(given);
        Optional<RunInProgress> run = given.continued()
                .map(Continued::run)
                .map(known -> problem.continued().isEmpty() ? known : known.begun());
        return write(problem, table(problem), run);
    }

    private static String write(Problem problem, EstimateTable table, Optional<RunInProgress> run) {
        return Json.document(out -> {
            Scenario scenario = problem.scenario();
            out.text("format", ScenarioReader.FORMAT);
            out.text("name", scenario.name());
            if (!scenario.notes().isEmpty()) {
                out.texts("notes", scenario.notes());
            }
            if (scenario.task() != Task.FINE_TUNING) {
                out.text("task", scenario.task().label());
            }
            out.object("target", json -> target(json, scenario.target()));
            if (!scenario.objective().equals(Objective.ENERGY)) {
                out.object("objective", json -> ObjectiveFields.write(json, scenario.objective()));
            }
            if (scenario.schedule() != SchedulePolicy.PER_EPOCH) {
                out.text("schedule", Labels.of(scenario.schedule()));
            }
            nodes(out, scenario);
            quantizations(out, scenario.quantizations());
            if (scenario.workload().isPresent()) {
                out.object(
                        "workload", json -> workload(json, scenario.workload().get()));
            }
            out.list("models", scenario.models(), (json, model) -> model(json, model, scenario.metric()));
            if (!problem.costModel().equals(CostReader.DEFAULT)) {
                out.object("costs", json -> costs(json, problem.costModel()));
            }
            out.list("estimates", rows(table, scenario), (json, row) -> row(json, row, scenario.metric()));
            if (!scenario.choices().equals(Choices.ALL)) {
                out.object("choices", json -> choices(json, scenario.choices()));
            }
            inference(out, scenario);
            if (run.isPresent()) {
                out.object("progress", json -> ProgressFields.write(json, run.get()));
            }
        });
    }

    private static void inference(Json out, Scenario scenario) throws IOException {
        Optional<Inference> given = scenario.inference()
                .filter(asked -> scenario.task() == Task.FINE_TUNING || !asked.equals(Inference.ONE));
        if (given.isPresent()) {
            Inference inference = given.get();
            out.object("inference", json -> {
                json.number("samples", inference.samples());
                if (inference.batchSize().isPresent()) {
                    json.number("batchSize", inference.batchSize().getAsInt());
                }
            });
        }
    }

    static void quantizations(Json out, List<Quantization> all) throws IOException {
        List<String> names = all.stream().map(Quantization::name).toList();
        if (areBitWidths(names)) {
            out.numerals("bitWidths", names);
        } else {
            out.list("quantizations", all, ScenarioWriter::quantization);
        }
    }

    private static boolean areBitWidths(List<String> names) {
        return names.stream().allMatch(name -> Quantization.bitWidth(name).isPresent());
    }

    private static void quantization(Json out, Quantization quantization) throws IOException {
        out.text("name", quantization.name());
        out.number("weightBits", quantization.weightBits());
        out.unless(quantization.weightBits(), "activationBits", quantization.activationBits());
        out.unless(quantization.weightBits(), "updateBits", quantization.updateBits());
    }

    /** Costs that are the caller's own code stand in no file. */
    static void requireWritable(CostModel costs) {
        if (!(costs instanceof AnalyticCosts || costs instanceof MeasuredCosts)) {
            throw new IllegalArgumentException(
                    "only analytic or measured costs can be written to a file. List other costs as MeasuredCosts.");
        }
    }

    private static EstimateTable table(Problem problem) {
        requireWritable(problem.costModel());
        return problem.estimators()
                .table()
                .orElseThrow(() -> new IllegalArgumentException(
                        "only tabulated estimates can be written to a file. Write problem.tabulated()."));
    }

    /** Rows of pairs that there are; those of a model or quantization that was taken out have no say and could not be read. */
    private static List<EstimateTable.Row> rows(EstimateTable table, Scenario scenario) {
        Set<String> models = scenario.models().stream().map(ModelVersion::name).collect(Collectors.toSet());
        Set<String> quantizations =
                scenario.quantizations().stream().map(Quantization::name).collect(Collectors.toSet());
        return table.rows().stream()
                .filter(row -> models.contains(row.pair().model()))
                .filter(row -> quantizations.contains(row.pair().quantization())
                        || Quantization.bitWidth(row.pair().quantization()).isPresent())
                .toList();
    }

    static void target(Json out, Target target) throws IOException {
        out.number("deadlineSeconds", target.deadlineSeconds());
        out.number(target.metric().label(), target.loss());
        out.unless(Target.DEFAULT_CONFIDENCE, "confidence", target.confidence());
        out.optional("joules", target.joules());
    }

    private static void nodes(Json out, Scenario scenario) throws IOException {
        if (scenario.cloud().isPresent()) {
            cloud(out, scenario.cloud().get());
        }
        if (scenario.device().isPresent()) {
            device(out, scenario.device().get());
        }
        out.list("edgeServers", scenario.edgeServers(), ScenarioWriter::server);
    }

    static void cloud(Json out, Cloud cloud) throws IOException {
        out.object("cloud", json -> {
            json.text("name", cloud.name());
            processor(json, Optional.of(cloud.processor()), cloud.power());
        });
    }

    static void device(Json out, Device device) throws IOException {
        out.object("device", json -> {
            json.text("name", device.name());
            processor(json, device.processor(), device.power());
            json.optional("memoryBytes", device.memoryBytes());
            json.unless(0, "overheadSecondsPerBatch", device.overheadSecondsPerBatch());
            joules(
                    json,
                    "overheadJoulesPerBatch",
                    device.overheadSecondsPerBatch(),
                    device.power(),
                    device.overheadJoulesPerBatch());
        });
    }

    /** Energy per unit of work is left out where power and speed say it. */
    private static void processor(Json out, Optional<Processor> given, Power power) throws IOException {
        if (given.isPresent()) {
            Processor processor = given.get();
            out.number("macsPerSecond", processor.macsPerSecond());
            if (power.busyWatts().isEmpty()) {
                out.number("joulesPerMac", processor.joulesPerMac());
            }
        }
        out.optional("watts", power.busyWatts());
        out.unless(0, "idleWatts", power.idleWatts());
    }

    /** Energy of an overhead, unless power and time say it. */
    private static void joules(Json out, String name, double seconds, Power power, double joules) throws IOException {
        out.unless(seconds * power.busyWatts().orElse(0), name, joules);
    }

    static void server(Json out, EdgeServer server) throws IOException {
        out.text("name", server.name());
        processor(out, server.processor(), server.power());
        if (server.profile().isPresent()) {
            out.text("profile", server.profile().get());
        }
        out.optional("memoryBytes", server.memoryBytes());
        out.unless(0, "overheadSeconds", server.overheadSeconds());
        joules(out, "overheadJoules", server.overheadSeconds(), server.power(), server.overheadJoules());
        out.unless(0, "overheadSecondsPerBatch", server.overheadSecondsPerBatch());
        joules(
                out,
                "overheadJoulesPerBatch",
                server.overheadSecondsPerBatch(),
                server.power(),
                server.overheadJoulesPerBatch());
        out.unless(0, "switchSeconds", server.switchSeconds());
        joules(out, "switchJoules", server.switchSeconds(), server.power(), server.switchJoules());
        link(out, "cloudLink", server.cloudLink());
        link(out, "deviceLink", server.deviceLink());
    }

    private static void link(Json out, String name, Optional<Link> given) throws IOException {
        if (given.isPresent()) {
            link(out, name, given.get());
        }
    }

    static void link(Json out, String name, Link link) throws IOException {
        out.object(name, json -> {
            if (link.rate() instanceof LinkRate.Shannon shannon) {
                json.number("bandwidthHertz", shannon.bandwidthHertz());
                json.number("signalToNoise", shannon.signalToNoise());
            } else {
                json.number("bitsPerSecond", link.rate().bitsPerSecond());
            }
            energy(json, "joulesPerBit", "watts", link.energy());
            json.optional("uplinkBitsPerSecond", link.uplinkBitsPerSecond());
            if (link.uplinkEnergy().isPresent()) {
                energy(
                        json,
                        "uplinkJoulesPerBit",
                        "uplinkWatts",
                        link.uplinkEnergy().get());
            }
            json.unless(0, "latencySeconds", link.latencySeconds());
            forecast(json, "bitsPerSecondByEpoch", link.bitsPerSecondByEpoch());
            forecast(json, "joulesPerBitByEpoch", link.joulesPerBitByEpoch());
            forecast(json, "uplinkBitsPerSecondByEpoch", link.uplinkBitsPerSecondByEpoch());
        });
    }

    private static void energy(Json out, String joules, String watts, LinkEnergy energy) throws IOException {
        if (energy instanceof LinkEnergy.Power power) {
            out.number(watts, power.watts());
        } else {
            out.number(joules, energy.joulesPerBit(1));
        }
    }

    private static void forecast(Json out, String name, List<Double> values) throws IOException {
        if (!values.isEmpty()) {
            out.numbers(name, values);
        }
    }

    static void workload(Json out, Workload workload) throws IOException {
        out.number("trainSamples", workload.trainSamples());
        out.number("validationSamples", workload.validationSamples());
        out.unless(Workload.DEFAULT_TRAIN_PASSES, "trainPasses", workload.trainPasses());
        out.unless(Workload.DEFAULT_VALIDATION_PASSES, "validationPasses", workload.validationPasses());
        out.unless(0, "inputElements", workload.inputElements());
        out.unless(Workload.DEFAULT_INPUT_BITS, "inputBits", workload.inputBits());
        if (workload.batchSize().isPresent()) {
            out.number("batchSize", workload.batchSize().getAsInt());
        }
    }

    static void model(Json out, ModelVersion model, Metric metric) throws IOException {
        out.text("name", model.name());
        out.number(metric.label(), model.loss());
        out.optional(metric.label() + "Target", model.lossTarget());
        described(out, model);
    }

    /** A version without what it reaches. */
    static void withoutMetric(Json out, ModelVersion model) throws IOException {
        out.text("name", model.name());
        described(out, model);
    }

    private static void described(Json out, ModelVersion model) throws IOException {
        if (!model.layers().isEmpty()) {
            out.list("layers", model.layers(), (json, layer) -> {
                json.text("name", layer.name());
                json.number("macs", layer.macs());
                json.number("parameters", layer.parameters());
                json.unless(layer.parameters(), "trainableParameters", layer.trainableParameters());
                json.unless(0, "outputElements", layer.outputElements());
                json.unless(layer.outputElements(), "activationElements", layer.activationElements());
            });
        }
        if (model.cuts().isPresent()) {
            out.numbers("cuts", model.cuts().get());
        }
        out.unless(0, "cloudMacsPerEpoch", model.cloudMacsPerEpoch());
        if (!model.setup().isEmpty()) {
            out.list("setup", model.setup(), (json, setup) -> {
                QuantizationFields.write(json, setup.quantization());
                json.number("seconds", setup.seconds());
                json.number("joules", setup.joules());
            });
        }
        if (!model.variants().isEmpty()) {
            out.list("variants", model.variants(), ScenarioWriter::variant);
        }
    }

    private static void variant(Json out, Variant variant) throws IOException {
        QuantizationFields.write(out, variant.quantization());
        out.list("layers", variant.layers(), (json, layer) -> {
            json.number("macsPerEpoch", layer.macsPerEpoch());
            json.number("sizeBits", layer.sizeBits());
            json.unless(layer.sizeBits(), "updateBits", layer.updateBits());
            json.unless(0, "outputBitsPerEpoch", layer.outputBitsPerEpoch());
        });
        out.optional("cloudMacsPerEpoch", variant.cloudMacsPerEpoch());
    }

    static void costs(Json out, CostModel model) throws IOException {
        if (model instanceof MeasuredCosts measured) {
            out.text("kind", "measured");
            out.list("entries", measured.entries(), (json, entry) -> {
                QuantizationFields.write(json, entry.pair());
                json.optional("server", entry.server());
                json.number("cut", entry.cut());
                json.number("seconds", entry.seconds());
                json.number("joules", entry.joules());
                json.unless(1, "epoch", entry.fromEpoch());
            });
        } else if (model instanceof AnalyticCosts analytic) {
            analytic(out, analytic);
        }
    }

    private static void analytic(Json out, AnalyticCosts costs) throws IOException {
        AnalyticCosts standard = AnalyticCosts.DEFAULT;
        out.text("kind", costs.profile().isPresent() ? "profiled" : "analytic");
        if (costs.payload() != standard.payload()) {
            out.text("payload", Labels.of(costs.payload()));
        }
        if (costs.featureBits().isPresent()) {
            out.number("featureBits", costs.featureBits().getAsInt());
        }
        if (costs.gradientReturn() != standard.gradientReturn()) {
            out.bool("gradientReturn", costs.gradientReturn());
        }
        if (!costs.bitScaling().equals(standard.bitScaling())) {
            out.object("bitScaling", json -> bitScaling(json, costs.bitScaling()));
        }
        if (costs.requantizeEachEpoch() != standard.requantizeEachEpoch()) {
            out.bool("requantizeEachEpoch", costs.requantizeEachEpoch());
        }
        if (costs.placement() != standard.placement()) {
            out.text("placement", Labels.of(costs.placement()));
        }
        if (costs.trainingMemory().isPresent()) {
            TrainingMemory memory = costs.trainingMemory().get();
            out.object("memory", json -> {
                json.number("gradientBits", memory.gradientBits());
                json.number("optimizerBits", memory.optimizerBits());
                json.number("activationBits", memory.activationBits());
            });
        }
        if (costs.profile().isPresent()) {
            out.list("profile", costs.profile().get().entries(), ScenarioWriter::profiled);
        }
    }

    private static void profiled(Json out, ProfiledLayer entry) throws IOException {
        out.text("node", entry.node());
        out.text("model", entry.model());
        if (entry.quantization().isPresent()) {
            QuantizationFields.write(out, entry.quantization().get());
        }
        out.text("layer", entry.layer());
        out.text("per", entry.batchSize().isPresent() ? "batch" : "sample");
        if (entry.batchSize().isPresent()) {
            out.number("batchSize", entry.batchSize().getAsInt());
        }
        out.number("forwardSeconds", entry.forwardSeconds());
        out.optional("backwardSeconds", entry.backwardSeconds());
        out.optional("forwardJoules", entry.forwardJoules());
        out.optional("backwardJoules", entry.backwardJoules());
    }

    private static void bitScaling(Json out, BitScaling scaling) throws IOException {
        if (scaling instanceof BitScaling.Floor floor) {
            out.number("floor", floor.floor());
        } else if (scaling instanceof BitScaling.Table table) {
            out.object("table", json -> {
                for (var entry : table.table().entrySet()) {
                    json.number(entry.getKey(), entry.getValue());
                }
            });
        }
    }

    static void row(Json out, EstimateTable.Row row, Metric metric) throws IOException {
        QuantizationFields.write(out, row.pair());
        if (row.epochs().isPresent()) {
            epochs(out, row.epochs().get());
        }
        out.optional(metric == Metric.LOSS ? "reaches" : "reachesAccuracy", row.reaches());
        if (row.compressionLoss().isPresent()) {
            out.object("compressionLoss", json -> {
                json.number("expected", row.compressionLoss().get().expected());
                json.number("robust", row.compressionLoss().get().robust());
            });
        }
        if (row.trajectory().isPresent()) {
            out.object("trajectory", json -> {
                json.object(
                        "update", gains -> gains(gains, row.trajectory().get().update()));
                json.object("run", gains -> gains(gains, row.trajectory().get().run()));
            });
        }
    }

    private static void epochs(Json out, EpochEstimate estimate) throws IOException {
        if (estimate instanceof EpochEstimate.Never) {
            out.text("epochs", "never");
            return;
        }
        out.object("epochs", json -> {
            if (estimate instanceof EpochEstimate.ExpectedRobust given) {
                json.number("expected", given.expected());
                json.number("robust", given.robust());
            } else if (estimate instanceof EpochEstimate.MeanSpread normal) {
                json.number("mean", normal.mean());
                json.number("spread", normal.spread());
                json.unless(1, "spreadSigma", normal.spreadSigma());
            } else if (estimate instanceof EpochEstimate.Pmf distribution) {
                json.numbers("pmf", distribution.pmf());
                json.number("never", distribution.never());
            }
        });
    }

    private static void gains(Json out, GainSeries series) throws IOException {
        out.numbers("expected", series.expected());
        out.numbers("robust", series.robust());
    }

    private static void choices(Json out, Choices choices) throws IOException {
        selection(out, "models", choices.models(), Json::texts);
        if (areBitWidths(choices.quantizations().values())) {
            selection(out, "bits", choices.quantizations(), Json::numerals);
        } else {
            selection(out, "quantizations", choices.quantizations(), Json::texts);
        }
        selection(out, "servers", choices.servers(), Json::texts);
        selection(out, "cuts", choices.cuts(), Json::numbers);
    }

    private static <T> void selection(Json out, String name, Selection<T> selection, ListWriter<T> values)
            throws IOException {
        if (selection.equals(Selection.all())) {
            return;
        }
        String kind = selection instanceof Selection.Only ? "only" : "except";
        out.object(name, json -> values.write(json, kind, selection.values()));
    }

    /** Writes a list under a name. */
    private interface ListWriter<T> {
        void write(Json out, String name, List<T> values) throws IOException;
    }
}
