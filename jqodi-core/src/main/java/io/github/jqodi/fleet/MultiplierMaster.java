package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the known schedules that cost least while loads fit, by the method of multipliers (Hestenes 1969, Powell 1969;
 * Rockafellar 1973 for inequalities): the augmented Lagrangian is minimised device by device, by moving what is taken of the
 * dearest schedule to the cheapest as far as the parabola along that line says, and prices move by what is still overfull. No
 * linear program is solved, a sweep takes time in proportion to the schedules known, and the order of devices is fixed. Rows that
 * stay overfull get larger steps than others.
 */
final class MultiplierMaster implements Master {
    /** Saving worth a move, relative to what the cheapest schedule costs; also the part of a copy below which none is taken. */
    private static final double MIN_SAVING = 1e-12;

    /** Part of a capacity by which a row may be overfull. */
    private static final double MAX_EXCESS = 0.01;

    /** Sweeps between two steps of the prices. */
    private static final int SWEEPS = 12;
    /** Steps of the prices where shares are to be found, not prices. */
    private static final int SHARING_STEPS = 12;

    /** Of the first bound, shared out to the rows: the price that a row gets in a step for being full twice over. */
    private static final double FIRST_PENALTY = 4;

    private static final double PENALTY_RISE = 2;
    private static final double PENALTY_FALL = 0.6;

    /** Rises that are waited for where nothing comes after, and where a linear program does. */
    private static final Patience PATIENCE = new Patience(Integer.MAX_VALUE, 12, 1e-5);

    private static final Patience HASTE = new Patience(30, 3, 3e-4);

    private final FleetModel model;
    private final Columns columns;
    private final PackedColumns packed;
    private final double[] inverse;
    /** Right-hand side: part of each capacity that may be filled. */
    private final double[] rhs;
    /** Prices per whole capacity. */
    private final double[] price;
    /** Σ of shares less the right-hand side, in parts of capacities. */
    private final double[] excess;

    /** Joules for the square of a row's excess. */
    private final double[] penalty;
    /** What a whole capacity more would cost: price and penalty where together they are above 0. */
    private final double[] marginal;
    /** What excess was when penalties were last raised. */
    private final double[] before;

    MultiplierMaster(FleetModel model, Columns columns) {
        this.model = model;
        this.columns = columns;
        this.packed = new PackedColumns(model);
        int rows = model.rowCount();
        inverse = new double[rows];
        rhs = new double[rows];
        price = new double[rows];
        excess = new double[rows];
        penalty = new double[rows];
        marginal = new double[rows];
        before = new double[rows];
        for (int r = 0; r < rows; r++) {
            inverse[r] = 1 / model.capacity(r);
            rhs[r] = 1;
        }
    }

    @Override
    public boolean approach(DualBound dual, int maxRounds) {
        return approach(dual, maxRounds, PATIENCE);
    }

    /** The same in fewer rounds, for prices that another master starts from. */
    boolean approachInHaste(DualBound dual, int maxRounds) {
        return approach(dual, maxRounds, HASTE);
    }

    private boolean approach(DualBound dual, int maxRounds, Patience patience) {
        double first = dual.value(PricingMode.RELAXED);
        double scale = Math.max(Double.MIN_NORMAL, Math.abs(first)) / Math.max(1, model.rowCount());
        Arrays.fill(penalty, FIRST_PENALTY * scale);
        setPrices(dual.prices());
        int idle = 0;
        int nulls = 0;
        double before = first;
        for (int round = 1; round < Math.min(maxRounds, patience.rounds) && idle < patience.idleRounds; round++) {
            run(SWEEPS);
            double last = dual.value(PricingMode.RELAXED);
            if (!dual.round(prices(), PricingMode.RELAXED)) {
                return false;
            }
            double bound = dual.value(PricingMode.RELAXED);
            if (bound > last) {
                nulls = 0;
                raisePenalty(PENALTY_RISE);
            } else {
                setPrices(dual.prices());
                scalePenalty(++nulls > 1 ? PENALTY_FALL : 1);
            }
            boolean rises = bound - before > patience.minRise * Math.abs(bound);
            idle = rises || isOverfull() ? 0 : idle + 1;
            before = rises ? bound : before;
        }
        return true;
    }

    /** Takes all rounds, since no value of a master says how near the bound is. */
    @Override
    public void certify(DualBound dual, int maxRounds, double gap) {
        setPrices(dual.prices());
        for (int round = 0; round < maxRounds; round++) {
            if (!dual.round(round == 0 ? dual.prices() : prices(), PricingMode.EXACT)) {
                return;
            }
            run(SWEEPS);
        }
    }

    @Override
    public void share(double part, double[] prices) {
        Arrays.fill(rhs, part);
        setPrices(prices);
        for (int step = 0; step < SHARING_STEPS; step++) {
            run(SWEEPS);
        }
    }

    private void scalePenalty(double factor) {
        for (int r = 0; r < penalty.length; r++) {
            penalty[r] *= factor;
        }
    }

