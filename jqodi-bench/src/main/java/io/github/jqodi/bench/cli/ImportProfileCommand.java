package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.profile.KinetoTrace;
import io.github.jqodi.estimators.profile.LayerColumns;
import io.github.jqodi.estimators.profile.LayerColumns.Role;
import io.github.jqodi.estimators.profile.LayerProfile;
import io.github.jqodi.estimators.profile.LayerTimeTable;
import io.github.jqodi.estimators.profile.ModuleTimeTree;
import io.github.jqodi.estimators.profile.ProfileCompletion;
import io.github.jqodi.estimators.text.Unit;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import profile}. */
@Command(
        name = "profile",
        description = "Prints measured times of layers as profiled costs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "FILE is one of these, told by what it holds.",
            "- A CSV with a header, a row for each layer, node, precision and batch; --batch-size takes the rows of one size, as a scenario has one. Columns are found by their usual names or named by the options; repeats are brought to their median.",
            "- A trace of the PyTorch profiler: with torch.profiler.profile() as prof: train(); prof.export_chrome_trace('trace.json.gz').",
            "- A tree of torchprof: with torchprof.Profile(model, use_cuda=True) as prof: model(x); print(prof.display(show_events=False)).",
            "TensorRT and AI Hub have kinds of their own.",
            "",
            "Where MACs and bytes of layers are told, by columns of the table or by --part, layers that lack a time on a node that has others are predicted by seconds = fixed + a*MACs + b*bytes, fitted to that node; notes tell its error on layers held back, and each predicted time with an interval."
        })
final class ImportProfileCommand implements Callable<Integer> {
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The times, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--model", paramLabel = "NAME", description = "Of the model. Default: the file's name.")
    private @Nullable String model;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "device",
            description = "Device or server, where no column tells it. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String node;

    @Option(names = "--model-column", paramLabel = "C", description = "Models, of a table of several.")
    private @Nullable String modelColumn;

    @Option(names = "--layer-column", paramLabel = "C", description = "Names of layers.")
    private @Nullable String layerColumn;

    @Option(names = "--forward-column", paramLabel = "C", description = "Times of forward passes.")
    private @Nullable String forwardColumn;

    @Option(names = "--backward-column", paramLabel = "C", description = "Times of backward passes.")
    private @Nullable String backwardColumn;

    @Option(names = "--node-column", paramLabel = "C", description = "Devices and servers.")
    private @Nullable String nodeColumn;

    @Option(names = "--precision-column", paramLabel = "C", description = "Precisions, as fp16, int8 or w8a16.")
    private @Nullable String precisionColumn;

    @Option(names = "--batch-column", paramLabel = "C", description = "Samples that were measured together.")
    private @Nullable String batchColumn;

    @Option(names = "--macs-column", paramLabel = "C", description = "Multiply-adds of a pass.")
    private @Nullable String macsColumn;

    @Option(names = "--bytes-column", paramLabel = "C", description = "Bytes a pass reads and writes.")
    private @Nullable String bytesColumn;

    @Option(names = "--time-unit", paramLabel = "U", description = "us, ms or s, where the header does not say.")
    private @Nullable String timeUnit;

    @Mixin
    private final SeparatorOption separator = new SeparatorOption();

    @Option(
            names = "--span",
            paramLabel = "TEXT",
            description = "Of a trace: the annotation to take, by a part of its name; the last of them counts.")
    private @Nullable String span;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description =
                    "Samples of a pass. Default: one; of a table with a column of batches, the size it was measured at, to be chosen where there are several.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--part",
            paramLabel = "FILE",
            description = "A part with the model's layers, as of 'jqodi import onnx': tells MACs and bytes by name.")
    private @Nullable String part;

    ImportProfileCommand(Streams streams) {
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        check(new Usage(spec));
        LayerColumns columns = columns();
        char sign = separator.sign();
        List<Layer> layers = part == null ? List.of() : source.read(part, (start, in) -> layers(in));
        LayerProfile profile = source.read(file, (start, in) -> {
            LayerProfile read = read(start, in, columns, sign);
            return ProfileCompletion.completed(part == null ? read : read.withWorkOf(layers));
        });
        source.print(file, profile, model);
        return ExitStatus.DONE;
    }

    private void check(Usage usage) {
        usage.check(model, value -> Check.name("--model", value));
        usage.check(node, value -> Check.name("--node", value));
        usage.check(batchSize, value -> Check.between("--batch-size", value, 1, Integer.MAX_VALUE));
    }

    private LayerProfile read(String start, InputStream in, LayerColumns columns, char sign) throws IOException {
        boolean isJson =
                start.stripLeading().startsWith("{") || start.stripLeading().startsWith("[");
        if (start.contains("\"averageMs\"")) {
            throw new IllegalArgumentException("is a profile of TensorRT; read it with 'jqodi import trtexec'");
        }
        if (start.contains("inference_time_milliseconds")) {
            throw new IllegalArgumentException("is a file of AI Hub; read it with 'jqodi import aihub'");
        }
        if (start.contains("\"inbounds\"")) {
            throw new IllegalArgumentException("is a graph without times; read it with 'jqodi import pytorch'");
        }
        if (isJson || start.startsWith("\u001f")) {
            return KinetoTrace.read(
                    in,
                    node,
                    Optional.ofNullable(span),
                    batchSize == null ? OptionalInt.empty() : OptionalInt.of(batchSize));
        }
        LayerProfile profile = ModuleTimeTree.recognises(start)
                ? ModuleTimeTree.read(in, node)
                : LayerTimeTable.read(in, sign, columns, node);
        return batchSize == null ? profile : profile.ofBatches(batchSize);
    }

    /** The layers of the part's model of the name given, or of its only one. */
    private List<Layer> layers(InputStream in) throws IOException {
        ScenarioPart described = ScenarioPart.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        List<String> models = described.names("models").stream()
                .filter(name -> model == null || name.equals(model))
                .toList();
        if (models.size() != 1) {
            throw new IllegalArgumentException("holds " + models.size() + " models"
                    + (model == null ? "; state --model" : " named '" + model + "'"));
        }
        return described.layers(models.get(0));
    }

    private LayerColumns columns() {
        LayerColumns columns = LayerColumns.DEFAULT;
        for (Map.Entry<Role, String> named : named().entrySet()) {
            columns = columns.with(named.getKey(), named.getValue());
        }
        return ImportSource.unit(spec, "--time-unit", timeUnit, Unit.Dimension.TIME)
                .map(columns::withTimeUnit)
                .orElse(columns);
    }

    private Map<Role, String> named() {
        Map<Role, String> named = new LinkedHashMap<>();
        put(named, Role.MODEL, modelColumn);
        put(named, Role.LAYER, layerColumn);
        put(named, Role.FORWARD, forwardColumn);
        put(named, Role.BACKWARD, backwardColumn);
        put(named, Role.NODE, nodeColumn);
        put(named, Role.PRECISION, precisionColumn);
        put(named, Role.BATCH, batchColumn);
        put(named, Role.MACS, macsColumn);
        put(named, Role.BYTES, bytesColumn);
        return named;
    }

    private static void put(Map<Role, String> named, Role role, @Nullable String column) {
        if (column != null) {
            named.put(role, column);
        }
    }
}
