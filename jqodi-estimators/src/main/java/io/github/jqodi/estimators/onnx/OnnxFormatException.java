package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;

/**
 * A file is no ONNX model, contradicts itself, goes beyond a limit or lacks a size that has to be given; the message says which
 * in one line, control characters escaped.
 */
public final class OnnxFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Names in a file may be long. */
    private static final int LONGEST = 1000;

    /** Whether the message says where, or holds for the whole. */
    private final boolean placed;

    OnnxFormatException(String message) {
        this(message, false);
    }

    private OnnxFormatException(String message, boolean placed) {
        super(Text.shown(message, LONGEST));
        this.placed = placed;
    }

    static OnnxFormatException ofWhole(String message) {
        return new OnnxFormatException(message, true);
    }

    /** The same complaint with the place in front, unless it says one. */
    OnnxFormatException at(String place) {
        if (placed) {
            return this;
        }
        OnnxFormatException longer = new OnnxFormatException(Text.shown(place, 300) + ": " + getMessage(), true);
        longer.initCause(this);
        return longer;
    }
}
