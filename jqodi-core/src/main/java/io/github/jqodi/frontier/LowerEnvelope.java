package io.github.jqodi.frontier;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A falling staircase of objectives over deadlines, merged from the points of one candidate after another. */
final class LowerEnvelope {
    private double[] deadlines = new double[0];
    private double[] objectives = new double[0];
    private int[] owners = new int[0];

    int size() {
        return deadlines.length;
    }

    double deadline(int i) {
        return deadlines[i];
    }

    double objective(int i) {
        return objectives[i];
    }

    int owner(int i) {
        return owners[i];
    }

    /** Adds points by rising deadline; of equal points the one of the earlier owner stays. O(size + points). */
    void merge(double[] newDeadlines, double[] newObjectives, int owner) {
        int capacity = size() + newDeadlines.length;
        double[] d = new double[capacity];
        double[] o = new double[capacity];
        int[] w = new int[capacity];
        int count = 0;
        double least = Double.POSITIVE_INFINITY;
        int i = 0;
        int j = 0;
        while (i < size() || j < newDeadlines.length) {
            boolean old = j == newDeadlines.length
                    || (i < size() && oldComesFirst(i, newDeadlines[j], newObjectives[j], owner));
            double deadline = old ? deadlines[i] : newDeadlines[j];
            double objective = old ? objectives[i] : newObjectives[j];
            if (objective < least) {
                least = objective;
                d[count] = deadline;
                o[count] = objective;
                w[count++] = old ? owners[i] : owner;
            }
            if (old) {
                i++;
            } else {
                j++;
            }
        }
        deadlines = Arrays.copyOf(d, count);
        objectives = Arrays.copyOf(o, count);
        owners = Arrays.copyOf(w, count);
    }

    private boolean oldComesFirst(int i, double deadline, double objective, int owner) {
        if (deadlines[i] != deadline) {
            return deadlines[i] < deadline;
        }
        return objectives[i] != objective ? objectives[i] < objective : owners[i] < owner;
    }

    /** Slopes between distant steps, joules per second, from steep to flat; at most so many. */
    double[] slopes(int most) {
        int count = Math.min(most, size() - 1);
        double[] slopes = new double[Math.max(0, count)];
        for (int s = 0; s < count; s++) {
            int from = (int) ((long) s * (size() - 1) / count);
            int to = (int) ((long) (s + 1) * (size() - 1) / count);
            slopes[s] = (objectives[from] - objectives[to]) / (deadlines[to] - deadlines[from]);
        }
        return slopes;
    }

    /** The slope around a step, joules per second, over about as many steps as one of {@link #slopes} has. */
    double slope(int i, int most) {
        int reach = Math.max(1, (size() - 1) / (2 * most));
        int from = Math.max(0, i - reach);
        int to = Math.min(size() - 1, i + reach);
        return (objectives[from] - objectives[to]) / (deadlines[to] - deadlines[from]);
    }

    /**
     * The first step that a plan of a candidate might lower: one whose energy is not below every bound of the candidate up to
     * the deadline of the next step.
     *
     * @param from the steps before it are known to stay
     * @param fastestSeconds no plan of the candidate meets this deadline or a shorter one
     * @param bound no plan that meets a deadline is below its value
     * @return index of the step; {@code size() - 1} if there is none but the last, which goes on for ever
     */
    int firstBeatable(int from, double fastestSeconds, DoubleUnaryOperator bound) {
        int i = from;
        while (i + 1 < size()
                && (deadlines[i + 1] <= fastestSeconds || bound.applyAsDouble(deadlines[i + 1]) >= objectives[i])) {
            i++;
        }
        return i;
    }
}
