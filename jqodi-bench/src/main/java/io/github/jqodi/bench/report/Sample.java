package io.github.jqodi.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Numbers of one kind, sorted. */
public final class Sample {
    private final double[] sorted;

    /**
     * Collects numbers.
     *
     * @param values at least one
     * @throws IllegalArgumentException if there is none
     */
    public Sample(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one value");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /**
     * Collects a figure of each of several observations.
     *
     * @param observations at least one
     * @param figure of an observation
     * @param <T> kind of observation
     * @return the figures
     * @throws IllegalArgumentException if there is no observation
     */
    public static <T> Sample of(List<T> observations, ToDoubleFunction<T> figure) {
        return new Sample(observations.stream().mapToDouble(figure).toArray());
    }

    /**
     * {@return the median; of an even number of values the lower one of the middle}
     */
    public double median() {
        return quantile(0.5);
    }

    /**
     * {@return the largest value}
     */
    public double most() {
        return sorted[sorted.length - 1];
    }

    /**
     * The smallest value that at least a part of the values does not exceed.
     *
     * @param part of the values, in [0, 1]
     * @return one of the values
     */
    public double quantile(double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    }
}
