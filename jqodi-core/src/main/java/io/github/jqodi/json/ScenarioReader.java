package io.github.jqodi.json;

import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code jqodi-scenario/1}. */
final class ScenarioReader {
    static final String FORMAT = "jqodi-scenario/1";

    private ScenarioReader() {}

    static Problem problem(Cursor in) {
        return new Fields().problem(in);
    }

    /** The fields of a document. */
    private static final class Fields {
        private final MetricForm form = new MetricForm();
        private final Field<String> format = Field.required("format", c -> format(c, FORMAT));
        private final Field<String> name = Field.required("name", Cursor::text);
        private final Field<List<String>> notes = Field.optional("notes", c -> c.list(Cursor::text));
        private final Field<Task> task = Field.optional("task", Labels::task);
        private final Field<Target> target = Field.required("target", c -> target(c, form));
        private final Field<Objective> objective = Field.optional("objective", ObjectiveFields::read);
        private final Field<SchedulePolicy> schedule = Field.optional("schedule", Labels::schedule);
        private final Field<Cloud> cloud = Field.optional("cloud", NodeReader::cloud);
        private final Field<Device> device = Field.optional("device", NodeReader::device);
        private final Field<List<EdgeServer>> servers = Field.required("edgeServers", c -> c.list(NodeReader::server));
        private final OmegaFields omega = new OmegaFields();
        private final Field<Workload> workload = Field.optional("workload", ScenarioReader::workload);
        private final Field<List<ModelVersion>> models =
                Field.required("models", c -> c.list(model -> ModelReader.model(model, form)));
        private final Field<CostModel> costs = Field.optional("costs", CostReader::costs);
        private final Field<List<EstimateTable.Row>> estimates =
                Field.optional("estimates", c -> c.list(row -> EstimateReader.row(row, form)));
        private final Field<Choices> choices = Field.optional("choices", ScenarioReader::choices);
        private final Field<Inference> inference = Field.optional("inference", ScenarioReader::inference);
        private final Field<RunInProgress> progress = Field.optional("progress", ProgressFields::read);

        Problem problem(Cursor in) {
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
            Scenario scenario = scenario(in);
            EstimateTable table = in.make(() -> new EstimateTable(estimates.orElse(List.of())));
            Problem problem =
                    in.make(() -> new Problem(scenario, Estimators.of(table), costs.orElse(CostReader.DEFAULT)));
            QuantizationNames names = new QuantizationNames(in, scenario);
            names.check(problem);
            in.settle();
            EstimateRowChecks.checkRows(in, problem, table.rows(), names);
            in.settle();
            return progress.value()
                    .map(run -> in.make(() -> problem.withProgress(run)))
                    .orElse(problem);
        }

        private Scenario scenario(Cursor in) {
            List<Quantization> quantizations = omega.required(in);
            if (task.orElse(Task.FINE_TUNING) == Task.FINE_TUNING && !estimates.seen()) {
                throw in.errorAt("estimates", "(missing) is required in fine-tuning");
            }
            return in.make(() -> new Scenario(
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
        }
    }

    static String format(Cursor in, String expected) {
        String format = in.text();
        if (!format.equals(expected)) {
            throw in.error("('" + format + "') must be '" + expected + "'");
        }
        return format;
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
                Field.toDouble(joules.value())));
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
        return in.make(() -> new Inference(samples.get(), Field.toInt(batchSize.value())));
    }
}
