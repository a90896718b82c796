package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.onnx.OnnxFormatException;
import io.github.jqodi.estimators.onnx.OnnxModel;
import io.github.jqodi.estimators.onnx.OnnxNetwork;
import io.github.jqodi.estimators.onnx.OnnxOptions;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import onnx}. */
@Command(
        name = "onnx",
        description =
                "Prints the model in an ONNX file: blocks with multiply-adds, weights and outputs, cut where one tensor crosses.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "From PyTorch: torch.onnx.export(model, (sample,), 'model.onnx'). From TensorFlow or Keras: python -m tf2onnx.convert --saved-model DIR --output model.onnx. Weights are not needed; files without them, or with their data elsewhere, are read too.",
            "",
            "A size of a first axis that the file leaves open is a batch of 1; any other one is asked for. Counted are convolutions, products of matrices, recurrent layers and attention, 1 MAC = 2 FLOP. What was assumed or could not be counted is said on standard error."
        })
final class ImportOnnxCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1", paramLabel = "FILE", description = "The model.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Of the model. Default: the file's, without its ending.")
    private @Nullable String name;

    @Option(
            names = "--dim",
            paramLabel = "NAME=N",
            description = "A number for a size that the file names, such as sequence_length=128. May be repeated.")
    private Map<String, Long> dimensions = Map.of();

    @Option(
            names = "--shape",
            paramLabel = "INPUT=AxBxC",
            description = "The shape of an input, in place of the file's. May be repeated.")
    private Map<String, String> shapes = Map.of();

    @Option(
            names = "--both-sides",
            paramLabel = "INPUT",
            description =
                    "An input at hand on both sides of a cut, such as a mask: it does not cross. May be repeated.")
    private List<String> bothSides = List.of();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many samples the shapes hold; what is printed is per sample. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(names = "--loss", paramLabel = "L", description = "Of the model before training.")
    private @Nullable Double loss;

    @Option(names = "--accuracy", paramLabel = "A", description = "Of the model before training, in place of a loss.")
    private @Nullable Double accuracy;

    ImportOnnxCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (loss != null && accuracy != null) {
            throw new ParameterException(spec.commandLine(), "--loss and --accuracy exclude each other");
        }
        OnnxOptions options = options();
        OnnxModel model = model();
        OnnxNetwork network = network(model, options);
        ScenarioPart part = part(model, network);
        network.warnings()
                .forEach(warning -> streams.err().println("warning: " + warning.kind() + ": " + warning.text()));
        streams.out().print(part.toJson());
        return ExitStatus.DONE;
    }

    private OnnxOptions options() {
        try {
            OnnxOptions options = OnnxOptions.NONE.withSamples(samples);
            for (var dimension : dimensions.entrySet()) {
                options = options.withDimension(dimension.getKey(), dimension.getValue());
            }
            for (var shape : shapes.entrySet()) {
                options = options.withShape(shape.getKey(), sizes(shape.getValue()));
            }
            for (String input : bothSides) {
                options = options.withBothSides(input);
            }
            return options;
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), Text.escaped("--" + e.field() + " " + e.problem()));
        }
    }

    private long[] sizes(String shape) {
        if (!shape.matches("[0-9]{1,12}(x[0-9]{1,12})*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--shape takes sizes joined by x, such as 1x3x224x224, not '" + Text.shown(shape) + "'");
        }
        return List.of(shape.split("x", -1)).stream().mapToLong(Long::parseLong).toArray();
    }

    private OnnxModel model() {
        try {
            return OnnxModel.read(file);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e);
        } catch (OnnxFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    private OnnxNetwork network(OnnxModel model, OnnxOptions options) {
        try {
            return model.network(options);
        } catch (OnnxFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), Text.escaped("--" + e.field() + " " + e.problem()));
        }
    }

    private ScenarioPart part(OnnxModel model, OnnxNetwork network) {
        String chosen = name == null ? withoutEnding(file) : name;
        ScenarioPart part = ScenarioPart.EMPTY
                .withNote(chosen + ": layers counted from the ONNX graph in " + file.getFileName() + ", "
                        + Text.number(network.macs()) + " MACs, " + Text.number(network.parameters()) + " parameters"
                        + (model.producer().isEmpty() ? "" : ", written by " + Text.escaped(model.producer())))
                .withInput(network.inputElements(), network.inputBits())
                .withModel(chosen, network.layers(), network.cuts());
        for (var warning : network.warnings()) {
            part = part.withNote(chosen + ": " + warning.text());
        }
        if (loss != null) {
            return part.withMetric(chosen, Metric.LOSS, loss)
                    .withNote(chosen + ": the loss before training was given by hand");
        }
        return accuracy == null
                ? part
                : part.withMetric(chosen, Metric.ACCURACY, accuracy)
                        .withNote(chosen + ": the accuracy before training was given by hand");
    }

    private static String withoutEnding(Path file) {
        String whole = String.valueOf(file.getFileName());
        return whole.endsWith(".onnx") && whole.length() > 5 ? whole.substring(0, whole.length() - 5) : whole;
    }
}
