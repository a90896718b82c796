package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.Optional;

/**
 * Schedules that take their first epochs from one schedule and the others from another, of one pair (a,q): what makes a device
 * divisible into as many parts as it has epochs. Holds scratch space; for one thread.
 */
final class Mixtures {
    /** Loads of the mixture at hand by row of capacities. */
    private final double[] moved;
    /** What an epoch of weight 1 adds to these in the run of epochs at hand. */
    private final double[] step;

    private int[] touched = new int[16];
    private int touchedCount;
    private final boolean[] isTouched;
    private double joules;
    private double seconds;
    /** Of the best mixture so far, and how many of its first epochs are taken over. */
    private double least;

    private int taken;

    Mixtures(int rows) {
        moved = new double[rows];
        step = new double[rows];
        isTouched = new boolean[rows];
    }

    /**
     * The mixture of least energy that fits, if one beats a value. What switches of the server cost is counted in the mixture
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
        int[] a = first.items();
        int[] b = base.items();
        begin(table, base, below);
        for (int from = 0, to; from < b.length; from = to) {
            to = runEnd(table, a, b, from);
            if (a[from] != b[from]) {
                pass(table, from, to, b[from], a[from], room);
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

    private void begin(PairTable table, Column base, double below) {
        joules = base.joules();
        seconds = table.seconds(base.items());
        least = below;
        taken = 0;
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

    /** After the epochs from one on that cost the same and have the same items as it in either schedule. */
    private static int runEnd(PairTable table, int[] a, int[] b, int from) {
        int to = from + 1;
        while (to < a.length && a[to] == a[from] && b[to] == b[from] && table.rowOf(to) == table.rowOf(from)) {
            to++;
        }
        return to;
    }

    /** The epochs of a run take one item in place of another, one after the other; loads change by the same in all of them. */
    private void pass(PairTable table, int from, int to, int out, int in, double[] room) {
        step(table.busy(from), out, -1);
        step(table.busy(from), in, 1);
        double heaviest = heaviest(room);
        double lightest = lightest(room);
        double joulesMore = table.joulesOf(from, in) - table.joulesOf(from, out);
        double secondsMore = table.secondsOf(from, in) - table.secondsOf(from, out);
        double weight = 0;
        for (int k = from; k < to; k++) {
            weight += table.weightOf(k);
            joules += table.weightOf(k) * joulesMore;
            seconds += secondsMore;
            if (joules < least && weight >= lightest && weight <= heaviest && seconds < table.safeSeconds()) {
                least = joules;
                taken = k + 1;
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            moved[touched[i]] += weight * step[touched[i]];
            step[touched[i]] = 0;
        }
    }

    private void step(BusySeconds busy, int item, int sign) {
        int server = busy.serverOf(item);
        int[] rows = busy.rows(server);
        for (int i = 0; i < rows.length; i++) {
            touch(rows[i]);
            step[rows[i]] += sign * busy.seconds(server, i, item);
        }
    }

    /** The weight up to which no row that fills is overfull; below 0 where one is that does not change. */
    private double heaviest(double[] room) {
        double most = Double.POSITIVE_INFINITY;
        for (int i = 0; i < touchedCount; i++) {
            int row = touched[i];
            double left = room[row] - moved[row];
            if (step[row] > 0) {
                most = Math.min(most, left / step[row]);
            } else if (step[row] == 0 && left < 0) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        return most;
    }

    /** The weight from which on no row that empties is overfull. */
    private double lightest(double[] room) {
        double least = 0;
        for (int i = 0; i < touchedCount; i++) {
            int row = touched[i];
            if (step[row] < 0) {
                least = Math.max(least, (room[row] - moved[row]) / step[row]);
            }
        }
        return least;
    }

    private void end() {
        for (int i = 0; i < touchedCount; i++) {
            moved[touched[i]] = 0;
            isTouched[touched[i]] = false;
        }
        touchedCount = 0;
    }
}
