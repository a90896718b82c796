package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * Nodes between two places where a single tensor crosses.
 *
 * @param nodes in an order in which they can run
 * @param output name of the tensor that crosses after them, empty after the last where the model has several outputs
 * @param type of its elements
 * @param elements that cross, of all outputs of the model after the last
 */
record Segment(List<NodeCost> nodes, String output, ElementType type, double elements) implements NodeCosts {
    double bits() {
        return elements * type.comparedBits();
    }
}
