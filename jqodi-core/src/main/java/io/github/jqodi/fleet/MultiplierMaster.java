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
final class MultiplierMaster {
    private static final double SMALL = 1e-12;
    private static final double SMALL_EXCESS = 0.01;

    private final FleetModel model;
    private final Columns columns;
    private final PackedColumns packed;
    private final double[] inverse;
    /** Part of each capacity that may be filled. */
    private final double[] room;
    /** Prices per whole capacity. */
    private final double[] price;
    /** Σ of shares less the room, in parts of capacities. */
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
        room = new double[rows];
        price = new double[rows];
        excess = new double[rows];
        penalty = new double[rows];
        marginal = new double[rows];
        before = new double[rows];
        for (int r = 0; r < rows; r++) {
            inverse[r] = 1 / model.capacity(r);
            room[r] = 1;
        }
    }

    void setPenalty(double value) {
        Arrays.fill(penalty, value);
    }

    void scalePenalty(double factor) {
        for (int r = 0; r < penalty.length; r++) {
            penalty[r] *= factor;
        }
    }

    /** Raises penalties of rows that are overfull and have not come half way down since the last time. */
    void raisePenalty(double factor) {
        sum();
        for (int r = 0; r < penalty.length; r++) {
            penalty[r] *= excess[r] > SMALL_EXCESS && excess[r] > before[r] / 2 ? factor : 1;
            before[r] = excess[r];
        }
    }

    /** Fills this part of every capacity. */
    void setRoom(double part) {
        Arrays.fill(room, part);
    }

    /** Starts from prices of busy seconds. */
    void setPrices(double[] perSecond) {
        for (int r = 0; r < price.length; r++) {
            price[r] = perSecond[r] * model.capacity(r);
        }
    }

    /** Prices of busy seconds. */
    double[] prices() {
        double[] perSecond = new double[price.length];
        for (int r = 0; r < price.length; r++) {
            perSecond[r] = price[r] * inverse[r];
        }
        return perSecond;
    }

    /** Some sweeps, and a step of the prices after them. */
    void run(int sweeps) {
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
    boolean isOverfull() {
        sum();
        for (double more : excess) {
            if (more > SMALL_EXCESS) {
                return true;
            }
        }
        return false;
    }

    private void sum() {
        for (int r = 0; r < excess.length; r++) {
            excess[r] = -room[r];
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
        if (most - least <= SMALL * least) {
            return;
        }
        double have = dearest < 0 ? columns.out(d) : taken[dearest];
        double curve = distance(dearest < 0 ? null : own.get(dearest), cheapest < 0 ? null : own.get(cheapest));
        double step = curve * have <= most - least ? have : (most - least) / curve;
        shift(d, dearest, -step, have - step < SMALL);
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
}
