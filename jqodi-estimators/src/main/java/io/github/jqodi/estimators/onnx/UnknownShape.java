package io.github.jqodi.estimators.onnx;

/** Thrown inside shape inference where a size that is needed cannot be known; has no trace. */
final class UnknownShape extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownShape() {
        super("a size is not known", null, false, false);
    }
}
