package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * The Lagrangian bound cost + λ·(seconds + reserved - limit) + Σ min(cost + λ·time) over the classes still open; never below
 * the cost of the label itself.
 */
final class LagrangianBound implements LabelSearch.Bound {
    private final Instance instance;
    private final Row[] rows;
    private final double multiplier;
    private final double capacity;
    private final double[] rest;
    /** By class: the least of its items' reduced values. */
    private final double[] least;

    private final double whole;

    LagrangianBound(Instance instance, Row[] rows, double multiplier) {
        this(instance, rows, multiplier, Limits.NONE);
    }

    LagrangianBound(Instance instance, Row[] rows, double multiplier, Limits limits) {
        this.instance = instance;
        this.rows = rows;
        this.multiplier = multiplier;
        double reserved = 0;
        for (double seconds : instance.reserved()) {
            reserved += seconds;
        }
        this.capacity = instance.limit() - reserved;
        int n = instance.classes();
        this.rest = new double[n + 1];
        this.least = new double[n];
        double lost = 0;
        for (int k = n - 1; k >= 0; k--) {
            limits.check(k);
            least[k] = least(rows[instance.rowOf()[k]], instance.weight()[k]);
            double summand = least[k] - lost;
            rest[k] = rest[k + 1] + summand;
            lost = (rest[k] - rest[k + 1]) - summand;
        }
        this.whole = of(0, Arrays.stream(instance.spent()).sum(), 0);
    }

    /** No choice is below this, but for rounding. */
    double whole() {
        return whole;
    }

    /** Cost per second. */
    double multiplier() {
        return multiplier;
    }

    /** The least reduced value among the items of a class. */
    double least(int k) {
        return least[k];
    }

    /** Value of an item above the least one of its class, in the relaxation. */
    double reducedCost(int k, int i) {
        Row row = rows[instance.rowOf()[k]];
        return instance.weight()[k] * row.cost[i] + multiplier * row.time[i] - least[k];
    }

    @Override
    public double with(int k, int i) {
        return whole + reducedCost(k, i);
    }

    @Override
    public double of(double cost, double seconds, int next) {
        return Math.max(cost, cost + multiplier * (seconds - capacity) + rest[next]);
    }

    /** The sum of the absolute terms of the bound, to which its rounding error is relative. */
    double magnitude() {
        return Math.abs(rest[0]) + 2 * multiplier * Math.abs(capacity);
    }

    /** The least reduced value; some corner of the hull has it. */
    private double least(Row row, double weight) {
        double least = Double.POSITIVE_INFINITY;
        for (int i : row.hull) {
            least = Math.min(least, weight * row.cost[i] + multiplier * row.time[i]);
        }
        return least;
    }
}
