package io.github.jqodi.bench.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jqodi completion}. */
@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete commands and options.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "In bash, and in zsh after 'autoload -U bashcompinit; bashcompinit':",
            "  jqodi() { java -jar /path/to/jqodi.jar \"$@\"; }",
            "  source <(jqodi completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        streams.out().print(AutoComplete.bash("jqodi", spec.root().commandLine()));
        streams.out().flush();
        return ExitStatus.DONE;
    }
}
