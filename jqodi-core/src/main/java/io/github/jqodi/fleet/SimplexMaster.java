package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the known schedules that cost least while loads fit, and the prices that prove it: the linear program of the columns
 * by the primal simplex method with generalized upper bounds (Dantzig and Van Slyke 1967). Each device has one key column, so
 * that the basis to invert is as large as there are capacities, whatever the number of devices; at most as many devices as there
 * are full capacities have broken shares. Overfull rows cost a ceiling of their price, which rises until none is left. Starts
 * from the shares at hand. Sequential, so that the same columns give the same shares.
 */
final class SimplexMaster {
    /** Rows above which the dense inverse takes more memory and time than it is worth. */
    static final int MOST_ROWS = 1500;

    private static final int SLACK = -1;
    private static final int OVERFLOW = -2;
    /** Reduced costs that are worth a pivot, relative to what a device costs on average. */
    private static final double WORTH = 1e-6;

    private static final double SMALL = 1e-9;
    private static final double NEARLY_TIGHT = 1e-7;
    private static final double SMALL_PIVOT = 1e-7;
    /** Room that is added to rows, each by another part of it, so that no two run out at once. */
    private static final double PERTURBATION = 1e-8;

    private static final double CEILING = 2;
    private static final double LEAST_CEILING = 0.3;
    private static final double RISE = 10;
    private static final int MOST_RISES = 6;
    /** What rounding may leave of a share that is to be 0. */
    private static final double MOST_BELOW = 1e-6;
    /** Tries for a feasible basis that keeps broken shares. */
    private static final int MOST_TRIES = 6;
    /** Pivots after which the inverse is made anew. */
    private static final int FRESH = 500;

    private final FleetModel model;
    private final Columns columns;
    private final BooleanSupplier stop;
    private final int rows;
    private final double[] perCapacity;
    private final double[] room;
    /** Joules for a whole capacity. */
    private final double[] price;

    private final double[] ceiling;
    /** Of the basis, by row of capacities, then place. */
    private final double[][] inverse;
    /** By place in the basis: a device, or that it is a row's slack or overflow. */
    private final int[] basic;

    private final int[] unitRow;
    private final @Nullable Column[] column;
    private final double[] share;
    private final @Nullable Column[] key;
    private final double[] keyShare;
    /** The first place of a device, and of each place the next of the same device; -1 for none. */
    private final int[] first;

    private final int[] next;
    private final double[] entering;
    private final double[] direction;
    private final double[] tightness;
    private double worth;
    private int pivots;

    /**
     * The program of some columns.
     *
     * @param model the fleet
     * @param columns its schedules, which may become more
     * @param stop asked after every pivot; shares are feasible wherever it ends
     */
    SimplexMaster(FleetModel model, Columns columns, BooleanSupplier stop) {
        this.model = model;
        this.columns = columns;
        this.stop = stop;
        this.rows = model.rowCount();
        perCapacity = new double[rows];
        room = new double[rows];
        price = new double[rows];
        ceiling = new double[rows];
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
        tightness = new double[rows];
        for (int r = 0; r < rows; r++) {
            perCapacity[r] = 1 / model.capacity(r);
        }
        setRoom(1);
    }

    /** Fills this part of every capacity. */
    final void setRoom(double part) {
        for (int r = 0; r < rows; r++) {
            room[r] = part + PERTURBATION * ((r * 0.6180339887498949) % 1);
        }
    }

    /** Prices of busy seconds, at least 0. */
    double[] prices() {
        double[] perSecond = new double[rows];
        for (int r = 0; r < rows; r++) {
            perSecond[r] = Math.max(0, price[r]) * perCapacity[r];
        }
        return perSecond;
    }

    /** Joules of the shares, weights of what is left out included. */
    private double value() {
        double sum = 0;
        for (int d = 0; d < model.size(); d++) {
            List<Column> own = columns.of(d);
            double[] taken = columns.taken(d);
            sum += columns.out(d) * model.weight(d);
            for (int j = 0; j < own.size(); j++) {
                sum += taken[j] * own.get(j).joules();
            }
        }
        return sum;
    }

    /**
     * Shares that cost least.
     *
     * @param about prices that say how dear an overfull row has to be
     * @param strict whether that is raised as long as a row is overfull; else prices stay near these
     * @return joules, those for overfull rows included
     */
    double solve(double[] about, boolean strict) {
        double value = value();
        worth = WORTH * value / model.size();
        for (int r = 0; r < rows; r++) {
            ceiling[r] = CEILING * about[r] * model.capacity(r) + LEAST_CEILING * value / rows;
        }
        start();
        optimize();
        for (int rise = 0; rise < MOST_RISES && strict && isOverfull(); rise++) {
            for (int r = 0; r < rows; r++) {
                ceiling[r] *= RISE;
            }
            findPrices();
            optimize();
        }
        store();
        return value() + overflowJoules();
    }

