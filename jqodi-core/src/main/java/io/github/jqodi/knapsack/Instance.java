package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;

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
}
