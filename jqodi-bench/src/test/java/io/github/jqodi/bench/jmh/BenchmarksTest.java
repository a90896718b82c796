package io.github.jqodi.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.peer.Front;
import io.github.jqodi.bench.peer.PlainSolver;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.control.Decision;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.knapsack.SupportedPoints;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs every benchmark once and checks its answer. */
class BenchmarksTest {
    @Test
    void costRows() {
        CostRowBenchmark benchmark = new CostRowBenchmark();
        benchmark.prepare();
        double[] seconds = benchmark.literalLoop().clone();
        double[] joules = benchmark.joules().clone();
        assertArrayEquals(seconds, benchmark.costModel());
        assertArrayEquals(joules, benchmark.joules());
        double[] lastCut = benchmark.kernels().clone();
        double[][] stored = benchmark.kernelsStored();
        assertArrayEquals(stored[stored.length - 1], lastCut);
        assertEqualsByCut(seconds, stored);
        assertEqualsByCut(joules, benchmark.joulesByCut());
    }

    /** Up to the margin of bounds. */
    private static void assertEqualsByCut(double[] byServer, double[][] byCut) {
        for (int i = 0; i < byServer.length; i++) {
            double low = byCut[i % byCut.length][i / byCut.length];
            assertTrue(low <= byServer[i], () -> "above the literal cell");
            assertEquals(byServer[i], low, byServer[i] == low ? 0 : 1e-12 * byServer[i]);
        }
    }

    /** Warm and cold decisions are the same; the rate has changed, and the run goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"paper-sta", "medium-sta"})
    void decisions(String instance) {
        ControlBenchmark warm = new ControlBenchmark();
        ControlBenchmark cold = new ControlBenchmark();
        for (ControlBenchmark benchmark : List.of(warm, cold)) {
            benchmark.instance = instance;
            benchmark.prepare();
        }
        for (int i = 0; i < 5; i++) {
            warm.decision();
        }
        Decision decision = warm.decision();
        assertEquals(2, decision.epoch().orElseThrow().epoch());
        assertEquals(cold.decision(), decision);
        assertEquals(Status.OPTIMAL, warm.planFromScratch().status());
    }

    /** Behind first device, count and round, a byte each, and before the sum that seals them. */
    private static byte[] answers(byte[] sent) {
        byte[] answers = Arrays.copyOfRange(sent, 3, sent.length - Integer.BYTES);
        assertTrue(answers.length > 100, "more than a byte of each of 100 devices");
        return answers;
    }

    /** Prices stand still, so that every round of a kind answers the same but for its number; a re-planned fleet is as good as a fresh one. */
    @Test
    void fleets() {
        FleetBenchmark benchmark = new FleetBenchmark();
        benchmark.prepare();
        assertArrayEquals(answers(benchmark.relaxedRound()), answers(benchmark.relaxedRound()));
        assertArrayEquals(answers(benchmark.exactRound()), answers(benchmark.exactRound()));
        assertEquals(100, benchmark.plannerCalls().size());
        FleetResult fresh = benchmark.planFromScratch();
        FleetResult less = benchmark.planAfterChange();
        FleetResult again = benchmark.planAfterChange();
        assertTrue(less.lowerBound() >= fresh.lowerBound() * (1 - 1e-3), less.toString());
        assertEquals(fresh.value(), again.value(), 0.02 * fresh.value());
    }

