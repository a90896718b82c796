package io.github.jqodi.knapsack;

/**
 * The Lagrangian bound cost + λ·(seconds + reserved - limit) + Σ min(cost + λ·time) over the classes still open; never below
 * the cost of the label itself.
 */
final class LagrangianBound implements LabelSearch.Bound {
    private final double multiplier;
    private final double capacity;
    private final double[] rest;

    LagrangianBound(Instance instance, Row[] rows, double multiplier) {
        this.multiplier = multiplier;
        double reserved = 0;
        for (double seconds : instance.reserved()) {
            reserved += seconds;
        }
        this.capacity = instance.limit() - reserved;
        int n = instance.classes();
        this.rest = new double[n + 1];
        double lost = 0;
        for (int k = n - 1; k >= 0; k--) {
            double summand = least(rows[instance.rowOf()[k]], instance.weight()[k]) - lost;
            rest[k] = rest[k + 1] + summand;
            lost = (rest[k] - rest[k + 1]) - summand;
        }
    }

    @Override
    public double of(double cost, double seconds, int next) {
        return Math.max(cost, cost + multiplier * (seconds - capacity) + rest[next]);
    }

    /** The sum of the absolute terms of the bound, to which its rounding error is relative. */
    double magnitude() {
        return Math.abs(rest[0]) + 2 * multiplier * Math.abs(capacity);
    }

    private double least(Row row, double weight) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < row.size(); i++) {
            least = Math.min(least, weight * row.cost[i] + multiplier * row.time[i]);
        }
        return least;
    }
}
