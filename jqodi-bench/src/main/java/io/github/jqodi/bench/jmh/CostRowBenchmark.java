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
 * the literal loop over Equations 5 to 10.
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
    private double[][] secondsByCut = new double[0][];
    private double[][] joulesByCut = new double[0][];

    /** JMH makes instances. */
    public CostRowBenchmark() {}

    /** Draws the problem. */
    @Setup
    public void prepare() {
        Problem problem = Instances.of(instance);
        candidate = problem.assess().candidates().get(0);
        bounds = candidate.costs().bounds(candidate.actions(), 1).orElseThrow();
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        literal = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
        seconds = new double[literal.cells()];
        joules = new double[literal.cells()];
        int cuts = candidate.actions().cutCount();
        secondsByCut = new double[cuts][literal.cells() / cuts];
        joulesByCut = new double[cuts][literal.cells() / cuts];
    }

    /**
     * Cut by cut into the same two rows, as the filter reads them; nothing is stored.
     *
     * @return the times of the last cut, by server
     */
    @Benchmark
    public double[] kernels() {
        for (int j = 0; j < secondsByCut.length; j++) {
            bounds.low(j, secondsByCut[0], joulesByCut[0]);
        }
        return secondsByCut[0];
    }

    /**
     * Cut by cut; every cell is stored, as the others do.
     *
     * @return the times of all cells, by cut, by server
     */
    @Benchmark
    public double[][] kernelsStored() {
        for (int j = 0; j < secondsByCut.length; j++) {
            bounds.low(j, secondsByCut[j], joulesByCut[j]);
        }
        return secondsByCut;
    }

    /**
     * The doubles that decide.
     *
     * @return the times of all cells
     */
    @Benchmark
    public double[] costModel() {
        candidate.costs().rows(candidate.actions()).fill(1, seconds, joules);
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

    /** Energies of all cells of the last benchmark that was not of kernels. */
    double[] joules() {
        return joules;
    }

    /** Energies of all cells of {@link #kernelsStored}, by cut, by server. */
    double[][] joulesByCut() {
        return joulesByCut;
    }
}
