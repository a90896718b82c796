package io.github.jqodi.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jqodi import}: one command below it for each kind of file. */
@Command(
        name = "import",
        description = "Prints the part of a scenario that a file gives.",
        synopsisSubcommandLabel = "KIND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The part is JSON with some of the fields of a scenario file; 'jqodi assemble --part FILE' takes it. Its notes say where each number comes from."
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The command with those of all kinds. */
    static CommandLine with(Streams streams) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new ImportOnnxCommand(streams))
                .addSubcommand(new ImportProfileCommand(streams))
                .addSubcommand(new ImportTrtexecCommand(streams))
                .addSubcommand(new ImportAihubCommand(streams))
                .addSubcommand(new ImportPytorchCommand(streams))
                .addSubcommand(new ImportTableCommand(streams))
                .addSubcommand(new ImportPowerCommand(streams))
                .addSubcommand(new ImportTraceCommand(streams))
                .addSubcommand(new ImportZooCommand(streams));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "a kind of file is missing; these are "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
