package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.estimators.assemble.AssembledScenario;
import io.github.jqodi.estimators.assemble.ScenarioAssembly;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.estimators.bandwidth.TraceColumns;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.zoo.ReadyNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code assemble} that describe models, nodes, links and the workload, as parts of a scenario. */
final class AssemblyWorld {
    private static final Map<String, String> OPTIONS = Map.of(
            "target", "--deadline and --target-loss or --target-accuracy",
            "models", "--model",
            "device", "--device",
            "cloud", "--cloud",
            "edgeServers", "--server",
            "workload", "--samples");

    @Option(
            names = "--model",
            paramLabel = "[NAME=]SOURCE",
            description =
                    "An ONNX file, a network of the zoo ('jqodi import zoo' lists them), or a part of a scenario that holds models. NAME renames its only model. Repeatable.")
    private List<String> models = new ArrayList<>();

    @Mixin
    private final OnnxInput onnx = new OnnxInput();

    @Option(
            names = "--loss",
            paramLabel = "[MODEL=]L",
            description =
                    "Of a model before training, at full precision. Default: the mean first loss of its past runs. Repeatable.")
    private List<String> losses = new ArrayList<>();

    @Option(names = "--accuracy", paramLabel = "[MODEL=]A", description = "In its place, where the target is one.")
    private List<String> accuracies = new ArrayList<>();

    @Option(
            names = "--part",
            paramLabel = "FILE",
            description = "A part of a scenario, as 'jqodi import' prints it; - for standard input. Repeatable.")
    private List<String> parts = new ArrayList<>();

    @Option(
            names = "--device",
            paramLabel = NodeText.FORM,
            description = "The device. Utilization of the peak: 0.1 where left out.")
    private @Nullable String device;

    @Option(names = "--server", paramLabel = NodeText.FORM, description = "An edge server. Repeatable.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--cloud",
            paramLabel = NodeText.FORM,
            description = "The cloud. Needed where it computes something.")
    private @Nullable String cloud;

    @Option(
            names = "--device-link",
            paramLabel = LinkText.FORM,
            description =
                    "Between server and device: wifi, lte, ethernet or wan; Mbit/s towards the device and back, left out where --bandwidth gives a trace; latency.")
    private List<String> deviceLinks = new ArrayList<>();

    @Option(
            names = "--cloud-link",
            paramLabel = LinkText.FORM,
            description = "Between cloud and server, in the same way.")
    private List<String> cloudLinks = new ArrayList<>();

    @Option(
            names = "--bandwidth",
            paramLabel = "FILE[:COLUMN][@SERVER]",
            description =
                    "Recorded rates of the device link of a server, or of all: 'jqodi import trace --help' says which files. Integrated over the epochs of the scenario's own plan. Repeatable.")
    private List<String> bandwidth = new ArrayList<>();

    @Option(
            names = "--samples",
            paramLabel = "TRAINING[/VALIDATION]",
            description = "Of an epoch. Default: those of the past runs.")
    private @Nullable String samples;

    @Option(names = "--batch-size", paramLabel = "N", description = "Samples of a batch. Default: one batch an epoch.")
    private @Nullable Integer batchSize;

    /** What to give, for fields of a scenario that are missing. */
    static String advice(List<String> missing) {
        return "missing: "
                + String.join(
                        "; ",
                        missing.stream()
                                .map(field ->
                                        field + ", given by " + OPTIONS.getOrDefault(field, "--part") + " or a --part")
                                .toList());
    }

    /**
     * All that is described, a part for each option.
     *
     * @param isTurned whether accuracies become losses, one less each
     */
    List<ScenarioPart> parts(Streams streams, boolean isTurned) {
        List<ScenarioPart> all = new ArrayList<>();
        models.forEach(source -> all.add(model(source, streams)));
        parts.forEach(file -> all.add(read(file, streams)));
        losses.forEach(text -> all.add(metric(all, text, Metric.LOSS, false)));
        accuracies.forEach(text -> all.add(metric(all, text, isTurned ? Metric.LOSS : Metric.ACCURACY, isTurned)));
        nodes(all);
        links(all, deviceLinks, "device-link", this::isTraced, ScenarioPart.EMPTY::withDeviceLink);
        links(all, cloudLinks, "cloud-link", server -> false, ScenarioPart.EMPTY::withCloudLink);
        workload(all);
        return all;
    }

    /** The model of an argument, under the name before its first '=' if there is one; a path may hold an '=' after a '/'. */
    private ScenarioPart model(String argument, Streams streams) {
        int equals = argument.indexOf('=');
        boolean isNamed = equals > 0 && argument.lastIndexOf('/', equals) < 0;
        return isNamed
                ? model(argument.substring(equals + 1), Optional.of(argument.substring(0, equals)), streams)
                : model(argument, Optional.empty(), streams);
    }

    private ScenarioPart model(String source, Optional<String> name, Streams streams) {
        if (source.endsWith(".onnx")) {
            return onnx.part(Path.of(source), name.orElseGet(() -> OnnxInput.nameOf(Path.of(source))), 1, streams);
        }
        ScenarioPart part = ReadyNetwork.names().contains(source)
                ? ImportZooCommand.part(ReadyNetwork.named(source, OptionalInt.empty()))
                : read(source, streams);
        return name.map(given -> RenamedModel.in(part, source, given)).orElse(part);
    }

