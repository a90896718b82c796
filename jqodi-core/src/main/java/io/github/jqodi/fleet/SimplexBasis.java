package io.github.jqodi.fleet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Basis of the linear program of the columns, with generalized upper bounds: each device has one key column, so that the matrix
 * to invert is as large as there are capacities. A place in it holds a schedule of a device, by which this differs from its key, or
 * the slack or overflow of a row. Capacities are 1, loads parts of them.
 */
final class SimplexBasis {
    static final int SLACK = -1;
    static final int OVERFLOW = -2;

    /** Shares and steps that differ by no more are equal. */
    private static final double SHARE_TOLERANCE = 1e-9;

    private static final double MIN_PIVOT = 1e-7;
    /** What rounding may leave of a share that is to be 0. */
    private static final double MAX_NEGATIVE_SHARE = 1e-6;

    private final FleetModel model;
    private final int rows;
    private final double[] perCapacity;
    /** Of the basis, by row of capacities, then place. */
    final double[][] inverse;
    /** By place: a device, {@link #SLACK} or {@link #OVERFLOW}. */
    final int[] basic;
    /** By place: the row of its slack or overflow. */
    final int[] unitRow;
    /** By place: its schedule, null for leaving the device out. */
    final @Nullable Column[] column;
    /** By place: copies that take its schedule, or part of a capacity. */
    final double[] share;
    /** By device. */
    final @Nullable Column[] key;
    /** By device: copies that take the key. */
    final double[] keyShare;
    /** The first place of a device, and of each place the next of the same device; -1 for none. */
    private final int[] first;

    private final int[] next;
    private final double[] entering;
    private final double[] direction;
    private int pivots;

    SimplexBasis(FleetModel model, double[] perCapacity) {
        this.model = model;
        this.rows = perCapacity.length;
        this.perCapacity = perCapacity;
        inverse = new double[rows][rows];
        basic = new int[rows];
        unitRow = new int[rows];
        column = new Column[rows];
        share = new double[rows];
        key = new Column[model.size()];
        keyShare = new double[model.size()];
        first = new int[model.size()];
        next = new int[rows];
        entering = new double[rows];
        direction = new double[rows];
    }

    /** Begins to count pivots, with the shares at hand. */
    void begin() {
        findKeyShares();
        pivots = 0;
    }

    /** How often the inverse was changed since {@link #begin}. */
    int pivots() {
        return pivots;
    }

    /** Nothing but slacks. */
    void units() {
        Arrays.fill(first, -1);
        for (int d = 0; d < model.size(); d++) {
            keyShare[d] = model.count(d);
        }
        for (int i = 0; i < rows; i++) {
            Arrays.fill(inverse[i], 0);
            inverse[i][i] = 1;
            basic[i] = SLACK;
            unitRow[i] = i;
            column[i] = null;
            share[i] = 0;
        }
    }

    /** A schedule that is taken in part enters at a row that is nearly full, at no step; shares are found when all have. */
    void enterShare(int d, @Nullable Column own, double part, double[] tightness) {
        if (part <= SHARE_TOLERANCE || own == key[d]) {
            return;
        }
        directionOfSchedule(d, own);
        int place = -1;
        double most = 0;
        for (int i = 0; i < rows; i++) {
            double size = Math.abs(direction[i]);
            if (basic[i] == SLACK && size > MIN_PIVOT && size * tightness[i] > most) {
                most = size * tightness[i];
                place = i;
            }
        }
        if (place >= 0) {
            pivot(place, d, -1, own, 0);
        }
    }

    /** Shares of what is in the basis, given the part of each capacity that may be filled. */
    void findShares(double[] rhs) {
        double[] left = rhs.clone();
        for (int d = 0; d < model.size(); d++) {
            add(left, key[d], -model.count(d));
        }
        Arrays.fill(share, 0);
        for (int r = 0; r < rows; r++) {
            addTo(share, inverse[r], left[r]);
        }
        findKeyShares();
    }

    /** Whether no share is below 0; marks the devices that have such. */
    boolean isFeasible(boolean[] marks) {
        boolean feasible = true;
        for (int i = 0; i < rows; i++) {
            int d = basic[i];
            if (d >= 0 && Math.min(share[i], keyShare[d]) < -MAX_NEGATIVE_SHARE) {
                marks[d] = true;
                feasible = false;
            }
        }
        return feasible;
    }

    /** A slack below 0 becomes the overflow of its row. */
    void overflow(int i) {
        basic[i] = OVERFLOW;
        share[i] = -share[i];
        for (int r = 0; r < rows; r++) {
            inverse[r][i] = -inverse[r][i];
        }
    }

    /** What the basis gives up for a schedule of a device beside its key. */
    void directionOfSchedule(int d, @Nullable Column own) {
        Arrays.fill(entering, 0);
        add(entering, own, 1);
        add(entering, key[d], -1);
        Arrays.fill(direction, 0);
        for (int r = 0; r < rows; r++) {
            if (entering[r] != 0) {
                addTo(direction, inverse[r], entering[r]);
            }
        }
    }

