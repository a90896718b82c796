package io.github.jqodi.estimators.onnx;

import java.util.List;

/** Sums over nodes that run one after another. */
interface NodeCosts {
    /** The nodes, in an order in which they can run. */
    List<NodeCost> nodes();

    default double macs() {
        return nodes().stream().mapToDouble(NodeCost::macs).sum();
    }

    default double kept() {
        return nodes().stream().mapToDouble(NodeCost::kept).sum();
    }

    default long multiplying() {
        return nodes().stream().mapToLong(NodeCost::multiplying).sum();
    }

    default ParameterCounts weights() {
        return nodes().stream().map(NodeCost::weights).reduce(ParameterCounts.NONE, ParameterCounts::plus);
    }
}
