package io.github.jqodi.view;

import com.google.common.graph.ValueGraph;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Vertex;

/**
 * A {@link Diagram} as a directed Guava graph whose edges carry energies in joules. A view: it copies nothing and answers
 * from the arrays of the diagram. Successors take O(1); predecessors take O(log vertices) in a diagram of paths and O(actions)
 * in one of merged states, those of Θ a pass over the last levels; edges are counted by a pass over all vertices.
 */
public final class DiagramGraph {
    private DiagramGraph() {}

    /**
     * Looks at a diagram as a graph.
     *
     * @param diagram of paths or of merged states
     * @return a view, as immutable as the diagram
     */
    public static ValueGraph<Vertex, Double> of(Diagram diagram) {
        return new View(diagram);
    }
}
