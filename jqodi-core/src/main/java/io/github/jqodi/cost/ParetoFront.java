package io.github.jqodi.cost;

import java.util.Arrays;

/**
 * The points among those added that no other undercuts: times rise, energies fall. Most points that are undercut are told by
 * one look into buckets of time, the others by a search.
 */
final class ParetoFront {
    private static final int BUCKETS = 128;
    /** Buckets of an octave of time, as a power of two. */
    private static final int FINENESS = 4;
    /** Where the first point goes: two octaves of faster ones have buckets of their own. */
    private static final int FIRST_BUCKET = 2 << FINENESS;

    private static final int MANTISSA_BITS = 52;
    private static final int SHIFT = MANTISSA_BITS - FINENESS;

    private double[] seconds = new double[64];
    private double[] joules = new double[64];
    private int size;

    /** By bucket: the least energy of steps in faster buckets. */
    private final double[] least = new double[BUCKETS];

    private int firstKey;

    ParetoFront() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
    }

    /** The bits of a double rise with it. */
    private static int key(double time) {
        return (int) (Double.doubleToRawLongBits(time) >> SHIFT);
    }

    private int bucket(double time) {
        return Math.max(0, Math.min(BUCKETS - 1, key(time) - firstKey));
    }

    /**
     * A quick look along points: skips those that a step in a faster bucket undercuts.
     *
     * @param times of the points
     * @param energies of the points
     * @param from the first point to look at
     * @param to after the last one
     * @return the first point that may not be undercut, {@code to} if there is none
     */
    int next(double[] times, double[] energies, int from, int to) {
        double[] leastOfFaster = least;
        int key = firstKey;
        for (int i = from; i < to; i++) {
            int bucket = key(times[i]) - key;
            if (bucket < 0 || energies[i] < leastOfFaster[bucket < BUCKETS ? bucket : BUCKETS - 1]) {
                return i;
            }
        }
        return to;
    }

    /** How many steps take less time. */
    int faster(double time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean below = seconds[middle] < time;
            low = below ? middle + 1 : low;
            high = below ? high : middle;
        }
        return low;
    }

    /**
     * Whether a step takes less time and no more energy than a point.
     *
     * @param faster how many steps take less time than the point
     * @param energy of the point
     */
    boolean undercuts(int faster, double energy) {
        return faster > 0 && joules[faster - 1] <= energy;
    }

    /**
     * Adds a point unless a step undercuts it, and drops the steps it undercuts.
     *
     * @param fasterAtLeast how many steps are known to take less time
     * @param time of the point, finite
     * @param energy of the point, finite
     */
    void add(int fasterAtLeast, double time, double energy) {
        int from = fasterAtLeast;
        while (from < size && seconds[from] < time) {
            from++;
        }
        if (undercuts(from, energy) || (from < size && seconds[from] == time && joules[from] <= energy)) {
            return;
        }
        if (size == 0) {
            firstKey = key(time) - FIRST_BUCKET;
        }
        int to = from;
        while (to < size && joules[to] >= energy) {
            to++;
        }
        replace(from, to, time, energy);
        for (int b = bucket(time) + 1; b < BUCKETS && least[b] > energy; b++) {
            least[b] = energy;
        }
    }

    /** Puts one step in place of those from one index to before another. */
    private void replace(int from, int to, double time, double energy) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            joules = Arrays.copyOf(joules, 2 * size);
        }
        System.arraycopy(seconds, to, seconds, from + 1, size - to);
        System.arraycopy(joules, to, joules, from + 1, size - to);
        seconds[from] = time;
        joules[from] = energy;
        size += 1 + from - to;
    }
}
