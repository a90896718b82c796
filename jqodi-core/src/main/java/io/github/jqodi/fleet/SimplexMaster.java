package io.github.jqodi.fleet;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the known schedules that cost least while loads fit, and the prices that prove it: the linear program of the columns
 * by the primal simplex method with generalized upper bounds (Dantzig and Van Slyke 1967), whose {@link SimplexBasis} is as large
 * as there are capacities, whatever the number of devices; at most as many devices as there are full capacities have broken
 * shares. Overfull rows cost a ceiling of their price, which rises until none is left. Starts
 * from the shares at hand. Sequential, so that the same columns give the same shares.
 */
final class SimplexMaster {
    /** Rows above which the dense inverse takes more memory and time than it is worth. */
    static final int MOST_ROWS = 1500;

    /** Reduced costs that are worth a pivot, relative to what a device costs on average. */
    private static final double WORTH = 1e-6;

    private static final double SMALL = 1e-9;
    private static final double NEARLY_TIGHT = 1e-7;
    /** Room that is added to rows, each by another part of it, so that no two run out at once. */
    private static final double PERTURBATION = 1e-8;

    private static final double CEILING = 2;
    private static final double LEAST_CEILING = 0.3;
    private static final double RISE = 10;
    private static final int MOST_RISES = 6;
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
    private final SimplexBasis basis;
    private final PackedColumns packed;
    private final double[] tightness;
    private double worth;

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
        tightness = new double[rows];
        for (int r = 0; r < rows; r++) {
            perCapacity[r] = 1 / model.capacity(r);
        }
        basis = new SimplexBasis(model, perCapacity);
        packed = new PackedColumns(model);
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
        packed.pack(columns);
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
            sum += basis.basic[i] == SimplexBasis.OVERFLOW ? ceiling[basis.unitRow[i]] * basis.share[i] : 0;
        }
        return sum;
    }

    private boolean isOverfull() {
        for (int i = 0; i < rows; i++) {
            if (basis.basic[i] == SimplexBasis.OVERFLOW && basis.share[i] > SMALL) {
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
                    if (basis.pivots() >= FRESH) {
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
            basis.direct(row, slack);
            move(slack ? SimplexBasis.SLACK : SimplexBasis.OVERFLOW, row, null, least);
        }
        return done;
    }

    /** What enters changes prices by its reduced cost, unless the basis stays as it is. */
    private void move(int device, int row, @Nullable Column own, double reducedCost) {
        int place = basis.move(device, row, own);
        for (int r = 0; r < rows && place >= 0; r++) {
            price[r] -= reducedCost * basis.inverse[r][place];
        }
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
        double before = priced(basis.key[d], d);
        double least = model.weight(d);
        int first = packed.first(d);
        int best = -1;
        for (int c = first; c < packed.first(d + 1); c++) {
            double value = packed.priced(c, price);
            if (value < least) {
                least = value;
                best = c;
            }
        }
        double gain = before - least;
        if (gain >= atLeast) {
            @Nullable Column cheapest = best < 0 ? null : columns.of(d).get(best - first);
            basis.direct(d, cheapest);
            move(d, -1, cheapest, -gain);
        }
        return gain;
    }

    /** A basis of the shares at hand: the largest of each device is its key, others enter as long as that is feasible. */
    private void start() {
        for (int d = 0; d < model.size(); d++) {
            basis.key[d] = largest(d);
        }
        findTightness();
        boolean[] whole = new boolean[model.size()];
        int tries = 0;
        do {
            basis.units();
            for (int d = 0; d < model.size() && tries < MOST_TRIES; d++) {
                if (!whole[d]) {
                    enterShares(d);
                }
            }
            basis.findShares(room);
            tries++;
        } while (!basis.isFeasible(whole));
        for (int i = 0; i < rows; i++) {
            if (basis.basic[i] == SimplexBasis.SLACK && basis.share[i] < 0) {
                basis.overflow(i);
            }
        }
        basis.begin();
        findPrices();
    }

    private void enterShares(int d) {
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        basis.enterShare(d, null, columns.out(d), tightness);
        for (int j = 0; j < own.size(); j++) {
            basis.enterShare(d, own.get(j), taken[j], tightness);
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

    /** How near rows are to full with the shares at hand. */
    private void findTightness() {
        System.arraycopy(room, 0, tightness, 0, rows);
        for (int d = 0; d < model.size(); d++) {
            List<Column> own = columns.of(d);
            double[] taken = columns.taken(d);
            for (int j = 0; j < own.size(); j++) {
                if (taken[j] > 0) {
                    basis.add(tightness, own.get(j), -taken[j]);
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            tightness[r] = 1 / (Math.abs(tightness[r]) + NEARLY_TIGHT);
        }
    }

    private void findPrices() {
        double[] cost = new double[rows];
        for (int i = 0; i < rows; i++) {
            int d = basis.basic[i];
            cost[i] = d >= 0
                    ? joules(basis.column[i], d) - joules(basis.key[d], d)
                    : d == SimplexBasis.OVERFLOW ? ceiling[basis.unitRow[i]] : 0;
        }
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += cost[i] * basis.inverse[r][i];
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
            columns.take(d, basis.key[d], Math.max(0, basis.keyShare[d]));
        }
        for (int i = 0; i < rows; i++) {
            if (basis.basic[i] >= 0) {
                columns.take(basis.basic[i], basis.column[i], Math.max(0, basis.share[i]));
            }
        }
    }
}