    @Test
    void filters() {
        FilterBenchmark benchmark = new FilterBenchmark();
        benchmark.prepare();
        Front front = benchmark.sorted();
        Front same = benchmark.bucketed();
        assertArrayEquals(front.cell(), same.cell());
        assertArrayEquals(front.seconds(), same.seconds());
        assertArrayEquals(front.joules(), same.joules());
        assertArrayEquals(front.cell(), benchmark.literalAndSorted().cell());
        assertArrayEquals(front.cell(), benchmark.literalAndBucketed().cell());
        CostTable table = benchmark.cellsAndFilter();
        for (int i = 0; i < front.size(); i++) {
            double seconds = front.seconds()[i];
            assertTrue(Arrays.stream(table.seconds(0)).anyMatch(t -> t == seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-sta", "paper-var", "medium-sta"})
    void knapsacks(String instance) {
        KnapsackBenchmark benchmark = new KnapsackBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        Outcome exact = benchmark.exact();
        double bound = benchmark.plainRelaxation();
        assertTrue(exact.exhausted());
        assertTrue(bound <= exact.cost() * (1 + 1e-12));
        assertEquals(bound, costAt(benchmark.relaxation(), benchmark.limit()), 1e-9 * bound);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAPER", "MEDIUM"})
    void switchesNeverMakeTheKnapsackCheaper(SizeClass size) {
        SwitchingBenchmark benchmark = new SwitchingBenchmark();
        benchmark.size = size;
        benchmark.survival = true;
        benchmark.prepare();
        Outcome with = benchmark.withEntries();
        Outcome without = benchmark.withoutEntries();
        assertTrue(with.exhausted() && without.exhausted());
        assertTrue(without.cost() <= with.cost() * (1 + 1e-12));
    }

    /** On the line between the two corners a limit lies between. */
    private static double costAt(SupportedPoints points, double limit) {
        int i = 1;
        while (points.limit(i) < limit) {
            i++;
        }
        double part = (limit - points.limit(i - 1)) / (points.limit(i) - points.limit(i - 1));
        return points.cost(i - 1) + part * (points.cost(i) - points.cost(i - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-sta", "paper-var", "medium-sta", "medium-var"})
    void plans(String instance) {
        PlanBenchmark benchmark = new PlanBenchmark();
        benchmark.instance = instance;
        benchmark.rule = Rule.EXPECTED;
        benchmark.prepare();
        SolveResult result = benchmark.planner();
        PlainSolver.Solution plain = benchmark.allTables().orElseThrow();
        assertEquals(Status.OPTIMAL, result.status());
        double objective = result.plan().orElseThrow().objective();
        assertEquals(plain.plan().objective(), objective, 2e-9 * objective);
    }

    @ParameterizedTest
    @EnumSource(WorldBenchmark.World.class)
    void plansInEveryWorld(WorldBenchmark.World world) {
        SolveResult result = plan(world);
        double objective = result.plan().orElseThrow().objective();
        double plain = plan(WorldBenchmark.World.PLAIN).plan().orElseThrow().objective();
        assertEquals(Status.OPTIMAL, result.status());
        switch (world) {
            case PLAIN -> assertEquals(plain, objective);
            case PROFILED -> assertEquals(plain, objective, 1e-9 * plain);
            default -> assertTrue(objective > plain);
        }
    }

    private static SolveResult plan(WorldBenchmark.World world) {
        WorldBenchmark benchmark = new WorldBenchmark();
        benchmark.instance = "medium-var";
        benchmark.world = world;
        benchmark.prepare();
        return benchmark.plan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-sta", "paper-var", "medium-var"})
    void solvesAgain(String instance) {
        ReSolveBenchmark benchmark = new ReSolveBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        double[] prepared = {objective(benchmark.prepared()), objective(benchmark.prepared())};
        benchmark.prepare();
        assertEquals(objective(benchmark.fromScratch()), prepared[0]);
        assertEquals(objective(benchmark.fromScratch()), prepared[1]);
        assertNotEquals(prepared[0], prepared[1]);
    }

    @Test
    void batches() {
        BatchBenchmark benchmark = new BatchBenchmark();
        benchmark.threads = 2;
        benchmark.prepare();
        List<SolveResult> together = benchmark.together();
        List<SolveResult> alone = benchmark.oneByOne();
        assertEquals(32, together.size());
        for (int i = 0; i < together.size(); i++) {
            assertEquals(objective(alone.get(i)), objective(together.get(i)));
        }
        assertEquals(
                32,
                together.stream()
                        .mapToDouble(BenchmarksTest::objective)
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-sta", "paper-var"})
    void frontiers(String instance) {
        FrontierBenchmark benchmark = new FrontierBenchmark();
        benchmark.instance = instance;
        benchmark.prepare();
        SolveResult one = benchmark.oneDeadline();
        Frontier frontier = benchmark.everyDeadline();
        double deadline = Instances.of(instance).scenario().target().deadlineSeconds();
        double step = frontier.at(deadline).orElseThrow().objective();
        assertTrue(step >= objective(one) * (1 - 1e-9), () -> step + " is below what is proven");
        assertTrue(step <= objective(one) * 1.01, () -> step + " is far above " + objective(one));
        assertTrue(frontier.size() > 100, frontier.size() + " steps");
    }

    @Test
    void estimators() {
        EstimatorBenchmark benchmark = new EstimatorBenchmark();
        benchmark.prepare();
        for (EpochForecast forecast : List.of(benchmark.history(), benchmark.mix())) {
            assertTrue(forecast.medianEpochs().orElseThrow() > benchmark.shown, forecast::toString);
        }
        assertTrue(benchmark.history().basis().contains("past runs"), benchmark.history()::toString);
        EpochForecast seeds = benchmark.seeds();
        assertTrue(seeds.quantile(0.9).orElseThrow() >= seeds.medianEpochs().orElseThrow());
    }

    private static double objective(SolveResult result) {
        assertEquals(Status.OPTIMAL, result.status());
        return result.plan().orElseThrow().objective();
    }
}
