package io.github.jqodi.bench.study;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.FigureTable;
import io.github.jqodi.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures every figure the project publishes and prints them beside their bars, all in one run of one machine.
 *
 * <p>Run {@code java -Xms4g -Xmx4g -Xmn2g -XX:+UseParallelGC -cp jqodi-bench/target/benchmarks.jar
 * io.github.jqodi.bench.study.BenchTable --out DIR [--quick] [--peer-seconds N]}. It takes the better part of an hour, most of
 * it waiting for peers that reach their limit of 60 seconds; {@code --quick} takes some minutes, leaves out the large classes
 * and cuts peers off after 2 seconds.
 */
public final class BenchTable {
    private static final int TRIAD_ELEMENTS = 16_000_000;

    private BenchTable() {}

    /**
     * Measures, prints the table, and writes it as Markdown, CSV and JSON where a folder is given.
     *
     * @param args {@code --out DIR}, {@code --quick}, {@code --peer-seconds N}
     * @throws IOException if the files cannot be written
     */
    public static void main(String[] args) throws IOException {
        List<String> arguments = Arrays.asList(args);
        boolean quick = arguments.contains("--quick");
        Optional<String> folder = after(arguments, "--out");
        int seconds = Integer.parseInt(after(arguments, "--peer-seconds").orElse(quick ? "2" : "60"));
        FigureTable table = measure(quick, Duration.ofSeconds(seconds));
        System.out.print(table.text());
        if (folder.isPresent()) {
            table.write(Path.of(folder.get()), "bench");
        }
        System.out.flush();
    }

    private static Optional<String> after(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at >= 0 && at + 1 == arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
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
