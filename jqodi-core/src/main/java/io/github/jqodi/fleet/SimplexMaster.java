package io.github.jqodi.fleet;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the known schedules that cost least while loads fit, and the prices that prove it: the linear program of the columns
 * by the primal simplex method with generalized upper bounds (Dantzig and Van Slyke 1967), whose {@link SimplexBasis} is as large
 * as there are capacities, whatever the number of devices; at most as many devices as there are full capacities have broken
 * shares. An overfull row has a cost, which its price
 * does not exceed and which rises until no row is overfull. Starts from the shares at hand. Sequential, so that the same columns
 * give the same shares.
 */
final class SimplexMaster implements Master {
    /** Rows above which the dense inverse takes more memory and time than it is worth. */
    static final int MAX_ROWS = 1500;

    /** Reduced costs that are not worth a pivot, relative to what a device costs on average. */
    private static final double REDUCED_COST_TOLERANCE = 1e-6;

    /** Part of a capacity by which a row may be overfull. */
    private static final double MAX_OVERFLOW = 1e-9;

    private static final double NEARLY_TIGHT = 1e-7;
    /** What is added to right-hand sides, to each another part of it, so that no two rows are full at once. */
    private static final double PERTURBATION = 1e-8;
    /** Part (√5 - 1) / 2, whose multiples modulo 1 are spread evenly, however many there are. */
    private static final double GOLDEN_SECTION = 0.6180339887498949;

    /** What an overfull row costs at first: so many times its price, and this part of what a row costs on average. */
    private static final double OVERFLOW_COST_FACTOR = 2;

    private static final double MIN_OVERFLOW_COST_PART = 0.3;
    private static final double OVERFLOW_COST_RISE = 10;
    private static final int MAX_OVERFLOW_COST_RISES = 6;
    /** Tries for a feasible basis that keeps broken shares. */
    private static final int MAX_START_TRIES = 6;
    /** Pivots after which the inverse is made anew. */
    private static final int PIVOTS_PER_REFACTORIZATION = 500;

    /** Relaxed rounds from prices that may be near. */
    private static final int MAX_NEAR_ROUNDS = 12;
    /** Rise of the bound that is worth another of these, relative to it. */
    private static final double MIN_BOUND_RISE = 3e-4;
    /** Part of the best prices in those of the next round, which keeps them from swinging. */
    private static final double STABILISATION = 0.5;

    private final FleetModel model;
    private final Columns columns;
    private final BooleanSupplier stop;
    private final int rows;
    private final double[] perCapacity;
    /** Right-hand side: part of each capacity that may be filled, perturbed. */
    private final double[] rhs;
    /** Joules for a whole capacity. */
    private final double[] price;

    /** Joules for a row that is overfull by a whole capacity. */
    private final double[] overflowCost;

