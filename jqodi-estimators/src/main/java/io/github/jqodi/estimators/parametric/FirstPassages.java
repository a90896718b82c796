package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.Arrays;

/**
 * First passage times of sampled continuations. Of each path only the new minima are kept, so that a further target costs a
 * binary search per path.
 */
final class FirstPassages {
    private final int[] pathEnds;
    private final double[] minima;
    private final int[] epochs;

    private FirstPassages(int[] pathEnds, double[] minima, int[] epochs) {
        this.pathEnds = pathEnds;
        this.minima = minima;
        this.epochs = epochs;
    }

    /**
     * The belief about K of one target.
     *
     * @param target in the terms in which the paths were given
     * @param basis what the belief rested on
     * @return first passages with equal weights, "never" for paths that stay above
     */
    EpochForecast forecast(double target, String basis) {
        double[] weights = new double[pathEnds.length];
        Arrays.fill(weights, 1);
        return EpochForecast.ofSample(epochs(target), weights, basis);
    }

    /** The first passage of each path, ∞ for those that stay above. */
    double[] epochs(double target) {
        double[] passages = new double[pathEnds.length];
        for (int path = 0; path < passages.length; path++) {
            passages[path] = passage(path, target);
        }
        return passages;
    }

    private double passage(int path, double target) {
        int low = path == 0 ? 0 : pathEnds[path - 1];
        int high = pathEnds[path];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (minima[middle] <= target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < pathEnds[path] ? epochs[low] : Double.POSITIVE_INFINITY;
    }

    /** Takes paths one value at a time. */
    static final class Builder {
        private final int[] pathEnds;
        private double[] minima = new double[1024];
        private int[] epochs = new int[1024];
        private int paths;
        private int size;
        private double least = Double.POSITIVE_INFINITY;

        Builder(int paths) {
            pathEnds = new int[paths];
        }

        /** The next value of the present path, at an epoch after the one before it. */
        void add(int epoch, double value) {
            if (value < least) {
                least = value;
                append(epoch, value);
            }
        }

        void endPath() {
            pathEnds[paths++] = size;
            least = Double.POSITIVE_INFINITY;
        }

        FirstPassages build() {
            return new FirstPassages(Arrays.copyOf(pathEnds, paths), minima, epochs);
        }

        private void append(int epoch, double value) {
            if (size == minima.length) {
                minima = Arrays.copyOf(minima, 2 * size);
                epochs = Arrays.copyOf(epochs, 2 * size);
            }
            minima[size] = value;
            epochs[size++] = epoch;
        }
    }
}
