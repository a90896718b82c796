package io.github.jqodi.json;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code jqodi-scenario/1}. */
final class ScenarioReader {
    static final String FORMAT = "jqodi-scenario/1";

    private ScenarioReader() {}

    static Problem problem(Cursor in) {
        MetricForm form = new MetricForm();
        Field<String> format = Field.required("format", c -> format(c, FORMAT));
        Field<String> name = Field.required("name", Cursor::text);
        Field<List<String>> notes = Field.optional("notes", c -> c.list(Cursor::text));
        Field<Task> task = Field.optional("task", Labels::task);
        Field<Target> target = Field.required("target", c -> target(c, form));
        Field<Objective> objective = Field.optional("objective", ObjectiveFields::read);
        Field<SchedulePolicy> schedule = Field.optional("schedule", Labels::schedule);
        Field<Cloud> cloud = Field.optional("cloud", ScenarioReader::cloud);
        Field<Device> device = Field.optional("device", ScenarioReader::device);
        Field<List<EdgeServer>> servers = Field.required("edgeServers", c -> c.list(ScenarioReader::server));
        OmegaFields omega = new OmegaFields();
        Field<Workload> workload = Field.optional("workload", ScenarioReader::workload);
        Field<List<ModelVersion>> models =
                Field.required("models", c -> c.list(model -> ModelReader.model(model, form)));
        Field<CostModel> costs = Field.optional("costs", CostReader::costs);
        Field<List<EstimateTable.Row>> estimates =
                Field.optional("estimates", c -> c.list(row -> EstimateReader.row(row, form)));
        Field<Choices> choices = Field.optional("choices", ScenarioReader::choices);
        Field<Inference> inference = Field.optional("inference", ScenarioReader::inference);
        Field<RunInProgress> progress = Field.optional("progress", ProgressFields::read);
        in.object(
                format,
                name,
                notes,
                task,
                target,
                objective,
                schedule,
                cloud,
                device,
                servers,
                omega.bitWidths,
                omega.quantizations,
                workload,
                models,
                costs,
                estimates,
                choices,
                inference,
                progress);
        List<Quantization> quantizations = omega.required(in);
        if (task.orElse(Task.FINE_TUNING) == Task.FINE_TUNING && !estimates.seen()) {
            throw in.errorAt("estimates", "(missing) is required in fine-tuning");
        }
        Scenario scenario = in.make(() -> new Scenario(
                name.get(),
                notes.orElse(List.of()),
                target.get(),
                objective.orElse(Objective.ENERGY),
                schedule.orElse(SchedulePolicy.PER_EPOCH),
                cloud.value(),
                device.value(),
                servers.get(),
                quantizations,
                workload.value(),
                models.get(),
                choices.orElse(Choices.ALL),
                inference.value(),
                task.orElse(Task.FINE_TUNING)));
        EstimateTable table = in.make(() -> new EstimateTable(estimates.orElse(List.of())));
        Problem problem = in.make(() -> new Problem(scenario, Estimators.of(table), costs.orElse(CostReader.DEFAULT)));
        QuantizationNames names = new QuantizationNames(in, scenario);
        names.check(problem);
        in.settle();
        checkRows(in, problem, table.rows(), names);
        in.settle();
        return progress.value()
                .map(run -> in.make(() -> problem.withProgress(run)))
                .orElse(problem);
    }

    private static void checkRows(
            Cursor in, Problem problem, List<EstimateTable.Row> rows, QuantizationNames quantizations) {
        ScenarioCosts costs = problem.costModel().costs(problem.scenario());
        if (problem.scenario().task() == Task.INFERENCE) {
            checkCosts(in, problem.scenario(), costs);
        }
        for (int i = 0; i < rows.size(); i++) {
            try {
                checkRow(problem.scenario(), costs, quantizations, rows.get(i), i);
            } catch (JsonFormatException e) {
                in.note(e);
            }
        }
    }

    static String format(Cursor in, String expected) {
        String format = in.text();
        if (!format.equals(expected)) {
            throw in.error("('" + format + "') must be '" + expected + "'");
        }
        return format;
    }

