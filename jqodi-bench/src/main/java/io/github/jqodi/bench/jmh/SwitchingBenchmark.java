package io.github.jqodi.bench.jmh;

import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.SwitchingInstances;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.GroupedKnapsack;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
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

/** The knapsack of one pair whose groups are its servers, with and without what switches of the server cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SwitchingBenchmark {
    /** Size class. */
    @Param({"PAPER", "MEDIUM", "LARGE"})
    public SizeClass size = SizeClass.PAPER;

    /** Whether rates change from epoch to epoch. */
    @Param({"false", "true"})
    public boolean forecasts = false;

    /** Whether weights fall, or are all 1. */
    @Param({"false", "true"})
    public boolean survival = false;

    /** Seed; the deadline and the share of an epoch that a switch takes go with it. */
    @Param({"5"})
    public long seed = 5;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private GroupedInstance instance;

    /** JMH makes instances. */
    public SwitchingBenchmark() {}

    /** Draws the knapsack. */
    @Setup
    public void prepare() {
        instance = new SwitchingInstances(size, forecasts, survival, seed).generate();
    }

    /**
     * To the proven optimum, gap 0.
     *
     * @return choice and bound
     */
    @Benchmark
    public Outcome withEntries() {
        return GroupedKnapsack.of(instance, Limits.NONE).solve(Limits.NONE);
    }

    /**
     * The same as if changes cost nothing.
     *
     * @return choice and bound
     */
    @Benchmark
    public Outcome withoutEntries() {
        return Knapsack.solve(instance.items(), Limits.NONE);
    }
}
