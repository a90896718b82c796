package io.github.jqodi.bench.peer.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.peer.Bellman;
import io.github.jqodi.bench.peer.IntegerKnapsack;
import io.github.jqodi.bench.scenario.KnapsackClass;
import io.github.jqodi.knapsack.Instance;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrToolsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothFindWhatTheRecursionFinds(boolean identical) {
        assumeTrue(OrTools.isAvailable(), "OR-Tools has no native library here");
        Instance drawn = KnapsackClass.UNCORRELATED.whole(6, 5, 100, 4);
        int[] rows = identical ? new int[6] : drawn.rowOf();
        Instance instance =
                drawn.toBuilder().classes(rows).limit(identical ? 150 : 120).build();
        IntegerKnapsack knapsack = IntegerKnapsack.exactly(instance);
        assertEquals(identical, knapsack.identical());
        PeerAnswer cpSat = OrTools.cpSat(knapsack, LIMIT);
        PeerAnswer scip = OrTools.scip(knapsack, LIMIT);
        assertTrue(cpSat.proven());
        assertTrue(scip.proven());
        assertEquals((double) Bellman.solve(knapsack), cpSat.cost());
        assertEquals((double) Bellman.solve(knapsack), scip.cost());
    }
}
