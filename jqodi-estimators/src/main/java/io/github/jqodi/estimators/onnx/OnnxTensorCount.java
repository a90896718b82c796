package io.github.jqodi.estimators.onnx;

/**
 * Stored tensors of one type.
 *
 * @param tensors how many
 * @param elements of all of them
 */
public record OnnxTensorCount(int tensors, double elements) {
    OnnxTensorCount plus(Tensor tensor) {
        return new OnnxTensorCount(tensors + 1, elements + tensor.dims().elements());
    }
}