    private final SimplexBasis basis;
    private final PackedColumns packed;
    private final double[] tightness;
    private double reducedCostTolerance;

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
        rhs = new double[rows];
        price = new double[rows];
        overflowCost = new double[rows];
        tightness = new double[rows];
        for (int r = 0; r < rows; r++) {
            perCapacity[r] = 1 / model.capacity(r);
        }
        basis = new SimplexBasis(model, perCapacity);
        packed = new PackedColumns(model);
        setRhs(1);
    }

    /** Fills this part of every capacity. */
    final void setRhs(double part) {
        for (int r = 0; r < rows; r++) {
            rhs[r] = part + PERTURBATION * ((r * GOLDEN_SECTION) % 1);
        }
    }

    @Override
    public boolean approach(DualBound dual, int maxRounds) {
        for (int round = 1; round < Math.min(maxRounds, MAX_NEAR_ROUNDS); round++) {
            solve(dual.prices(), false);
            double before = dual.value(PricingMode.RELAXED);
            if (!dual.round(stabilised(dual.prices()), PricingMode.RELAXED)) {
                return false;
            }
            double bound = dual.value(PricingMode.RELAXED);
            if (bound - before <= MIN_BOUND_RISE * Math.abs(bound)) {
                break;
            }
        }
        return true;
    }

    @Override
    public void certify(DualBound dual, int maxRounds, double gap) {
        for (int round = 0; round < maxRounds; round++) {
            double value = solve(dual.prices(), false);
            if (value - dual.value(PricingMode.EXACT) <= gap * Math.abs(value)
                    || !dual.round(stabilised(dual.prices()), PricingMode.EXACT)) {
                return;
            }
        }
    }

    /** Prices between the best ones and those of the program. */
    private double[] stabilised(double[] best) {
        double[] own = prices();
        double[] between = new double[rows];
        for (int r = 0; r < rows; r++) {
            between[r] = STABILISATION * best[r] + (1 - STABILISATION) * own[r];
        }
        return between;
    }

    @Override
    public void share(double part, double[] prices) {
        setRhs(part);
        solve(prices, true);
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
        reducedCostTolerance = REDUCED_COST_TOLERANCE * value / model.size();
        for (int r = 0; r < rows; r++) {
            overflowCost[r] =
                    OVERFLOW_COST_FACTOR * about[r] * model.capacity(r) + MIN_OVERFLOW_COST_PART * value / rows;
        }
        packed.pack(columns);
        start();
        optimize();
        for (int rise = 0; rise < MAX_OVERFLOW_COST_RISES && strict && isOverfull(); rise++) {
            for (int r = 0; r < rows; r++) {
                overflowCost[r] *= OVERFLOW_COST_RISE;
            }
            computeDuals();
            optimize();
        }
        store();
        return value() + overflowJoules();
    }

    private double overflowJoules() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += basis.basic[i] == SimplexBasis.OVERFLOW ? overflowCost[basis.unitRow[i]] * basis.share[i] : 0;
        }
        return sum;
    }

    private boolean isOverfull() {
        for (int i = 0; i < rows; i++) {
            if (basis.basic[i] == SimplexBasis.OVERFLOW && basis.share[i] > MAX_OVERFLOW) {
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
                    if (basis.pivots() >= PIVOTS_PER_REFACTORIZATION) {
                        store();
                        start();
                    }
                }
            }
            least = most >= least ? least : most <= reducedCostTolerance ? 0 : Math.max(reducedCostTolerance, most / 5);
        }
    }

    /** Rows whose price is below 0 or above the cost of overflow enter; how many did. */
    private int priceRows() {
        int done = 0;
        for (int most = 2 * rows; done < most; done++) {
            double least = -reducedCostTolerance;
            int row = -1;
            boolean slack = true;
            for (int r = 0; r < rows; r++) {
                if (price[r] < least) {
                    least = price[r];
                    row = r;
                    slack = true;
                }
                if (overflowCost[r] - price[r] < least) {
                    least = overflowCost[r] - price[r];
                    row = r;
                    slack = false;
                }
            }
            if (row < 0) {
                break;
            }
            if (slack) {
                basis.directionOfSlack(row);
            } else {
                basis.directionOfOverflow(row);
            }
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
            basis.directionOfSchedule(d, cheapest);
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
            for (int d = 0; d < model.size() && tries < MAX_START_TRIES; d++) {
                if (!whole[d]) {
                    enterShares(d);
                }
            }
            basis.findShares(rhs);
            tries++;
        } while (!basis.isFeasible(whole));
        for (int i = 0; i < rows; i++) {
            if (basis.basic[i] == SimplexBasis.SLACK && basis.share[i] < 0) {
                basis.overflow(i);
            }
        }
        basis.begin();
        computeDuals();
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
        System.arraycopy(rhs, 0, tightness, 0, rows);
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

    private void computeDuals() {
        double[] cost = new double[rows];
        for (int i = 0; i < rows; i++) {
            int d = basis.basic[i];
            cost[i] = d >= 0
                    ? joules(basis.column[i], d) - joules(basis.key[d], d)
                    : d == SimplexBasis.OVERFLOW ? overflowCost[basis.unitRow[i]] : 0;
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
