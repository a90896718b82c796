package io.github.jqodi.estimators.onnx;

import io.github.jqodi.scenario.Layer;

/**
 * A block of a network, after which a single tensor crosses.
 *
 * @param layer what a planner needs, per sample
 * @param output name of the tensor after it, empty after the last block of a network of several outputs
 * @param outputType of its elements, as ONNX names it: {@code UINT8} where a quantized edge crosses
 * @param runningStatistics means and variances of normalisations, not among the layer's parameters
 * @param nodes how many nodes of the graph it holds, constants left out
 */
public record OnnxBlock(Layer layer, String output, String outputType, double runningStatistics, int nodes) {}
