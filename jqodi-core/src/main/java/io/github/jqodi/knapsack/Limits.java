package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import java.util.function.BooleanSupplier;

/**
 * When to give up.
 *
 * @param maxLabels how many partial choices may be kept
 * @param gap relative distance between value and bound that counts as proven
 * @param stop asked now and then; true ends the search
 */
public record Limits(long maxLabels, double gap, BooleanSupplier stop) {
    /** No limits; only a proof counts. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, 0, Stopped.NEVER);

    /** What a label takes at most while the arrays that hold it grow; limits on memory are limits on labels. */
    private static final long BYTES_PER_LABEL = 96;

    private static final int STOP_INTERVAL = 4096;

    /** Preparing may take so much whatever the limit on labels. */
    private static final double FREE_BYTES = 1 << 24;

    /**
     * Labels that a limit on their number and one on their memory allow.
     *
     * @param most how many at most
     * @param memoryBytes what they may take
     * @return the lesser of both
     */
    public static long labels(long most, long memoryBytes) {
        return Math.min(most, memoryBytes / BYTES_PER_LABEL);
    }

    /** The same with no more labels than some. */
    Limits most(long labels) {
        return new Limits(Math.min(labels, maxLabels), gap, stop);
    }

    /** Ends the work at hand if it is told to. */
    void check() {
        Stopped.when(stop);
    }

    /** The same once in some thousand steps of a loop, the first of which is 0. */
    void check(int step) {
        Stopped.every(STOP_INTERVAL, step, stop);
    }

    /** Refuses arrays that take more memory than labels may, before any is taken. */
    void checkMemory(String what, double bytes) {
        double most = Math.max(FREE_BYTES, (double) maxLabels * BYTES_PER_LABEL);
        if (bytes > most) {
            throw new Stopped(what + " would take " + (long) bytes + " bytes, the limit on labels or memory allows "
                    + (long) most);
        }
    }
}
