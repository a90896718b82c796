package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.estimators.profile.AiHubPerformance;
import io.github.jqodi.estimators.profile.AiHubPerformance.Entry;
import io.github.jqodi.estimators.profile.AiHubPerformance.Performance;
import io.github.jqodi.estimators.profile.Precision;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import aihub}. */
@Command(
        name = "aihub",
        description = "Prints inference times of Qualcomm AI Hub as profiled costs of one block, or lists them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "To get FILE: qai_hub_models/models/NAME/perf.yaml of github.com/quic/ai-hub-models.",
            "",
            "A file holds many devices, runtimes and precisions. Without --device they are listed; of what the options leave open, the fastest runtime of each device, component and precision is taken. The model is one block: all of it runs on a device or a server that was measured."
        })
final class ImportAihubCommand implements Callable<Integer> {
    private static final String BLOCK = "model";

    private final Streams streams;
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The perf.yaml, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--device", paramLabel = "NAME", description = "As the file names it; may be repeated.")
    private List<String> devices = new ArrayList<>();

    @Option(names = "--runtime", paramLabel = "R", description = "As tflite, qnn_dlc or onnx.")
    private @Nullable String runtime;

    @Option(names = "--precision", paramLabel = "P", description = "As float or w8a8.")
    private @Nullable String precision;

    @Option(names = "--component", paramLabel = "C", description = "Part of the model.")
    private @Nullable String component;

    ImportAihubCommand(Streams streams) {
        this.streams = streams;
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        if (devices.isEmpty()) {
            new Usage(spec)
                    .refuse(
                            "is of the times of a --device, which is missing",
                            List.of("--runtime", "--precision", "--component"));
        }
        Performance performance = source.read(file, (start, in) -> AiHubPerformance.read(in));
        if (devices.isEmpty()) {
            list(performance);
            return ExitStatus.DONE;
        }
        List<Entry> chosen = chosen(performance);
        source.print(file, ImportSource.made(file, () -> part(chosen)), notes(performance, chosen));
        return ExitStatus.DONE;
    }

    private static ScenarioPart part(List<Entry> chosen) {
        ScenarioPart part = ScenarioPart.EMPTY.withCosts(AnalyticCosts.DEFAULT.withProfile(
                new Profile(chosen.stream().map(ImportAihubCommand::profiled).toList())));
        for (String model : chosen.stream().map(Entry::component).distinct().toList()) {
            part = part.withModel(model, List.of(new Layer(BLOCK, 0, 0, 0)), List.of(0, 1));
        }
        return part;
    }

    private static ProfiledLayer profiled(Entry entry) {
        ProfiledLayer layer = ProfiledLayer.of(entry.device(), entry.component(), BLOCK, entry.seconds());
        return Precision.quantization(entry.precision())
                .map(layer::withQuantization)
                .orElse(layer);
    }

    /** The fastest runtime for each device, component and precision. */
    private List<Entry> chosen(Performance performance) {
        Map<List<String>, Entry> fastest = new TreeMap<>(Comparator.comparing(List::toString));
        for (Entry entry : performance.entries()) {
            if (devices.contains(entry.device())
                    && is(runtime, entry.runtime())
                    && is(precision, entry.precision())
                    && is(component, entry.component())) {
                fastest.merge(
                        List.of(entry.device(), entry.component(), entry.precision()),
                        entry,
                        (a, b) -> a.seconds() <= b.seconds() ? a : b);
            }
        }
        List<String> known =
                performance.entries().stream().map(Entry::device).distinct().toList();
        for (String device : devices) {
            if (fastest.keySet().stream().noneMatch(key -> key.get(0).equals(device))) {
                throw new BadInputException(file + ": nothing of --device '" + device + "' with these options; "
                        + (known.contains(device)
                                ? "leave out --runtime, --precision or --component"
                                : KnownNames.of(known).advice(device)));
            }
        }
        return List.copyOf(fastest.values());
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private static List<String> notes(Performance performance, List<Entry> chosen) {
        List<String> notes = new ArrayList<>();
        notes.add(performance.entries().size() + " entries of devices and runtimes, " + performance.withoutTime()
                + " without a time; the model is one block, without parameters and outputs.");
        for (Entry entry : chosen) {
            notes.add(entry.component() + " at " + entry.precision() + " on '" + entry.device() + "' by "
                    + entry.runtime() + ": " + Text.number(entry.seconds() * 1e3) + " ms" + memory(entry) + ".");
        }
        return notes;
    }

    private static String memory(Entry entry) {
        return entry.memoryMegabytes()
                .map(range ->
                        ", peak memory from " + Text.number(range.least()) + " to " + Text.number(range.most()) + " MB")
                .orElse("");
    }

    private void list(Performance performance) {
        TextTable table =
                new TextTable("device", "runtime", "precision", "component", ">ms", ">peak MB", ">layers", "unit");
        performance.entries().stream()
                .sorted(Comparator.comparingDouble(Entry::seconds))
                .forEach(entry -> table.row(
                        entry.device(),
                        entry.runtime(),
                        entry.precision(),
                        entry.component(),
                        String.format(Locale.ROOT, "%.3f", entry.seconds() * 1e3),
                        entry.memoryMegabytes()
                                .map(range -> Text.number(range.least()) + "-" + Text.number(range.most()))
                                .orElse(""),
                        entry.layers().containsKey("total")
                                ? String.valueOf(entry.layers().get("total"))
                                : "",
                        entry.computeUnit().orElse("")));
        streams.out().print(table);
    }
}
