package io.github.jqodi.cost;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * Finds the actions that may belong to a schedule of least energy: those whose lower bounds no other action undercuts with
 * its upper bounds in time and energy alike. Two passes over the bounds with a staircase of time buckets between them leave
 * few, which a sweep in order of time then settles. O(actions) time but for the sweep, O(cuts + survivors) memory.
 */
final class Undominated {
    private static final int BUCKETS = 2048;

    private final ActionGrid grid;
    private final CostBounds bounds;
    private final double[] seconds;
    private final double[] joules;
    /** By bucket of time: the least upper bound of energy among actions of that bucket or a faster one. */
    private final double[] least = new double[BUCKETS];

    private long firstKey;
    private int shift;

    // Survivors of the second pass.
    private int[] action = new int[64];
    private double[] lowSeconds = new double[64];
    private double[] lowJoules = new double[64];
    private double[] highSeconds = new double[64];
    private double[] highJoules = new double[64];
    private int size;

    private Undominated(ActionGrid grid, CostBounds bounds) {
        this.grid = grid;
        this.bounds = bounds;
        this.seconds = new double[grid.cutCount()];
        this.joules = new double[grid.cutCount()];
    }

    /**
     * Finds them.
     *
     * @param grid the actions
     * @param bounds what they cost
     * @return their indices, ascending
     */
    static int[] in(ActionGrid grid, CostBounds bounds) {
        Undominated search = new Undominated(grid, bounds);
        search.scale();
        search.fillStaircase();
        search.collect();
        return search.sweep();
    }

    /** Lays the buckets over the times from the fastest action's to sixteen times that; a double's bits rise with it. */
    private void scale() {
        double fastest = Math.max(Double.MIN_NORMAL, bounds.least(1, 0));
        firstKey = Double.doubleToRawLongBits(fastest);
        long lastKey = Double.doubleToRawLongBits(16 * fastest);
        long span = Math.max(1, lastKey - firstKey);
        shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span / (BUCKETS - 1)));
    }

    private int bucket(double time) {
        long key = (Double.doubleToRawLongBits(time) - firstKey) >> shift;
        return (int) Math.max(0, Math.min(BUCKETS - 1, key));
    }

    private void fillStaircase() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int cuts = grid.cutCount();
        for (int x = 0; x < grid.servers().size(); x++) {
            bounds.high(x, seconds, joules);
            for (int j = 0; j < cuts; j++) {
                int b = bucket(seconds[j]);
                if (joules[j] < least[b]) {
                    least[b] = joules[j];
                }
            }
        }
        for (int b = 1; b < BUCKETS; b++) {
            least[b] = Math.min(least[b], least[b - 1]);
        }
    }

    /** Keeps what no action of an earlier bucket, and so no faster one, undercuts in energy. */
    private void collect() {
        int cuts = grid.cutCount();
        double[] upperSeconds = new double[cuts];
        double[] upperJoules = new double[cuts];
        for (int x = 0; x < grid.servers().size(); x++) {
            bounds.low(x, seconds, joules);
            boolean asked = false;
            for (int j = 0; j < cuts; j++) {
                int b = bucket(seconds[j]);
                if (seconds[j] < Double.POSITIVE_INFINITY && (b == 0 || joules[j] < least[b - 1])) {
                    if (!asked) {
                        bounds.high(x, upperSeconds, upperJoules);
                        asked = true;
                    }
                    keep(x * cuts + j, seconds[j], joules[j], upperSeconds[j], upperJoules[j]);
                }
            }
        }
    }

    private void keep(int index, double lowT, double lowE, double highT, double highE) {
        if (size == action.length) {
            action = Arrays.copyOf(action, 2 * size);
            lowSeconds = Arrays.copyOf(lowSeconds, 2 * size);
            lowJoules = Arrays.copyOf(lowJoules, 2 * size);
            highSeconds = Arrays.copyOf(highSeconds, 2 * size);
            highJoules = Arrays.copyOf(highJoules, 2 * size);
        }
        action[size] = index;
        lowSeconds[size] = lowT;
        lowJoules[size] = lowE;
        highSeconds[size] = highT;
        highJoules[size] = highE;
        size++;
    }

    /**
     * Goes through lower and upper bounds in order of time. An action whose own bounds coincide is not undercut by itself,
     * since only strictly faster or strictly cheaper upper bounds count.
     */
    private int[] sweep() {
        int[] byLow = IndexSort.ascending(lowSeconds, lowJoules, size);
        int[] byHigh = IndexSort.ascending(highSeconds, highJoules, size);
        int[] kept = new int[size];
        int count = 0;
        int next = 0;
        double leastJoules = Double.POSITIVE_INFINITY;
        for (int i : byLow) {
            while (next < size && highSeconds[byHigh[next]] < lowSeconds[i]) {
                leastJoules = Math.min(leastJoules, highJoules[byHigh[next++]]);
            }
            if (lowJoules[i] < leastJoules) {
                kept[count++] = action[i];
            }
        }
        int[] result = Arrays.copyOf(kept, count);
        Arrays.sort(result);
        return result;
    }
}
