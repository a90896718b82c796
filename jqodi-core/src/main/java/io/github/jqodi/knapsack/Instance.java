package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A multiple-choice knapsack: take one item from each class so that spent + Σ time + reserved &lt; limit, strictly and
 * exactly, and Σ weight·cost is least; among those of equal cost the one of least time. Items with infinite time cannot be
 * taken.
 *
 * @param time by row, then item: {@code >= 0} or +∞
 * @param cost by row, then item: {@code >= 0} where the time is finite
 * @param rowOf row of each class; classes that share a row have the same items
 * @param weight of each class's costs, {@code > 0}
 * @param spent times that are committed already, added exactly
 * @param reserved times that have to be left over, added exactly
 * @param limit what the sum must stay below
 */
@SuppressWarnings("ArrayRecordComponent") // a view of cost tables, never compared
public record Instance(
        double[][] time,
        double[][] cost,
        int[] rowOf,
        double[] weight,
        double[] spent,
        double[] reserved,
        double limit) {
    private static final double[] NONE = {};

    /**
     * A builder of instances: one class of weight 1 for each row, nothing spent or reserved and no limit, as long as nothing
     * else is said.
     *
     * @param time by row, then item
     * @param cost by row, then item
     * @return the builder, which keeps all arrays as they are
     */
    public static Builder builder(double[][] time, double[][] cost) {
        return new Builder(time, cost);
    }

    /**
     * {@return a builder that starts from this instance}
     */
    public Builder toBuilder() {
        return builder(time, cost)
                .classes(rowOf)
                .weights(weight)
                .spent(spent)
                .reserved(reserved)
                .limit(limit);
    }

    /**
     * {@return the number of classes}
     */
    public int classes() {
        return rowOf.length;
    }

    /** Exact numbers for all times of some instances. */
    static FixedPoint timeFormat(Instance... instances) {
        FixedPoint.Builder format = new FixedPoint.Builder();
        for (Instance instance : instances) {
            format.include(instance.limit);
            format.includeUpTo(instance.limit, instance.spent);
            format.includeUpTo(instance.limit, instance.reserved);
            for (double[] row : instance.time) {
                format.includeUpTo(instance.limit, row);
            }
        }
        return format.build();
    }

    /** Builds instances. */
    public static final class Builder {
        private final double[][] time;
        private final double[][] cost;
        private Optional<int[]> rowOf = Optional.empty();
        private Optional<double[]> weight = Optional.empty();
        private double[] spent = NONE;
        private double[] reserved = NONE;
        private double limit = Double.POSITIVE_INFINITY;

        private Builder(double[][] time, double[][] cost) {
            this.time = time;
            this.cost = cost;
        }

        /**
         * Sets the classes.
         *
         * @param rows row of each class
         * @return this
         */
        public Builder classes(int... rows) {
            rowOf = Optional.of(rows);
            return this;
        }

        /**
         * Sets the weights.
         *
         * @param weights of each class's costs
         * @return this
         */
        public Builder weights(double... weights) {
            weight = Optional.of(weights);
            return this;
        }

        /**
         * Sets what is committed already.
         *
         * @param times added exactly
         * @return this
         */
        public Builder spent(double... times) {
            spent = times;
            return this;
        }

        /**
         * Sets what has to be left over.
         *
         * @param times added exactly
         * @return this
         */
        public Builder reserved(double... times) {
            reserved = times;
            return this;
        }

        /**
         * Sets the limit.
         *
         * @param most what the sum of times must stay below
         * @return this
         */
        public Builder limit(double most) {
            limit = most;
            return this;
        }

        /**
         * {@return the instance}
         */
        public Instance build() {
            int[] rows = rowOf.orElseGet(() -> IntStream.range(0, time.length).toArray());
            return new Instance(time, cost, rows, weight.orElseGet(() -> ones(rows.length)), spent, reserved, limit);
        }

        private static double[] ones(int classes) {
            double[] ones = new double[classes];
            Arrays.fill(ones, 1);
            return ones;
        }
    }
}
