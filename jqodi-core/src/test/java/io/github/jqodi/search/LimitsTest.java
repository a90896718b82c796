package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.Progress;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits and interruption on problems made to be hard: energy proportional to time, so that the relaxation says nothing and
 * labels multiply.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LimitsTest {
    private static final SolveOptions HARD =
            SolveOptions.DEFAULT.withRule(Rule.ROBUST).withGap(0);

    @Test
    void labelsEndASearchWithAPlanAndABound() {
        Problem problem = proportional(120, 1);
        SolveResult result = Solvers.exact().solve(problem, HARD.withMaxLabels(5_000));
        assertFeasibleWithBound(problem, result);
        assertTrue(
                result.statistics().labels() <= 10_000,
                () -> result.statistics().toString());
    }

    @Test
    void memoryEndsASearchWithAPlanAndABound() {
        Problem problem = proportional(120, 2);
        assertFeasibleWithBound(problem, Solvers.exact().solve(problem, HARD.withMemoryLimitBytes(1 << 20)));
    }

    @Test
    void timeEndsASearchWithAPlanAndABound() {
        Problem problem = proportional(400, 3);
        SolveResult result = Solvers.exact().solve(problem, HARD.withTimeLimit(Duration.ofMillis(200)));
        assertFeasibleWithBound(problem, result);
    }

    /** Each epoch looks at 4000 actions and 400 servers to change to, which a limit ends within an epoch. */
    @Test
    void timeEndsLabelsByServer() {
        List<EdgeServer> servers = new ArrayList<>();
        List<Measurement> costs = new ArrayList<>();
        QuantizedModel pair = QuantizedModel.of("m", 8);
        for (int x = 0; x < 400; x++) {
            String name = "s" + x;
            servers.add(EdgeServer.named(name).withSwitching(x % 7, 1));
            IntStream.range(0, 10)
                    .forEach(cut -> costs.add(new Measurement(pair, name, cut, 1 + cut, 10 - cut + name.length(), 1)));
        }
        Scenario scenario = Scenario.builder("servers", Target.of(10_000, 1))
                .edgeServers(servers)
                .bitWidths(8)
                .model(ModelVersion.of("m", 1, List.of())
                        .withCuts(IntStream.range(0, 10).boxed().toList()))
                .build();
        EstimateTable table = new EstimateTable(List.of(EstimateTable.Row.of(pair, EpochEstimate.of(3000, 3000))));
        Problem problem = new Problem(scenario, Estimators.of(table), new MeasuredCosts(costs));
        SolveResult result = Solvers.merged().solve(problem, HARD.withTimeLimit(Duration.ofMillis(100)));
        assertEquals(Status.UNKNOWN, result.status());
    }

    @Test
    void timeThatIsOverBeforeTheFirstCandidateLeavesTheAnswerUnknown() {
        SolveResult result = Solvers.exact().solve(proportional(5, 4), HARD.withTimeLimit(Duration.ofNanos(1)));
        assertEquals(Status.UNKNOWN, result.status());
        assertTrue(result.plan().isEmpty());
        assertEquals(0, result.lowerBound());
        assertTrue(
                result.infeasibilities().get(0).message().contains("time limit"),
                () -> result.infeasibilities().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void interruptionEndsASearchAndStays(int threads) throws Exception {
        Problem problem = proportional(2000, 5);
        FutureTask<SolveResult> task = new FutureTask<>(() -> {
            SolveResult result =
                    Solvers.exact().solve(problem, HARD.withThreads(threads).withMemoryLimitBytes(1L << 40));
            assertTrue(Thread.currentThread().isInterrupted());
            return result;
        });
        Thread thread = new Thread(task);
        thread.start();
        assertThrows(TimeoutException.class, () -> task.get(300, TimeUnit.MILLISECONDS));
        thread.interrupt();
        SolveResult result = task.get(30, TimeUnit.SECONDS);
        assertTrue(result.status() == Status.FEASIBLE || result.status() == Status.UNKNOWN, result.status()::toString);
    }

    @Test
    void interruptionEndsABatch() throws ExecutionException, InterruptedException, TimeoutException {
        List<Problem> problems =
                IntStream.range(0, 4).mapToObj(i -> proportional(1500, 10 + i)).toList();
        FutureTask<List<BatchAnswer>> task = new FutureTask<>(() -> Planner.create()
                .withOptions(HARD.withThreads(2).withMemoryLimitBytes(1L << 40))
                .planAll(problems));
        Thread thread = new Thread(task);
        thread.start();
        assertThrows(TimeoutException.class, () -> task.get(300, TimeUnit.MILLISECONDS));
        thread.interrupt();
        assertEquals(
                4,
                task.get(30, TimeUnit.SECONDS).stream()
                        .map(BatchAnswer::orElseThrow)
                        .count());
    }

    @Test
    void aTableBeyondTheMemoryLimitIsNotMade() {
        SolveOptions score = HARD.withRule(Rule.PAPER).withMemoryLimitBytes(1 << 20);
        SolveResult result = Solvers.exact().solve(proportional(12_000, 9), score);
        assertEquals(Status.UNKNOWN, result.status());
        String message = result.infeasibilities().get(0).message();
        assertEquals("the costs of all its actions would take 1152000 bytes, the memory limit is 1048576", message);
    }

    /** In a process of its own, whose heap is a quarter of a gigabyte. */
    @Test
    void aMillionLabelsStayInsideASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LimitsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertTrue(printed.startsWith("FEASIBLE "), printed);
        assertTrue(Long.parseLong(printed.trim().substring("FEASIBLE ".length())) >= 1_000_000, printed);
    }

    /** Solves a hard problem with more than a million labels and prints status and labels. */
    public static void main(String[] args) {
        SolveOptions options = HARD.withMemoryLimitBytes(1L << 40).withMaxLabels(1_200_000);
        SolveResult result = Solvers.exact().solve(proportional(300, 20), options);
        System.out.println(result.status() + " " + result.statistics().labels());
    }

    @Test
    void aWideGapEndsASearchAtOnce() {
        Problem problem = proportional(400, 6);
        SolveResult result = Solvers.exact().solve(problem, HARD.withGap(1e-4));
        assertEquals(Status.OPTIMAL, result.status());
        assertTrue(result.gap() <= 1e-4);
    }

    @Test
    void theListenerHearsTheEnd() {
        List<Progress> heard = new ArrayList<>();
        SolveResult result = Solvers.exact().solve(proportional(6, 7), HARD.withListener(heard::add));
        assertFalse(heard.isEmpty());
        Progress last = heard.get(heard.size() - 1);
        assertEquals(last.candidates(), last.decided());
        assertEquals(result.plan().orElseThrow().objective(), last.bestObjective());
    }

    @Test
    void theListenerIsNotCalledMoreThanTenTimesASecond() {
        List<Progress> heard = new ArrayList<>();
        Solvers.exact()
                .solve(proportional(400, 8), HARD.withListener(heard::add).withTimeLimit(Duration.ofMillis(500)));
        double seconds = heard.get(heard.size() - 1).seconds();
        assertTrue(heard.size() <= 2 + 10 * seconds, () -> heard.size() + " in " + seconds);
    }

    private static void assertFeasibleWithBound(Problem problem, SolveResult result) {
        assertEquals(Status.FEASIBLE, result.status());
        assertEquals(List.of(), new PlanVerifier(problem).verify(result.plan().orElseThrow()));
        assertTrue(result.lowerBound() > 0
                && result.lowerBound() < result.plan().get().objective());
        assertTrue(result.gap() < 0.01, () -> "gap " + result.gap());
    }

    /** Power-only costs: a slower action costs less in proportion, up to noise far below the last digits that matter. */
    private static Problem proportional(int epochs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<EdgeServer> servers = List.of(EdgeServer.named("a"));
        List<Integer> cuts = IntStream.range(0, 6).boxed().toList();
        List<Measurement> entries = new ArrayList<>();
        double fastest = 0;
        double slowest = 0;
        for (int k = 1; k <= epochs; k++) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int cut : cuts) {
                double seconds = random.nextDouble(1, 2);
                entries.add(new Measurement(QuantizedModel.of("m", 8), "a", cut, seconds, 10 - 3 * seconds, k));
                least = Math.min(least, seconds);
                most = Math.max(most, seconds);
            }
            fastest += least;
            slowest += most;
        }
        Scenario scenario = Scenario.builder("proportional", Target.of((fastest + slowest) / 2, 1))
                .edgeServers(servers)
                .bitWidths(8)
                .model(ModelVersion.of("m", 1, List.of()).withCuts(cuts))
                .build();
        Estimators beliefs = Estimators.of(new EstimateTable(
                List.of(EstimateTable.Row.of(QuantizedModel.of("m", 8), EpochEstimate.of(epochs, epochs)))));
        return new Problem(scenario, beliefs, new MeasuredCosts(entries));
    }
}
