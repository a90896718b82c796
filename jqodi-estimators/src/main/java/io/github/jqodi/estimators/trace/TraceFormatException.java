package io.github.jqodi.estimators.trace;

import io.github.jqodi.base.Text;
import java.util.Locale;

/**
 * A file of curves, targets or seeds is not what it should be; the message names line, column, value and rule in one line, control
 * characters escaped.
 */
public final class TraceFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** From 1. */
    private final long line;

    TraceFormatException(long line, String message) {
        super("line " + line + ": " + Text.escaped(message));
        this.line = line;
    }

    /** Something goes beyond a bound of the reader. */
    static TraceFormatException tooMuch(long line, long most, String what) {
        return new TraceFormatException(
                line, String.format(Locale.ROOT, "more than %,d %s, which is the most that is read", most, what));
    }

    /**
     * {@return the line, from 1}
     */
    public long line() {
        return line;
    }
}
