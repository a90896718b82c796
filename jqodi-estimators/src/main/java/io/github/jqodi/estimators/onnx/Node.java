package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node of a graph.
 *
 * @param name empty if it has none
 * @param domain of its operator, empty for ai.onnx
 * @param op type of operator
 * @param overload which of the functions of that name, empty if there is one
 * @param inputs names of values, empty for one left out
 * @param outputs names of values, empty for one left out
 * @param attributes by name
 */
record Node(
        String name,
        String domain,
        String op,
        String overload,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    /** The operator with its domain, as messages and tables name it. */
    String operator() {
        return domain.isEmpty() ? op : domain + "." + op;
    }

    /** As messages name it. */
    String shown() {
        if (!name.isEmpty()) {
            return "node '" + name + "' (" + operator() + ")";
        }
        return outputs.isEmpty() ? "a node " + operator() : "node " + operator() + " of '" + outputs.get(0) + "'";
    }

    /** The graphs in its attributes. */
    Stream<GraphBody> bodies() {
        return attributes.values().stream().flatMap(attribute -> attribute.graphs().stream());
    }
}