    static OptionalDouble toDouble(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    static OptionalInt toInt(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    /** The estimate speaks of a known model that can be costed, and its trajectory is long enough. */
    private static void checkRow(
            Scenario scenario, ScenarioCosts costs, QuantizationNames quantizations, EstimateTable.Row row, int index) {
        String where = "/estimates/" + index;
        List<String> names = scenario.models().stream().map(ModelVersion::name).toList();
        int model = names.indexOf(row.pair().model());
        if (model < 0) {
            throw new JsonFormatException(
                    where + "/model",
                    "('" + row.pair().model() + "') must name a model. "
                            + KnownNames.of(names).advice(row.pair().model()));
        }
        String quantization = row.pair().quantization();
        if (!quantizations.isKnown(quantization)) {
            throw quantizations.unknown(where + "/" + QuantizationFields.QUANTIZATION, quantization);
        }
        if (scenario.task() == Task.INFERENCE) {
            return;
        }
        if (row.epochs().isEmpty()) {
            throw new JsonFormatException(where + "/epochs", "(missing) is required in fine-tuning");
        }
        Optional<EpochDistribution> epochs = epochs(scenario, row.epochs().get(), row.pair(), where);
        if (epochs.isEmpty()) {
            return;
        }
        checkCosts(costs, row.pair(), model);
        OptionalInt robust = epochs.get().robustEpochs();
        if (robust.isPresent() && row.trajectory().isPresent()) {
            Trajectory trajectory = row.trajectory().get();
            checkLength(trajectory.update(), robust.getAsInt(), where + "/trajectory/update");
            checkLength(trajectory.run(), robust.getAsInt(), where + "/trajectory/run");
        }
    }

    /** Where inference is the task, every pair that there is a description of may be chosen. */
    private static void checkCosts(Cursor in, Scenario scenario, ScenarioCosts costs) {
        for (int i = 0; i < scenario.models().size(); i++) {
            ModelVersion model = scenario.models().get(i);
            for (Quantization quantization : scenario.quantizations()) {
                try {
                    if (model.isDescribed(quantization.name())) {
                        checkCosts(costs, new QuantizedModel(model.name(), quantization.name()), i);
                    }
                } catch (JsonFormatException e) {
                    in.note(e);
                }
            }
        }
    }

    private static void checkCosts(ScenarioCosts costs, QuantizedModel pair, int model) {
        try {
            costs.of(pair);
        } catch (InvalidValueException e) {
            throw new JsonFormatException(ownerOf(e.field(), model) + "/" + e.field(), e.problem());
        }
    }

    private static String ownerOf(String field, int model) {
        if (field.equals("workload")) {
            return "";
        }
        return field.startsWith("bitScaling") ? "/costs" : "/models/" + model;
    }

    private static Optional<EpochDistribution> epochs(
            Scenario scenario, EpochEstimate estimate, QuantizedModel pair, String where) {
        try {
            return estimate.at(scenario.target().confidence());
        } catch (InvalidValueException e) {
            throw new JsonFormatException(where + "/epochs/" + e.field(), "of " + pair.quoted() + " " + e.problem());
        }
    }

    private static void checkLength(GainSeries series, int epochs, String where) {
        checkLength(series.expected(), epochs, where + "/expected");
        checkLength(series.robust(), epochs, where + "/robust");
    }

    private static void checkLength(List<Double> gains, int epochs, String where) {
        if (gains.size() < epochs) {
            throw new JsonFormatException(
                    where,
                    "(" + gains.size() + " entries) must cover every epoch up to K_rob, " + epochs
                            + ". Lengthen the list or lower K.");
        }
    }

    /** Ω, as bit-widths or as quantizations. */
    private static final class OmegaFields {
        final Field<List<Double>> bitWidths = Field.optional("bitWidths", Cursor::numbers);
        final Field<List<Quantization>> quantizations =
                Field.optional("quantizations", c -> c.list(ScenarioReader::quantization));

        List<Quantization> required(Cursor in) {
            if (bitWidths.seen() && quantizations.seen()) {
                throw in.errorAt("quantizations", "cannot stand beside bitWidths");
            }
            if (!bitWidths.seen() && !quantizations.seen()) {
                throw in.errorAt("bitWidths", "(missing) is required, unless quantizations are given");
            }
            return quantizations.seen() ? quantizations.get() : in.make(() -> Quantization.ofBitWidths(widths()));
        }

        private double[] widths() {
            return bitWidths.get().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private static Quantization quantization(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Double> weights = Field.required("weightBits", Cursor::number);
        Field<Double> activations = Field.optional("activationBits", Cursor::number);
        Field<Double> updates = Field.optional("updateBits", Cursor::number);
        in.object(name, weights, activations, updates);
        return in.make(() -> new Quantization(
                name.get(), weights.get(), activations.orElse(weights.get()), updates.orElse(weights.get())));
    }

    private static Target target(Cursor in, MetricForm form) {
        Field<Double> deadline = Field.required("deadlineSeconds", Cursor::number);
        MetricForm.Numbers loss = form.numbers("loss", "accuracy");
        Field<Double> confidence = Field.optional("confidence", Cursor::number);
        Field<Double> joules = Field.optional("joules", Cursor::number);
        in.object(deadline, loss.loss(), loss.accuracy(), confidence, joules);
        double value = loss.required(in);
        return in.make(() -> new Target(
                deadline.get(),
                value,
                confidence.orElse(Target.DEFAULT_CONFIDENCE),
                form.metric(),
                toDouble(joules.value())));
    }

    private static Cloud cloud(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        in.object(name, processor.speed, processor.joules, processor.watts, processor.idle);
        Processor own = processor.required(in);
        return in.make(() -> new Cloud(name.get(), own, processor.power()));
    }

    private static Device device(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        Field<Double> memory = Field.optional("memoryBytes", Cursor::number);
        Field<Double> batchSeconds = Field.optional("overheadSecondsPerBatch", Cursor::number);
        Field<Double> batchJoules = Field.optional("overheadJoulesPerBatch", Cursor::number);
        in.object(
                name,
                processor.speed,
                processor.joules,
                processor.watts,
                processor.idle,
                memory,
                batchSeconds,
                batchJoules);
        Optional<Processor> own = processor.given(in);
        return in.make(() -> new Device(
                name.get(),
                own,
                processor.power(),
                toDouble(memory.value()),
                batchSeconds.orElse(0.0),
                processor.joulesOf(batchSeconds, batchJoules)));
    }

    private static EdgeServer server(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        Field<String> profile = Field.optional("profile", Cursor::text);
        Field<Double> memory = Field.optional("memoryBytes", Cursor::number);
        Field<Double> seconds = Field.optional("overheadSeconds", Cursor::number);
        Field<Double> joules = Field.optional("overheadJoules", Cursor::number);
        Field<Double> batchSeconds = Field.optional("overheadSecondsPerBatch", Cursor::number);
        Field<Double> batchJoules = Field.optional("overheadJoulesPerBatch", Cursor::number);
        Field<Double> switchSeconds = Field.optional("switchSeconds", Cursor::number);
        Field<Double> switchJoules = Field.optional("switchJoules", Cursor::number);
        Field<Link> cloudLink = Field.optional("cloudLink", LinkReader::link);
        Field<Link> deviceLink = Field.optional("deviceLink", LinkReader::link);
        in.object(
                name,
                processor.speed,
                processor.joules,
                processor.watts,
                processor.idle,
                profile,
                memory,
                seconds,
                joules,
                batchSeconds,
                batchJoules,
                switchSeconds,
                switchJoules,
                cloudLink,
                deviceLink);
        Optional<Processor> own = processor.given(in);
        return in.make(() -> new EdgeServer(
                name.get(),
                own,
                processor.power(),
                profile.value(),
                toDouble(memory.value()),
                seconds.orElse(0.0),
                processor.joulesOf(seconds, joules),
                batchSeconds.orElse(0.0),
                processor.joulesOf(batchSeconds, batchJoules),
                switchSeconds.orElse(0.0),
                processor.joulesOf(switchSeconds, switchJoules),
                cloudLink.value(),
                deviceLink.value()));
    }

    /** Speed, and energy as joules per MAC or as power. */
    private static final class ProcessorFields {
        final Field<Double> speed = Field.optional("macsPerSecond", Cursor::number);
        final Field<Double> joules = Field.optional("joulesPerMac", Cursor::number);
        final Field<Double> watts = Field.optional("watts", Cursor::number);
        final Field<Double> idle = Field.optional("idleWatts", Cursor::number);

        /** Empty where only a power is given, as profiled costs need it. */
        Optional<Processor> given(Cursor in) {
            return speed.seen() || joules.seen() ? Optional.of(required(in)) : Optional.empty();
        }

        Power power() {
            return new Power(toDouble(watts.value()), idle.orElse(0.0));
        }

        Processor required(Cursor in) {
            if (!speed.seen()) {
                throw in.errorAt(
                        "macsPerSecond",
                        joules.seen() || watts.seen()
                                ? "(missing) is required where an energy is given"
                                : "(missing) is required");
            }
            if (joules.seen() && watts.seen()) {
                throw in.errorAt("watts", "cannot stand beside joulesPerMac");
            }
            if (!joules.seen() && !watts.seen()) {
                throw in.errorAt("joulesPerMac", "(missing) is required, unless watts are given");
            }
            return in.make(() -> joules.seen()
                    ? new Processor(speed.get(), joules.get())
                    : Processor.ofWatts(speed.get(), watts.get()));
        }

        /** Energy of some overhead or switch; where it is left out, that of its time at the power of the node. */
        double joulesOf(Field<Double> overheadSeconds, Field<Double> overheadJoules) {
            return overheadJoules.seen() ? overheadJoules.get() : overheadSeconds.orElse(0.0) * watts.orElse(0.0);
        }
    }

    private static Workload workload(Cursor in) {
        Field<Double> train = Field.required("trainSamples", Cursor::number);
        Field<Double> validation = Field.required("validationSamples", Cursor::number);
        Field<Double> trainPasses = Field.optional("trainPasses", Cursor::number);
        Field<Double> validationPasses = Field.optional("validationPasses", Cursor::number);
        Field<Double> elements = Field.optional("inputElements", Cursor::number);
        Field<Double> bits = Field.optional("inputBits", Cursor::number);
        Field<Integer> batchSize = Field.optional("batchSize", Cursor::integer);
        in.object(train, validation, trainPasses, validationPasses, elements, bits, batchSize);
        return in.make(() -> new Workload(
                train.get(),
                validation.get(),
                trainPasses.orElse(Workload.DEFAULT_TRAIN_PASSES),
                validationPasses.orElse(Workload.DEFAULT_VALIDATION_PASSES),
                elements.orElse(0.0),
                bits.orElse(Workload.DEFAULT_INPUT_BITS),
                batchSize.value().map(OptionalInt::of).orElseGet(OptionalInt::empty)));
    }

    private static Choices choices(Cursor in) {
        Field<Selection<String>> models = Field.optional("models", c -> selection(c, Cursor::text));
        Field<Selection<String>> bits = Field.optional("bits", c -> selection(c, ScenarioReader::width));
        Field<Selection<String>> named = Field.optional("quantizations", c -> selection(c, Cursor::text));
        Field<Selection<String>> servers = Field.optional("servers", c -> selection(c, Cursor::text));
        Field<Selection<Integer>> cuts = Field.optional("cuts", c -> selection(c, Cursor::integer));
        in.object(models, bits, named, servers, cuts);
        return new Choices(
                models.orElse(Selection.all()),
                together(in, bits, named),
                servers.orElse(Selection.all()),
                cuts.orElse(Selection.all()));
    }

    private static String width(Cursor in) {
        double bits = in.number();
        if (!(bits > 0 && bits <= Quantization.FULL_PRECISION_BITS)) {
            throw in.error(
                    "(" + Text.shortest(bits) + ") must be above 0 and at most " + Quantization.FULL_PRECISION_BITS);
        }
        return Quantization.of(bits).name();
    }

    /** One selection of quantizations, of widths and of names. */
    private static Selection<String> together(
            Cursor in, Field<Selection<String>> bits, Field<Selection<String>> named) {
        if (!bits.seen() || !named.seen()) {
            return bits.seen() ? bits.get() : named.orElse(Selection.all());
        }
        boolean pin = bits.get() instanceof Selection.Only;
        if (pin != named.get() instanceof Selection.Only) {
            throw in.errorAt("quantizations", "must hold only where bits do, and except where they do");
        }
        List<String> both = Stream.concat(bits.get().values().stream(), named.get().values().stream())
                .distinct()
                .toList();
        return pin ? Selection.only(both) : Selection.except(both);
    }

    private static <T> Selection<T> selection(Cursor in, Function<Cursor, T> element) {
        Field<List<T>> only = Field.optional("only", c -> distinct(c, element));
        Field<List<T>> except = Field.optional("except", c -> distinct(c, element));
        in.object(only, except);
        if (only.seen() == except.seen()) {
            throw in.error("must hold either only or except");
        }
        return only.seen() ? Selection.only(only.get()) : Selection.except(except.get());
    }

    private static <T> List<T> distinct(Cursor in, Function<Cursor, T> element) {
        Set<T> seen = new HashSet<>();
        return in.list(c -> {
            T value = element.apply(c);
            if (!seen.add(value)) {
                throw c.error("(" + value + ") appears twice");
            }
            return value;
        });
    }

    private static Inference inference(Cursor in) {
        Field<Double> samples = Field.required("samples", Cursor::number);
        Field<Integer> batchSize = Field.optional("batchSize", Cursor::integer);
        in.object(samples, batchSize);
        return in.make(() -> new Inference(samples.get(), toInt(batchSize.value())));
    }
}
