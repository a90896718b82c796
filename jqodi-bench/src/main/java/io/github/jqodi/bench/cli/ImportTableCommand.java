package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimators.measured.Configuration;
import io.github.jqodi.estimators.measured.ConfigurationColumns;
import io.github.jqodi.estimators.measured.ConfigurationColumns.Role;
import io.github.jqodi.estimators.measured.ConfigurationTable;
import io.github.jqodi.estimators.measured.Configurations;
import io.github.jqodi.estimators.measured.MlperfText;
import io.github.jqodi.estimators.profile.Precision;
import io.github.jqodi.estimators.text.Unit;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import table}. */
@Command(
        name = "table",
        description = "Prints measured runs of configurations as measured costs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "FILE is a CSV with a header, a row for each configuration, with seconds or samples a second, joules or watts, and accuracy or loss if there are; or mlperf_log_summary.txt of MLPerf Inference; or results.txt of MLPerf Tiny. Columns are found by their usual names, as those of timm's benchmark.py --results-file FILE, of Zeus and of CodeCarbon's emissions.csv, or named by the options.",
            "",
            "Every entry needs joules: from the table, or from --watts and the seconds. Without a server an entry is an inference of the device alone. What is planned over as a cut can be anything that is a number, such as a limit of power."
        })
final class ImportTableCommand implements Callable<Integer> {
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The table, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--model-column", paramLabel = "C", description = "The model; repeated, the names are joined.")
    private List<String> modelColumns = new ArrayList<>();

    @Option(names = "--quantization-column", paramLabel = "C", description = "Precisions, as fp16 or w8a8.")
    private @Nullable String quantizationColumn;

    @Option(names = "--server-column", paramLabel = "C", description = "Servers.")
    private @Nullable String serverColumn;

    @Option(names = "--cut-column", paramLabel = "C", description = "Cuts.")
    private @Nullable String cutColumn;

    @Option(names = "--seconds-column", paramLabel = "C", description = "Times; repeated, they are added up.")
    private List<String> secondsColumns = new ArrayList<>();

    @Option(names = "--rate-column", paramLabel = "C", description = "Samples a second.")
    private @Nullable String rateColumn;

    @Option(names = "--joules-column", paramLabel = "C", description = "Energies; repeated, they are added up.")
    private List<String> joulesColumns = new ArrayList<>();

    @Option(names = "--watts-column", paramLabel = "C", description = "Mean power.")
    private @Nullable String wattsColumn;

    @Option(names = "--accuracy-column", paramLabel = "C", description = "Accuracies, as shares or percent.")
    private @Nullable String accuracyColumn;

    @Option(names = "--loss-column", paramLabel = "C", description = "Losses.")
    private @Nullable String lossColumn;

    @Option(names = "--time-unit", paramLabel = "U", description = "ms, s or min, where the header does not say.")
    private @Nullable String timeUnit;

    @Option(names = "--power-unit", paramLabel = "U", description = "mW or W, where the header does not say.")
    private @Nullable String powerUnit;

    @Option(names = "--energy-unit", paramLabel = "U", description = "J, Wh or kWh, where the header does not say.")
    private @Nullable String energyUnit;

    @Mixin
    private final SeparatorOption separator = new SeparatorOption();

    @Option(
            names = "--where",
            paramLabel = "C=V",
            description = "Take only rows whose column C holds V; may be repeated.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of an epoch or inference, where rates are told. Default: ${DEFAULT-VALUE}.")
    private double samples;

    @Option(names = "--model", paramLabel = "NAME", description = "The model, where no column tells it.")
    private @Nullable String model;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, where no column tells it.")
    private @Nullable String server;

    @Option(
            names = "--cut",
            paramLabel = "J",
            defaultValue = "1",
            description = "The cut, where no column tells it. Default: ${DEFAULT-VALUE}.")
    private int cut;

