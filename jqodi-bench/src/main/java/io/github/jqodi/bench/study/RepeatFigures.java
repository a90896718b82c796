package io.github.jqodi.bench.study;

import io.github.jqodi.bench.jmh.BatchBenchmark;
import io.github.jqodi.bench.jmh.FrontierBenchmark;
import io.github.jqodi.bench.jmh.ReSolveBenchmark;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of solving again, many devices at once, and every deadline at once. */
final class RepeatFigures {
    private RepeatFigures() {}

    static List<Figure> all(boolean quick) {
        List<Figure> figures = new ArrayList<>();
        List<String> instances = quick
                ? List.of("paper-sta", "paper-var", "medium-sta", "medium-var")
                : List.of("paper-sta", "paper-var", "medium-sta", "medium-var", "large-sta", "large-var", "huge-sta");
        int rounds = quick ? 9 : 25;
        instances.forEach(instance -> figures.add(reSolve(instance, rounds)));
        instances.forEach(instance -> figures.add(frontier(instance, rounds)));
        instances.stream()
                .filter(name -> !name.startsWith("huge"))
                .forEach(instance -> figures.add(batch(instance, rounds / 4 + 1)));
        return figures;
    }

    private static Figure reSolve(String instance, int rounds) {
        ReSolveBenchmark benchmark = new ReSolveBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        // Two solves a piece, so that both meet both states of the link.
        double[] nanos = Stopwatch.medianNanos(
                rounds, rounds, List.of(twice(benchmark::fromScratch), twice(benchmark::prepared)));
        String detail = String.format(
                Locale.ROOT, "%s, %.2f ms beside %.2f from scratch", instance, nanos[1] / 2e6, nanos[0] / 2e6);
        return Figure.ratio("after one link changed, faster than from scratch", detail, nanos[0] / nanos[1], 1, 10);
    }

    private static Runnable twice(Runnable work) {
        return () -> {
            work.run();
            work.run();
        };
    }

    private static Figure frontier(String instance, int rounds) {
        FrontierBenchmark benchmark = new FrontierBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        double[] nanos =
                Stopwatch.medianNanos(rounds, rounds, List.of(benchmark::everyDeadline, benchmark::oneDeadline));
        int steps = benchmark.everyDeadline().size();
        String detail = String.format(Locale.ROOT, "%s, %d steps in %.2f ms", instance, steps, nanos[0] / 1e6);
        return Figure.atMost("all supported deadlines, time beside one solve", detail, nanos[0] / nanos[1], 3, "x");
    }

    private static Figure batch(String instance, int rounds) {
        BatchBenchmark benchmark = new BatchBenchmark();
        benchmark.instance = instance;
        benchmark.threads = 2;
        benchmark.prepare();
        double[] nanos =
                Stopwatch.medianNanos(rounds / 2 + 1, rounds, List.of(benchmark::oneByOne, benchmark::together));
        String detail = String.format(
                Locale.ROOT,
                "%s, 2 threads, %.0f devices a second",
                instance,
                benchmark.together().size() / (nanos[1] / 1e9));
        return Figure.plain("batch of 32 devices, faster than one by one", detail, nanos[0] / nanos[1], "x");
    }
}
