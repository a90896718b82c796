package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A graph of a file: the main one, the body of a loop or branch, or of a function.
 *
 * @param name as stated
 * @param nodes in the file's order
 * @param initializers by name
 * @param inputs those that initializers give a default to included
 * @param outputs in order
 * @param valueInfo what is said of values in between
 */
record GraphBody(
        String name,
        List<Node> nodes,
        Map<String, Tensor> initializers,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        Map<String, TypeInfo> valueInfo) {
    /** Inputs that somebody has to give. */
    List<ValueInfo> realInputs() {
        return inputs.stream()
                .filter(input -> !initializers.containsKey(input.name()))
                .toList();
    }

    /** Nodes of this graph and of all graphs in it. */
    long nodesWithBodies() {
        return allBodies().mapToLong(body -> body.nodes().size()).sum();
    }

    /** This graph and all graphs in it. */
    Stream<GraphBody> allBodies() {
        return Stream.concat(
                Stream.of(this), nodes.stream().flatMap(Node::bodies).flatMap(GraphBody::allBodies));
    }
}
