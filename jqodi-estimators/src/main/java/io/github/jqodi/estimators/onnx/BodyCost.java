package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * A graph run through once.
 *
 * @param nodes in an order in which they can run
 * @param outputs values of the graph's outputs
 */
record BodyCost(List<NodeCost> nodes, List<Value> outputs) {
    double macs() {
        return nodes.stream().mapToDouble(NodeCost::macs).sum();
    }

    double kept() {
        return nodes.stream().mapToDouble(NodeCost::kept).sum();
    }

    long multiplying() {
        return nodes.stream().mapToLong(NodeCost::multiplying).sum();
    }

    Tally weights() {
        return nodes.stream().map(NodeCost::weights).reduce(Tally.NONE, Tally::plus);
    }
}
