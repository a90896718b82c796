package io.github.jqodi.estimators.trace;

/** A file of curves, targets or seeds is not what it should be; the message names line, column, value and rule. */
public final class TraceFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** From 1. */
    private final long line;

    TraceFormatException(long line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /**
     * {@return the line, from 1}
     */
    public long line() {
        return line;
    }
}
