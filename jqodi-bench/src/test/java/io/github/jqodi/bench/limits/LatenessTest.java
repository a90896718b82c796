package io.github.jqodi.bench.limits;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How late solves of the largest sizes end after a time limit or an interruption, in CPU time of the solving thread. Limits
 * are drawn between 0 and the time of the whole work. The short form runs in every build; {@code -Djqodi.long=true} asks for
 * 100 runs a size.
 */
class LatenessTest {
    private static final boolean LONG = Boolean.getBoolean("jqodi.long");
    private static final int RUNS = Integer.getInteger("jqodi.lateness.runs", LONG ? 100 : 3);
    /** Work that takes longer is only looked at up to here. */
    private static final double LONGEST_SECONDS = LONG ? 2 : 0.4;

    private static final double MOST_USUALLY = 0.1;
    private static final double MOST_EVER = 0.5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SplittableRandom random = new SplittableRandom(7);

    /** What is run, and for how long at most it is let run. */
    private record Size(String name, Supplier<Work> work) {}

    /** Something that a time limit or an interruption ends; it checks its own answer. */
    private interface Work {
        void run(SolveOptions options);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void timeLimitsEndAllWorkInTime() {
        assertInTime(false);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void interruptionsEndAllWorkInTime() {
        assertInTime(true);
    }

    private void assertInTime(boolean interrupt) {
        System.out.print((interrupt ? "interruptions" : "time limits") + ", ms of CPU late\n" + Row.HEADER);
        List<Row> rows = new ArrayList<>();
        String only = System.getProperty("jqodi.lateness", "");
        for (Size size : LONG ? all() : some()) {
            if (size.name.contains(only)) {
                Row row = row(size, interrupt);
                System.out.println(row + (row.quantile(1) > MOST_USUALLY ? "  " + row.worst : ""));
                rows.add(row);
            }
        }
        assertAll(rows.stream().map(row -> () -> row.check()));
    }

    private Row row(Size size, boolean interrupt) {
        Work work = size.work.get();
        double full = seconds(() -> work.run(within(LONGEST_SECONDS)));
        List<Double> late = new ArrayList<>();
        String worst = "";
        for (int run = 0; run < RUNS; run++) {
            double limit = Math.max(1e-6, random.nextDouble(full));
            Watch watch = new Watch(Thread.currentThread(), limit, interrupt);
            watch.start();
            work.run(within(interrupt ? 2 * LONGEST_SECONDS + 10 : limit));
            double seconds = watch.end();
            worst = late.stream().allMatch(before -> before < seconds) ? watch.seen() : worst;
            late.add(seconds);
        }
        return new Row(size.name, full, late, worst);
    }

    private static SolveOptions within(double seconds) {
        return SolveOptions.DEFAULT.withTimeLimit(Duration.ofNanos((long) (seconds * 1e9)));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<Size> some() {
        List<String> short_ = List.of("equal lists", "million epochs", "many servers", "pmf", "fixed", "greedy");
        return all().stream()
                .filter(size -> short_.stream().anyMatch(size.name::equals))
                .toList();
    }

    private static List<Size> all() {
        int list = LargeProblems.LONG_LIST;
        int servers = LargeProblems.MANY_SERVERS;
        EpochEstimate million = EpochEstimate.of(900_000, 910_000);
        EpochEstimate wide = EpochEstimate.normal(300_000, 90_000);
        List<Size> sizes = new ArrayList<>();
        sizes.add(solve("equal lists", Rule.EXPECTED, () -> new LargeProblems().equalForecasts(2, list)));
        sizes.add(solve("equal lists, nominal", Rule.NOMINAL, () -> new LargeProblems().equalForecasts(2, list)));
        sizes.add(solve("equal lists, paper", Rule.PAPER, () -> new LargeProblems().equalForecasts(2, list)));
        sizes.add(solve("20 servers with lists", Rule.EXPECTED, () -> new LargeProblems().forecast(20, list)));
        sizes.add(solve(
                "too slow",
                Rule.EXPECTED,
                () -> new LargeProblems().tooTight().pairs(2, 4, 8).forecast(20, list)));
        sizes.add(
                solve("fixed", Rule.EXPECTED, () -> new LargeProblems().fixed().forecast(5, list)));
        sizes.add(solve(
                "fixed, many servers",
                Rule.EXPECTED,
                () -> new LargeProblems().fixed().steady(servers)));
        sizes.add(solve(
                "million epochs",
                Rule.EXPECTED,
                () -> new LargeProblems().epochs(million).steady(20)));
        sizes.add(solve(
                "million epochs, nominal",
                Rule.NOMINAL,
                () -> new LargeProblems().epochs(million).steady(20)));
        sizes.add(solve(
                "million epochs, robust",
                Rule.ROBUST,
                () -> new LargeProblems().epochs(million).steady(20)));
        sizes.add(solve(
                "million epochs, paper",
                Rule.PAPER,
                () -> new LargeProblems().epochs(million).steady(20)));
        sizes.add(solve(
                "million epochs with lists",
                Rule.EXPECTED,
                () -> new LargeProblems().epochs(million).forecast(10, list)));
        sizes.add(solve(
                "million epochs of wide belief",
                Rule.EXPECTED,
                () -> new LargeProblems().epochs(wide).pairs(3, 4, 8).steady(20)));
        sizes.add(solve(
                "many servers",
                Rule.EXPECTED,
                () -> new LargeProblems()
                        .epochs(EpochEstimate.of(26, 29))
                        .pairs(3, 2, 4, 8)
                        .layers(20)
                        .steady(servers)));
        sizes.add(solve(
                "many servers, paper",
                Rule.PAPER,
                () -> new LargeProblems()
                        .epochs(EpochEstimate.of(26, 29))
                        .pairs(2, 4, 8)
                        .layers(20)
                        .steady(servers)));
        sizes.add(solve(
                "many servers, inference",
                Rule.EXPECTED,
                () -> new LargeProblems()
                        .epochs(EpochEstimate.of(26, 29))
                        .inference(1000)
                        .pairs(2, 4, 8)
                        .layers(20)
                        .steady(servers)));
        sizes.add(solve(
                "many servers, million epochs",
                Rule.EXPECTED,
                () -> new LargeProblems().epochs(million).layers(20).steady(servers)));
        sizes.add(solve(
                "many servers with one list",
                Rule.EXPECTED,
                () -> new LargeProblems().epochs(million).sharedForecast(servers, list)));
        sizes.add(solve(
                "pmf",
                Rule.EXPECTED,
                () -> new LargeProblems()
                        .epochs(pmf(LargeProblems.MOST_EPOCHS))
                        .pairs(4, 4, 8)
                        .steady(10)));
        sizes.add(solve("measured", Rule.ROBUST, () -> new LargeProblems().measured(list)));
        for (String name : List.of("approximate", "merged", "paths", "exhaustive")) {
            sizes.add(solver("equal lists", name, () -> new LargeProblems().equalForecasts(2, list)));
            sizes.add(solver(
                    "million epochs",
                    name,
                    () -> new LargeProblems().epochs(million).steady(20)));
            sizes.add(solver(
                    "many servers",
                    name,
                    () -> new LargeProblems().epochs(EpochEstimate.of(26, 29)).steady(servers)));
        }
        sizes.add(new Size("prepared, million epochs", () -> {
            Problem problem = new LargeProblems().epochs(million).pairs(2, 4, 8).steady(20);
            PreparedSolver prepared = Solvers.exact().prepare(problem);
            return options -> check(problem, prepared.solve(problem, options));
        }));
        sizes.add(new Size("batch", () -> {
            Problem problem = new LargeProblems().equalForecasts(2, list);
            return options -> {
                Duration share = options.timeLimit().orElseThrow();
                boolean interruptible = share.toSeconds() >= 10;
                Planner.create()
                        .withOptions(options)
                        .planAll(Collections.nCopies(interruptible ? 3 : 1, problem))
                        .forEach(answer -> check(problem, answer.orElseThrow()));
            };
        }));
        sizes.add(frontier("frontier, lists", () -> new LargeProblems().forecast(5, list)));
        sizes.add(frontier(
                "frontier, fixed, lists", () -> new LargeProblems().fixed().forecast(5, list)));
        sizes.add(frontier(
                "frontier, million epochs",
                () -> new LargeProblems().epochs(million).pairs(2, 4, 8).steady(20)));
        sizes.add(frontier(
                "frontier, many servers",
                () -> new LargeProblems()
                        .epochs(EpochEstimate.of(26, 29))
                        .pairs(2, 4, 8)
                        .steady(servers)));
        for (Strategy strategy :
                List.of(Strategies.greedy(), Strategies.random(1), Strategies.quantizeOnly(), Strategies.optimum())) {
            sizes.add(strategy(strategy.name(), strategy, () -> new LargeProblems().forecast(10, list)));
            sizes.add(strategy(
                    strategy.name() + ", million epochs",
                    strategy,
                    () -> new LargeProblems().epochs(million).pairs(2, 4, 8).steady(20)));
            sizes.add(strategy(
                    strategy.name() + ", too slow",
                    strategy,
                    () -> new LargeProblems().tooTight().fixed().steady(servers)));
        }
        return sizes;
    }

    private static Size solve(String name, Rule rule, Supplier<Problem> problems) {
        return new Size(name, () -> {
            Problem problem = problems.get();
            return options -> check(problem, Solvers.exact().solve(problem, options.withRule(rule)));
        });
    }

    private static Size solver(String name, String solver, Supplier<Problem> problems) {
        return new Size(solver + ", " + name, () -> {
            Problem problem = problems.get();
            Solver chosen = Solvers.byName(solver).orElseThrow();
            return options -> check(problem, chosen.solve(problem, options));
        });
    }

    private static Size frontier(String name, Supplier<Problem> problems) {
        return new Size(name, () -> {
            Problem problem = problems.get();
            return options -> {
                Frontier frontier = Frontier.of(problem, options);
                assertTrue(frontier.size() > 0 || !frontier.isComplete());
            };
        });
    }

    private static Size strategy(String name, Strategy strategy, Supplier<Problem> problems) {
        return new Size(name, () -> {
            Problem problem = problems.get();
            return options -> {
                StrategyOutcome outcome = strategy.plan(problem, options);
                assertTrue(outcome.plan().isPresent()
                        || !outcome.reason().orElseThrow().isBlank());
            };
        });
    }

    /** What is said is true: a plan is in time, a missing one has a reason, and proof is claimed only with a bound. */
    private static void check(Problem problem, SolveResult result) {
        double deadline = problem.scenario().target().deadlineSeconds();
        result.plan().map(Plan::robust).ifPresent(robust -> assertTrue(robust.seconds() <= deadline));
        assertTrue(result.plan().isPresent() == result.status().hasPlan());
        if (result.plan().isEmpty()) {
            assertTrue(result.infeasibilities().stream()
                    .noneMatch(why -> why.message().isBlank()));
        }
        if (result.status() == Status.UNKNOWN) {
            assertTrue(result.lowerBound() < Double.POSITIVE_INFINITY);
        }
    }

    private static EpochEstimate pmf(int epochs) {
        Double[] p = new Double[epochs];
        Arrays.fill(p, 1.0 / epochs);
        return EpochEstimate.pmf(Arrays.asList(p), 0);
    }

    /** Looks at a thread when its limit is reached, and interrupts it then if asked. */
    private static final class Watch extends Thread {
        private static final long LOOK_BEFORE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
        private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
        private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

        private final Thread watched;
        private final long limitNanos;
        private final boolean interrupt;
        private volatile boolean over;
        /** CPU of the watched thread when it was looked at, and what of it at most came after the limit. */
        private volatile long cpuAtLimit = -1;

        private volatile long lookedLate;
        private volatile String seen = "";

        Watch(Thread watched, double limitSeconds, boolean interrupt) {
            this.watched = watched;
            this.limitNanos = System.nanoTime() + (long) (limitSeconds * 1e9);
            this.interrupt = interrupt;
        }

        @Override
        public void run() {
            waitUntil(limitNanos - LOOK_BEFORE_NANOS);
            long before;
            do {
                before = THREADS.getThreadCpuTime(watched.getId());
                waitUntil(Math.min(limitNanos, System.nanoTime() + LOOK_EVERY_NANOS));
            } while (!over && System.nanoTime() < limitNanos);
            if (over) {
                return;
            }
            long now = THREADS.getThreadCpuTime(watched.getId());
            lookedLate = Math.min(System.nanoTime() - limitNanos, now - before);
            cpuAtLimit = now;
            if (interrupt) {
                watched.interrupt();
            }
            List<String> looks = new ArrayList<>();
            for (int look = 1; !over; look++) {
                waitUntil(limitNanos + look * LOOK_AGAIN_NANOS);
                looks.add(over ? "" : where());
            }
            seen = String.join(" | ", looks);
        }

        private String where() {
            return Arrays.stream(watched.getStackTrace())
                    .filter(frame -> frame.getClassName().contains("jqodi") && frame.getLineNumber() > 0)
                    .limit(4)
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .collect(Collectors.joining(" < "));
        }

        private void waitUntil(long nanos) {
            while (!over && nanos - System.nanoTime() > 0) {
                LockSupport.parkNanos(nanos - System.nanoTime());
            }
        }

        /** CPU seconds since the limit, an upper bound; 0 if the work was done before. */
        double end() {
            long cpu = THREADS.getThreadCpuTime(watched.getId());
            over = true;
            LockSupport.unpark(this);
            try {
                Thread.interrupted();
                join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Thread.interrupted();
            long late = interrupt ? 0 : lookedLate;
            return cpuAtLimit < 0 ? 0 : Math.max(0, cpu - cpuAtLimit + late) / 1e9;
        }

        String seen() {
            return seen;
        }
    }

    /** How late the runs of one size were. */
    private record Row(String size, double fullSeconds, List<Double> late, String worst) {
        static final String HEADER = String.format(
                Locale.ROOT, "%-40s %5s %8s %7s %7s %7s%n", "size", "runs", "full s", "p50", "p95", "max");

        double quantile(double p) {
            List<Double> sorted = late.stream().sorted().toList();
            return sorted.get((int) Math.max(0, Math.ceil(p * sorted.size()) - 1));
        }

        /** Of a few runs the slowest is no 95th percentile, so that one of them may be an outlier. */
        void check() {
            double usually = late.size() < 20 ? quantile(0.5) : quantile(0.95);
            assertTrue(usually <= MOST_USUALLY, () -> this + "\nseen late at " + worst);
            assertTrue(quantile(1) <= MOST_EVER, () -> this + "\nseen late at " + worst);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-40s %5d %8.2f %7.1f %7.1f %7.1f",
                    size,
                    late.size(),
                    fullSeconds,
                    1e3 * quantile(0.5),
                    1e3 * quantile(0.95),
                    1e3 * quantile(1));
        }
    }
}
