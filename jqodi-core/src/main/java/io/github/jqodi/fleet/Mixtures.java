package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.Optional;

/**
 * Schedules that take their first epochs from one schedule and the others from another, of one pair (a,q): what makes a device
 * divisible into as many parts as it has epochs. Holds scratch space; for one thread.
 */
final class Mixtures {
    /** Loads of the mixture at hand, less those of the schedule it began with, by row of capacities. */
    private final double[] moved;

    private double[] left = new double[0];
    private int[] touched = new int[16];
    private int touchedCount;
    private final boolean[] isTouched;
    /** What an epoch of weight 1 moves that takes an item in place of another: rows, and busy seconds in each. */
    private int[] stepRows = new int[16];

    private double[] stepSeconds = new double[16];
    private int steps;

    Mixtures(int rows) {
        moved = new double[rows];
        isTouched = new boolean[rows];
    }

    /**
     * The mixture of least energy that fits, if one beats a value. What changes of the server cost is counted in the mixture
     * alone, as far as it differs from the base, so that one that only seems to beat the value is not told.
     *
     * @param table of both schedules
     * @param index of that table
     * @param first whose first epochs are taken
     * @param base which fits
     * @param room what is left of every row, without either
     * @param below joules to beat
     * @return the mixture
     */
    Optional<Column> best(PairTable table, int index, Column first, Column base, double[] room, double below) {
        if (!table.isMixed()) {
            return Optional.empty();
        }
        left = room;
        begin(base);
        double joules = base.joules();
        double seconds = seconds(table, base.items());
        double safe = table.safeSeconds();
        double least = below;
        int taken = 0;
        int[] a = first.items();
        int[] b = base.items();
        for (int k = 0; k < b.length; k++) {
            if (a[k] != b[k]) {
                joules += table.weightedJoules(k, a[k]) - table.weightedJoules(k, b[k]);
                seconds += table.secondsOf(k, a[k]) - table.secondsOf(k, b[k]);
                if (k == 0 || a[k] != a[k - 1] || b[k] != b[k - 1] || table.busy(k) != table.busy(k - 1)) {
                    exchange(table.busy(k), b[k], a[k]);
                }
                move(table.weightOf(k));
                if (joules < least && seconds < safe && fits()) {
                    least = joules;
                    taken = k + 1;
                }
            }
        }
        end();
        if (taken == 0) {
            return Optional.empty();
        }
        int[] items = b.clone();
        System.arraycopy(a, 0, items, 0, taken);
        Column mixed = table.column(index, items);
        return Optional.of(mixed)
                .filter(column -> column.joules() < below && column.fits(room) && table.isInTime(items));
    }

    private static double seconds(PairTable table, int[] items) {
        double sum = 0;
        for (int k = 0; k < items.length; k++) {
            sum += table.secondsOf(k, items[k]);
        }
        return sum;
    }

    private void begin(Column base) {
        touchedCount = 0;
        for (int i = 0; i < base.rows().length; i++) {
            touch(base.rows()[i]);
            moved[base.rows()[i]] += base.loads()[i];
        }
    }

    private void touch(int row) {
        if (!isTouched[row]) {
            isTouched[row] = true;
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = row;
        }
    }

    /** What the epochs that follow move as long as they take one item in place of the other. */
    private void exchange(BusySeconds busy, int from, int to) {
        steps = 0;
        step(busy, from, -1);
        step(busy, to, 1);
    }

    private void step(BusySeconds busy, int item, int sign) {
        int server = busy.serverOf(item);
        int[] shared = busy.rows(server);
        if (steps + shared.length > stepRows.length) {
            stepRows = Arrays.copyOf(stepRows, 2 * (steps + shared.length));
            stepSeconds = Arrays.copyOf(stepSeconds, stepRows.length);
        }
        for (int i = 0; i < shared.length; i++) {
            touch(shared[i]);
            stepRows[steps] = shared[i];
            stepSeconds[steps++] = sign * busy.seconds(server, i, item);
        }
    }

    private void move(double weight) {
        for (int i = 0; i < steps; i++) {
            moved[stepRows[i]] += weight * stepSeconds[i];
        }
    }

    private boolean fits() {
        for (int i = 0; i < touchedCount; i++) {
            if (moved[touched[i]] > left[touched[i]]) {
                return false;
            }
        }
        return true;
    }

    private void end() {
        for (int i = 0; i < touchedCount; i++) {
            moved[touched[i]] = 0;
            isTouched[touched[i]] = false;
        }
    }
}
