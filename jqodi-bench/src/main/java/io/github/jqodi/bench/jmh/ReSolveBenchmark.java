package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.Variations;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.PreparedSolver;
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
 * The device link of a server in use changes back and forth: solving each time from a prepared solver and from scratch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReSolveBenchmark {
    private static final double SLOWER = 0.8;

    /** Size class and kind of costs. */
    @Param({"paper-sta", "paper-var", "medium-sta", "medium-var", "large-sta", "large-var"})
    public String instance = "paper-var";

    private final Planner planner = Planner.create().withOptions(SolveOptions.DEFAULT.withAlternatives(0));

    private final Problem[] problems = new Problem[2];

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private PreparedSolver prepared;

    private int turn;

    /** JMH makes instances. */
    public ReSolveBenchmark() {}

    /** Draws the problem and prepares for it. */
    @Setup
    public void prepare() {
        problems[0] = Instances.of(instance);
        problems[1] = Variations.withDeviceLink(problems[0], usedServer(problems[0]), SLOWER);
        prepared = planner.prepare(problems[0]);
        turn = 0;
    }

    /**
     * With what was kept.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult prepared() {
        return prepared.solve(next(), planner.options());
    }

    /**
     * With nothing kept.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult fromScratch() {
        return planner.plan(next());
    }

    /** A server the plan uses, so that the change matters. */
    private int usedServer(Problem problem) {
        String name = planner.plan(problem)
                .plan()
                .orElseThrow()
                .schedule()
                .get(0)
                .server()
                .orElseThrow();
        List<String> names =
                problem.scenario().edgeServers().stream().map(EdgeServer::name).toList();
        return names.indexOf(name);
    }

    private Problem next() {
        turn = 1 - turn;
        return problems[turn];
    }
}