    /** Raises penalties of rows that are overfull and have not come half way down since the last time. */
    private void raisePenalty(double factor) {
        sum();
        for (int r = 0; r < penalty.length; r++) {
            penalty[r] *= excess[r] > MAX_EXCESS && excess[r] > before[r] / 2 ? factor : 1;
            before[r] = excess[r];
        }
    }

    /** Starts from prices of busy seconds. */
    private void setPrices(double[] perSecond) {
        for (int r = 0; r < price.length; r++) {
            price[r] = perSecond[r] * model.capacity(r);
        }
    }

    /** Prices of busy seconds. */
    private double[] prices() {
        double[] perSecond = new double[price.length];
        for (int r = 0; r < price.length; r++) {
            perSecond[r] = price[r] * inverse[r];
        }
        return perSecond;
    }

    /** Some sweeps, and a step of the prices after them. */
    private void run(int sweeps) {
        packed.pack(columns);
        sum();
        for (int r = 0; r < marginal.length; r++) {
            findMarginal(r);
        }
        for (int s = 0; s < sweeps; s++) {
            for (int d = 0; d < model.size(); d++) {
                improve(d);
            }
        }
        sum();
        for (int r = 0; r < price.length; r++) {
            price[r] = Math.max(0, price[r] + penalty[r] * excess[r]);
        }
    }

    /** Whether shares overfill a row by more than a little. */
    private boolean isOverfull() {
        sum();
        for (double more : excess) {
            if (more > MAX_EXCESS) {
                return true;
            }
        }
        return false;
    }

    private void sum() {
        for (int r = 0; r < excess.length; r++) {
            excess[r] = -rhs[r];
        }
        for (int d = 0; d < model.size(); d++) {
            List<Column> own = columns.of(d);
            double[] taken = columns.taken(d);
            for (int j = 0; j < own.size(); j++) {
                if (taken[j] > 0) {
                    move(own.get(j), taken[j]);
                }
            }
        }
    }

    private void findMarginal(int r) {
        marginal[r] = Math.max(0, price[r] + penalty[r] * excess[r]);
    }

    private void move(Column column, double by) {
        int[] rows = column.rows();
        double[] loads = column.loads();
        for (int i = 0; i < rows.length; i++) {
            excess[rows[i]] += by * loads[i] * inverse[rows[i]];
        }
    }

    /** Moves from the dearest schedule taken to the cheapest known. */
    private void improve(int d) {
        List<Column> own = columns.of(d);
        double[] taken = columns.taken(d);
        int cheapest = -1;
        double least = model.weight(d);
        int dearest = -1;
        double most = columns.out(d) > 0 ? least : Double.NEGATIVE_INFINITY;
        int first = packed.first(d);
        for (int j = 0; j < own.size(); j++) {
            double value = packed.priced(first + j, marginal);
            if (value < least) {
                least = value;
                cheapest = j;
            }
            if (taken[j] > 0 && value > most) {
                most = value;
                dearest = j;
            }
        }
        if (most - least <= MIN_SAVING * least) {
            return;
        }
        double have = dearest < 0 ? columns.out(d) : taken[dearest];
        double curve = distance(dearest < 0 ? null : own.get(dearest), cheapest < 0 ? null : own.get(cheapest));
        double step = curve * have <= most - least ? have : (most - least) / curve;
        shift(d, dearest, -step, have - step < MIN_SAVING);
        shift(d, cheapest, step, false);
    }

    private void shift(int d, int j, double by, boolean all) {
        if (j < 0) {
            columns.setOut(d, all ? 0 : columns.out(d) + by);
        } else {
            double[] taken = columns.taken(d);
            taken[j] = all ? 0 : taken[j] + by;
            Column column = columns.of(d).get(j);
            move(column, by);
            for (int r : column.rows()) {
                findMarginal(r);
            }
        }
    }

    /** Squared distance of two loads, in parts of capacities. */
    private double distance(@Nullable Column a, @Nullable Column b) {
        double sum = 0;
        if (a != null) {
            for (int i = 0; i < a.rows().length; i++) {
                double other = b == null ? 0 : load(b, a.rows()[i]);
                double more = (a.loads()[i] - other) * inverse[a.rows()[i]];
                sum += penalty[a.rows()[i]] * more * more;
            }
        }
        if (b != null) {
            for (int i = 0; i < b.rows().length; i++) {
                if (a == null || load(a, b.rows()[i]) == 0) {
                    double more = b.loads()[i] * inverse[b.rows()[i]];
                    sum += penalty[b.rows()[i]] * more * more;
                }
            }
        }
        return sum;
    }

    private static double load(Column column, int row) {
        for (int i = 0; i < column.rows().length; i++) {
            if (column.rows()[i] == row) {
                return column.loads()[i];
            }
        }
        return 0;
    }

    /**
     * Limits of a row of rounds.
     *
     * @param rounds how many at most
     * @param idleRounds rounds without a rise, after which there are no more
     * @param minRise of the bound that counts as one, relative to it
     */
    private record Patience(int rounds, int idleRounds, double minRise) {}
}
