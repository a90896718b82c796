package io.github.jqodi.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.graph.Graphs;
import com.google.common.graph.ImmutableValueGraph;
import com.google.common.graph.MutableValueGraph;
import com.google.common.graph.ValueGraph;
import com.google.common.graph.ValueGraphBuilder;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.testing.Figure5;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Vertex;
import io.github.jqodi.tree.Vertex.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagramViewsTest {
    private static final Diagram PATHS = Diagram.ofPaths(Figure5.problem(), 100);
    private static final Vertex MODEL = new Vertex(Kind.MODEL, 0, 0, 0);
    private static final Vertex EIGHT_BITS = new Vertex(Kind.QUANTIZED, 2, 0, 0);

    @Test
    void graphEqualsOneBuiltEdgeByEdge() {
        for (Diagram diagram : List.of(PATHS, Diagram.ofStates(Figure5.problem()))) {
            MutableValueGraph<Vertex, Double> built =
                    ValueGraphBuilder.directed().build();
            diagram.vertices().forEach(built::addNode);
            diagram.vertices()
                    .forEach(from -> diagram.successors(from)
                            .forEach(to -> built.putEdgeValue(from, to, diagram.joulesInto(to))));
            ValueGraph<Vertex, Double> view = DiagramGraph.of(diagram);
            assertEquals(built, view);
            assertEquals(built.edges(), view.edges());
            assertEquals(built, ImmutableValueGraph.copyOf(view));
            for (Vertex vertex : built.nodes()) {
                assertEquals(built.adjacentNodes(vertex), view.adjacentNodes(vertex));
                assertEquals(built.incidentEdges(vertex), view.incidentEdges(vertex));
                assertEquals(built.inDegree(vertex), view.inDegree(vertex));
            }
        }
    }

    @Test
    void graphAnswersFromBothEndsOfAnEdge() {
        ValueGraph<Vertex, Double> graph = DiagramGraph.of(PATHS);
        assertTrue(graph.isDirected());
        assertEquals(1.0, graph.edgeValue(MODEL, EIGHT_BITS).orElseThrow());
        assertTrue(graph.edgeValue(EIGHT_BITS, MODEL).isEmpty());
        assertTrue(graph.successors(MODEL).contains(EIGHT_BITS));
        assertFalse(graph.successors(EIGHT_BITS).contains(MODEL));
        assertEquals(Set.of(MODEL), graph.predecessors(EIGHT_BITS));
        assertThrows(UnsupportedOperationException.class, () -> graph.nodes().remove(MODEL));
    }

    @Test
    void thetaIsReachedFromTheModelAlongFeasiblePathsOnly() {
        ValueGraph<Vertex, Double> graph = DiagramGraph.of(PATHS);
        assertTrue(Graphs.reachableNodes(graph.asGraph(), MODEL).contains(Vertex.THETA));
        assertFalse(Graphs.hasCycle(graph.asGraph()));
        assertEquals(4, graph.inDegree(Vertex.THETA));
    }

    @Test
    void strangersAreRefused() {
        Vertex stranger = new Vertex(Kind.STATE, 2, 9, 0);
        ValueGraph<Vertex, Double> graph = DiagramGraph.of(PATHS);
        assertFalse(graph.nodes().contains(stranger));
        assertThrows(IllegalArgumentException.class, () -> graph.successors(stranger));
        assertThrows(IllegalArgumentException.class, () -> graph.edgeValue(MODEL, stranger));
    }

    @Test
    void dotHasAllVerticesAndEdges() {
        String dot = Dot.write(PATHS, 100);
        assertEquals(
                PATHS.vertexCount(),
                dot.lines().filter(l -> l.contains("fillcolor")).count());
        assertEquals(
                PATHS.edgeCount(), dot.lines().filter(l -> l.contains("->")).count());
        assertTrue(dot.startsWith("digraph"));
        assertTrue(
                dot.contains("  s2_1_0 [label=\"M1 8 bits, epoch 1, ES1 cut 1\\n1.50000 s\", fillcolor=lightblue];"));
        assertTrue(dot.contains("  q2 -> s2_1_0 [label=\"4.00000\"];"));
        assertTrue(dot.contains("  s2_2_0 -> theta;"));
    }

    /** Graphviz shows what they begin as a reference to a character. */
    @Test
    void dotShowsAmpersandsOfNames() {
        Problem problem = Figure5.problem();
        Diagram diagram =
                Diagram.ofPaths(ScenarioJson.parse(ScenarioJson.write(problem).replace("M1", "M&lt;")), 100);
        assertTrue(Dot.write(diagram, 100).contains("M&amp;lt; 8 bits"), Dot.write(diagram, 100));
    }

    @Test
    void dotRefusesWhatIsTooLarge() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Dot.write(PATHS, 29));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("diagram (30 vertices) must have at most 29"));
    }
}
