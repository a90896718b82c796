package io.github.jqodi.bench.peer;

import io.github.jqodi.knapsack.Instance;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Label setting without any bound on cost: class by class, all (time, cost) pairs that can still end in time and that no
 * other pair beats. Slow, short, and shares nothing with the planner's search; an independent proof for knapsacks of moderate
 * size. Times are added in pairs of doubles, about 106 bits, so that rounding decides nothing at the deadline.
 */
final class LabelSetting {
    private final Instance instance;
    private final long mostLabels;
    private long total;

    private LabelSetting(Instance instance, long mostLabels) {
        this.instance = instance;
        this.mostLabels = mostLabels;
    }

    /**
     * Solves a knapsack.
     *
     * @param instance the knapsack
     * @param mostLabels how many labels may be made in all
     * @return the least cost, +∞ if there is no choice; empty if there were too many labels
     */
    static OptionalDouble solve(Instance instance, long mostLabels) {
        return new LabelSetting(instance, mostLabels).solve();
    }

    private OptionalDouble solve() {
        Labels labels = Labels.single(instance.spent());
        Labels[] fastestAfter = fastestAfter();
        for (int k = 0; k < instance.classes(); k++) {
            labels = extended(labels, k, fastestAfter[k + 1]);
            total += labels.size;
            if (total > mostLabels) {
                return OptionalDouble.empty();
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < labels.size; i++) {
            if (labels.fits(i, fastestAfter[instance.classes()], instance.limit())) {
                least = Math.min(least, labels.cost[i]);
            }
        }
        return OptionalDouble.of(least);
    }

    /** Least time of the classes from k on and of what is reserved, as labels of one entry. */
    private Labels[] fastestAfter() {
        int classes = instance.classes();
        Labels[] after = new Labels[classes + 1];
        after[classes] = Labels.single(instance.reserved());
        for (int k = classes - 1; k >= 0; k--) {
            double fastest =
                    Arrays.stream(instance.time()[instance.rowOf()[k]]).min().orElse(Double.POSITIVE_INFINITY);
            after[k] = new Labels(1);
            after[k].append(after[k + 1], 0, fastest, 0);
        }
        return after;
    }

    private Labels extended(Labels labels, int k, Labels rest) {
        double[] time = instance.time()[instance.rowOf()[k]];
        double[] cost = instance.cost()[instance.rowOf()[k]];
        Labels merged = new Labels(0);
        for (int item = 0; item < time.length; item++) {
            if (time[item] < instance.limit()) {
                Labels shifted = new Labels(labels.size);
                for (int i = 0; i < labels.size; i++) {
                    shifted.append(labels, i, time[item], instance.weight()[k] * cost[item]);
                    if (!shifted.fits(shifted.size - 1, rest, instance.limit())) {
                        shifted.size--;
                        break;
                    }
                }
                merged = Labels.merged(merged, shifted);
            }
        }
        return merged;
    }

    /** Labels by rising time and falling cost; time is the sum of two doubles, the second below the first's last bit. */
    private static final class Labels {
        final double[] high;
        final double[] low;
        final double[] cost;
        int size;

        Labels(int capacity) {
            high = new double[capacity];
            low = new double[capacity];
            cost = new double[capacity];
        }

        static Labels single(double[] times) {
            Labels sum = new Labels(1);
            sum.size = 1;
            for (double t : times) {
                sum.size = 0;
                sum.append(sum, 0, t, 0);
            }
            return sum;
        }

        /** Appends a label of another set with more time and cost. */
        void append(Labels from, int i, double time, double moreCost) {
            double sum = from.high[i] + time;
            double part = sum - from.high[i];
            double error = (from.high[i] - (sum - part)) + (time - part) + from.low[i];
            high[size] = sum + error;
            low[size] = error - (high[size] - sum);
            cost[size] = from.cost[i] + moreCost;
            size++;
        }

        /** Whether a label and the rest stay strictly below the limit. */
        boolean fits(int i, Labels rest, double limit) {
            double sum = high[i] + rest.high[0];
            double part = sum - high[i];
            double error = (high[i] - (sum - part)) + (rest.high[0] - part) + low[i] + rest.low[0];
            double rounded = sum + error;
            return rounded < limit || (rounded == limit && error - (rounded - sum) < 0);
        }

        static Labels merged(Labels a, Labels b) {
            Labels out = new Labels(a.size + b.size);
            int i = 0;
            int j = 0;
            double least = Double.POSITIVE_INFINITY;
            while (i < a.size || j < b.size) {
                boolean first = j == b.size || (i < a.size && a.notAfter(i, b, j));
                Labels from = first ? a : b;
                int at = first ? i++ : j++;
                if (from.cost[at] < least) {
                    least = from.cost[at];
                    out.high[out.size] = from.high[at];
                    out.low[out.size] = from.low[at];
                    out.cost[out.size++] = least;
                }
            }
            return out;
        }

        private boolean notAfter(int i, Labels other, int j) {
            if (high[i] != other.high[j]) {
                return high[i] < other.high[j];
            }
            if (low[i] != other.low[j]) {
                return low[i] < other.low[j];
            }
            return cost[i] <= other.cost[j];
        }
    }
}
