package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.FigureTable;
import io.github.jqodi.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the table of figures in this module's README and prints them beside their bars, all in one run of one machine:
 * agreement, peers, whole solves, cost tables, the tree, solving again, spread, structured data. Fleets, estimators, regret and
 * replays have programs of their own.
 *
 * <p>Run {@code java -Xms4g -Xmx4g -Xmn2g -XX:+UseParallelGC -cp jqodi-bench/target/benchmarks.jar
 * io.github.jqodi.bench.study.BenchTable --out DIR}. It takes the better part of an hour, most of it waiting for peers that reach
 * their limit of 60 seconds; {@code --quick} takes some minutes, leaves out the large classes and cuts peers off after 2 seconds.
 */
@Command(
        description = "Measures the table of figures and prints them beside their bars.",
        mixinStandardHelpOptions = true,
        footer = {"", "Measure with -Xms4g -Xmx4g -Xmn2g -XX:+UseParallelGC before -cp."})
public final class BenchTable implements Callable<Integer> {
    private static final int TRIAD_ELEMENTS = 16_000_000;

    private static final int PEER_SECONDS = 60;
    private static final int QUICK_PEER_SECONDS = 2;

    private final PrintStream out;

    @Option(names = "--out", paramLabel = "DIR", description = "Where bench.md, bench.csv and bench.json are written.")
    private @Nullable Path folder;

    @Option(names = "--quick", description = "Leaves out the large classes and takes fewer seeds and rounds.")
    private boolean quick;

    @Option(
            names = "--peer-seconds",
            paramLabel = "N",
            converter = Values.Positive.class,
            description = "When a peer is cut off. Default: 60, with --quick 2.")
    private @Nullable Integer peerSeconds;

    BenchTable(PrintStream out) {
        this.out = out;
    }

    /**
     * Measures, prints the table, and writes it as Markdown, CSV and JSON where a folder is given.
     *
     * @param args {@code --out DIR}, {@code --quick}, {@code --peer-seconds N}
     */
    public static void main(String[] args) {
        Program.main(BenchTable::new, args);
    }

    @Override
    public Integer call() throws IOException {
        FigureTable table = measure(quick, Duration.ofSeconds(peerSeconds()));
        out.print(table.text());
        if (folder != null) {
            table.write(folder, "bench");
        }
        return Program.DONE;
    }

    private int peerSeconds() {
        if (peerSeconds != null) {
            return peerSeconds;
        }
        return quick ? QUICK_PEER_SECONDS : PEER_SECONDS;
    }

    private static FigureTable measure(boolean quick, Duration peerLimit) {
        double triad = Machine.triadBytesPerSecond(quick ? TRIAD_ELEMENTS / 4 : TRIAD_ELEMENTS, 10);
        List<Figure> figures = new ArrayList<>();
        add(figures, SolveFigures.agreement(quick));
        add(figures, PeerFigures.all(quick, peerLimit));
        add(figures, SolveFigures.endToEnd(quick));
        add(figures, CellFigures.all(quick));
        add(figures, TreeFigures.all(quick, triad));
        add(figures, RepeatFigures.all(quick));
        add(figures, SolveFigures.spread(quick));
        add(figures, SolveFigures.structured());
        Map<String, String> facts = Machine.facts();
        facts.put("triadBytesPerSecond", String.format(Locale.ROOT, "%.3g", triad));
        facts.put("peerLimitSeconds", String.valueOf(peerLimit.toSeconds()));
        facts.put("seeds", "instances 1, agreement and spread from 0");
        return new FigureTable(facts, figures);
    }

    /** Says what is done, for a run that takes long. */
    private static void add(List<Figure> figures, Figure figure) {
        add(figures, List.of(figure));
    }

    private static void add(List<Figure> figures, List<Figure> more) {
        figures.addAll(more);
        more.forEach(f -> System.err.println(f.what() + ": " + f.detail() + ": " + f.valueText() + " " + f.reached()));
    }
}
