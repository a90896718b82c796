package io.github.jqodi.bench.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.bench.jmh.TreeBenchmark;
import io.github.jqodi.bench.peer.HashMapTree;
import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Holds what is exact below ceilings, and shows that worse code would not pass. Where code got better, or is meant to take
 * more, replace {@code guard.properties} by what {@link GuardFigures} prints.
 */
class GuardTest {
    private static final int WARMUP = 5;

    @Test
    void everyFigureStaysBelowItsCeiling() throws IOException {
        assertEquals(List.of(), guard().broken(GuardFigures.measure()));
    }

    /** The tree a listing suggests, hash maps of objects, in place of arrays. */
    @Test
    void aTreeOfObjectsTrips() throws IOException {
        TreeBenchmark benchmark = new TreeBenchmark();
        benchmark.epochs = 6;
        benchmark.prepare();
        HashMapTree tree = benchmark.hashMapOfObjects();
        double bytes = GuardFigures.bytesPerOperation(1, benchmark::hashMapOfObjects) / tree.states();
        assertTrue(guard().holds("tree.states", (double) tree.states()));
        assertFalse(guard().holds("tree.allocatedBytesPerVertex", bytes));
    }

    /** Tables of every cell in place of bounds. */
    @Test
    void fillingEveryCellTrips() throws IOException {
        Problem problem = medium();
        long cells = 0;
        for (Candidate candidate : problem.assess().candidates()) {
            cells += CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs())
                    .cells();
        }
        assertFalse(guard().holds("cells.medium-var-nominal", (double) cells));
    }

    /** Labels of every nondominated partial choice, in place of those whose bound is below the best known value. */
    @Test
    void aSearchWithoutBoundsTrips() throws IOException {
        long labels = 0;
        for (Tightness tightness : Tightness.values()) {
            Problem problem = InstanceGenerator.of(SizeClass.PAPER)
                    .withForecasts(true)
                    .withSeed(1)
                    .withTightness(tightness)
                    .generate();
            SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.NOMINAL).withAlternatives(0);
            labels += Solvers.merged().solve(problem, options).statistics().labels();
        }
        assertFalse(guard().holds("labels.paper-var-nominal", (double) labels));
    }

    /** Solving every pair to the end in place of those the bounds leave open. */
    @Test
    void solvingEveryPairTrips() throws IOException {
        Problem problem = medium();
        Planner every = Planner.create()
                .withOptions(SolveOptions.DEFAULT.withAlternatives(
                        problem.assess().candidates().size()));
        double bytes = GuardFigures.bytesPerOperation(WARMUP, () -> every.plan(problem));
        assertFalse(guard().holds("bytes.plan.medium-var", bytes));
    }

    @Test
    void figuresWithoutCeilingAndCeilingsWithoutFigureTrip() throws IOException {
        List<String> broken = guard().broken(Map.of("new", 1.0));
        assertTrue(broken.contains("new is 1.0, its ceiling null"));
        assertTrue(broken.contains("tree.states was not measured"));
    }

    /** Twenty runs on two cores under a load of 6 to 12 gave ratios from 7 to 77; below 3 it is not noise. */
    @Test
    void theTreeStaysFasterThanObjects() throws IOException {
        TreeBenchmark benchmark = new TreeBenchmark();
        benchmark.epochs = 6;
        benchmark.prepare();
        double[] nanos = Stopwatch.medianNanos(3, 7, List.of(benchmark::hashMapOfObjects, benchmark::arrays));
        assertTrue(nanos[0] > 3 * nanos[1]);
    }

    private static Problem medium() {
        return InstanceGenerator.of(SizeClass.MEDIUM)
                .withForecasts(true)
                .withSeed(1)
                .generate();
    }

    private static Guard guard() throws IOException {
        try (InputStream in = Objects.requireNonNull(GuardTest.class.getResourceAsStream("guard.properties"))) {
            return Guard.read(in);
        }
    }

    @Test
    void theProgramTakesNoArguments() {
        assertEquals(0, ProgramRun.of(GuardFigures.Study::new, "--help").status());
        ProgramRun run = ProgramRun.of(GuardFigures.Study::new, "all");
        assertEquals(64, run.status());
        assertTrue(run.err().contains("'all'"), run.err());
    }
}
