package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Every multiset of some items whose bound is no more than a ceiling, as a list of labels: each but the first, which is empty,
 * adds one item to an earlier one. The bound is the sum of the reduced costs, and what it costs at least to make up for time
 * that neither neighbour of the basis can.
 */
final class Multisets {
    private static final int STOP_INTERVAL = 1 << 14;

    /** The items, by rising reduced cost, as positions in the row. */
    private final int[] items;
    /** By position in the row: time beyond the basic item's, and reduced cost. */
    private final double[] shift;

    private final double[] reduced;
    private final Imbalance imbalance;

    private int size;
    private double[] shifts = new double[16];
    private double[] aboves = new double[16];
    private int[] counts = new int[16];
    private int[] parents = new int[16];
    private int[] lasts = new int[16];

    /** What it costs at least, whatever is added, to get back to where the two items of the basis can fill up. */
    @FunctionalInterface
    interface Imbalance {
        double of(double shift, int count);
    }

    Multisets(int[] items, double[] shift, double[] reduced, Imbalance imbalance) {
        this.items = items;
        this.shift = shift;
        this.reduced = reduced;
        this.imbalance = imbalance;
    }

    int size() {
        return size;
    }

    /** Time of a multiset beyond that of as many basic items. */
    double shift(int label) {
        return shifts[label];
    }

    /** Sum of the reduced costs. */
    double above(int label) {
        return aboves[label];
    }

    /** How many items it has. */
    int count(int label) {
        return counts[label];
    }

    /** Adds the items of a multiset to how often each position occurs. */
    void addTo(int[] occurrences, int label) {
        for (int at = label; at > 0; at = parents[at]) {
            occurrences[items[lasts[at]]]++;
        }
    }

    /**
     * Lists them anew.
     *
     * @param ceiling highest bound
     * @param mostItems how many items a multiset may have
     * @param mostLabels how many there may be
     * @param stop asked now and then; true ends the listing
     * @return whether there were no more and no stop signal
     */
    boolean list(double ceiling, int mostItems, long mostLabels, BooleanSupplier stop) {
        long looked = 0;
        size = (int) Math.max(0, Math.min(1, mostLabels));
        for (int label = 0; label < size; label++) {
            if (counts[label] == mostItems) {
                continue;
            }
            for (int last = lasts[label]; last < items.length; last++) {
                if (++looked % STOP_INTERVAL == 0 && stop.getAsBoolean()) {
                    return false;
                }
                double above = aboves[label] + reduced[items[last]];
                if (above > ceiling) {
                    break;
                }
                double moved = shifts[label] + shift[items[last]];
                if (above + imbalance.of(moved, counts[label] + 1) <= ceiling) {
                    if (size >= mostLabels) {
                        return false;
                    }
                    append(label, last, moved, above);
                }
            }
        }
        return size > 0;
    }

    private void append(int parent, int last, double moved, double above) {
        if (size == parents.length) {
            shifts = Arrays.copyOf(shifts, 2 * size);
            aboves = Arrays.copyOf(aboves, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
            parents = Arrays.copyOf(parents, 2 * size);
            lasts = Arrays.copyOf(lasts, 2 * size);
        }
        shifts[size] = moved;
        aboves[size] = above;
        counts[size] = counts[parent] + 1;
        parents[size] = parent;
        lasts[size] = last;
        size++;
    }
}
