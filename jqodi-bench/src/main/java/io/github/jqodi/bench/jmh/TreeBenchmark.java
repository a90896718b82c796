package io.github.jqodi.bench.jmh;

import io.github.jqodi.bench.peer.HashMapTree;
import io.github.jqodi.bench.peer.library.JGraphTree;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.tree.PathTree;
import io.github.jqodi.tree.TreeSize;
import java.io.IOException;
import java.io.InputStream;
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
 * Construction of Algorithm 1's tree: LeNet-like of the bundled {@code paper-data1} at 8 bits, its 2 servers and 4 cuts, over
 * a few epochs and without a deadline that binds. 7 epochs are 2,396,744 vertices. Vertices a second are that number over the
 * time of one construction.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-Xmn2g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TreeBenchmark {
    private static final double DEADLINE_SECONDS = 1e6;

    /** K_rob. */
    @Param({"7"})
    public int epochs = 7;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Candidate candidate;

    @SuppressWarnings("NullAway.Init")
    private CostTable table;

    /** JMH makes instances. */
    public TreeBenchmark() {}

    /**
     * Computes the costs.
     *
     * @throws IOException if the bundled scenario cannot be read
     */
    @Setup
    public void prepare() throws IOException {
        try (InputStream in = BundledScenarios.open("paper-data1")) {
            Candidate whole = ScenarioJson.read(in).assess().candidates().stream()
                    .filter(c -> c.label().equals("LeNet-like at 8 bits"))
                    .findFirst()
                    .orElseThrow();
            candidate = new Candidate(
                    whole.model(),
                    whole.quantization(),
                    whole.epochs(),
                    epochs,
                    whole.losses(),
                    whole.setup(),
                    whole.costs(),
                    whole.actions());
            table = CostTable.of(candidate.costs(), candidate.actions(), epochs);
        }
    }

    /**
     * Three arrays a level.
     *
     * @return the tree
     */
    @Benchmark
    public PathTree arrays() {
        return PathTree.of(candidate, table, DEADLINE_SECONDS, PathTree.MAX_VERTICES);
    }

    /**
     * Objects in hash maps.
     *
     * @return the tree
     */
    @Benchmark
    public HashMapTree hashMapOfObjects() {
        return HashMapTree.of(candidate, table, DEADLINE_SECONDS);
    }

    /**
     * A weighted graph of JGraphT.
     *
     * @return the tree
     */
    @Benchmark
    public JGraphTree jgrapht() {
        return JGraphTree.of(candidate, table, DEADLINE_SECONDS);
    }

    /**
     * What the size of the tree over all epochs costs to predict where the deadline binds.
     *
     * @return the prediction
     */
    @Benchmark
    public TreeSize prediction() {
        return TreeSize.of(candidate, table, 5 * epochs);
    }
}
