package io.github.jqodi.base;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** An immutable list of doubles that holds no object for each, and knows its extremes. */
public final class DoubleList extends AbstractList<Double> implements RandomAccess {
    private final double[] values;
    private final double least;
    private final double most;

    private DoubleList(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        this.values = values;
        this.least = low;
        this.most = high;
    }

    /**
     * Copies a list, unless it is such a list already.
     *
     * @param list the numbers
     * @return a list of the same numbers
     */
    public static DoubleList copyOf(List<Double> list) {
        return list instanceof DoubleList known
                ? known
                : new DoubleList(list.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * One number, not boxed.
     *
     * @param index from 0
     * @return the number
     */
    public double at(int index) {
        return values[index];
    }

    /**
     * {@return the least number; +∞ if there is none, NaN if any is}
     */
    public double least() {
        return least;
    }

    /**
     * {@return the greatest number; -∞ if there is none, NaN if any is}
     */
    public double most() {
        return most;
    }

    @Override
    public Double get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleList that ? Arrays.equals(values, that.values) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
