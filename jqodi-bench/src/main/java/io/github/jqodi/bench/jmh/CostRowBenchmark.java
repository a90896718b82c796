package io.github.jqodi.bench.jmh;

import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
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
 * Times and energies of all actions of one epoch of one pair: by the kernels that bound actions, by the cost model, and by
 * the literal loop over Eqs. 5-10.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CostRowBenchmark {
    /** Size class and kind of costs. */
    @Param({"large-sta", "huge-sta"})
    public String instance = "large-sta";

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Candidate candidate;

    @SuppressWarnings("NullAway.Init")
    private CostBounds bounds;

    @SuppressWarnings("NullAway.Init")
    private LiteralCosts literal;

    private double[] seconds = new double[0];
    private double[] joules = new double[0];

    /** JMH makes instances. */
    public CostRowBenchmark() {}

    /** Draws the problem. */
    @Setup
    public void prepare() {
        Problem problem = Instances.of(instance);
        candidate = problem.assess().candidates().get(0);
        bounds = candidate.costs().bounds(candidate.actions(), 1).orElseThrow();
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        literal = LiteralCosts.of(problem, servers, candidate.model(), candidate.bits());
        seconds = new double[literal.cells()];
        joules = new double[literal.cells()];
    }

    /**
     * Server by server into the same two short arrays; nothing is stored.
     *
     * @return the times of the last server
     */
    @Benchmark
    public double[] kernels() {
        for (int x = 0; x < candidate.actions().servers().size(); x++) {
            bounds.low(x, seconds, joules);
        }
        return seconds;
    }

    /**
     * The doubles that decide.
     *
     * @return the times of all cells
     */
    @Benchmark
    public double[] costModel() {
        candidate.costs().fill(candidate.actions(), 1, seconds, joules);
        return seconds;
    }

    /**
     * The divisions as printed.
     *
     * @return the times of all cells
     */
    @Benchmark
    public double[] literalLoop() {
        literal.row(1, seconds, joules);
        return seconds;
    }
}
