package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.PlainSolver;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.Optional;
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
 * From problem to proven plan, beside the straightforward solver that fills all tables.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
    /** Size class and kind of costs. */
    @Param({"paper-sta", "paper-var", "medium-sta", "medium-var", "large-sta", "large-var"})
    public String instance = "paper-var";

    /** How epochs weigh in the objective. */
    @Param({"NOMINAL", "EXPECTED", "ROBUST"})
    public Rule rule = Rule.NOMINAL;

    private final PlainSolver plain = new PlainSolver(SolveOptions.DEFAULT_GAP);

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Problem problem;

    @SuppressWarnings("NullAway.Init")
    private Planner planner;

    /** JMH makes instances. */
    public PlanBenchmark() {}

    /** Draws the problem. */
    @Setup
    public void prepare() {
        problem = Instances.of(instance);
        planner =
                Planner.create().withOptions(SolveOptions.DEFAULT.withRule(rule).withAlternatives(0));
    }

    /**
     * The planner, without alternatives.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult planner() {
        return planner.plan(problem);
    }

    /**
     * All tables, filter, linear relaxation, exact core.
     *
     * @return the best pair
     */
    @Benchmark
    public Optional<PlainSolver.Solution> allTables() {
        return plain.solve(problem, rule);
    }
}
