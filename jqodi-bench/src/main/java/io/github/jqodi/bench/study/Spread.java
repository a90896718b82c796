package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.PairFronts;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Times over many seeds: the exact core alone, on the filtered classes of the pair that wins, and the planner from problem to
 * proven plan. Consecutive seeds go through all tightnesses.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.Spread --help}.
 */
public final class Spread {
    private static final int WARMUP = 24;
    private static final List<Rule> RULES = List.of(Rule.NOMINAL, Rule.EXPECTED);

    private final String name;
    private final List<Observation> observations;

    private Spread(String name, List<Observation> observations) {
        this.name = name;
        this.observations = observations;
    }

    /**
     * Prints one line for each class.
     *
     * @param args seeds of each class, 1,000 by default
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /** Observes the seeds of one class. */
    static Spread of(SizeClass size, boolean forecasts, Rule rule, int seeds) {
        List<Observation> observations = new ArrayList<>();
        for (int seed = -WARMUP; seed < seeds; seed++) {
            Population drawn = Population.of(size, seed);
            Population population = new Population(size, rule, forecasts, drawn.tightness(), seed);
            Observation observation = observe(population);
            if (seed >= 0) {
                observations.add(observation);
            }
        }
        return new Spread(size.label(forecasts) + "-" + rule.label(), observations);
    }

    int unproven() {
        return (int) observations.stream().filter(o -> !o.proven).count();
    }

    Sample coreMillis() {
        return Sample.of(observations, Observation::coreMillis);
    }

    Sample planMillis() {
        return Sample.of(observations, Observation::planMillis);
    }

    Sample labels() {
        return Sample.of(observations, Observation::labels);
    }

    String name() {
        return name;
    }

    private static Observation observe(Population population) {
        Problem problem = population.problem();
        SolveOptions options = SolveOptions.DEFAULT.withRule(population.rule()).withAlternatives(0);
        Planner planner = Planner.create().withOptions(options);
        long start = System.nanoTime();
        SolveResult result = planner.plan(problem);
        double planMillis = (System.nanoTime() - start) / 1e6;
        Plan plan = result.plan().orElseThrow();
        Instance instance = PairFronts.of(problem, plan)
                .instance(population.rule(), problem.scenario().target().deadlineSeconds());
        Limits limits = new Limits(Long.MAX_VALUE, options.gap(), () -> false);
        Outcome outcome = Knapsack.solve(instance, limits);
        double coreMillis = coreMillis(instance, limits);
        boolean proven = result.status() == Status.OPTIMAL && outcome.exhausted();
        return new Observation(planMillis, coreMillis, outcome.labels(), proven);
    }

    /** The median of three, so that one interruption does not count. */
    private static double coreMillis(Instance instance, Limits limits) {
        double[] millis = new double[3];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            double cost = Knapsack.solve(instance, limits).cost();
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (Double.isNaN(cost)) {
                throw new IllegalStateException("the core found no number");
            }
        }
        return new Sample(millis).median();
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "%-24s %6s %9s | core ms %8s %8s %8s %9s | plan ms %8s %8s %8s | labels %10s",
                "class",
                "seeds",
                "unproven",
                "p50",
                "p99",
                "max",
                "p99/p50",
                "p50",
                "p99",
                "max",
                "max");
    }

    String line() {
        Sample core = coreMillis();
        Sample whole = planMillis();
        return String.format(
                Locale.ROOT,
                "%-24s %6d %9d |         %8.3f %8.2f %8.2f %9.1f |         %8.3f %8.2f %8.2f |        %10.0f",
                name(),
                observations.size(),
                unproven(),
                core.median(),
                core.quantile(0.99),
                core.most(),
                core.quantile(0.99) / core.median(),
                whole.median(),
                whole.quantile(0.99),
                whole.most(),
                labels().most());
    }

    @Command(
            description =
                    "Prints p50, p99 and maximum of the exact core and of whole solves over many seeds of each class.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Parameters(
                paramLabel = "SEEDS",
                arity = "0..1",
                defaultValue = "1000",
                converter = Values.Positive.class,
                description = "How many seeds of each class. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            out.println(heading());
            for (SizeClass size : List.of(SizeClass.PAPER, SizeClass.MEDIUM, SizeClass.LARGE)) {
                for (boolean forecasts : new boolean[] {false, true}) {
                    for (Rule rule : RULES) {
                        out.println(of(size, forecasts, rule, seeds).line());
                        out.flush();
                    }
                }
            }
            return Program.DONE;
        }
    }

    private record Observation(double planMillis, double coreMillis, double labels, boolean proven) {}
}
