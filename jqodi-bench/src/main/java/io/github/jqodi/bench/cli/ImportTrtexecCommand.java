package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.profile.LayerProfile;
import io.github.jqodi.estimators.profile.Precision;
import io.github.jqodi.estimators.profile.TensorRtProfile;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import trtexec}. */
@Command(
        name = "trtexec",
        description = "Prints the layer profile of a TensorRT engine as profiled costs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "To get FILE: trtexec --onnx=model.onnx --fp16 --exportProfile=FILE --separateProfileRun. What --exportLayerInfo writes holds no times.",
            "",
            "Layers of an engine are fused ones of the model: the layers of the scenario's model have to have their names."
        })
final class ImportTrtexecCommand implements Callable<Integer> {
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The profile, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--model", paramLabel = "NAME", description = "Of the model. Default: the file's name.")
    private @Nullable String model;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "device",
            description = "Device or server the engine ran on. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String node;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "Of the engine, as fp16 or int8. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String precision;

    @Option(names = "--batch-size", paramLabel = "N", description = "Samples of a run. Default: one.")
    private @Nullable Integer batchSize;

    ImportTrtexecCommand(Streams streams) {
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        Usage usage = new Usage(spec);
        usage.check(model, value -> Check.name("--model", value));
        usage.checkPrecision("--precision", precision);
        usage.check(node, value -> Check.name("--node", value));
        usage.check(batchSize, value -> Check.between("--batch-size", value, 1, Integer.MAX_VALUE));
        LayerProfile profile = source.read(
                file,
                (start, in) -> TensorRtProfile.read(
                        in,
                        node,
                        Precision.quantization(precision),
                        batchSize == null ? OptionalInt.empty() : OptionalInt.of(batchSize)));
        source.print(file, profile, model);
        return ExitStatus.DONE;
    }
}
