package io.github.jqodi.bench.cli;

import io.github.jqodi.bench.study.EndToEnd;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jqodi bench}. */
@Command(
        name = "bench",
        description = {
            "Measures from problem to proven plan how much longer a straightforward solver takes that fills every table, on generated problems of each size class, both in turn on this machine.",
            "",
            "The whole table of figures needs other people's solvers, which this jar leaves out:",
            "java -Xms4g -Xmx4g -Xmn2g -XX:+UseParallelGC",
            "  -cp jqodi-bench/target/benchmarks.jar",
            "  io.github.jqodi.bench.study.BenchTable --out DIR"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class BenchCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--quick", description = "The smaller size classes and fewer rounds.")
    private boolean quick;

    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "text (a table in Markdown), json or csv; columns what, detail, value, bound, atLeast, atMost,"
                            + " stretch, unit, reached.")
    private TableFormat format = TableFormat.text;

    BenchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        EndToEnd measured = ProgressLine.during(streams, "bench", () -> EndToEnd.measure(quick));
        streams.out()
                .print(
                        switch (format) {
                            case text -> measured.text();
                            case json -> measured.json();
                            case csv -> measured.csv();
                        });
        streams.out().flush();
        return ExitStatus.DONE;
    }
}
