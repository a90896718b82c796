package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.onnx.OnnxFormatException;
import io.github.jqodi.estimators.onnx.OnnxModel;
import io.github.jqodi.estimators.onnx.OnnxNetwork;
import io.github.jqodi.estimators.onnx.OnnxOptions;
import io.github.jqodi.json.ScenarioPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of commands that read an ONNX file, and the part of a scenario that it gives. */
final class OnnxInput {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

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

    /**
     * Reads the model of a file; what was assumed is told on standard error.
     *
     * @param file of the model
     * @param name of the model
     * @param samples that the shapes of the file hold
     */
    ScenarioPart part(Path file, String name, int samples, Streams streams) {
        OnnxOptions options = options(samples);
        OnnxModel model = model(file);
        OnnxNetwork network = network(file, model, options);
        network.warnings()
                .forEach(warning -> streams.err().println("warning: " + warning.kind() + ": " + warning.text()));
        return part(file, name, model, network);
    }

    private OnnxOptions options(int samples) {
        try {
            OnnxOptions options = OnnxOptions.DEFAULT.withSamples(samples);
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

    private static OnnxModel model(Path file) {
        try {
            return OnnxModel.read(file);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + IoReason.text(e));
        } catch (OnnxFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    private OnnxNetwork network(Path file, OnnxModel model, OnnxOptions options) {
        try {
            return model.network(options);
        } catch (OnnxFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), Text.escaped("--" + e.field() + " " + e.problem()));
        }
    }

    private static ScenarioPart part(Path file, String chosen, OnnxModel model, OnnxNetwork network) {
        ScenarioPart part = ScenarioPart.EMPTY
                .withNote(chosen + ": layers counted from the ONNX graph in " + file.getFileName() + ", "
                        + Text.shortest(network.macs()) + " MACs, " + Text.shortest(network.parameters())
                        + " parameters"
                        + (model.producer().isEmpty() ? "" : ", written by " + Text.escaped(model.producer())))
                .withInput(network.inputElements(), network.inputBits())
                .withModel(chosen, network.layers(), network.cuts());
        for (var warning : network.warnings()) {
            part = part.withNote(chosen + ": " + warning.text());
        }
        return part;
    }

    static String nameOf(Path file) {
        String whole = String.valueOf(file.getFileName());
        return whole.endsWith(".onnx") && whole.length() > 5 ? whole.substring(0, whole.length() - 5) : whole;
    }
}
