package io.github.jqodi.bench.cli;

import io.github.jqodi.Solvers;
import io.github.jqodi.solve.Solver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jqodi solvers}. */
@Command(
        name = "solvers",
        description = "Lists the solvers.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class SolversCommand implements Callable<Integer> {
    private final Streams streams;

    SolversCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable("name", "what it does");
        for (Solver solver : Solvers.all()) {
            table.row(solver.name(), solver.description());
        }
        streams.out().print(table);
        return ExitStatus.DONE;
    }
}
