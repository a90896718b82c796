package io.github.jqodi.knapsack;

import java.util.Arrays;

/** Labels by rising time and falling cost, each with the number it is traced by. */
final class LabelList {
    private static final int FIRST_CAPACITY = 8;

    private final int words;
    long[] time;
    double[] seconds = new double[FIRST_CAPACITY];
    long[] cost = new long[FIRST_CAPACITY];
    int[] number = new int[FIRST_CAPACITY];
    int size;

    LabelList(int words) {
        this.words = words;
        this.time = new long[FIRST_CAPACITY * words];
    }

    /** Leaves the label without items, of number -1. */
    void start() {
        Arrays.fill(time, 0, words, 0);
        seconds[0] = 0;
        cost[0] = 0;
        number[0] = -1;
        size = 1;
    }

    /** Makes room for one more at the end. */
    void reserve() {
        if (size == cost.length) {
            time = Arrays.copyOf(time, 2 * size * words);
            seconds = Arrays.copyOf(seconds, 2 * size);
            cost = Arrays.copyOf(cost, 2 * size);
            number = Arrays.copyOf(number, 2 * size);
        }
    }

    BestPair.Labels view() {
        return new BestPair.Labels(size, time, cost);
    }
}
