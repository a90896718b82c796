package io.github.jqodi.estimators.onnx;

/**
 * Numbers of weights.
 *
 * @param parameters weights
 * @param trainable those of them that training changes
 * @param running statistics that normalisations gather, not among the parameters
 * @param quantized those of the parameters that are stored as integers
 */
record ParameterCounts(double parameters, double trainable, double running, double quantized) {
    static final ParameterCounts NONE = new ParameterCounts(0, 0, 0, 0);

    ParameterCounts plus(ParameterCounts other) {
        return new ParameterCounts(
                parameters + other.parameters,
                trainable + other.trainable,
                running + other.running,
                quantized + other.quantized);
    }
}