    private static ScenarioPart read(String file, Streams streams) {
        try {
            byte[] bytes = file.equals("-") ? streams.in().readAllBytes() : Files.readAllBytes(Path.of(file));
            return ScenarioPart.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException(file + ": cannot be read: " + IoReason.text(e));
        } catch (JsonFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    static List<String> names(List<ScenarioPart> all, String field) {
        return all.stream()
                .flatMap(part -> part.names(field).stream())
                .distinct()
                .toList();
    }

    /** What one model reaches, or all do. */
    private static ScenarioPart metric(List<ScenarioPart> all, String text, Metric metric, boolean isTurned) {
        int equals = text.lastIndexOf('=');
        double stated = NumberText.of(text.substring(equals + 1));
        double value = isTurned ? 1 - stated : stated;
        List<String> named = equals < 0 ? names(all, "models") : List.of(text.substring(0, equals));
        ScenarioPart part = ScenarioPart.EMPTY;
        for (String model : named) {
            part = part.withMetric(model, metric, value)
                    .withNote(metric.label() + " of " + model + " before training: as stated");
        }
        return part;
    }

    private void nodes(List<ScenarioPart> all) {
        if (device != null) {
            NodeText node = NodeText.of(device);
            all.add(noted(
                    node,
                    ScenarioPart.EMPTY.withDevice(node.preset()
                            .device(node.utilization())
                            .withPower(node.power())
                            .withName(node.name()))));
        }
        for (String server : servers) {
            NodeText node = NodeText.of(server);
            EdgeServer described = EdgeServer.builder(node.name())
                    .processor(node.preset().processor(node.utilization()))
                    .power(node.power())
                    .memoryBytes(node.preset().memoryBytes())
                    .build();
            all.add(noted(node, ScenarioPart.EMPTY.withServer(described)));
        }
        if (cloud != null) {
            NodeText node = NodeText.of(cloud);
            all.add(noted(
                    node,
                    ScenarioPart.EMPTY.withCloud(
                            new Cloud(node.name(), node.preset().processor(node.utilization()), node.power()))));
        }
    }

    private boolean isTraced(String server) {
        return bandwidth.stream()
                .map(TraceSource::of)
                .anyMatch(source -> source.link().isEmpty() || source.link().equals(server));
    }

    /** The assembly with recorded rates of device links. */
    ScenarioAssembly withBandwidth(ScenarioAssembly assembly, List<String> known, Streams streams) {
        ScenarioAssembly fuller = assembly;
        for (String argument : bandwidth) {
            TraceSource source = TraceSource.of(argument);
            List<String> played = source.link().isEmpty() ? known : List.of(source.link());
            BandwidthTrace trace = source.read(streams, TraceColumns.DEFAULT);
            for (String server : played) {
                fuller = fuller.withBandwidth(
                        server, trace, HistoryText.of(source.file()).source());
            }
        }
        return fuller;
    }

    private static ScenarioPart noted(NodeText node, ScenarioPart part) {
        ScenarioPart noted = part.withNote(node.source());
        return node.isAssumed()
                ? noted.withNote(
                        AssembledScenario.ASSUMED + "utilization of " + node.name() + ", none is stated; no idle power")
                : noted.withNote(AssembledScenario.ASSUMED + "no idle power of " + node.name());
    }

    private static void links(
            List<ScenarioPart> all,
            List<String> texts,
            String option,
            Predicate<String> traced,
            BiFunction<String, Link, ScenarioPart> part) {
        for (String text : texts) {
            LinkText link = LinkText.of(text);
            for (String server : serversOf(link, names(all, "edgeServers"), "--" + option + " '" + text + "'")) {
                if (link.isWithoutRate() && !traced.test(server)) {
                    throw new IllegalArgumentException("--" + option + " '" + text
                            + "' must state its rates, as in " + LinkText.EXAMPLE
                            + (option.equals("device-link") ? ", or --bandwidth give a trace of them" : ""));
                }
                all.add(described(link, server, option.replace('-', ' '), part.apply(server, link.link())));
            }
        }
    }

    private static List<String> serversOf(LinkText link, List<String> known, String told) {
        List<String> named = link.server().map(List::of).orElse(known);
        if (named.isEmpty() || !known.containsAll(named)) {
            throw new IllegalArgumentException(told + " must be that of a server. "
                    + KnownNames.of(known).advice(link.server().orElse("")));
        }
        return named;
    }

    private static ScenarioPart described(LinkText link, String server, String kind, ScenarioPart part) {
        ScenarioPart noted = part.withNote(kind + " of " + server + ": " + link.source());
        return link.isWithoutLatency()
                ? noted.withNote(AssembledScenario.ASSUMED + "no latency of the " + kind + " of " + server)
                : noted;
    }

    private void workload(List<ScenarioPart> all) {
        if (samples != null) {
            String[] counts = samples.split("/", 2);
            ScenarioPart part = ScenarioPart.EMPTY
                    .withTrainSamples(NumberText.of(counts[0]))
                    .withNote("samples of an epoch: as stated");
            all.add(counts.length < 2 ? part : part.withValidationSamples(NumberText.of(counts[1])));
        }
        if (batchSize != null) {
            all.add(ScenarioPart.EMPTY.withBatchSize(batchSize));
        }
    }
}
