package io.github.jqodi.bench.peer;

import io.github.jqodi.knapsack.Instance;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The linear relaxation of a knapsack whose rows are fronts: start with the fastest cell of each class, take the steps along
 * the lower hulls in order of cost saved per second, and a part of the step that does not fit.
 */
public final class LinearBound {
    /** Share of the limit by which rounded sums may be off. */
    private static final double ROUNDING = 0x1p-40;

    private LinearBound() {}

    /**
     * Solves it; O(s log s) in the steps s of all hulls.
     *
     * @param instance with rows by rising time and falling cost
     * @return the bound, or +∞ if not even the fastest cells fit, by more than rounding may explain
     */
    public static double of(Instance instance) {
        int rows = instance.time().length;
        int[][] hull = new int[rows][];
        for (int r = 0; r < rows; r++) {
            if (instance.time()[r].length == 0) {
                return Double.POSITIVE_INFINITY;
            }
            hull[r] = hull(instance.time()[r], instance.cost()[r]);
        }
        double room = instance.limit() - sum(instance.spent()) - sum(instance.reserved());
        double cost = 0;
        int steps = 0;
        for (int k = 0; k < instance.classes(); k++) {
            int row = instance.rowOf()[k];
            room -= instance.time()[row][0];
            cost += instance.weight()[k] * instance.cost()[row][0];
            steps += hull[row].length - 1;
        }
        return room < -ROUNDING * instance.limit()
                ? Double.POSITIVE_INFINITY
                : cost - saved(instance, hull, room, steps);
    }

    private static double saved(Instance instance, int[][] hull, double room, int steps) {
        double[] price = new double[steps];
        double[] seconds = new double[steps];
        int s = 0;
        for (int k = 0; k < instance.classes(); k++) {
            int row = instance.rowOf()[k];
            double[] time = instance.time()[row];
            double[] cost = instance.cost()[row];
            for (int i = 1; i < hull[row].length; i++) {
                int from = hull[row][i - 1];
                int to = hull[row][i];
                seconds[s] = time[to] - time[from];
                price[s] = seconds[s] / (instance.weight()[k] * (cost[from] - cost[to]));
                s++;
            }
        }
        int[] order = new Order().of(price, seconds, IntStream.range(0, steps).toArray(), steps);
        double left = room;
        double saved = 0;
        for (int i = 0; i < steps && left > 0; i++) {
            double taken = Math.min(left, seconds[order[i]]);
            saved += taken / price[order[i]];
            left -= taken;
        }
        return saved;
    }

    private static int[] hull(double[] time, double[] cost) {
        int[] corner = new int[time.length];
        int size = 0;
        for (int i = 0; i < time.length; i++) {
            while (size > 1 && above(time, cost, corner[size - 2], corner[size - 1], i)) {
                size--;
            }
            corner[size++] = i;
        }
        return java.util.Arrays.copyOf(corner, size);
    }

    /** Whether b lies on or above the segment from a to c. */
    private static boolean above(double[] time, double[] cost, int a, int b, int c) {
        return (cost[a] - cost[b]) * (time[c] - time[b]) <= (cost[b] - cost[c]) * (time[b] - time[a]);
    }

    private static double sum(double[] values) {
        return DoubleStream.of(values).sum();
    }
}
