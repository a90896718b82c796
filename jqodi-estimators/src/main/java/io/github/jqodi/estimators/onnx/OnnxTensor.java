package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * An input or output of a model, as its file states it.
 *
 * @param name within the graph
 * @param type of its elements as ONNX names it, or {@code SEQUENCE}, {@code MAP}, {@code OPTIONAL}, {@code OPAQUE} for what is
 *     no tensor
 * @param isRanked whether the number of axes is stated
 * @param axes sizes as numbers, names, or {@code ?} where there is neither
 */
public record OnnxTensor(String name, String type, boolean isRanked, List<String> axes) {
    /**
     * Copies the list.
     *
     * @param name within the graph
     * @param type of its elements, or what it is instead of a tensor
     * @param isRanked whether the number of axes is stated
     * @param axes none where it is not
     */
    public OnnxTensor {
        axes = List.copyOf(axes);
    }

    static OnnxTensor of(ValueInfo value) {
        TypeInfo type = value.type();
        boolean tensor = type.kind() == TypeInfo.Kind.TENSOR || type.kind() == TypeInfo.Kind.SPARSE_TENSOR;
        String name = tensor ? type.type().label() : type.kind().name();
        return new OnnxTensor(value.name(), name, type.isRanked(), type.shownAxes());
    }
}
