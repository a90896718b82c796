package io.github.jqodi.view;

import com.google.common.graph.AbstractValueGraph;
import com.google.common.graph.ElementOrder;
import com.google.common.graph.EndpointPair;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Vertex;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers Guava's questions about a diagram from its arrays. */
final class View extends AbstractValueGraph<Vertex, Double> {
    private final Diagram diagram;

    View(Diagram diagram) {
        this.diagram = diagram;
    }

    @Override
    public Set<Vertex> nodes() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Vertex> iterator() {
                return diagram.vertices().iterator();
            }

            @Override
            public int size() {
                return (int) Math.min(Integer.MAX_VALUE, diagram.vertexCount());
            }

            @Override
            public boolean contains(@Nullable Object object) {
                return object instanceof Vertex vertex && diagram.contains(vertex);
            }
        };
    }

    @Override
    public boolean isDirected() {
        return true;
    }

    @Override
    public boolean allowsSelfLoops() {
        return false;
    }

    @Override
    public ElementOrder<Vertex> nodeOrder() {
        return ElementOrder.stable();
    }

    @Override
    public Set<Vertex> adjacentNodes(Vertex node) {
        Set<Vertex> adjacent = new LinkedHashSet<>(predecessors(node));
        adjacent.addAll(successors(node));
        return Collections.unmodifiableSet(adjacent);
    }

    @Override
    public Set<Vertex> predecessors(Vertex node) {
        List<Vertex> predecessors = diagram.predecessors(checked(node));
        return new Neighbours(predecessors) {
            @Override
            boolean linked(Vertex other) {
                return diagram.hasEdge(other, node);
            }
        };
    }

    @Override
    public Set<Vertex> successors(Vertex node) {
        List<Vertex> successors = diagram.successors(checked(node));
        return new Neighbours(successors) {
            @Override
            boolean linked(Vertex other) {
                return diagram.hasEdge(node, other);
            }
        };
    }

    @Override
    public Optional<Double> edgeValue(Vertex from, Vertex to) {
        return Optional.ofNullable(edgeValueOrDefault(from, to, null));
    }

    @Override
    public Optional<Double> edgeValue(EndpointPair<Vertex> endpoints) {
        return edgeValue(endpoints.source(), endpoints.target());
    }

    @Override
    public @Nullable Double edgeValueOrDefault(Vertex from, Vertex to, @Nullable Double otherwise) {
        return diagram.hasEdge(checked(from), checked(to)) ? Double.valueOf(diagram.joulesInto(to)) : otherwise;
    }

    @Override
    public @Nullable Double edgeValueOrDefault(EndpointPair<Vertex> endpoints, @Nullable Double otherwise) {
        return edgeValueOrDefault(endpoints.source(), endpoints.target(), otherwise);
    }

    private Vertex checked(Vertex node) {
        if (!diagram.contains(node)) {
            throw new IllegalArgumentException("Node " + node + " is not an element of this graph.");
        }
        return node;
    }

    /** Distinct vertices in order, asked for membership without a search. */
    private abstract class Neighbours extends AbstractSet<Vertex> {
        private final List<Vertex> vertices;

        Neighbours(List<Vertex> vertices) {
            this.vertices = vertices;
        }

        abstract boolean linked(Vertex other);

        @Override
        public Iterator<Vertex> iterator() {
            return Collections.unmodifiableList(vertices).iterator();
        }

        @Override
        public int size() {
            return vertices.size();
        }

        @Override
        public boolean contains(@Nullable Object object) {
            return object instanceof Vertex vertex && diagram.contains(vertex) && linked(vertex);
        }
    }
}
