package io.github.jqodi.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The schedules known of every device and how much of each is taken; what is taken of none is left out. */
final class Columns {
    /** Schedules kept of a device, since every round looks at all of them. */
    private static final int MAX_COLUMNS = 28;

    private final List<List<Column>> known = new ArrayList<>();
    private final double[][] taken;
    private final double[] out;

    Columns(FleetModel model) {
        taken = new double[model.size()][MAX_COLUMNS + 1];
        out = new double[model.size()];
        for (int d = 0; d < model.size(); d++) {
            known.add(new ArrayList<>());
            out[d] = model.count(d);
        }
    }

    /** Takes over what an earlier search knew of devices that are still the same; how many are. */
    int keep(FleetModel model, FleetMemory memory) {
        FleetModel earlier = memory.model();
        Columns others = memory.columns();
        IdentityHashMap<DevicePricing, Integer> before = new IdentityHashMap<>();
        for (int d = 0; d < earlier.size(); d++) {
            before.put(earlier.pricing(d), d);
        }
        int kept = 0;
        for (int d = 0; d < model.size(); d++) {
            Integer same = before.get(model.pricing(d));
            if (same != null && earlier.count(same) == model.count(d)) {
                kept++;
                known.get(d).addAll(others.of(same));
                System.arraycopy(others.taken(same), 0, taken[d], 0, taken[d].length);
                out[d] = others.out(same);
            }
        }
        return kept;
    }

    /** The same schedules and shares, of one device those alone that are allowed. */
    static Columns without(FleetModel model, Columns others, int device, Predicate<Column> allowed) {
        Columns copy = new Columns(model);
        for (int d = 0; d < model.size(); d++) {
            copy.out[d] = others.out[d];
            List<Column> own = others.of(d);
            for (int j = 0; j < own.size(); j++) {
                if (d != device || allowed.test(own.get(j))) {
                    copy.taken[d][copy.known.get(d).size()] = others.taken[d][j];
                    copy.known.get(d).add(own.get(j));
                }
            }
        }
        return copy;
    }

    List<Column> of(int device) {
        return known.get(device);
    }

    double[] taken(int device) {
        return taken[device];
    }

    /** How many copies of a device are left out. */
    double out(int device) {
        return out[device];
    }

    void setOut(int device, double copies) {
        out[device] = copies;
    }

    /** Takes nothing of a device's schedules. */
    void clear(int device) {
        Arrays.fill(taken[device], 0);
        out[device] = 0;
    }

    /** Takes so much of a schedule that is known, null for leaving the device out. */
    void take(int device, @Nullable Column column, double copies) {
        if (column == null) {
            out[device] = copies;
        } else {
            taken[device][known.get(device).indexOf(column)] = copies;
        }
    }

    /** Adds a schedule that is not known yet; where there are too many, the dearest of those not taken goes. */
    boolean add(int device, Column column, double[] prices) {
        List<Column> own = known.get(device);
        for (Column other : own) {
            if (other.isSame(column)) {
                return false;
            }
        }
        own.add(column);
        taken[device][own.size() - 1] = 0;
        if (own.size() > MAX_COLUMNS) {
            drop(device, prices);
        }
        return true;
    }

    private void drop(int device, double[] prices) {
        List<Column> own = known.get(device);
        double[] share = taken[device];
        int dearest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < own.size() - 1; j++) {
            double value = own.get(j).priced(prices);
            if (share[j] == 0 && value > most) {
                most = value;
                dearest = j;
            }
        }
        int gone = dearest < 0 ? own.size() - 1 : dearest;
        own.remove(gone);
        System.arraycopy(share, gone + 1, share, gone, share.length - gone - 1);
    }
}
