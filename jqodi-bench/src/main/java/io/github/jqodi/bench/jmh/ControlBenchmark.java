package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.Variations;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.LinkName;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.control.RunController;
import io.github.jqodi.control.RunState;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
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
 * In the midst of a run the rate of the link in use, which changed before, changes again: from that to the next action by the
 * controller, and by a plan of everything from scratch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ControlBenchmark {
    private static final double[] FACTORS = {0.8, 1, 0.9, 1.1, 0.7};
    /** So that later rates are uncertain. */
    private static final double SEEN_SECONDS = 10;

    /** Size class and kind of costs. */
    @Param({"paper-sta", "medium-sta", "medium-var", "large-sta", "large-var"})
    public String instance = "paper-sta";

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private RunController controller;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private RunState state;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private LinkName link;

    private final Problem[] problems = new Problem[FACTORS.length];
    private final Planner planner = Planner.create().withOptions(SolveOptions.DEFAULT.withAlternatives(0));
    private double nominal;
    private int turn;

    /** JMH makes instances. */
    public ControlBenchmark() {}

    /** Starts the run and lets its first epoch go by. */
    @Setup
    public void prepare() {
        Problem problem = Instances.of(instance);
        controller = RunController.start(problem, ControlOptions.DEFAULT);
        NextEpoch first = controller.next().epoch().orElseThrow();
        controller.observe(1 + problem.scenario().lossTarget(first.pair()), first.seconds(), first.joules());
        link = LinkName.ofDevice(first.server());
        List<String> servers =
                problem.scenario().edgeServers().stream().map(EdgeServer::name).toList();
        int server = servers.indexOf(first.server());
        nominal = problem.scenario()
                .edgeServers()
                .get(server)
                .deviceLink()
                .orElseThrow()
                .rate()
                .bitsPerSecond();
        for (double factor : FACTORS) {
            controller.rateSeen(link, factor * nominal, SEEN_SECONDS);
        }
        state = controller.state();
        for (int i = 0; i < FACTORS.length; i++) {
            problems[i] = Variations.withDeviceLink(problem, server, FACTORS[i]);
        }
        turn = 0;
    }

    private int next() {
        turn = (turn + 1) % FACTORS.length;
        return turn;
    }

    /**
     * From the changed rate to the next action.
     *
     * @return the decision
     */
    @Benchmark
    public Decision decision() {
        RunController now = controller.fork(state);
        now.resourcesChanged(ResourceChanges.NONE.withRate(link, FACTORS[next()] * nominal));
        return now.next();
    }

    /**
     * With nothing kept.
     *
     * @return the plan
     */
    @Benchmark
    public SolveResult planFromScratch() {
        return planner.plan(problems[next()]);
    }
}
