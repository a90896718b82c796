package io.github.jqodi.estimators.onnx;

import java.util.Set;

/** Operators whose output holds nothing that its input does not hold, so that training keeps one of the two. */
final class Views {
    private static final Set<String> NAMES = Set.of(
            "Identity",
            "Reshape",
            "Flatten",
            "Squeeze",
            "Unsqueeze",
            "Transpose",
            "Slice",
            "Split",
            "Concat",
            "Expand",
            "Gather",
            "Dropout",
            "Cast",
            "DepthToSpace",
            "SpaceToDepth",
            "QuantizeLinear",
            "DequantizeLinear",
            "Quant");

    private Views() {}

    static boolean isView(Node node) {
        return NAMES.contains(node.op());
    }
}
