package io.github.jqodi.bench.guard;

import com.sun.management.ThreadMXBean;
import io.github.jqodi.Planner;
import io.github.jqodi.bench.jmh.ControlBenchmark;
import io.github.jqodi.bench.jmh.TreeBenchmark;
import io.github.jqodi.bench.peer.PairFronts;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.PricingMode;
import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingWorker;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Statistics;
import io.github.jqodi.tree.PathTree;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/**
 * Numbers that do not depend on how busy a machine is: bytes allocated by an operation, bytes of a vertex, labels, cells
 * and rounds counted for fixed seeds. A test holds them below the ceilings in its {@code guard.properties}.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.guard.GuardFigures} to print ceilings that fit the code as it is.
 */
public final class GuardFigures {
    private static final int WARMUP = 30;
    private static final int SAMPLES = 9;
    private static final int FLEET_DEVICES = 100;
    private static final int FLEET_SERVERS = 5;

    private final Map<String, Double> figures = new TreeMap<>();

    private GuardFigures() {}

    /**
     * Prints every figure, one {@code name=value} a line.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /** Every figure by name. */
    static Map<String, Double> measure() throws IOException {
        GuardFigures guard = new GuardFigures();
        guard.tree();
        guard.decision("medium-sta");
        guard.decision("large-sta");
        guard.fleet();
        for (SizeClass size : List.of(SizeClass.PAPER, SizeClass.MEDIUM, SizeClass.LARGE)) {
            for (boolean forecasts : new boolean[] {false, true}) {
                guard.plans(size, forecasts);
            }
        }
        return guard.figures;
    }

    /** Bytes one operation allocates on this thread, once it is compiled; the least of some samples. */
    static double bytesPerOperation(int warmup, Runnable operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < warmup; i++) {
            operation.run();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long before = threads.getThreadAllocatedBytes(id);
            operation.run();
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        return least;
    }

    private void tree() throws IOException {
        TreeBenchmark benchmark = new TreeBenchmark();
        benchmark.epochs = 6;
        benchmark.prepare();
        PathTree tree = benchmark.arrays();
        double states = tree.stateCount();
        figures.put("tree.states", states);
        figures.put("tree.bytesPerVertex", tree.bytes() / states);
        figures.put("tree.allocatedBytesPerVertex", bytesPerOperation(5, benchmark::arrays) / states);
    }

    /** From the changed rate of a link to the next action of a run under control. */
    private void decision(String instance) {
        ControlBenchmark benchmark = new ControlBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        figures.put("bytes.decision." + instance, bytesPerOperation(WARMUP, benchmark::decision));
    }

    /** Rounds in which every device of a fleet is priced, and what a device takes in each kind of round. */
    private void fleet() {
        Fleet fleet = new FleetGenerator(FLEET_DEVICES, FLEET_SERVERS, 0.9, 1).generate();
        FleetResult result = FleetPlanner.create().plan(fleet);
        double[] prices =
                result.resourceUses().stream().mapToDouble(ResourceUse::price).toArray();
        int[] rows = IntStream.range(0, prices.length).toArray();
        PricingWorker worker = new PricingWorker(new PricingPart(fleet, rows, Rule.EXPECTED, new byte[0]));
        double rounds = result.statistics().pricingRounds();
        figures.put("fleet.rounds", rounds);
        figures.put("fleet.devicesPriced", rounds * FLEET_DEVICES);
        figures.put(
                "bytes.fleet.relaxedDevice",
                bytesPerOperation(WARMUP, () -> worker.answer(prices, PricingMode.RELAXED)) / FLEET_DEVICES);
        figures.put(
                "bytes.fleet.exactDevice",
                bytesPerOperation(WARMUP, () -> worker.answer(prices, PricingMode.EXACT)) / FLEET_DEVICES);
    }

    private void plans(SizeClass size, boolean forecasts) {
        InstanceGenerator generator = InstanceGenerator.of(size).withForecasts(forecasts);
        String name = size.label(forecasts);
        for (Rule rule : List.of(Rule.NOMINAL, Rule.EXPECTED)) {
            SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withAlternatives(0);
            Planner planner = Planner.create().withOptions(options);
            long cells = 0;
            long labels = 0;
            for (Tightness tightness : Tightness.values()) {
                Problem problem = generator.withSeed(1).withTightness(tightness).generate();
                Statistics statistics = planner.plan(problem).statistics();
                cells += statistics.cells();
                labels += statistics.labels();
            }
            figures.put("cells." + name + "-" + rule.label(), (double) cells);
            figures.put("labels." + name + "-" + rule.label(), (double) labels);
        }
        if (size != SizeClass.LARGE) {
            allocations(name, generator.withSeed(1).generate());
        }
    }

    private void allocations(String name, Problem problem) {
        SolveOptions nominal = SolveOptions.DEFAULT.withRule(Rule.NOMINAL).withAlternatives(0);
        Planner planner = Planner.create().withOptions(nominal);
        SolveResult result = planner.plan(problem);
        Plan plan = result.plan().orElseThrow();
        double deadline = problem.scenario().target().deadlineSeconds();
        Instance instance = PairFronts.of(problem, plan).instance(Rule.NOMINAL, deadline);
        Limits limits = new Limits(Long.MAX_VALUE, SolveOptions.DEFAULT_GAP, () -> false);
        figures.put("bytes.core." + name, bytesPerOperation(WARMUP, () -> Knapsack.solve(instance, limits)));
        figures.put("bytes.plan." + name, bytesPerOperation(WARMUP, () -> planner.plan(problem)));
    }

    @Command(
            description = "Prints bytes, labels and cells of fixed seeds as the lines of guard.properties.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() throws IOException {
            measure()
                    .forEach((name, value) -> out.println(name + "="
                            + BigDecimal.valueOf(value).setScale(value < 100 ? 2 : 0, RoundingMode.CEILING)));
            return Program.DONE;
        }
    }
}
