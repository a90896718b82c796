package io.github.jqodi.base;

import java.util.function.BooleanSupplier;

/**
 * Ends work from within a loop once a limit is reached. It is thrown where work is told to stop and caught where the status
 * of that work is decided, so callers never see it.
 */
public final class Stopped extends RuntimeException {
    /** Never tells anyone to stop. */
    public static final BooleanSupplier NEVER = () -> false;

    private static final long serialVersionUID = 1L;

    /**
     * A stop by a limit.
     *
     * @param reason which limit, in words
     */
    public Stopped(String reason) {
        super(reason, null, false, false);
    }

    private Stopped() {
        super(null, null, false, false);
    }

    /**
     * Ends the work at hand if it is told to.
     *
     * @param stop asked once
     */
    public static void when(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new Stopped();
        }
    }

    /**
     * Ends the work at hand if it is told to, at every so many steps of a loop.
     *
     * @param stop asked where the step is a multiple of the interval, 0 included
     * @param step counts up
     * @param interval a power of two
     */
    public static void every(int interval, int step, BooleanSupplier stop) {
        if ((step & (interval - 1)) == 0) {
            when(stop);
        }
    }

    /**
     * Why the work ended.
     *
     * @param otherwise the reason where only the stop signal knows it
     * @return the reason, in words
     */
    public String reason(String otherwise) {
        String own = getMessage();
        return own == null ? otherwise : own;
    }
}
