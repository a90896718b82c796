package io.github.jqodi.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import org.junit.jupiter.api.Test;

class PathTreeTest {
    private static final int ACTIONS = 8;

    @Test
    void sizeIsTheGeometricSumWithoutADeadline() {
        PathTree tree = tree(6, 1e6);
        assertEquals((Math.pow(ACTIONS, 7) - ACTIONS) / (ACTIONS - 1), (double) tree.stateCount());
        assertEquals((double) tree.stateCount(), size(6, 1e6).vertices());
        assertEquals(6 * Math.log10(ACTIONS), size(6, 1e6).log10Paths(), 1e-12);
    }

    @Test
    void aVertexTakesTwentyBytesAndSixteenInTheLastLevel() {
        PathTree tree = tree(6, 1e6);
        long last = tree.levelSize(6);
        assertEquals(20 * (tree.stateCount() + 1 - last) + 16 * last, tree.bytes());
        assertTrue(tree.bytes() <= 17.0 * (double) tree.stateCount());
    }

    @Test
    void theDeadlineCutsOffASuffix() {
        Candidate candidate = TreeFixtures.candidate(ACTIONS, 4);
        CostTable table = TreeFixtures.table(candidate);
        double deadline = TreeFixtures.middlingDeadline(candidate, table);
        PathTree tree = PathTree.of(candidate, table, deadline, PathTree.MAX_VERTICES);
        assertTrue(tree.levelSize(4) > 0 && tree.levelSize(4) < Math.pow(ACTIONS, 4));
        for (int v = 0; v < tree.levelSize(3); v++) {
            int first = tree.firstSuccessor(3, v);
            for (int child = first; child < first + tree.successorCount(3, v); child++) {
                assertEquals(v, tree.parent(4, child));
                assertTrue(tree.seconds(4, child) <= deadline);
                assertEquals(tree.seconds(3, v) + tree.epochSeconds(4, child), tree.seconds(4, child));
                assertTrue(child == first || tree.seconds(4, child) >= tree.seconds(4, child - 1));
            }
        }
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeMemoryIsTaken() {
        Candidate candidate = TreeFixtures.candidate(ACTIONS, 132);
        CostTable table = TreeFixtures.table(candidate);
        assertEquals(132 * Math.log10(8), TreeSize.of(candidate, table, 1e6).log10Paths(), 1e-9);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> PathTree.of(candidate, table, 1e6, PathTree.MAX_VERTICES));
        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith("time-energy tree of net at 8 bits (1.84e+119 vertices, 10^119.2 paths in time)"
                                + " must have at most 20000000 vertices"),
                refusal.getMessage());
    }

    @Test
    void pathsExactlyAtTheDeadlineAreVerticesButNotFeasible() {
        Candidate candidate = TreeFixtures.candidate(1, 3);
        CostTable table = TreeFixtures.table(candidate);
        double deadline = 3 * table.seconds(0)[0];
        PathTree tree = PathTree.of(candidate, table, deadline, 10);
        assertEquals(1, tree.levelSize(3));
        assertFalse(tree.feasible(0));
        assertTrue(PathTree.of(candidate, table, Math.nextUp(deadline), 10).feasible(0));
        assertEquals(
                0, PathTree.of(candidate, table, Math.nextDown(deadline), 10).levelSize(3));
    }

    private static PathTree tree(int epochs, double deadline) {
        Candidate candidate = TreeFixtures.candidate(ACTIONS, epochs);
        return PathTree.of(candidate, TreeFixtures.table(candidate), deadline, PathTree.MAX_VERTICES);
    }

    private static TreeSize size(int epochs, double deadline) {
        Candidate candidate = TreeFixtures.candidate(ACTIONS, epochs);
        return TreeSize.of(candidate, TreeFixtures.table(candidate), deadline);
    }
}
