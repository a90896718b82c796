package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * A graph run through once.
 *
 * @param nodes in an order in which they can run
 * @param outputs values of the graph's outputs
 */
record BodyCost(List<NodeCost> nodes, List<Value> outputs) implements NodeCosts {}
