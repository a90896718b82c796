package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.LinearBound;
import io.github.jqodi.bench.peer.PairFronts;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.knapsack.SupportedPoints;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
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
 * The knapsack of the winning pair, its classes filtered beforehand: the linear relaxation alone, and the exact core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KnapsackBenchmark {
    /** Size class and kind of costs. */
    @Param({"paper-sta", "paper-var", "medium-sta", "medium-var", "large-sta", "large-var"})
    public String instance = "paper-var";

    /** How epochs weigh in the objective. */
    @Param({"NOMINAL", "EXPECTED"})
    public Rule rule = Rule.NOMINAL;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Instance knapsack;

    /** JMH makes instances. */
    public KnapsackBenchmark() {}

    /** Draws the problem, finds the winning pair and filters its classes. */
    @Setup
    public void prepare() {
        Problem problem = Instances.of(instance);
        Plan plan = Planner.create().withRule(rule).plan(problem).plan().orElseThrow();
        double deadline = problem.scenario().target().deadlineSeconds();
        knapsack = PairFronts.of(problem, plan).instance(rule, deadline);
    }

    /**
     * For every limit at once.
     *
     * @return the corners of the least cost by limit
     */
    @Benchmark
    public SupportedPoints relaxation() {
        return SupportedPoints.of(knapsack);
    }

    /**
     * For the one limit there is, the plain way.
     *
     * @return its bound
     */
    @Benchmark
    public double plainRelaxation() {
        return LinearBound.of(knapsack);
    }

    /** What all times have to stay below. */
    double limit() {
        return knapsack.limit();
    }

    /**
     * To the proven optimum, gap 0.
     *
     * @return choice and bound
     */
    @Benchmark
    public Outcome exact() {
        return Knapsack.solve(knapsack, new Limits(Long.MAX_VALUE, 0, () -> false));
    }
}
