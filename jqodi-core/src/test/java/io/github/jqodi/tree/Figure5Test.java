package io.github.jqodi.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.testing.Figure5;
import io.github.jqodi.tree.Vertex.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of Figure 5, worked by hand. */
class Figure5Test {
    private static final Diagram PATHS = Diagram.ofPaths(Figure5.problem(), 100);
    private static final Diagram STATES = Diagram.ofStates(Figure5.problem());

    @Test
    void oneModelThreeWidthsAndTheStatesInTime() {
        assertEquals(Map.of(Kind.MODEL, 1L, Kind.QUANTIZED, 3L, Kind.STATE, 25L, Kind.THETA, 1L), kinds(PATHS));
        assertEquals(Map.of(Kind.MODEL, 1L, Kind.QUANTIZED, 3L, Kind.STATE, 15L, Kind.THETA, 1L), kinds(STATES));
        assertEquals(31, PATHS.edgeCount());
    }

    @Test
    void onlyPathsBelowTheDeadlineEndInTheta() {
        List<Double> ends = PATHS.predecessors(Vertex.THETA).stream()
                .map(PATHS::seconds)
                .sorted()
                .toList();
        assertEquals(List.of(2.5, 3.0, 3.0, 3.25), ends);
        long atTheDeadline = PATHS.vertices()
                .filter(v -> PATHS.seconds(v) == 3.5)
                .peek(v -> assertTrue(PATHS.successors(v).isEmpty()))
                .count();
        assertEquals(3 + 3, atTheDeadline);
    }

    @Test
    void twoBitsMissTheLossAndStayAlone() {
        Vertex twoBits = new Vertex(Kind.QUANTIZED, 0, 0, 0);
        assertEquals("M1 2 bits", PATHS.label(twoBits));
        assertEquals(List.of(), PATHS.successors(twoBits));
        assertEquals(List.of(), PATHS.predecessors(twoBits));
        Vertex model = new Vertex(Kind.MODEL, 0, 0, 0);
        assertEquals(
                List.of("M1 4 bits", "M1 8 bits"),
                PATHS.successors(model).stream().map(PATHS::label).toList());
        assertFalse(PATHS.hasEdge(model, twoBits));
    }

    @Test
    void edgesCarryTheEnergyOfTheirAction() {
        Vertex eightBits = new Vertex(Kind.QUANTIZED, 2, 0, 0);
        assertEquals(1, PATHS.joulesInto(eightBits));
        Map<String, Double> first = new TreeMap<>();
        PATHS.successors(eightBits).forEach(v -> first.put(PATHS.label(v), PATHS.joulesInto(v)));
        assertEquals(
                Map.of(
                        "M1 8 bits, epoch 1, ES1 cut 1",
                        4.0,
                        "M1 8 bits, epoch 1, ES1 cut 2",
                        2.0,
                        "M1 8 bits, epoch 1, ES2 cut 1",
                        1.0),
                first);
        assertEquals(0, PATHS.joulesInto(Vertex.THETA));
    }

    @Test
    void traversalFindsTheWeightsOfAllPaths() {
        List<Double> weights = new ArrayList<>();
        for (Diagram.Pair pair : PATHS.pairs()) {
            pair.branch()
                    .ifPresent(
                            branch -> Traversal.visitPaths((PathTree) branch, (path, joules) -> weights.add(joules)));
        }
        assertEquals(List.of(6.5, 9.0, 7.0, 7.0), weights);
    }

    @Test
    void traversalEndsWhenAsked() {
        PathTree eightBits = (PathTree) PATHS.pairs().get(2).branch().orElseThrow();
        assertEquals(1, Traversal.visitPaths(eightBits, (path, joules) -> false));
    }

    @Test
    void mergedStatesShowTheFastestPath() {
        StateGraph eightBits = (StateGraph) STATES.pairs().get(2).branch().orElseThrow();
        assertEquals(3 + 9, eightBits.stateEdges());
        assertEquals(3, eightBits.successorCount(1, 0));
        assertEquals(1, eightBits.successorCount(1, 2));
        assertEquals(3.5, eightBits.seconds(2, 2));
        assertTrue(eightBits.feasible(1));
        assertFalse(eightBits.feasible(2));
    }

    @Test
    void labelsKeepTheParetoFrontier() {
        StateGraph eightBits = (StateGraph) STATES.pairs().get(2).branch().orElseThrow();
        StateLabels.Stretch all =
                new StateLabels.Stretch(1, 2, new double[] {1, 1}, new double[] {0.5}, new double[0], false);
        StateLabels labels = StateLabels.of(eightBits, all, 100, () -> false);
        assertTrue(labels.complete());
        assertEquals(2, labels.size());
        assertEquals(List.of(2.5, 3.0), List.of(labels.seconds(0), labels.seconds(1)));
        assertEquals(List.of(8.0, 6.0), List.of(labels.joules(0), labels.joules(1)));
        assertFalse(StateLabels.of(eightBits, all, 1, () -> false).complete());
        assertFalse(StateLabels.of(eightBits, all, 100, () -> true).complete());
    }

    @Test
    void aTighterLimitRefuses() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Diagram.ofPaths(Figure5.problem(), 10));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("must have at most 10 vertices"), refusal.getMessage());
    }

    @Test
    void strangersAreNoVertices() {
        assertFalse(PATHS.contains(new Vertex(Kind.STATE, 0, 1, 0)));
        assertFalse(PATHS.contains(new Vertex(Kind.STATE, 2, 3, 0)));
        assertFalse(PATHS.contains(new Vertex(Kind.STATE, 2, 2, 6)));
        assertFalse(PATHS.contains(new Vertex(Kind.MODEL, 1, 0, 0)));
        assertFalse(PATHS.contains(new Vertex(Kind.THETA, 0, 0, 1)));
    }

    private static Map<Kind, Long> kinds(Diagram diagram) {
        return diagram.vertices().collect(Collectors.groupingBy(Vertex::kind, Collectors.counting()));
    }
}
