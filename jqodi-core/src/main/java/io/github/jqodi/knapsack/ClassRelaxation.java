package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The linear relaxation of a knapsack that is solved again and again at other costs: classes come in groups of one row and one
 * weight, times and limit stay. Lagrange multipliers are found by the method of LARAC (Jüttner et al. 2001), which intersects
 * the lines of a choice that fits and of one that does not until no third lies below. Immutable; each thread has a
 * {@link Workspace} of its own.
 */
public final class ClassRelaxation {
    /** What rounding may take off a bound, relative to the sums it is made of. */
    private static final double MARGIN = 1e-12;

    private static final int MAX_STEPS = 64;

    private final double[][] time;
    /** By row the items that can be taken, by rising time. */
    private final int[][] order;

    private final int[] rowOf;
    private final double[] weight;
    private final int[] count;
    private final double slack;
    /** By row what its groups weigh at least and at most. */
    private final double[] lightest;

    private final double[] heaviest;
    /** By row how many classes of these two weights come to as many classes and as much weight as its groups together. */
    private final double[] lightCount;

    private final double[] heavyCount;

    /**
     * Prepares for many solves.
     *
     * @param time by row, then item; +∞ where an item cannot be taken
     * @param rowOf row of each group of classes
     * @param weight of a group's costs, {@code > 0}
     * @param count how many classes are in a group
     * @param slack what the times of all classes must stay below
     */
    public ClassRelaxation(double[][] time, int[] rowOf, double[] weight, int[] count, double slack) {
        this.time = time;
        this.rowOf = rowOf;
        this.weight = weight;
        this.count = count;
        this.slack = slack;
        this.lightest = new double[time.length];
        this.heaviest = new double[time.length];
        this.lightCount = new double[time.length];
        this.heavyCount = new double[time.length];
        weigh();
        this.order = new int[time.length][];
        for (int r = 0; r < time.length; r++) {
            double[] row = time[r];
            order[r] = Arrays.stream(IndexSort.ascending(row, row, row.length))
                    .filter(i -> row[i] < slack)
                    .toArray();
        }
    }

    private void weigh() {
        Arrays.fill(lightest, Double.POSITIVE_INFINITY);
        for (int g = 0; g < rowOf.length; g++) {
            lightest[rowOf[g]] = Math.min(lightest[rowOf[g]], weight[g]);
            heaviest[rowOf[g]] = Math.max(heaviest[rowOf[g]], weight[g]);
        }
        for (int g = 0; g < rowOf.length; g++) {
            int r = rowOf[g];
            double range = heaviest[r] - lightest[r];
            double heavy = range > 0 ? (weight[g] - lightest[r]) / range : 1;
            lightCount[r] += count[g] * (1 - heavy);
            heavyCount[r] += count[g] * heavy;
        }
    }

    /** Groups of classes. */
    int groups() {
        return rowOf.length;
    }

    /** Scratch space and the answer of the last solve. */
    public static final class Workspace {
        private int[][] hull = new int[0][];
        private int[] hullSize = new int[0];
        private double[][] slope = new double[0][];
        private int[] low = new int[0];
        private int[] high = new int[0];
        private int[] probe = new int[0];
        private double value;
        private double seconds;
        private double lowValue;
        private double lowSeconds;
        private double highValue;
        private double highSeconds;
        private double bound;
        private double multiplier;
        private boolean fits;
        private int[] first = new int[0];
        private int[] second = new int[0];
        private int[] taken = new int[0];

        /** Makes an empty one, which grows as it is used. */
        public Workspace() {}

        /**
         * {@return what no choice costs less than, rounding included; +∞ if there is none}
         */
        public double bound() {
            return bound;
        }

        /**
         * {@return λ of the last solve, cost per second}
         */
        public double multiplier() {
            return multiplier;
        }

        /**
         * {@return whether a choice was found that fits by sums of doubles with a margin}
         */
        public boolean fits() {
            return fits;
        }

        /**
         * The choice of a group: some of its classes take one item, the others another.
         *
         * @param group index of the group
         * @return the item of the first classes
         */
        public int slowItem(int group) {
            return second[group];
        }

        /**
         * The item of the other classes of a group.
         *
         * @param group index of the group
         * @return the item
         */
        public int fastItem(int group) {
            return first[group];
        }

        /**
         * How many classes of a group take the slow item.
         *
         * @param group index of the group
         * @return from 0 to its count
         */
        public int slowCount(int group) {
            return taken[group];
        }