    /** What the basis gives up for the slack of a row. */
    void directionOfSlack(int row) {
        System.arraycopy(inverse[row], 0, direction, 0, rows);
    }

    /** What the basis gives up for the overflow of a row. */
    void directionOfOverflow(int row) {
        for (int i = 0; i < rows; i++) {
            direction[i] = -inverse[row][i];
        }
    }

    /** A column enters as far as all others allow; the place it takes in the basis, -1 for none. */
    int move(int device, int row, @Nullable Column own) {
        double step = Double.POSITIVE_INFINITY;
        double steepest = 0;
        int place = -1;
        int keyOf = -1;
        for (int i = 0; i < rows; i++) {
            double rate = direction[i];
            if (rate > MIN_PIVOT && winsRatioTest(share[i], rate, step, steepest)) {
                step = Math.max(0, share[i] / rate);
                steepest = rate;
                place = i;
            }
            int d = basic[i];
            if (d >= 0 && first[d] == i) {
                double keys = keyRate(d, device);
                if (keys > MIN_PIVOT && winsRatioTest(keyShare[d], keys, step, steepest)) {
                    step = Math.max(0, keyShare[d] / keys);
                    steepest = keys;
                    place = -1;
                    keyOf = d;
                }
            }
        }
        if (place >= 0) {
            keyOf = -1;
        }
        if (device >= 0 && first[device] < 0 && winsRatioTest(keyShare[device], 1, step, steepest)) {
            replaceKey(device, own);
            return -1;
        }
        if (keyOf >= 0) {
            place = swap(keyOf, device);
        }
        if (place >= 0) {
            pivot(place, device, row, own, step);
        }
        return place;
    }

    private static boolean winsRatioTest(double have, double rate, double step, double steepest) {
        double own = Math.max(0, have / rate);
        return own < step - SHARE_TOLERANCE || (own < step + SHARE_TOLERANCE && rate > steepest);
    }

    /** How fast the key of a device is given up. */
    private double keyRate(int d, int enteringDevice) {
        double rate = d == enteringDevice ? 1 : 0;
        for (int i = first[d]; i >= 0; i = next[i]) {
            rate -= direction[i];
        }
        return rate;
    }

    /** The whole device takes another schedule: the basis stays as it is. */
    private void replaceKey(int d, @Nullable Column own) {
        double step = keyShare[d];
        addTo(share, direction, -step);
        key[d] = own;
        findKeyShares();
    }

    /** Another schedule of a device becomes its key, and the key a place in the basis. */
    private int swap(int d, int enteringDevice) {
        int largest = first[d];
        double sum = d == enteringDevice ? 1 : 0;
        for (int i = first[d]; i >= 0; i = next[i]) {
            largest = share[i] > share[largest] ? i : largest;
            sum -= direction[i];
        }
        for (int r = 0; r < rows; r++) {
            double total = 0;
            for (int i = first[d]; i >= 0; i = next[i]) {
                total -= inverse[r][i];
            }
            inverse[r][largest] = total;
        }
        direction[largest] = sum;
        Column old = key[d];
        key[d] = column[largest];
        column[largest] = old;
        double part = keyShare[d];
        keyShare[d] = share[largest];
        share[largest] = part;
        return largest;
    }

    private void pivot(int place, int device, int row, @Nullable Column own, double step) {
        double element = direction[place];
        addTo(share, direction, -step);
        direction[place] = 0;
        for (int r = 0; r < rows; r++) {
            double[] of = inverse[r];
            double part = of[place] / element;
            if (part != 0) {
                addTo(of, direction, -part);
                of[place] = part;
            }
        }
        leave(place);
        share[place] = step;
        basic[place] = device;
        unitRow[place] = row;
        column[place] = own;
        if (device >= 0) {
            next[place] = first[device];
            first[device] = place;
        }
        findKeyShares();
        pivots++;
    }

    private void leave(int place) {
        int d = basic[place];
        if (d < 0) {
            return;
        }
        if (first[d] == place) {
            first[d] = next[place];
        } else {
            int i = first[d];
            while (next[i] != place) {
                i = next[i];
            }
            next[i] = next[place];
        }
        keyShare[d] = model.count(d);
    }

    private void findKeyShares() {
        for (int place = 0; place < rows; place++) {
            int d = basic[place];
            if (d >= 0 && first[d] == place) {
                double left = model.count(d);
                for (int i = place; i >= 0; i = next[i]) {
                    left -= share[i];
                }
                keyShare[d] = left;
            }
        }
    }

    void add(double[] sums, @Nullable Column own, double factor) {
        if (own != null) {
            for (int i = 0; i < own.rows().length; i++) {
                int r = own.rows()[i];
                sums[r] += factor * own.loads()[i] * perCapacity[r];
            }
        }
    }

    private static void addTo(double[] sums, double[] more, double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * more[i];
        }
    }
}
