package io.github.jqodi.cost;

import io.github.jqodi.base.Stopped;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * When to give work up: while loops over epochs and servers run, and before a table is made that is too large.
 *
 * @param stop asked now and then; true ends the work
 * @param reason which limit was reached, in words; asked once {@code stop} was true
 * @param bytes what a cost table may take
 */
public record WorkLimits(BooleanSupplier stop, Supplier<String> reason, double bytes) {
    /** No limits. */
    public static final WorkLimits NONE =
            new WorkLimits(Stopped.NEVER, () -> "no limit was set", Double.POSITIVE_INFINITY);

    /** Refuses a table that is too large, before any memory is taken for it. */
    void checkTable(String which, double rows, double actions) {
        double needed = 2 * Double.BYTES * rows * actions;
        if (needed > bytes) {
            throw new Stopped("the costs of " + which + " would take " + (long) needed + " bytes, the memory limit is "
                    + (long) bytes);
        }
    }
}
