package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Metric;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final OnnxInput input = new OnnxInput();

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
        check(new Usage(spec));
        String chosen = name == null ? OnnxInput.nameOf(file) : name;
        ScenarioPart part = withMetric(chosen, input.part(file, chosen, samples, streams));
        streams.out().print(part.toJson());
        return ExitStatus.DONE;
    }

    private void check(Usage usage) {
        usage.check(name, value -> Check.name("--name", value));
        usage.check(loss, value -> Metric.LOSS.check("--loss", value));
        usage.check(accuracy, value -> Metric.ACCURACY.check("--accuracy", value));
    }

    private ScenarioPart withMetric(String chosen, ScenarioPart part) {
        if (loss != null) {
            return part.withMetric(chosen, Metric.LOSS, loss)
                    .withNote(chosen + ": the loss before training was given by hand");
        }
        return accuracy == null
                ? part
                : part.withMetric(chosen, Metric.ACCURACY, accuracy)
                        .withNote(chosen + ": the accuracy before training was given by hand");
    }
}
