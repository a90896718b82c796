package io.github.jqodi.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures every figure the project publishes and prints them beside their bars, all in one run of one machine.
 *
 * <p>Run {@code java -Xmx4g -cp jqodi-bench/target/benchmarks.jar io.github.jqodi.bench.study.BenchTable --out DIR [--quick]}.
 * It takes about an hour, most of it waiting for peers that reach their limit of a minute; {@code --quick} takes some
 * minutes, leaves out the large classes and cuts peers off after two seconds.
 */
public final class BenchTable {
    private static final int TRIAD_ELEMENTS = 16_000_000;

    private BenchTable() {}

    /**
     * Measures, prints the table, and writes it as Markdown, CSV and JSON where a folder is given.
     *
     * @param args {@code --out DIR}, {@code --quick}
     * @throws IOException if the files cannot be written
     */
    public static void main(String[] args) throws IOException {
        List<String> arguments = Arrays.asList(args);
        boolean quick = arguments.contains("--quick");
        int out = arguments.indexOf("--out");
        if (out >= 0 && out + 1 == args.length) {
            throw new IllegalArgumentException("--out needs a folder");
        }
        FigureTable table = measure(quick);
        System.out.print(table.text());
        if (out >= 0) {
            table.write(Path.of(args[out + 1]));
        }
        System.out.flush();
    }

    private static FigureTable measure(boolean quick) {
        double triad = Machine.triadBytesPerSecond(quick ? TRIAD_ELEMENTS / 4 : TRIAD_ELEMENTS, 10);
        List<Figure> figures = new ArrayList<>();
        add(figures, SolveFigures.agreement(quick));
        add(figures, PeerFigures.all(quick));
        add(figures, SolveFigures.endToEnd(quick));
        add(figures, CellFigures.all(quick));
        add(figures, TreeFigures.all(quick, triad));
        add(figures, RepeatFigures.all(quick));
        add(figures, SolveFigures.spread(quick));
        add(figures, SolveFigures.structured());
        Map<String, String> facts = Machine.facts();
        facts.put("triadBytesPerSecond", String.format(Locale.ROOT, "%.3g", triad));
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
