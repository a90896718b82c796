package io.github.jqodi.bench.study;

import io.github.jqodi.bench.jmh.TreeBenchmark;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.tree.PathTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Figures of Algorithm 1's explicit tree: 2 servers, 4 cuts, 7 epochs, 2.4 million vertices. */
final class TreeFigures {
    private static final int QUICK_EPOCHS = 6;
    private static final int ROUNDS = 9;
    /** Trees of arrays take milliseconds; only after so many are their loops compiled, as those of the peers are after one. */
    private static final int WARMUP = 100;

    private TreeFigures() {}

    /**
     * Measures the tree beside its peers.
     *
     * @param quick one level less
     * @param triad bytes a second of this machine
     */
    static List<Figure> all(boolean quick, double triad) {
        TreeBenchmark benchmark = new TreeBenchmark();
        if (quick) {
            benchmark.epochs = QUICK_EPOCHS;
        }
        try {
            benchmark.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < WARMUP; i++) {
            benchmark.arrays();
        }
        PathTree tree = benchmark.arrays();
        double[] nanos = Stopwatch.medianNanos(
                2, ROUNDS, List.of(benchmark::arrays, benchmark::hashMapOfObjects, benchmark::jgrapht));
        double states = tree.stateCount();
        double bytesPerSecond = tree.bytes() / (nanos[0] / 1e9);
        String detail =
                String.format(Locale.ROOT, "%.0f vertices, %.0f M vertices a second", states, states / nanos[0] * 1e3);
        return List.of(
                Figure.ratio("explicit tree, faster than a hash map of objects", detail, nanos[1] / nanos[0], 40, 60),
                Figure.ratio("explicit tree, faster than JGraphT", detail, nanos[2] / nanos[0], 350, Double.NaN),
                Figure.atLeast(
                        "explicit tree, part of the triad rate",
                        String.format(Locale.ROOT, "%.2g bytes a second written", bytesPerSecond),
                        100 * bytesPerSecond / triad,
                        45,
                        58,
                        "%"),
                Figure.atMost("explicit tree, bytes a vertex", detail, tree.bytes() / states, 22, "B"));
    }
}
