package io.github.jqodi.frontier;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Steps of a frontier by rising limit, with falling objectives, merged from the points of one candidate after another. */
final class FrontierSteps {
    private double[] limits = new double[0];
    private double[] objectives = new double[0];
    private int[] owners = new int[0];

    int size() {
        return limits.length;
    }

    double limit(int i) {
        return limits[i];
    }

    double objective(int i) {
        return objectives[i];
    }

    int owner(int i) {
        return owners[i];
    }

    /** Adds points by rising limit; of equal points the one of the earlier owner stays. O(size + points). */
    void merge(double[] newLimits, double[] newObjectives, int owner) {
        int capacity = size() + newLimits.length;
        double[] l = new double[capacity];
        double[] o = new double[capacity];
        int[] w = new int[capacity];
        int count = 0;
        double least = Double.POSITIVE_INFINITY;
        int i = 0;
        int j = 0;
        while (i < size() || j < newLimits.length) {
            boolean old =
                    j == newLimits.length || (i < size() && oldComesFirst(i, newLimits[j], newObjectives[j], owner));
            double limit = old ? limits[i] : newLimits[j];
            double objective = old ? objectives[i] : newObjectives[j];
            if (objective < least) {
                least = objective;
                l[count] = limit;
                o[count] = objective;
                w[count++] = old ? owners[i] : owner;
            }
            if (old) {
                i++;
            } else {
                j++;
            }
        }
        limits = Arrays.copyOf(l, count);
        objectives = Arrays.copyOf(o, count);
        owners = Arrays.copyOf(w, count);
    }

    private boolean oldComesFirst(int i, double limit, double objective, int owner) {
        if (limits[i] != limit) {
            return limits[i] < limit;
        }
        return objectives[i] != objective ? objectives[i] < objective : owners[i] < owner;
    }

    /** Slopes between distant steps, objective per unit of the limit, from steep to flat; at most so many. */
    double[] slopes(int most) {
        int count = Math.min(most, size() - 1);
        double[] slopes = new double[Math.max(0, count)];
        for (int s = 0; s < count; s++) {
            int from = (int) ((long) s * (size() - 1) / count);
            int to = (int) ((long) (s + 1) * (size() - 1) / count);
            slopes[s] = (objectives[from] - objectives[to]) / (limits[to] - limits[from]);
        }
        return slopes;
    }

    /** The slope around a step, objective per unit of the limit, over about as many steps as one of {@link #slopes} has. */
    double slope(int i, int most) {
        int reach = Math.max(1, (size() - 1) / (2 * most));
        int from = Math.max(0, i - reach);
        int to = Math.min(size() - 1, i + reach);
        return (objectives[from] - objectives[to]) / (limits[to] - limits[from]);
    }

    /**
     * The first step that a plan of a candidate might lower: one whose objective is not below every bound of the candidate up to
     * the limit of the next step.
     *
     * @param from the steps before it are known to stay
     * @param leastLimit no plan of the candidate keeps this limit or a lower one
     * @param bound no plan that keeps a limit is below its value
     * @return index of the step; {@code size() - 1} if there is none but the last, which goes on for ever
     */
    int firstBeatable(int from, double leastLimit, DoubleUnaryOperator bound) {
        int i = from;
        while (i + 1 < size() && (limits[i + 1] <= leastLimit || bound.applyAsDouble(limits[i + 1]) >= objectives[i])) {
            i++;
        }
        return i;
    }
}
