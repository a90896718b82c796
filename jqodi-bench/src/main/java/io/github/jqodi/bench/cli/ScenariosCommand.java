package io.github.jqodi.bench.cli;

import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.scenario.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jqodi scenarios}. */
@Command(
        name = "scenarios",
        description = "Lists the bundled scenarios.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ScenariosCommand implements Callable<Integer> {
    private final Streams streams;

    ScenariosCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable("name", ">models", ">widths", ">servers", ">deadline s", "about");
        for (String name : BundledScenarios.names()) {
            Scenario scenario = new Inputs(streams.in()).scenario(name).scenario();
            table.row(
                    name,
                    Integer.toString(scenario.models().size()),
                    Integer.toString(scenario.bitWidths().size()),
                    Integer.toString(scenario.edgeServers().size()),
                    Double.toString(scenario.target().deadlineSeconds()),
                    scenario.notes().isEmpty() ? "" : scenario.notes().get(0));
        }
        streams.out().print(table);
        return ExitStatus.DONE;
    }
}
