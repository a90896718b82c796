package io.github.jqodi.estimators.onnx;

/**
 * Numbers of weights.
 *
 * @param parameters weights
 * @param trainable those of them that training changes
 * @param running statistics that normalisations gather, not among the parameters
 * @param quantized those of the parameters that are stored as integers
 */
record Tally(double parameters, double trainable, double running, double quantized) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                parameters + other.parameters,
                trainable + other.trainable,
                running + other.running,
                quantized + other.quantized);
    }
}