        private void ensure(ClassRelaxation problem) {
            int rows = problem.time.length;
            if (hull.length < rows) {
                hull = Arrays.copyOf(hull, rows);
                slope = Arrays.copyOf(slope, rows);
                hullSize = new int[rows];
            }
            for (int r = 0; r < rows; r++) {
                int size = problem.order[r].length;
                if (hull[r] == null || hull[r].length < size) {
                    hull[r] = new int[size];
                    slope[r] = new double[size];
                }
            }
            if (low.length < problem.groups()) {
                low = new int[problem.groups()];
                high = new int[problem.groups()];
                probe = new int[problem.groups()];
                first = new int[problem.groups()];
                second = new int[problem.groups()];
                taken = new int[problem.groups()];
            }
        }

        /** Makes what was evaluated last the choice that does not fit. */
        private void takeLow() {
            int[] other = low;
            low = probe;
            probe = other;
            lowValue = value;
            lowSeconds = seconds;
        }

        /** Makes what was evaluated last the choice that fits. */
        private void takeHigh() {
            int[] other = high;
            high = probe;
            probe = other;
            highValue = value;
            highSeconds = seconds;
        }
    }

    /**
     * Solves it.
     *
     * @param cost by row, then item, {@code >= 0} where the time is finite
     * @param hint a multiplier to look at first, or 0
     * @param cutoff a bound from which on nothing more is asked
     * @param space takes the answer: a bound, and a choice unless the bound reached the cutoff
     */
    public void solve(double[][] cost, double hint, double cutoff, Workspace space) {
        space.ensure(this);
        space.fits = false;
        space.multiplier = 0;
        if (hint > 0 && cutoff < Double.POSITIVE_INFINITY) {
            space.bound = quick(cost, hint);
            if (space.bound >= cutoff) {
                space.multiplier = hint;
                return;
            }
        }
        for (int r = 0; r < time.length; r++) {
            if (!hull(r, cost[r], space)) {
                space.bound = Double.POSITIVE_INFINITY;
                return;
            }
        }
        if (hint > 0) {
            evaluate(cost, hint, space);
            space.bound = down(space.value, space.seconds, hint);
            if (space.bound >= cutoff) {
                space.multiplier = hint;
                return;
            }
        }
        if (begin(cost, hint, space)) {
            search(cost, space);
        }
    }

    /**
     * A bound at a multiplier without hulls: what a class costs at best is concave in its weight, so that all classes of a row
     * cost no less than as many of its extreme weights.
     */
    private double quick(double[][] cost, double multiplier) {
        double sum = 0;
        for (int r = 0; r < time.length; r++) {
            double light = least(cost[r], time[r], lightest[r], multiplier);
            double heavy = least(cost[r], time[r], heaviest[r], multiplier);
            sum += lightCount[r] * light + heavyCount[r] * heavy;
        }
        return sum - multiplier * slack - MARGIN * (sum + multiplier * slack);
    }

