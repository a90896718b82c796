package io.github.jqodi.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.jqodi.bench.peer.HashMapTree;
import io.github.jqodi.bench.peer.library.JGraphTree;
import io.github.jqodi.tree.PathTree;
import io.github.jqodi.tree.TreeSize;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each benchmark once, with its answer; and what is exact about them as a guard. */
class TreeBenchmarkTest {
    private static final int ACTIONS = 8;
    private static final int EPOCHS = 5;

    /** Headers of three arrays a level, the moves and their sorting. */
    private static final long SMALL_THINGS = 4096;

    private final TreeBenchmark benchmark = new TreeBenchmark();

    @BeforeEach
    void prepare() throws IOException {
        benchmark.epochs = EPOCHS;
        benchmark.prepare();
    }

    @Test
    void bothTreesAreTheSame() {
        PathTree arrays = benchmark.arrays();
        HashMapTree objects = benchmark.hashMapOfObjects();
        assertEquals((Math.pow(ACTIONS, EPOCHS + 1) - ACTIONS) / (ACTIONS - 1), (double) arrays.stateCount());
        assertEquals(arrays.stateCount(), objects.states());
        assertEquals(arrays.stateCount(), objects.edges());
        double joules = 0;
        for (int i = 0; i < arrays.levelSize(EPOCHS); i++) {
            joules += arrays.joules(EPOCHS, i);
        }
        assertEquals(objects.joules(), joules, 1e-9 * joules);
    }

    @Test
    void theGraphHasTheSameVerticesAndWeights() {
        JGraphTree graph = benchmark.jgrapht();
        PathTree arrays = benchmark.arrays();
        assertEquals(arrays.stateCount(), graph.states());
        double joules = 0;
        for (int k = 1; k <= EPOCHS; k++) {
            for (int i = 0; i < arrays.levelSize(k); i++) {
                joules += arrays.epochJoules(k, i);
            }
        }
        assertEquals(joules, graph.edgeJoules(), 1e-9 * joules);
    }

    @Test
    void thePredictionIsAnUpperBoundBelowTheWholeTree() {
        TreeSize size = benchmark.prediction();
        assertTrue(size.vertices() > 0 && size.vertices() < benchmark.arrays().stateCount());
        assertEquals(EPOCHS * Math.log10(ACTIONS), size.log10Paths(), 1e-12);
    }

    @Test
    void aVertexTakesTwentyBytesAndSixteenInTheLastLevel() {
        PathTree tree = benchmark.arrays();
        long last = tree.levelSize(EPOCHS);
        assertEquals(20 * (1 + tree.stateCount() - last) + 16 * last, tree.bytes());
    }

    @Test
    void constructionTakesItsArraysAndNothingElse() {
        benchmark.arrays();
        long before = allocated();
        PathTree tree = benchmark.arrays();
        long taken = allocated() - before;
        assertTrue(taken >= tree.bytes());
        assertTrue(taken <= 1.01 * tree.bytes() + SMALL_THINGS, taken + " B for arrays of " + tree.bytes() + " B");
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