    private double overflowJoules() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += basic[i] == OVERFLOW ? ceiling[unitRow[i]] * share[i] : 0;
        }
        return sum;
    }

    private boolean isOverfull() {
        for (int i = 0; i < rows; i++) {
            if (basic[i] == OVERFLOW && share[i] > SMALL) {
                return true;
            }
        }
        return false;
    }

    /** Devices in turn, at first those alone that gain most, then half as much, and so on. */
    private void optimize() {
        long left = 20L * (rows + model.size());
        double least = Double.POSITIVE_INFINITY;
        while (least > 0 && left > 0) {
            double most = 0;
            for (int d = 0; d < model.size(); d++) {
                double gain = improve(d, least);
                most = Math.max(most, gain);
                if (gain >= least) {
                    if (stop.getAsBoolean()) {
                        return;
                    }
                    left -= 1 + priceRows();
                    if (pivots >= FRESH) {
                        store();
                        start();
                    }
                }
            }
            least = most >= least ? least : most <= worth ? 0 : Math.max(worth, most / 5);
        }
    }

    /** Rows whose price is below 0 or above its ceiling enter; how many did. */
    private int priceRows() {
        int done = 0;
        for (int most = 2 * rows; done < most; done++) {
            double least = -worth;
            int row = -1;
            boolean slack = true;
            for (int r = 0; r < rows; r++) {
                if (price[r] < least) {
                    least = price[r];
                    row = r;
                    slack = true;
                }
                if (ceiling[r] - price[r] < least) {
                    least = ceiling[r] - price[r];
                    row = r;
                    slack = false;
                }
            }
            if (row < 0) {
                break;
            }
            for (int i = 0; i < rows; i++) {
                direction[i] = slack ? inverse[row][i] : -inverse[row][i];
            }
            move(slack ? SLACK : OVERFLOW, row, null, least);
        }
        return done;
    }

    private double priced(@Nullable Column own, int d) {
        if (own == null) {
            return model.weight(d);
        }
        double sum = own.joules();
        int[] loaded = own.rows();
        double[] loads = own.loads();
        for (int i = 0; i < loaded.length; i++) {
            sum += price[loaded[i]] * loads[i] * perCapacity[loaded[i]];
        }
        return sum;
    }

    /** The cheapest schedule of a device enters if it saves at least so much beside the key; what it saves. */
    private double improve(int d, double atLeast) {
        Column old = key[d];
        double before = priced(old, d);
        @Nullable Column cheapest = null;
        double least = model.weight(d);
        for (Column own : columns.of(d)) {
            double value = priced(own, d);
            if (value < least) {
                least = value;
                cheapest = own;
            }
        }
        double gain = before - least;
        if (gain >= atLeast) {
            Arrays.fill(entering, 0);
            add(entering, cheapest, 1);
            add(entering, old, -1);
            direct();
            move(d, -1, cheapest, -gain);
        }
        return gain;
    }

    private void add(double[] sums, @Nullable Column own, double factor) {
        if (own != null) {
            for (int i = 0; i < own.rows().length; i++) {
                int r = own.rows()[i];
                sums[r] += factor * own.loads()[i] * perCapacity[r];
            }
        }
    }

    /** What the basis gives up for the entering column. */
    private void direct() {
        Arrays.fill(direction, 0);
        for (int r = 0; r < rows; r++) {
            if (entering[r] != 0) {
                addTo(direction, inverse[r], entering[r]);
            }
        }
    }

    private static void addTo(double[] sums, double[] more, double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * more[i];
        }
    }

    /** How fast the key of a device is given up. */
    private double keyRate(int d, int enteringDevice) {
        double rate = d == enteringDevice ? 1 : 0;
        for (int i = first[d]; i >= 0; i = next[i]) {
            rate -= direction[i];
        }
        return rate;
    }

    /** A column enters as far as all others allow. */
    private void move(int device, int row, @Nullable Column own, double reducedCost) {
        double step = Double.POSITIVE_INFINITY;
        double steepest = 0;
        int place = -1;
        int keyOf = -1;
        for (int i = 0; i < rows; i++) {
            double rate = direction[i];
            if (rate > SMALL_PIVOT && isSooner(share[i], rate, step, steepest)) {
                step = Math.max(0, share[i] / rate);
                steepest = rate;
                place = i;
            }
            int d = basic[i];
            if (d >= 0 && first[d] == i) {
                double keys = keyRate(d, device);
                if (keys > SMALL_PIVOT && isSooner(keyShare[d], keys, step, steepest)) {
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
        if (device >= 0 && first[device] < 0 && isSooner(keyShare[device], 1, step, steepest)) {
            replaceKey(device, own);
            return;
        }
        if (keyOf >= 0) {
            place = swap(keyOf, device);
        }
        if (place >= 0) {
            pivot(place, device, row, own, step, reducedCost);
        }
    }

    private static boolean isSooner(double have, double rate, double step, double steepest) {
        double own = Math.max(0, have / rate);
        return own < step - SMALL || (own < step + SMALL && rate > steepest);
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

    private void pivot(int place, int device, int row, @Nullable Column own, double step, double reducedCost) {
        double element = direction[place];
        addTo(share, direction, -step);
        direction[place] = 0;
        for (int r = 0; r < rows; r++) {
            double[] of = inverse[r];
            double part = of[place] / element;
            if (part != 0) {
                price[r] -= reducedCost * part;
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

    /** A basis of the shares at hand: the largest of each device is its key, others enter as long as that is feasible. */
    private void start() {
        for (int d = 0; d < model.size(); d++) {
            key[d] = largest(d);
        }
        findTightness();
        boolean[] whole = new boolean[model.size()];
        int tries = 0;
        do {
            units();
            for (int d = 0; d < model.size() && tries < MOST_TRIES; d++) {
                if (!whole[d]) {
                    enterShares(d);
                }
            }
            findShares();
            tries++;
        } while (!isFeasible(whole));
        for (int i = 0; i < rows; i++) {
            if (basic[i] == SLACK && share[i] < 0) {
                overflow(i);
            }
        }
        findKeyShares();
        findPrices();
        pivots = 0;
    }

    private void enterShares(int d) {
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        enterShare(d, null, columns.out(d));
        for (int j = 0; j < own.size(); j++) {
            enterShare(d, own.get(j), taken[j]);
        }
    }

    private void units() {
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

    private void overflow(int i) {
        basic[i] = OVERFLOW;
        share[i] = -share[i];
        for (int r = 0; r < rows; r++) {
            inverse[r][i] = -inverse[r][i];
        }
    }

    private @Nullable Column largest(int d) {
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        @Nullable Column largest = null;
        double most = columns.out(d);
        for (int j = 0; j < own.size(); j++) {
            if (taken[j] > most) {
                most = taken[j];
                largest = own.get(j);
            }
        }
        return largest;
    }

    private void enterShare(int d, @Nullable Column own, double part) {
        if (part <= SMALL || own == key[d]) {
            return;
        }
        Arrays.fill(entering, 0);
        add(entering, own, 1);
        add(entering, key[d], -1);
        direct();
        int place = -1;
        double most = 0;
        for (int i = 0; i < rows; i++) {
            double size = Math.abs(direction[i]);
            if (basic[i] == SLACK && size > SMALL_PIVOT && size * tightness[i] > most) {
                most = size * tightness[i];
                place = i;
            }
        }
        if (place >= 0) {
            pivot(place, d, -1, own, 0, 0);
        }
    }

    /** How near rows are to full with the shares at hand. */
    private void findTightness() {
        System.arraycopy(room, 0, tightness, 0, rows);
        for (int d = 0; d < model.size(); d++) {
            List<Column> own = columns.of(d);
            double[] taken = columns.taken(d);
            for (int j = 0; j < own.size(); j++) {
                if (taken[j] > 0) {
                    add(tightness, own.get(j), -taken[j]);
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            tightness[r] = 1 / (Math.abs(tightness[r]) + NEARLY_TIGHT);
        }
    }

    private void findShares() {
        double[] left = room.clone();
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
    private boolean isFeasible(boolean[] marks) {
        boolean feasible = true;
        for (int i = 0; i < rows; i++) {
            int d = basic[i];
            if (d >= 0 && Math.min(share[i], keyShare[d]) < -MOST_BELOW) {
                marks[d] = true;
                feasible = false;
            }
        }
        return feasible;
    }

    private void findPrices() {
        double[] cost = new double[rows];
        for (int i = 0; i < rows; i++) {
            int d = basic[i];
            cost[i] = d >= 0 ? joules(column[i], d) - joules(key[d], d) : d == OVERFLOW ? ceiling[unitRow[i]] : 0;
        }
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += cost[i] * inverse[r][i];
            }
            price[r] = -sum;
        }
    }

    private double joules(@Nullable Column own, int d) {
        return own == null ? model.weight(d) : own.joules();
    }

    private void store() {
        for (int d = 0; d < model.size(); d++) {
            columns.clear(d);
            columns.take(d, key[d], Math.max(0, keyShare[d]));
        }
        for (int i = 0; i < rows; i++) {
            if (basic[i] >= 0) {
                columns.take(basic[i], column[i], Math.max(0, share[i]));
            }
        }
    }
}
