package io.github.jqodi.view;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Vertex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;

/**
 * A diagram in the DOT language of Graphviz: models red, quantized models orange, states blue, as Section IV colours them, Θ
 * a double circle. A state shows its action and T(k) in seconds, an edge its energy in joules. Control characters in names are
 * shown escaped.
 */
public final class Dot {
    private final Diagram diagram;
    private final Appendable out;

    private Dot(Diagram diagram, Appendable out) {
        this.diagram = diagram;
        this.out = out;
    }

    /**
     * Writes a diagram as text.
     *
     * @param diagram of paths or of merged states
     * @param mostVertices how many vertices to write at most
     * @return DOT
     * @throws IllegalArgumentException if the diagram has more vertices
     */
    public static String write(Diagram diagram, long mostVertices) {
        if (diagram.vertexCount() > mostVertices) {
            throw Check.invalid(
                    "diagram",
                    diagram.vertexCount() + " vertices",
                    "must have at most " + mostVertices + " to be written as DOT",
                    "Leave fewer models, widths, servers and cuts to choose from.");
        }
        StringBuilder text = new StringBuilder();
        try {
            new Dot(diagram, text).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write() throws IOException {
        out.append("digraph \"time-energy tree\" {\n  rankdir=LR;\n  node [shape=box, style=filled];\n");
        for (Iterator<Vertex> it = diagram.vertices().iterator(); it.hasNext(); ) {
            vertex(it.next());
        }
        for (Iterator<Vertex> it = diagram.vertices().iterator(); it.hasNext(); ) {
            edges(it.next());
        }
        out.append("}\n");
    }

    private void vertex(Vertex vertex) throws IOException {
        String look = switch (vertex.kind()) {
            case MODEL -> "fillcolor=tomato";
            case QUANTIZED -> "fillcolor=orange";
            case STATE -> "fillcolor=lightblue";
            case THETA -> "fillcolor=white, shape=doublecircle";
        };
        out.append("  ").append(name(vertex)).append(" [label=").append(quoted(text(vertex)));
        out.append(", ").append(look).append("];\n");
    }

    private String text(Vertex vertex) {
        return switch (vertex.kind()) {
            case STATE, QUANTIZED ->
                Text.escaped(diagram.label(vertex)) + "\n" + number(diagram.seconds(vertex)) + " s";
            case MODEL, THETA -> Text.escaped(diagram.label(vertex));
        };
    }

    private void edges(Vertex from) throws IOException {
        for (Vertex to : diagram.successors(from)) {
            out.append("  ").append(name(from)).append(" -> ").append(name(to));
            if (to.kind() != Vertex.Kind.THETA) {
                out.append(" [label=")
                        .append(quoted(number(diagram.joulesInto(to))))
                        .append("]");
            }
            out.append(";\n");
        }
    }

    private static String name(Vertex vertex) {
        return switch (vertex.kind()) {
            case MODEL -> "m" + vertex.pair();
            case QUANTIZED -> "q" + vertex.pair();
            case STATE -> "s" + vertex.pair() + "_" + vertex.epoch() + "_" + vertex.index();
            case THETA -> "theta";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    /** Graphviz reads an ampersand as the beginning of a reference to a character. */
    private static String quoted(String text) {
        return '"'
                + text.replace("&", "&amp;")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                + '"';
    }
}
