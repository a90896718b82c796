package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.zoo.ReadyNetwork;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import zoo}. */
@Command(
        name = "zoo",
        description = "Prints a network that comes with the library as a model, or lists them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class)
final class ImportZooCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The one to print.")
    private @Nullable String name;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Length of a text, for networks that take one. Default: " + ReadyNetwork.DEFAULT_TOKENS + ".")
    private @Nullable Integer tokens;

    ImportZooCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (name == null) {
            new Usage(spec).refuse("is of a network, whose NAME is missing", List.of("--tokens"));
            list();
        } else {
            streams.out().print(part(network(name)).toJson());
        }
        return ExitStatus.DONE;
    }

    private ReadyNetwork network(String wanted) {
        if (!ReadyNetwork.names().contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + wanted + "' is no network of the zoo. "
                            + KnownNames.of(ReadyNetwork.names()).advice(wanted));
        }
        try {
            return ReadyNetwork.named(wanted, tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    static ScenarioPart part(ReadyNetwork network) {
        List<Integer> cuts = IntStream.range(1, network.layers().size()).boxed().toList();
        return ScenarioPart.EMPTY
                .withNote(network.name() + ": layers computed from the zoo's description of the network")
                .withInput(network.elements(), network.elementBits())
                .withModel(network.name(), network.layers(), cuts);
    }

    private void list() {
        TextTable table = new TextTable("name", ">blocks", ">MACs", ">parameters");
        for (String each : ReadyNetwork.names()) {
            List<Layer> layers = ReadyNetwork.named(each, OptionalInt.empty()).layers();
            table.row(
                    each,
                    Integer.toString(layers.size()),
                    Text.number(layers.stream().mapToDouble(Layer::macs).sum()),
                    Text.number(layers.stream().mapToDouble(Layer::parameters).sum()));
        }
        streams.out().print(table);
    }
}
