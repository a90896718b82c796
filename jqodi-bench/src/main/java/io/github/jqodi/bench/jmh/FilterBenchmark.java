package io.github.jqodi.bench.jmh;

import io.github.jqodi.bench.peer.Front;
import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.bench.peer.ParetoFilter;
import io.github.jqodi.cost.CostTable;
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
 * From the cells of one epoch of one pair to those that may belong to a schedule of least energy. The planner computes the
 * cells on the way and stores none; the peers get them ready, or compute them by literal loops.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
    /** Size class and kind of costs. */
    @Param({"large-sta", "huge-sta"})
    public String instance = "large-sta";

    private final ParetoFilter filter = new ParetoFilter();

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Candidate candidate;

    @SuppressWarnings("NullAway.Init")
    private LiteralCosts literal;

    private double[] seconds = new double[0];
    private double[] joules = new double[0];

    /** JMH makes instances. */
    public FilterBenchmark() {}

    /** Draws the problem and fills the cells. */
    @Setup
    public void prepare() {
        Problem problem = Instances.of(instance);
        candidate = problem.assess().candidates().get(0);
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        literal = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
        seconds = new double[literal.cells()];
        joules = new double[literal.cells()];
        literal.row(1, seconds, joules);
    }

    /**
     * Bounds, a staircase, and the literal costs of what is left.
     *
     * @return the cells that are left
     */
    @Benchmark
    public CostTable cellsAndFilter() {
        return CostTable.nondominated(candidate.costs(), candidate.actions(), 1);
    }

    /**
     * Sorts all cells.
     *
     * @return the front
     */
    @Benchmark
    public Front sorted() {
        return filter.sorted(seconds, joules);
    }

    /**
     * Throws most cells out by buckets and sorts the rest.
     *
     * @return the front
     */
    @Benchmark
    public Front bucketed() {
        return filter.bucketed(seconds, joules);
    }

    /**
     * Literal loops, then {@link #sorted}.
     *
     * @return the front
     */
    @Benchmark
    public Front literalAndSorted() {
        literal.row(1, seconds, joules);
        return sorted();
    }

    /**
     * Literal loops, then {@link #bucketed}.
     *
     * @return the front
     */
    @Benchmark
    public Front literalAndBucketed() {
        literal.row(1, seconds, joules);
        return bucketed();
    }
}
