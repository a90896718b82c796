package io.github.jqodi.bench.peer;

import java.util.Arrays;

/** The textbook recursion over the capacity: an independent proof for whole numbers. */
public final class Bellman {
    /** No choice reaches this state. */
    private static final long NONE = Long.MAX_VALUE / 2;

    private Bellman() {}

    /**
     * Solves a knapsack; O(items·capacity) time, O(capacity) memory.
     *
     * @param knapsack in whole numbers
     * @return the least cost, or {@link Long#MAX_VALUE} if there is no choice
     */
    public static long solve(IntegerKnapsack knapsack) {
        long[] least = new long[knapsack.capacity() + 1];
        for (int k = 0; k < knapsack.time().length; k++) {
            least = extended(least, knapsack.time()[k], knapsack.cost()[k]);
        }
        long best = Arrays.stream(least).min().orElse(NONE);
        return best >= NONE ? Long.MAX_VALUE : best;
    }

    private static long[] extended(long[] before, int[] time, long[] cost) {
        long[] least = new long[before.length];
        Arrays.fill(least, NONE);
        for (int i = 0; i < time.length; i++) {
            for (int c = time[i]; c < least.length; c++) {
                least[c] = Math.min(least[c], before[c - time[i]] + cost[i]);
            }
        }
        return least;
    }
}
