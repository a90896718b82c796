package io.github.jqodi.estimators.onnx;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names that a body reads from the graphs around it. */
final class OuterNames {
    private OuterNames() {}

    static Set<String> of(GraphBody body) {
        Set<String> outer = withInputs(body);
        body.inputs().forEach(input -> outer.remove(input.name()));
        return outer;
    }

    private static Set<String> withInputs(GraphBody body) {
        Set<String> own = new HashSet<>(body.initializers().keySet());
        body.nodes().forEach(node -> own.addAll(node.outputs()));
        Set<String> outer = new LinkedHashSet<>();
        body.nodes().forEach(node -> outer.addAll(readBy(node)));
        body.outputs().forEach(output -> outer.add(output.name()));
        outer.removeAll(own);
        return outer;
    }

    /** What a node reads, the outer names of its bodies included. */
    static Set<String> readBy(Node node) {
        Set<String> read = new LinkedHashSet<>(node.inputs());
        // A branch has no inputs of its own; what some exporters list there are names from outside.
        boolean branches = node.op().equals("If");
        node.bodies().forEach(body -> read.addAll(branches ? withInputs(body) : of(body)));
        read.remove("");
        return read;
    }
}
