package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The order in which a search takes the classes: those where any other item than the best costs much come first. They leave
 * one label each in a narrow band, and the labels multiply in the few doubtful classes at the end only.
 */
final class ClassOrder {
    private ClassOrder() {}

    /** Indices of the classes, by falling second least reduced cost. */
    static int[] byDoubt(Instance instance, Row[] rows, LagrangianBound bound) {
        double[] margin = new double[instance.classes()];
        for (int k = 0; k < margin.length; k++) {
            margin[k] = secondLeast(k, rows[instance.rowOf()[k]], bound);
        }
        return IndexSort.descending(margin);
    }

    /** The instance with its classes rearranged. */
    static Instance permuted(Instance instance, int[] order) {
        int[] rowOf = Arrays.stream(order).map(k -> instance.rowOf()[k]).toArray();
        double[] weight =
                Arrays.stream(order).mapToDouble(k -> instance.weight()[k]).toArray();
        return new Instance(
                instance.time(),
                instance.cost(),
                rowOf,
                weight,
                instance.spent(),
                instance.reserved(),
                instance.limit());
    }

    /** What was found in the new order, in the old one. */
    static int[] restored(int[] positions, int[] order) {
        int[] restored = new int[positions.length];
        for (int k = 0; k < order.length; k++) {
            restored[order[k]] = positions[k];
        }
        return restored;
    }

    private static double secondLeast(int k, Row row, LagrangianBound bound) {
        double least = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int i = 0; i < row.size(); i++) {
            double value = bound.reducedCost(k, i);
            second = Math.min(second, Math.max(least, value));
            least = Math.min(least, value);
        }
        return second;
    }
}
