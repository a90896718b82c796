package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * The schedules known of all devices as a few long arrays, in the order of the devices, since who prices all of them again and
 * again waits for memory most. Loads are parts of capacities. What is packed stays as it was when schedules are added later.
 */
final class PackedColumns {
    private final double[] perCapacity;
    /** By device its first schedule, and after the last device how many there are. */
    private final int[] first;
    /** By schedule its first load, and after the last schedule how many there are. */
    private int[] begin = new int[1];

    private double[] joules = new double[0];
    private int[] rows = new int[0];
    private double[] parts = new double[0];

    PackedColumns(FleetModel model) {
        this.first = new int[model.size() + 1];
        this.perCapacity = new double[model.rowCount()];
        Arrays.setAll(perCapacity, r -> 1 / model.capacity(r));
    }

    /** Takes what is known now in place of what was. */
    void pack(Columns columns) {
        int schedules = 0;
        int loads = 0;
        for (int d = 0; d < first.length - 1; d++) {
            List<Column> own = columns.of(d);
            first[d] = schedules;
            schedules += own.size();
            for (int j = 0; j < own.size(); j++) {
                loads += own.get(j).rows().length;
            }
        }
        first[first.length - 1] = schedules;
        ensure(schedules, loads);
        int at = 0;
        for (int d = 0; d < first.length - 1; d++) {
            List<Column> own = columns.of(d);
            for (int j = 0; j < own.size(); j++) {
                at = enter(first[d] + j, own.get(j), at);
            }
        }
        begin[schedules] = at;
    }

    private void ensure(int schedules, int loads) {
        if (joules.length < schedules) {
            joules = new double[schedules + schedules / 4];
            begin = new int[joules.length + 1];
        }
        if (rows.length < loads) {
            rows = new int[loads + loads / 4];
            parts = new double[rows.length];
        }
    }

    private int enter(int c, Column column, int from) {
        int[] of = column.rows();
        double[] loads = column.loads();
        begin[c] = from;
        joules[c] = column.joules();
        for (int i = 0; i < of.length; i++) {
            rows[from + i] = of[i];
            parts[from + i] = loads[i] * perCapacity[of[i]];
        }
        return from + of.length;
    }

    /** The first schedule of a device; those of the next device follow its last. */
    int first(int device) {
        return first[device];
    }

    /** Joules and the price of loads, at prices of whole capacities. */
    double priced(int schedule, double[] prices) {
        double sum = joules[schedule];
        for (int i = begin[schedule]; i < begin[schedule + 1]; i++) {
            sum += prices[rows[i]] * parts[i];
        }
        return sum;
    }
}
