package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The supported points of an instance at once: the choices that are best for some price of time, from the fastest to the
 * cheapest. Each step moves one class along its hull, in order of cost saved per second. Between two neighbours the best
 * choice of any limit costs at most as much as the left and at least as much as the line through both. O(steps·log steps).
 */
public final class SupportedPoints {
    private static final int ROWS_BETWEEN_STOPS = 512;
    /** What the steps and the points between them take while they are sorted. */
    private static final double BYTES_PER_STEP = 6 * Double.BYTES + Integer.BYTES;

    /** Time of each point without what is spent and reserved, rising. */
    private final double[] seconds;
    /** Cost of each point, falling. */
    private final double[] cost;

    private SupportedPoints(double[] seconds, double[] cost) {
        this.seconds = seconds;
        this.cost = cost;
    }

    /**
     * Finds them, whatever the limit of the instance.
     *
     * @param instance its limit, what is spent and what is reserved are not looked at
     * @return the points, empty if some class has no item
     */
    public static SupportedPoints of(Instance instance) {
        return of(instance, Limits.NONE);
    }

    /**
     * The same as far as limits allow.
     *
     * @param instance its limit, what is spent and what is reserved are not looked at
     * @param limits when to give up, by {@link io.github.jqodi.base.Stopped}
     * @return the points, empty if some class has no item
     */
    public static SupportedPoints of(Instance instance, Limits limits) {
        Row[] rows = new Row[instance.time().length];
        for (int r = 0; r < rows.length; r++) {
            if (r % ROWS_BETWEEN_STOPS == 0 || instance.time()[r].length > ROWS_BETWEEN_STOPS) {
                limits.check();
            }
            rows[r] = Row.of(instance.time()[r], instance.cost()[r], Double.POSITIVE_INFINITY, limits);
        }
        long stepCount = 0;
        double seconds = 0;
        double cost = 0;
        for (int k = 0; k < instance.classes(); k++) {
            Row row = rows[instance.rowOf()[k]];
            if (row.size() == 0) {
                return new SupportedPoints(new double[0], new double[0]);
            }
            stepCount += row.hull.length - 1;
            seconds += row.time[0];
            cost += instance.weight()[k] * row.cost[0];
        }
        limits.checkMemory("the steps of its frontier", stepCount * BYTES_PER_STEP);
        int steps = Math.toIntExact(stepCount);
        double[] longer = new double[steps];
        double[] saved = new double[steps];
        int s = 0;
        for (int corner = 1; s < steps; corner++) {
            for (int k = 0; k < instance.classes(); k++) {
                limits.check(k);
                Row row = rows[instance.rowOf()[k]];
                if (corner < row.hull.length) {
                    longer[s] = row.time[row.hull[corner]] - row.time[row.hull[corner - 1]];
                    saved[s++] = instance.weight()[k] * (row.cost[row.hull[corner - 1]] - row.cost[row.hull[corner]]);
                }
            }
        }
        return along(seconds, cost, longer, saved, limits);
    }

    private static SupportedPoints along(
            double firstSeconds, double firstCost, double[] longer, double[] saved, Limits limits) {
        double[] efficiency = new double[longer.length];
        Arrays.setAll(efficiency, i -> saved[i] / longer[i]);
        double[] seconds = new double[longer.length + 1];
        double[] cost = new double[longer.length + 1];
        seconds[0] = firstSeconds;
        cost[0] = firstCost;
        int at = 0;
        for (int step : IndexSort.descending(efficiency, limits.stop())) {
            at++;
            seconds[at] = seconds[at - 1] + longer[step];
            cost[at] = cost[at - 1] - saved[step];
        }
        return new SupportedPoints(seconds, cost);
    }

    /**
     * {@return how many points there are}
     */
    public int size() {
        return seconds.length;
    }

    /**
     * Time of a point.
     *
     * @param i from 0, the fastest
     * @return seconds, rounded
     */
    public double seconds(int i) {
        return seconds[i];
    }

    /**
     * Cost of a point.
     *
     * @param i from 0, the dearest
     * @return Σ weight·cost, rounded
     */
    public double cost(int i) {
        return cost[i];
    }
}