    @Option(
            names = "--quantization",
            paramLabel = "Q",
            defaultValue = "32",
            description = "Where no column tells it. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String quantization;

    @Option(
            names = "--watts",
            paramLabel = "W",
            description = "Mean power, where the table tells neither joules nor watts.")
    private @Nullable Double watts;

    ImportTableCommand(Streams streams) {
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        check();
        ConfigurationColumns columns = columns();
        char sign = separator.sign();
        Configurations read = source.read(
                file,
                (start, in) -> MlperfText.recognises(start)
                        ? MlperfText.read(in, model == null ? ImportSource.stem(file) : model)
                        : ConfigurationTable.read(in, sign, columns, samples, where));
        List<String> notes = new ArrayList<>(read.notes());
        List<Measurement> entries = entries(read, notes);
        source.print(file, part(read, entries), notes);
        return ExitStatus.DONE;
    }

    private void check() {
        Usage usage = new Usage(spec);
        usage.check(model, value -> Check.name("--model", value));
        usage.check(server, value -> Check.name("--server", value));
        usage.check(samples, value -> Check.positive("--samples", value));
        usage.check(cut, value -> Check.between("--cut", value, 0, Integer.MAX_VALUE));
        usage.checkPrecision("--quantization", quantization);
        usage.check(watts, value -> Check.nonNegative("--watts", value));
    }

    private List<Measurement> entries(Configurations read, List<String> notes) {
        if (watts != null && read.rows().stream().anyMatch(row -> row.joules().isEmpty())) {
            notes.add("Joules are seconds times " + watts + " W, where none were measured.");
        }
        return read.rows().stream()
                .map(row -> ImportSource.made(file + ": line " + row.line(), () -> entry(row)))
                .toList();
    }

    private Measurement entry(Configuration row) {
        OptionalDouble joules =
                row.joules().isPresent() || watts == null ? row.joules() : OptionalDouble.of(row.seconds() * watts);
        if (joules.isEmpty()) {
            throw new BadInputException(
                    file + ": line " + row.line() + ": '" + row.model()
                            + "' has neither joules nor watts; state --watts, or name a column with --joules-column or --watts-column");
        }
        return new Measurement(
                new QuantizedModel(name(row), quantization(row)),
                row.server().or(() -> Optional.ofNullable(server)),
                row.cut().orElse(cut),
                row.seconds(),
                joules.getAsDouble(),
                1);
    }

    private String name(Configuration row) {
        return model == null ? row.model() : model;
    }

    private String quantization(Configuration row) {
        return Precision.quantization(row.quantization().orElse(quantization)).orElse("32");
    }

    private ScenarioPart part(Configurations read, List<Measurement> entries) {
        ScenarioPart part;
        try {
            part = ScenarioPart.EMPTY.withCosts(new MeasuredCosts(entries));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage()
                    + " More columns tell rows apart: --model-column, --cut-column, --server-column.");
        }
        Map<String, Set<Integer>> cuts = new LinkedHashMap<>();
        entries.forEach(entry -> cuts.computeIfAbsent(entry.pair().model(), each -> new TreeSet<>())
                .add(entry.cut()));
        for (Map.Entry<String, Set<Integer>> each : cuts.entrySet()) {
            part = part.withModel(each.getKey(), List.of(), List.copyOf(each.getValue()));
        }
        for (Configuration row : firstOfEachModel(read)) {
            if (row.accuracy().isPresent()) {
                part = part.withMetric(
                        name(row), Metric.ACCURACY, row.accuracy().getAsDouble());
            } else if (row.loss().isPresent()) {
                part = part.withMetric(name(row), Metric.LOSS, row.loss().getAsDouble());
            }
        }
        for (String name : servers(entries)) {
            part = part.withServer(EdgeServer.named(name));
        }
        return part.withQuantizations(quantizations(entries));
    }

    private List<Configuration> firstOfEachModel(Configurations read) {
        Map<String, Configuration> first = new LinkedHashMap<>();
        read.rows().forEach(row -> first.putIfAbsent(name(row), row));
        return List.copyOf(first.values());
    }

    private static Set<String> servers(List<Measurement> entries) {
        Set<String> servers = new LinkedHashSet<>();
        entries.forEach(entry -> entry.server().ifPresent(servers::add));
        return servers;
    }

    /** Bit-widths, or all with names where one is no number; a name that is none counts as full width. */
    private static List<Quantization> quantizations(List<Measurement> entries) {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(entry.pair().quantization()));
        return names.stream()
                .map(name -> Quantization.bitWidth(name).isPresent()
                        ? Quantization.of(Quantization.bitWidth(name).getAsDouble())
                        : Quantization.named(name, Quantization.FULL_PRECISION_BITS))
                .toList();
    }

    private ConfigurationColumns columns() {
        ConfigurationColumns columns = ConfigurationColumns.DEFAULT;
        Map<Role, List<String>> named = new LinkedHashMap<>();
        named.put(Role.MODEL, modelColumns);
        named.put(Role.QUANTIZATION, listed(quantizationColumn));
        named.put(Role.SERVER, listed(serverColumn));
        named.put(Role.CUT, listed(cutColumn));
        named.put(Role.SECONDS, secondsColumns);
        named.put(Role.RATE, listed(rateColumn));
        named.put(Role.JOULES, joulesColumns);
        named.put(Role.WATTS, listed(wattsColumn));
        named.put(Role.ACCURACY, listed(accuracyColumn));
        named.put(Role.LOSS, listed(lossColumn));
        for (Map.Entry<Role, List<String>> each : named.entrySet()) {
            columns = each.getValue().isEmpty() ? columns : columns.with(each.getKey(), each.getValue());
        }
        for (Optional<Unit> unit : List.of(
                ImportSource.unit(spec, "--time-unit", timeUnit, Unit.Dimension.TIME),
                ImportSource.unit(spec, "--power-unit", powerUnit, Unit.Dimension.POWER),
                ImportSource.unit(spec, "--energy-unit", energyUnit, Unit.Dimension.ENERGY))) {
            columns = unit.isPresent() ? columns.withUnit(unit.get()) : columns;
        }
        return columns;
    }

    private static List<String> listed(@Nullable String column) {
        return column == null ? List.of() : List.of(column);
    }
}
