package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.Dimensions;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Growth of solve time with each dimension: log-log slopes around A6 Q4 X60 J10 K100, one dimension changed at a time.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.Growth --help}.
 */
@Command(
        description = "Prints log-log slopes of solve time in each dimension around A6 Q4 X60 J10 K100.",
        mixinStandardHelpOptions = true)
public final class Growth implements Callable<Integer> {
    private static final int WARMUP = 2;
    private static final int[] BASE = {6, 4, 60, 10, 100};
    private static final String[] NAMES = {"A", "Q", "X", "J", "K"};
    private static final double[] FACTORS = {0.5, 1, 2, 4};

    private final PrintStream out;

    @Parameters(
            index = "0",
            paramLabel = "SEEDS",
            arity = "0..1",
            defaultValue = "9",
            converter = Values.Positive.class,
            description = "How many seeds of each point. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Parameters(
            index = "1",
            paramLabel = "ROUNDS",
            arity = "0..1",
            defaultValue = "5",
            converter = Values.Positive.class,
            description = "How many timed rounds of each seed at least. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    Growth(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints one line for each kind of costs and rule.
     *
     * @param args seeds and rounds of each point
     */
    public static void main(String[] args) {
        Program.main(Growth::new, args);
    }

    @Override
    public Integer call() {
        out.println("exponents     " + String.join("      ", NAMES));
        for (boolean forecasts : new boolean[] {false, true}) {
            for (Rule rule : List.of(Rule.NOMINAL, Rule.EXPECTED)) {
                double[] slopes = slopes(forecasts, rule, seeds, rounds);
                StringBuilder line = new StringBuilder((forecasts ? "var-" : "sta-") + rule.label());
                for (double slope : slopes) {
                    line.append(String.format(Locale.ROOT, "  %5.2f", slope));
                }
                out.println(line);
                out.flush();
            }
        }
        return Program.DONE;
    }

    /** The exponent of each dimension. */
    static double[] slopes(boolean forecasts, Rule rule, int seeds, int rounds) {
        return IntStream.range(0, BASE.length)
                .mapToDouble(dimension -> slope(dimension, forecasts, rule, seeds, rounds))
                .toArray();
    }

    private static double slope(int dimension, boolean forecasts, Rule rule, int seeds, int rounds) {
        List<double[]> points = new ArrayList<>();
        for (double factor : FACTORS) {
            int[] size = BASE.clone();
            size[dimension] = (int) Math.rint(size[dimension] * factor);
            double[] millis = IntStream.range(0, seeds)
                    .mapToDouble(seed -> medianNanos(size, forecasts, rule, seed, rounds))
                    .toArray();
            points.add(new double[] {Math.log(size[dimension]), Math.log(new Sample(millis).median())});
        }
        return slope(points);
    }

    private static double medianNanos(int[] size, boolean forecasts, Rule rule, int seed, int rounds) {
        Dimensions dimensions = new Dimensions(size[0], size[1], size[2], size[3], size[4]);
        Problem problem = InstanceGenerator.of(dimensions)
                .withSeed(seed)
                .withForecasts(forecasts)
                .generate();
        Planner planner =
                Planner.create().withOptions(SolveOptions.DEFAULT.withRule(rule).withAlternatives(0));
        return Stopwatch.medianNanos(WARMUP, rounds, List.of(() -> planner.plan(problem)))[0];
    }

    /** Slope of the least-squares line. */
    static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double covariance =
                points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        double variance =
                points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
        return covariance / variance;
    }
}
