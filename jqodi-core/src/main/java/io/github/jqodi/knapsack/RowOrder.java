package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.function.BooleanSupplier;

/**
 * Orders the items of rows one after the other. Rows of epochs that follow each other are much alike, so that the order of one is a
 * good beginning for the next.
 */
final class RowOrder {
    private int[] last = {};

    /** Items by rising time, then cost, then index; until the next row is asked for. */
    int[] of(double[] time, double[] cost, BooleanSupplier stop) {
        if (last.length == time.length) {
            IndexSort.restore(time, cost, last, stop);
        } else {
            last = IndexSort.ascending(time, cost, time.length, stop);
        }
        return last;
    }
}
