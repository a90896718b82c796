package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.bench.peer.PairFronts;
import io.github.jqodi.bench.peer.RowScratch;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.SupportedPoints;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
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
 * Every supported point of every pair, that is the least energy for every price of time, beside one solve for one deadline;
 * the classes are filtered beforehand.
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

    private final List<Instance> knapsacks = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Problem problem;

    /** JMH makes instances. */
    public FrontierBenchmark() {}

    /** Draws the problem and filters the classes of every pair. */
    @Setup
    public void prepare() {
        problem = Instances.of(instance);
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        RowScratch scratch = new RowScratch();
        double deadline = problem.scenario().target().deadlineSeconds();
        for (Candidate candidate : problem.assess().candidates()) {
            PairFronts fronts = PairFronts.of(problem, servers, candidate, scratch);
            if (fronts.exists()) {
                knapsacks.add(fronts.instance(Rule.EXPECTED, deadline));
            }
        }
    }

    /**
     * All of them.
     *
     * @return the points of each pair
     */
    @Benchmark
    public List<SupportedPoints> supportedPoints() {
        return knapsacks.stream().map(SupportedPoints::of).toList();
    }

    /**
     * One deadline, from the problem on.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult oneDeadline() {
        return planner.plan(problem);
    }
}
