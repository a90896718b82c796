package io.github.jqodi.knapsack;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The supported points of an instance at once: the choices that are best for some price of time, from the fastest to the
 * cheapest. Each step moves one class along its hull, in order of cost saved per second. Between two neighbours the best
 * choice of any limit costs at most as much as the left and at least as much as the line through both. O(steps·log steps).
 *
 * <p>Times and costs are summed without rounding: a step takes out what the old item added and puts in the new one's, so that
 * no point inherits the error of another.
 */
public final class SupportedPoints {
    /** What the steps and the points between them take while they are sorted. */
    private static final double BYTES_PER_STEP = 6 * Double.BYTES + Integer.BYTES;

    /** The smallest limit of each point, rising. */
    private final double[] limit;
    /** Cost of each point, falling. */
    private final double[] cost;

    private int dear;

    private SupportedPoints(int size) {
        this.limit = new double[size];
        this.cost = new double[size];
    }

    /**
     * Finds them, whatever the limit of the instance.
     *
     * @param instance its limit is not looked at; what is spent and what is reserved are part of every point's time
     * @param fixedCosts part of every point's cost
     * @return the points, empty if some class has no item
     */
    public static SupportedPoints of(Instance instance, double... fixedCosts) {
        return of(instance, Double.POSITIVE_INFINITY, Limits.NONE, fixedCosts);
    }

    /**
     * The same as far as limits allow.
     *
     * @param instance its limit is not looked at; what is spent and what is reserved are part of every point's time
     * @param costLimit what tells points that are too {@linkplain #dear() dear}, +∞ if none is
     * @param limits when to give up, by {@link io.github.jqodi.base.Stopped}
     * @param fixedCosts part of every point's cost
     * @return the points, empty if some class has no item
     */
    public static SupportedPoints of(Instance instance, double costLimit, Limits limits, double... fixedCosts) {
        NondominatedItems[] rows = NondominatedItems.ofRows(instance, Double.POSITIVE_INFINITY, limits);
        boolean empty = Arrays.stream(instance.rowOf()).anyMatch(row -> rows[row].size() == 0);
        return empty ? new SupportedPoints(0) : new Walk(instance, rows, costLimit, limits, fixedCosts).along();
    }

    /** The walk from the fastest items to the cheapest, class by class and corner by corner. */
    private static final class Walk {
        private final Instance instance;
        private final NondominatedItems[] rows;
        private final double costLimit;
        private final Limits limits;
        private final ExactSum seconds = new ExactSum();
        private final ExactSum cost = new ExactSum();
        /** By class: the corner of its hull that is taken. */
        private final int[] corner;

        Walk(Instance instance, NondominatedItems[] rows, double costLimit, Limits limits, double[] fixedCosts) {
            this.instance = instance;
            this.rows = rows;
            this.costLimit = costLimit;
            this.limits = limits;
            this.corner = new int[instance.classes()];
            add(seconds, instance.spent());
            add(seconds, instance.reserved());
            add(cost, fixedCosts);
            for (int k = 0; k < corner.length; k++) {
                limits.check(k);
                NondominatedItems row = row(k);
                seconds.add(row.time[0]);
                cost.addProduct(instance.weight()[k], row.cost[0]);
            }
        }

        private static void add(ExactSum sum, double[] summands) {
            for (double summand : summands) {
                sum.add(summand);
            }
        }

        private NondominatedItems row(int k) {
            return rows[instance.rowOf()[k]];
        }

        SupportedPoints along() {
            int[] classes = steps();
            SupportedPoints points = new SupportedPoints(classes.length + 1);
            note(points, 0);
            for (int at = 0; at < classes.length; at++) {
                limits.check(at);
                step(classes[at]);
                note(points, at + 1);
            }
            return points;
        }

        private void note(SupportedPoints points, int at) {
            points.limit[at] = seconds.nextAbove();
            points.cost[at] = cost.value();
            points.dear += cost.compareTo(costLimit) < 0 ? 0 : 1;
        }

        /** Moves a class to the next corner of its hull. */
        private void step(int k) {
            NondominatedItems row = row(k);
            double weight = instance.weight()[k];
            int from = row.hull[corner[k]++];
            int to = row.hull[corner[k]];
            seconds.add(row.time[to]).add(-row.time[from]);
            cost.addProduct(weight, row.cost[to]).addProduct(-weight, row.cost[from]);
        }

        /** The class of each step, in order of cost saved per second, of equal ones in order of corners. */
        private int[] steps() {
            long count = 0;
            int longest = 0;
            for (int k = 0; k < corner.length; k++) {
                int steps = row(k).hull.length - 1;
                count += steps;
                longest = Math.max(longest, steps);
            }
            limits.checkMemory("the steps of its frontier", count * BYTES_PER_STEP);
            double[] efficiency = new double[Math.toIntExact(count)];
            int[] classOf = new int[efficiency.length];
            int s = 0;
            for (int c = 1; c <= longest; c++) {
                for (int k = 0; k < corner.length; k++) {
                    limits.check(k);
                    if (c < row(k).hull.length) {
                        efficiency[s] = efficiency(row(k), c, instance.weight()[k]);
                        classOf[s++] = k;
                    }
                }
            }
            return Arrays.stream(IndexSort.descending(efficiency, limits.stop()))
                    .map(step -> classOf[step])
                    .toArray();
        }

        private static double efficiency(NondominatedItems row, int c, double weight) {
            int from = row.hull[c - 1];
            int to = row.hull[c];
            return weight * (row.cost[from] - row.cost[to]) / (row.time[to] - row.time[from]);
        }
    }

    /**
     * {@return how many points there are}
     */
    public int size() {
        return limit.length;
    }

    /**
     * Number of the points that are too dear, which come first.
     *
     * @return how many have an exact cost that is not below the limit of the cost
     */
    public int dear() {
        return dear;
    }

    /**
     * The limit from which on a point fits.
     *
     * @param i from 0, the fastest
     * @return the smallest double above the exact sum of the times of its items and what is spent and reserved
     */
    public double limit(int i) {
        return limit[i];
    }

    /**
     * Cost of a point.
     *
     * @param i from 0, the costliest
     * @return the double nearest to the exact Σ weight·cost and the fixed costs
     */
    public double cost(int i) {
        return cost[i];
    }
}
