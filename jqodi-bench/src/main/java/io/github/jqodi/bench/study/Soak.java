package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Variations;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.PreparedSolver;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plans on and on: threads that share a planner and prepared solvers change a link and plan again, each plan is set beside that
 * of a fresh planner, and the heap in use is looked at between rounds.
 *
 * <p>Run {@code java -Xmx256m -cp jqodi-bench/target/benchmarks.jar io.github.jqodi.bench.study.Soak}.
 */
@Command(
        description = "Plans on and on by threads that share planner and prepared solvers, and watches the heap.",
        mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
    private static final int INSTANCES = 8;
    private static final int STATES = 16;
    private static final int ROUNDS = 10;
    /** What the heap may grow between the second round and the last. */
    private static final double MOST_GROWTH = 0.1;

    private final PrintStream out;
    private final Planner planner = Planner.create();

    @Option(
            names = "--plans",
            paramLabel = "N",
            converter = Values.Positive.class,
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private int plans = 100_000;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Values.Positive.class,
            description = "How many share the solvers. Default: ${DEFAULT-VALUE}.")
    private int threads = 4;

    Soak(PrintStream out) {
        this.out = out;
    }

    /**
     * Plans and prints the heap by round.
     *
     * @param args {@code --plans N}, {@code --threads N}
     */
    public static void main(String[] args) {
        Program.main(Soak::new, args);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        List<Changing> all = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            all.add(new Changing(i));
        }
        long differing = 0;
        long[] heap = new long[ROUNDS];
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                differing += round(workers, all, plans / ROUNDS + (round < plans % ROUNDS ? 1 : 0));
                heap[round] = heapInUse();
                out.printf(Locale.ROOT, "round %d: %d bytes of heap in use%n", round + 1, heap[round]);
            }
        } finally {
            workers.shutdownNow();
        }
        double growth = (double) heap[ROUNDS - 1] / heap[1] - 1;
        out.printf(
                Locale.ROOT,
                "%d plans by %d threads: %d differ from those of a fresh planner; heap grew %.1f %% from round 2 to %d%n",
                plans,
                threads,
                differing,
                100 * growth,
                ROUNDS);
        return differing == 0 && growth < MOST_GROWTH ? Program.DONE : Program.DEFECT;
    }

    /** How many plans of a round are not as they should be. */
    private long round(ExecutorService workers, List<Changing> all, int count)
            throws InterruptedException, ExecutionException {
        List<Future<Long>> parts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            parts.add(workers.submit(() -> {
                long differing = 0;
                for (int n = first; n < count; n += threads) {
                    differing += all.get(n % INSTANCES).isRightAt(n / INSTANCES % STATES) ? 0 : 1;
                }
                return differing;
            }));
        }
        long differing = 0;
        for (Future<Long> part : parts) {
            differing += part.get();
        }
        return differing;
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A problem whose first device link takes other rates, and its solver, which all threads share. */
    private final class Changing {
        private final List<Problem> states = new ArrayList<>();
        private final List<Optional<Plan>> expected = new ArrayList<>();
        private final PreparedSolver solver;

        Changing(int seed) {
            Problem problem = InstanceGenerator.of(seed % 2 == 0 ? SizeClass.TINY : SizeClass.PAPER)
                    .withForecasts(seed % 4 < 2)
                    .withSeed(seed)
                    .generate();
            for (int state = 0; state < STATES; state++) {
                Problem changed = Variations.withDeviceLink(problem, 0, 1 - 0.04 * state);
                states.add(changed);
                expected.add(Planner.create().plan(changed).plan());
            }
            solver = planner.prepare(problem);
        }

        boolean isRightAt(int state) {
            return solver.solve(states.get(state)).plan().equals(expected.get(state));
        }
    }
}
