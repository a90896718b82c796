package io.github.jqodi.fleet;

import java.util.Arrays;

/** Busy seconds by row of capacities while they are added up; of few rows. */
final class Loads {
    private int[] rows = new int[8];
    private double[] seconds = new double[8];
    private int size;

    void add(BusySeconds busy, int item, double weight) {
        int server = busy.serverOf(item);
        int[] shared = busy.rows(server);
        for (int i = 0; i < shared.length; i++) {
            double own = busy.seconds(server, i, item);
            if (own > 0) {
                add(shared[i], weight * own);
            }
        }
    }

    void add(int row, double more) {
        int at = 0;
        while (at < size && rows[at] != row) {
            at++;
        }
        if (at == size) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
                seconds = Arrays.copyOf(seconds, 2 * size);
            }
            rows[size] = row;
            seconds[size++] = 0;
        }
        seconds[at] += more;
    }

    int[] rows() {
        return Arrays.copyOf(rows, size);
    }

    double[] seconds() {
        return Arrays.copyOf(seconds, size);
    }
}
