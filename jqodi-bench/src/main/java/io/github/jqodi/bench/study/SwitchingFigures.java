package io.github.jqodi.bench.study;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.SwitchingInstances;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.GroupedKnapsack;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Times of the engine for groups with entries, where servers cost something to change to, on the nondominated items of each
 * server, beside those of the engine that knows no entries on the nondominated items of all. Times are those of the processor,
 * so that other work on the machine counts little.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.SwitchingFigures --help}.
 */
public final class SwitchingFigures {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LEAST_WARMUP = 24;
    private static final double WARMUP_SECONDS = 1;
    private static final double MOST_SECONDS = 2;
    private static final int RUNS = 3;
    private static final int ASKS_BETWEEN_LOOKS = 64;

    private SwitchingFigures() {}

    /**
     * Prints one line for each class.
     *
     * @param args seeds of each class, 100 by default
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /**
     * One instance.
     *
     * @param millis of the engine for groups
     * @param plainMillis of the engine without entries
     * @param labels kept
     * @param proven whether it came to a proof in time
     * @param cost found
     * @param plainCost least cost without entries
     */
    record Observation(
            double millis, double plainMillis, double labels, boolean proven, double cost, double plainCost) {
        double ratio() {
            return millis / plainMillis;
        }
    }

    static Observation observe(SwitchingInstances drawn) {
        GroupedInstance instance = drawn.generate();
        Instance plain = fronts(instance.items());
        Outcome outcome = solve(instance);
        double millis = millis(() -> solve(instance));
        double plainMillis = millis(() -> Knapsack.solve(plain, limits()));
        double plainCost = Knapsack.solve(plain, limits()).cost();
        return new Observation(millis, plainMillis, outcome.labels(), outcome.exhausted(), outcome.cost(), plainCost);
    }

    /** The items that no other of the row undercuts, of whatever group: all that an engine without entries needs to see. */
    private static Instance fronts(Instance items) {
        double[][] time = new double[items.time().length][];
        double[][] cost = new double[time.length][];
        for (int row = 0; row < time.length; row++) {
            double[] t = items.time()[row];
            double[] c = items.cost()[row];
            int[] front = IndexSort.ascending(t, c, t.length);
            double least = Double.POSITIVE_INFINITY;
            int size = 0;
            for (int i : front) {
                if (c[i] < least) {
                    least = c[i];
                    front[size++] = i;
                }
            }
            int[] kept = Arrays.copyOf(front, size);
            time[row] = Arrays.stream(kept).mapToDouble(i -> t[i]).toArray();
            cost[row] = Arrays.stream(kept).mapToDouble(i -> c[i]).toArray();
        }
        return Instance.builder(time, cost)
                .classes(items.rowOf())
                .weights(items.weight())
                .spent(items.spent())
                .limit(items.limit())
                .build();
    }

    private static Outcome solve(GroupedInstance instance) {
        Limits limits = limits();
        return GroupedKnapsack.of(instance, limits).solve(limits);
    }

    /** The clock is read seldom, as reading it takes as long as a good part of a small problem. */
    private static Limits limits() {
        long end = THREADS.getCurrentThreadCpuTime() + (long) (MOST_SECONDS * 1e9);
        int[] asked = {0};
        BooleanSupplier stop =
                () -> ++asked[0] % ASKS_BETWEEN_LOOKS == 0 && THREADS.getCurrentThreadCpuTime() - end > 0;
        return new Limits(Long.MAX_VALUE, 0, stop);
    }

    /** The median of some runs, so that one interruption does not count. */
    private static double millis(Supplier<Outcome> run) {
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            Outcome outcome = run.get();
            millis[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            if (outcome.choice().isEmpty()) {
                throw new IllegalStateException("no choice was found");
            }
        }
        return new Sample(millis).median();
    }

    private static List<Observation> observe(SizeClass size, boolean forecasts, boolean survival, int seeds) {
        List<Observation> observations = new ArrayList<>();
        warmUp(size, forecasts, survival);
        for (int seed = 0; seed < seeds; seed++) {
            observations.add(observe(new SwitchingInstances(size, forecasts, survival, seed)));
        }
        return observations;
    }

    /** By other seeds, until the compiler had some time. */
    private static void warmUp(SizeClass size, boolean forecasts, boolean survival) {
        long end = THREADS.getCurrentThreadCpuTime() + (long) (WARMUP_SECONDS * 1e9);
        for (int run = 1; run <= LEAST_WARMUP || THREADS.getCurrentThreadCpuTime() < end; run++) {
            observe(new SwitchingInstances(size, forecasts, survival, -run));
        }
    }

    private static String line(String name, List<Observation> observations) {
        Sample millis = Sample.of(observations, Observation::millis);
        return String.format(
                Locale.ROOT,
                "%-24s %6d %9d | ms %9.3f %9.3f %9.2f | plain ms %8.3f | ratio %7.1f | labels %8.0f %9.0f",
                name,
                observations.size(),
                observations.stream().filter(o -> !o.proven).count(),
                millis.median(),
                millis.quantile(0.9),
                millis.most(),
                Sample.of(observations, Observation::plainMillis).median(),
                Sample.of(observations, Observation::ratio).median(),
                Sample.of(observations, Observation::labels).median(),
                Sample.of(observations, Observation::labels).most());
    }

    @Command(
            description = "Prints times of planning with switching costs, beside planning without, of each class.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Parameters(
                paramLabel = "SEEDS",
                arity = "0..1",
                defaultValue = "100",
                converter = Values.Positive.class,
                description = "How many seeds of each class. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            out.println("class, seeds, unproven within " + MOST_SECONDS
                    + " s | median, 90 %, most | median without entries | median of ratios | median, most");
            for (SizeClass size : List.of(SizeClass.PAPER, SizeClass.MEDIUM, SizeClass.LARGE)) {
                for (boolean forecasts : new boolean[] {false, true}) {
                    for (boolean survival : new boolean[] {false, true}) {
                        String name = new SwitchingInstances(size, forecasts, survival, 0).name();
                        out.println(line(name, observe(size, forecasts, survival, seeds)));
                        out.flush();
                    }
                }
            }
            return Program.DONE;
        }
    }
}
