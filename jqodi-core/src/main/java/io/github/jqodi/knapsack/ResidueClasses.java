package io.github.jqodi.knapsack;

/** Multisets in buckets by their shift modulo a step. */
final class ResidueClasses {
    private final double step;
    private final int buckets;
    /** Where each bucket starts in the order, and the end of the last. */
    private final int[] starts;

    private final int[] order;

    /** Sorts multisets into as many buckets. */
    ResidueClasses(Multisets multisets, double step) {
        this.step = step;
        this.buckets = multisets.size();
        this.starts = new int[buckets + 1];
        this.order = new int[buckets];
        int[] bucket = new int[buckets];
        for (int label = 0; label < buckets; label++) {
            bucket[label] = bucket(multisets.shift(label));
            starts[bucket[label] + 1]++;
        }
        for (int b = 0; b < buckets; b++) {
            starts[b + 1] += starts[b];
        }
        int[] next = starts.clone();
        for (int label = 0; label < buckets; label++) {
            order[next[bucket[label]]++] = label;
        }
    }

    /** The bucket of a shift. */
    int bucket(double shift) {
        return Math.min(buckets - 1, (int) (modulo(shift) / step * buckets));
    }

    /** How many buckets, back from that of a shift, hold every residue that is at most a width after it. */
    int reach(double width) {
        return (int) Math.min(buckets, width / step * buckets + 2);
    }

    /** How many buckets there are; the one before the first is the last. */
    int buckets() {
        return buckets;
    }

    /** Where a bucket starts; the next one starts where it ends. */
    int start(int bucket) {
        return starts[bucket];
    }

    /** The multiset at a place. */
    int label(int at) {
        return order[at];
    }

    /** A shift modulo the step, from 0 to the step. */
    private double modulo(double shift) {
        return shift - Math.floor(shift / step) * step;
    }
}
