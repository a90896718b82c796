package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Set;

/**
 * A node with what it costs, bodies and functions included.
 *
 * @param node the node
 * @param reads names that it and its bodies read
 * @param outputs values by place
 * @param isConstant whether it depends on none of the model's inputs
 * @param macs multiply-adds of what the shapes hold
 * @param multiplying how many nodes multiply, those of bodies counted once
 * @param weights first used here
 * @param kept elements of computed values that training keeps
 */
record NodeCost(
        Node node,
        Set<String> reads,
        List<Value> outputs,
        boolean isConstant,
        double macs,
        long multiplying,
        ParameterCounts weights,
        double kept) {}
