package io.github.jqodi.control;

import io.github.jqodi.estimate.EpochDistribution;
import java.util.Arrays;
import java.util.List;

/**
 * Recursion over epochs, time left and rates: the least expected energy and price of a miss, where each epoch is chosen when its
 * rates are known. Rates last for some time on average and are then those of any level, as likely one as another; an epoch in which
 * they change takes the mean of its times before and after the change. Time left is divided evenly and values between are
 * interpolated. O(epochs · levels² · actions · {@value #CELLS}) time.
 */
final class LoopValue {
    private static final int CELLS = 100;

    private final List<LoopLevel> levels;
    private final EpochDistribution epochs;
    private final double price;
    private final double lastingSeconds;
    private final double cellSeconds;
    /** By epochs done, level and time left: what is to come after that epoch, whether or not the target was reached in it. */
    private final double[][][] behind;

    private final double[] scratch = new double[CELLS + 1];

    /**
     * Solves the recursion for lasting levels.
     *
     * @param levels that rates may have later
     * @param lastingSeconds how long rates last on average
     * @param epochs K
     * @param price of a miss, joules
     * @param seconds the longest time left that is asked for
     */
    LoopValue(List<LoopLevel> levels, double lastingSeconds, EpochDistribution epochs, double price, double seconds) {
        this.levels = levels;
        this.epochs = epochs;
        this.price = price;
        this.lastingSeconds = lastingSeconds;
        this.cellSeconds = seconds / CELLS;
        this.behind = new double[epochs.lastEpoch() + 1][levels.size()][];
        Arrays.fill(behind[epochs.lastEpoch()], end());
        for (int k = epochs.lastEpoch() - 1; k >= 1; k--) {
            for (int r = 0; r < levels.size(); r++) {
                behind[k][r] = step(k, levels.get(r), behind[k + 1][r]);
            }
        }
    }

    /** After the last epoch: who has not got there never does. */
    private double[] end() {
        double[] end = new double[CELLS + 1];
        Arrays.fill(end, price * goesOn(epochs.lastEpoch()));
        end[0] = price;
        return end;
    }

    /** P(K &gt; k | K ≥ k). */
    private double goesOn(int k) {
        double survival = epochs.survival(k);
        return survival > 0 ? epochs.survival(k + 1) / survival : 0;
    }

    /** What is to come after epoch k where the next one runs at a level; what is to come after that is known. */
    private double[] step(int k, LoopLevel level, double[] same) {
        double[] best = new double[CELLS + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < level.frontSize(); i++) {
            int action = level.front(i);
            Arrays.fill(scratch, level.joules(action));
            double seconds = level.seconds(action);
            double stays = stays(seconds);
            add(stays, same, seconds);
            for (int r = 0; r < levels.size(); r++) {
                add((1 - stays) / levels.size(), behind[k + 1][r], changed(seconds, r, action));
            }
            for (int cell = 0; cell <= CELLS; cell++) {
                best[cell] = Math.min(best[cell], scratch[cell]);
            }
        }
        double on = goesOn(k);
        for (int cell = 0; cell <= CELLS; cell++) {
            best[cell] = on * Math.min(best[cell], level.frontSize() == 0 ? price : Double.POSITIVE_INFINITY);
        }
        best[0] = price;
        return best;
    }

    /** P(rates last for so long). */
    private double stays(double seconds) {
        return Math.exp(-seconds / lastingSeconds);
    }

    /** Of an epoch in which rates change to a level. */
    private double changed(double seconds, int level, int action) {
        return (seconds + levels.get(level).seconds(action)) / 2;
    }

    /** Adds a share of what is to come some time later, for every time left. */
    private void add(double share, double[] next, double seconds) {
        double cells = Math.min(seconds / cellSeconds, CELLS + 1);
        int whole = (int) cells;
        double part = cells - whole;
        int first = Math.min(whole + 1, CELLS + 1);
        for (int cell = 0; cell < first; cell++) {
            scratch[cell] += share * price;
        }
        double upper = share * (1 - part);
        double lower = share * part;
        for (int cell = first; cell <= CELLS; cell++) {
            scratch[cell] += upper * next[cell - whole] + lower * next[cell - whole - 1];
        }
    }

    /** Interpolated; a deadline that has come is missed, exactly and strictly. */
    private double at(double[] next, double leftSeconds) {
        if (!(leftSeconds > 0)) {
            return price;
        }
        double cells = Math.min(CELLS, leftSeconds / cellSeconds);
        int below = (int) Math.min(cells, CELLS - 1);
        return next[below] + (cells - below) * (next[below + 1] - next[below]);
    }

    /** The same at present rates, which last like those of any level and do not come back. */
    final class Present {
        private final LoopLevel level;
        private final double[][] same = new double[epochs.lastEpoch() + 1][];

        /**
         * Solves the recursion for present rates.
         *
         * @param level of present rates, with the same actions as the others
         * @param done epochs, fewer than may be needed
         */
        Present(LoopLevel level, int done) {
            this.level = level;
            same[epochs.lastEpoch()] = end();
            for (int k = epochs.lastEpoch() - 1; k > done; k--) {
                same[k] = step(k, level, same[k + 1]);
            }
        }

        /** Expected energy and price of a miss if an action is taken after some epochs. */
        double value(int done, int action, double leftSeconds) {
            double seconds = level.seconds(action);
            double stays = stays(seconds);
            double changes = 0;
            for (int r = 0; r < levels.size(); r++) {
                changes += at(behind[done + 1][r], leftSeconds - changed(seconds, r, action));
            }
            return level.joules(action)
                    + stays * at(same[done + 1], leftSeconds - seconds)
                    + (1 - stays) / levels.size() * changes;
        }

        /** The best action after some epochs, of equal ones the fastest; below 0 if none can be taken. */
        int best(int done, double leftSeconds) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < level.frontSize(); i++) {
                double value = value(done, level.front(i), leftSeconds);
                if (value < least) {
                    best = level.front(i);
                    least = value;
                }
            }
            return best;
        }
    }
}
