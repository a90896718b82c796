package io.github.jqodi.bench.jmh;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.Variations;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A fleet of 32 devices that share models and servers: all at once, and one after the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
    private static final int DEVICES = 32;

    /** Size class and kind of costs. */
    @Param({"paper-sta", "medium-sta", "medium-var", "large-var"})
    public String instance = "paper-sta";

    /** How many devices are planned at once. */
    @Param({"1", "2"})
    public int threads = 1;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private List<Problem> problems;

    @SuppressWarnings("NullAway.Init")
    private Planner planner;

    /** JMH makes instances. */
    public BatchBenchmark() {}

    /** Draws the fleet. */
    @Setup
    public void prepare() {
        problems = Variations.fleet(Instances.of(instance), DEVICES, 1);
        planner = Planner.create()
                .withOptions(SolveOptions.DEFAULT.withAlternatives(0))
                .withThreads(threads);
    }

    /**
     * One call.
     *
     * @return a result for each device
     */
    @Benchmark
    public List<SolveResult> together() {
        return planner.planAll(problems).stream().map(BatchAnswer::orElseThrow).toList();
    }

    /**
     * A call for each device, on one thread.
     *
     * @return a result for each device
     */
    @Benchmark
    public List<SolveResult> oneByOne() {
        Planner alone = planner.withThreads(1);
        return problems.stream().map(alone::plan).toList();
    }
}
