package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi scenarios}. */
@Command(
        name = "scenarios",
        description = "Lists the bundled scenarios, or prints one as a scenario file.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ScenariosCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The one to print.")
    private @Nullable String name;

    ScenariosCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (name == null) {
            list();
        } else {
            print(name);
        }
        return ExitStatus.DONE;
    }

    private void print(String wanted) throws IOException {
        if (!BundledScenarios.names().contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + wanted + "' is no bundled scenario. "
                            + KnownNames.of(BundledScenarios.names()).advice(wanted));
        }
        try (InputStream in = BundledScenarios.open(wanted)) {
            streams.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void list() {
        TextTable table = new TextTable("name", ">models", ">widths", ">servers", ">deadline s", "about");
        for (String each : BundledScenarios.names()) {
            Scenario scenario = new Inputs(streams.in()).scenario(each).scenario();
            table.row(
                    each,
                    Integer.toString(scenario.models().size()),
                    Integer.toString(scenario.quantizations().size()),
                    Integer.toString(scenario.edgeServers().size()),
                    PlanText.plain(scenario.target().deadlineSeconds()),
                    scenario.notes().isEmpty() ? "" : scenario.notes().get(0));
        }
        streams.out().print(table);
    }
}
