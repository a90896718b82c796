package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;

/**
 * The cheapest pair of one label of each of two lists that fits, and among equals the one of least time; the best over several
 * pairs of lists is kept. Lists rise in time and fall in cost, so the slowest label that fits is the best partner, and it gets
 * faster as the first one gets slower.
 */
final class BestPair {
    private final FixedPoint grid;
    private final long[] limit;
    private final long[] committed;
    private final long[] sum;
    private final long[] least;
    private int bestFirst = -1;
    private int bestSecond = -1;
    private long bestCost = Long.MAX_VALUE;

    /**
     * Prepares a meeting.
     *
     * @param grid exact times
     * @param committed time that is in no label
     * @param limit what all times must stay below
     */
    BestPair(FixedPoint grid, long[] committed, double limit) {
        this.grid = grid;
        this.committed = committed;
        this.limit = grid.encode(limit);
        this.sum = new long[grid.words()];
        this.least = new long[grid.words()];
    }

    /**
     * Labels by rising time and falling cost.
     *
     * @param size how many there are
     * @param time their exact times
     * @param cost their costs in ticks
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of a search, never compared
    record Labels(int size, long[] time, long[] cost) {}

    /** Pairs two lists; whether a pair is better than all before. */
    boolean pair(Labels first, Labels second) {
        boolean better = false;
        int partner = second.size() - 1;
        for (int label = 0; label < first.size(); label++) {
            while (partner >= 0 && !fits(first, label, second, partner)) {
                partner--;
            }
            if (partner < 0) {
                break;
            }
            better |= consider(first, label, second, partner);
        }
        return better;
    }

    /** Whether any pair fits. */
    boolean isMet() {
        return bestFirst >= 0;
    }

    int first() {
        return bestFirst;
    }

    int second() {
        return bestSecond;
    }

    /** Leaves the time of the pair in {@link #sum}. */
    private boolean fits(Labels first, int a, Labels second, int b) {
        int words = grid.words();
        grid.add(first.time(), a * words, second.time(), b * words, sum, 0);
        grid.add(sum, 0, committed, 0, sum, 0);
        return grid.compare(sum, 0, limit, 0) < 0;
    }

    /** Takes a pair that fits, whose time was worked out last. */
    private boolean consider(Labels first, int a, Labels second, int b) {
        long cost = first.cost()[a] + second.cost()[b];
        if (cost > bestCost) {
            return false;
        }
        boolean better = cost < bestCost || grid.compare(sum, 0, least, 0) < 0;
        if (better) {
            bestCost = cost;
            bestFirst = a;
            bestSecond = b;
            System.arraycopy(sum, 0, least, 0, sum.length);
        }
        return better;
    }
}
