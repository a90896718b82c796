package io.github.jqodi.bench.study;

import java.util.Arrays;

/** Numbers of one kind, sorted. */
final class Sample {
    private final double[] sorted;

    /**
     * Collects numbers.
     *
     * @param values at least one
     */
    Sample(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one value");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    double median() {
        return quantile(0.5);
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    /** The smallest value that at least this part of the values does not exceed. */
    double quantile(double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    }
}
