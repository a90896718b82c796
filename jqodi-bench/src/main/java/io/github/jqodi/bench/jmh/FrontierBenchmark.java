package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
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
 * The least energy for every deadline by supported plans of all pairs, beside one solve for one deadline; both from the problem on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrontierBenchmark {
    /** Size class and kind of costs. */
    @Param({"paper-sta", "paper-var", "medium-sta", "medium-var", "large-sta", "large-var"})
    public String instance = "paper-var";

    private final Planner planner = Planner.create().withOptions(SolveOptions.DEFAULT.withAlternatives(0));

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Problem problem;

    /** JMH makes instances. */
    public FrontierBenchmark() {}

    /** Draws the problem. */
    @Setup
    public void prepare() {
        problem = Instances.of(instance);
    }

    /**
     * All of them.
     *
     * @return the staircase
     */
    @Benchmark
    public Frontier everyDeadline() {
        return Frontier.of(problem, planner.options());
    }

    /**
     * One deadline.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult oneDeadline() {
        return planner.plan(problem);
    }
}