    private static double least(double[] cost, double[] time, double weight, double multiplier) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < time.length; i++) {
            double own = weight * cost[i] + multiplier * time[i];
            if (own < least) {
                least = own;
            }
        }
        return least;
    }

    /**
     * Makes the choice of the hint, evaluated last, one end of the search, or those of the multipliers 0 and infinity; false if the
     * cheapest choice fits or none does, so that there is nothing to search.
     */
    private boolean begin(double[][] cost, double hint, Workspace space) {
        boolean hinted = hint > 0;
        boolean fits = hinted && fits(space.seconds);
        if (fits) {
            space.takeHigh();
        } else if (hinted) {
            space.takeLow();
        }
        if (!hinted || fits) {
            evaluate(cost, 0, space);
            if (fits(space.seconds)) {
                space.bound = down(space.value, 0, 0);
                space.takeHigh();
                whole(space);
                return false;
            }
            space.takeLow();
        }
        if (!fits) {
            evaluate(cost, Double.POSITIVE_INFINITY, space);
            if (space.seconds * (1 - MARGIN) >= slack) {
                space.bound = Double.POSITIVE_INFINITY;
                return false;
            }
            space.takeHigh();
        }
        return true;
    }

    private boolean fits(double seconds) {
        return seconds < slack * (1 - MARGIN);
    }

    private void search(double[][] cost, Workspace space) {
        double multiplier = 0;
        boolean isEvaluated = false;
        for (int step = 0; step < MAX_STEPS && space.lowSeconds > space.highSeconds; step++) {
            multiplier = (space.highValue - space.lowValue) / (space.lowSeconds - space.highSeconds);
            evaluate(cost, multiplier, space);
            double at = space.value + multiplier * space.seconds;
            if (at >= (space.lowValue + multiplier * space.lowSeconds) * (1 - 1e-13)) {
                isEvaluated = true;
                break;
            }
            if (fits(space.seconds)) {
                space.takeHigh();
            } else {
                space.takeLow();
            }
        }
        space.multiplier = multiplier;
        if (!isEvaluated) {
            evaluate(cost, multiplier, space);
        }
        space.bound = down(space.value, space.seconds, multiplier);
        if (fits(space.highSeconds)) {
            fill(slack * (1 - MARGIN) - space.highSeconds, space);
        }
    }

    /**
     * What the choice found costs.
     *
     * @param cost by row, then item, at which it was solved
     * @param space with a choice that fits
     * @return Σ weight·cost
     */
    public double cost(double[][] cost, Workspace space) {
        double sum = 0;
        for (int g = 0; g < rowOf.length; g++) {
            double[] row = cost[rowOf[g]];
            int slow = space.taken[g];
            sum += weight[g] * (slow * row[space.second[g]] + (count[g] - slow) * row[space.first[g]]);
        }
        return sum;
    }

    /** V + λ·(seconds - slack), rounded down by more than it may be off. */
    private double down(double value, double seconds, double multiplier) {
        double worth = multiplier * (seconds - slack);
        return value + worth - MARGIN * (value + multiplier * (seconds + slack));
    }

    /** The corners of the lower hull of a row, with the cost saved per second along its edges; false for an empty row. */
    private boolean hull(int r, double[] cost, Workspace space) {
        int[] corner = space.hull[r];
        double[] slope = space.slope[r];
        double[] t = time[r];
        int size = 0;
        for (int i : order[r]) {
            if (size > 0 && cost[i] >= cost[corner[size - 1]]) {
                continue;
            }
            if (size > 0 && t[i] == t[corner[size - 1]]) {
                size--;
            }
            double steep = size == 0 ? 0 : steepness(cost, t, corner[size - 1], i);
            while (size >= 2 && steep >= slope[size - 2]) {
                size--;
                steep = steepness(cost, t, corner[size - 1], i);
            }
            if (size > 0) {
                slope[size - 1] = steep;
            }
            corner[size++] = i;
        }
        space.hullSize[r] = size;
        return size > 0;
    }

    private static double steepness(double[] cost, double[] t, int from, int to) {
        return (cost[from] - cost[to]) / (t[to] - t[from]);
    }

    /** The best corner of every group at a multiplier, with value and time of all. */
    private void evaluate(double[][] cost, double multiplier, Workspace space) {
        double value = 0;
        double seconds = 0;
        int at = 0;
        for (int g = 0; g < rowOf.length; g++) {
            int r = rowOf[g];
            int last = space.hullSize[r] - 1;
            double[] slope = space.slope[r];
            // from the corner of the group before, whose weight is near
            at = Math.min(at, last);
            while (at > 0 && weight[g] * slope[at - 1] <= multiplier) {
                at--;
            }
            while (at < last && weight[g] * slope[at] > multiplier) {
                at++;
            }
            int item = space.hull[r][at];
            space.probe[g] = at;
            value += count[g] * weight[g] * cost[r][item];
            seconds += count[g] * time[r][item];
        }
        space.value = value;
        space.seconds = seconds;
    }

    /** Every class takes the corner of the choice that fits. */
    private void whole(Workspace space) {
        for (int g = 0; g < rowOf.length; g++) {
            space.first[g] = space.hull[rowOf[g]][space.high[g]];
            space.second[g] = space.first[g];
            space.taken[g] = 0;
        }
        space.fits = true;
    }

    /** Goes from the choice that fits towards the one that does not, as far as there is time. */
    private void fill(double left, Workspace space) {
        whole(space);
        double room = left;
        for (int g = 0; g < rowOf.length; g++) {
            int r = rowOf[g];
            double[] t = time[r];
            for (int at = space.high[g]; at < space.low[g]; at++) {
                int from = space.hull[r][at];
                int to = space.hull[r][at + 1];
                double step = t[to] - t[from];
                int fitting = (int) Math.min(count[g], Math.floor(room / step));
                space.first[g] = from;
                space.second[g] = to;
                space.taken[g] = fitting;
                room -= fitting * step;
                if (fitting < count[g]) {
                    break;
                }
                space.first[g] = to;
            }
        }
    }
}
