package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.numeric.RunningMinimum;
import io.github.jqodi.estimators.numeric.Vectors;
import java.util.Arrays;

/**
 * Features of a prefix and a target for direct experts: level, fall, slopes, curvature, noise, principal components of the shape,
 * what is known of the run, where the target lies, and the logarithm of the epochs in which simple trends pass it. All are finite.
 * Losses are logarithms where the history is positive. Immutable.
 */
final class ForestFeatures {
    private static final int COMPONENTS = 4;
    /** How many features tell of the target, the last ones. */
    static final int OF_TARGET = 9;

    private static final double TINY = 1e-9;
    /** Trends that take longer, or for ever, count as this logarithm of epochs. */
    private static final double LONGEST = Math.log(1e6);

    private final int observed;
    private final int quarter;
    private final Scale scale;
    private final double[] center;
    private final double[][] axes;

    /**
     * Finds the principal shapes.
     *
     * @param history at least one row
     * @param observed epochs of the prefix, at least 1 and less than H
     */
    ForestFeatures(HistoryMatrix history, int observed) {
        this.observed = observed;
        this.quarter = Math.max(1, observed / 4);
        this.scale = history.isPositive() ? Scale.LOGARITHMIC : Scale.PLAIN;
        double[][] shapes = Arrays.stream(history.on(scale)).map(this::shape).toArray(double[][]::new);
        center = new double[observed];
        for (double[] shape : shapes) {
            add(center, shape, 1.0 / shapes.length);
        }
        for (double[] shape : shapes) {
            add(shape, center, -1);
        }
        axes = PrincipalComponents.of(shapes, Math.min(COMPONENTS, Math.min(shapes.length, observed)));
    }

    /** How many epochs are seen. */
    int observed() {
        return observed;
    }

    /** How far targets lie below the least loss of a prefix, on the scale. */
    double[] gaps(double[] prefix, double[] targets) {
        double least = RunningMinimum.of(scale.of(prefix))[observed - 1];
        return Arrays.stream(targets).map(target -> least - scale.of(target)).toArray();
    }

    /**
     * The features of a prefix with each of several targets.
     *
     * @param prefix losses of the first epochs
     * @param run what else is known
     * @param gaps how far the targets lie below the least loss, on the scale
     */
    double[][] of(double[] prefix, RunFeatures run, double[] gaps) {
        double[] y = Arrays.copyOf(scale.of(prefix), observed);
        Trends trends = new Trends(y, RunningMinimum.of(y), quarter);
        double[] common = common(trends, run);
        double[][] features = new double[gaps.length][];
        for (int t = 0; t < gaps.length; t++) {
            features[t] = Arrays.copyOf(common, common.length + OF_TARGET);
            System.arraycopy(ofTarget(trends, gaps[t]), 0, features[t], common.length, OF_TARGET);
        }
        return features;
    }

    private double[] common(Trends trends, RunFeatures run) {
        double[] known = {
            trends.last,
            trends.least,
            trends.fall,
            trends.quarterSlope,
            trends.halfSlope,
            trends.wholeSlope,
            trends.halfPower,
            trends.halfPower - trends.wholePower,
            trends.noise,
            run.bits().orElse(0),
            run.learningRate().orElse(0),
            run.samples().orElse(0)
        };
        double[] common = Arrays.copyOf(known, known.length + axes.length);
        double[] shape = shape(trends.y);
        add(shape, center, -1);
        for (int c = 0; c < axes.length; c++) {
            common[known.length + c] = Vectors.dot(axes[c], shape);
        }
        return common;
    }

    private static double[] ofTarget(Trends trends, double gap) {
        double fromLast = trends.last - trends.least + gap;
        return new double[] {
            trends.least - gap,
            gap,
            fromLast,
            gap / (trends.fall + trends.noise + TINY),
            gap / (trends.noise + TINY),
            linear(gap, trends.quarterSlope),
            linear(gap, trends.halfSlope),
            power(fromLast, trends.halfPower),
            power(fromLast, trends.wholePower)
        };
    }

    /** The logarithm of the epochs ahead at a constant slope. */
    private static double linear(double gap, double slope) {
        return slope >= 0 ? LONGEST : Math.min(LONGEST, Math.log(Math.max(TINY, gap) / -slope));
    }

    /** The logarithm of K / m where the fall goes with the logarithm of the epoch. */
    private static double power(double gap, double slope) {
        return slope >= 0 ? LONGEST : Math.min(LONGEST, gap / -slope);
    }

    /** The prefix less its last level. */
    private double[] shape(double[] row) {
        double[] shape = Arrays.copyOf(row, observed);
        double last = Trends.mean(shape, quarter);
        for (int k = 0; k < observed; k++) {
            shape[k] -= last;
        }
        return shape;
    }

    private static void add(double[] sum, double[] y, double factor) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += factor * y[k];
        }
    }

    /** Levels and slopes of one prefix. */
    private static final class Trends {
        private final double[] y;
        private final double last;
        private final double least;
        private final double fall;
        private final double quarterSlope;
        private final double halfSlope;
        private final double wholeSlope;
        private final double halfPower;
        private final double wholePower;
        private final double noise;

        Trends(double[] y, double[] low, int quarter) {
            int observed = y.length;
            int half = observed / 2;
            this.y = y;
            last = mean(y, quarter);
            least = low[observed - 1];
            fall = y[0] - least;
            quarterSlope = slope(low, quarter, false);
            halfSlope = slope(low, half, false);
            wholeSlope = slope(low, observed, false);
            halfPower = slope(y, half, true);
            wholePower = slope(y, observed, true);
            noise = noise(y, quarter);
        }

        static double mean(double[] y, int tail) {
            double sum = 0;
            for (int k = y.length - tail; k < y.length; k++) {
                sum += y[k];
            }
            return sum / tail;
        }

        /** The slope over the epoch or its logarithm of the last epochs, at least two; 0 of one. */
        private static double slope(double[] y, int tail, boolean logarithmic) {
            int from = Math.max(0, y.length - Math.max(2, tail));
            double[] epochs = new double[y.length];
            for (int k = from; k < y.length; k++) {
                epochs[k] = logarithmic ? Math.log(k + 1.0) : k + 1.0;
            }
            double middle = mean(epochs, y.length - from);
            double cross = 0;
            double square = 0;
            for (int k = from; k < y.length; k++) {
                cross += (epochs[k] - middle) * y[k];
                square += (epochs[k] - middle) * (epochs[k] - middle);
            }
            return square > 0 ? cross / square : 0;
        }

        /** The mean absolute second difference after the first quarter, where the fall is not steep any more. */
        private static double noise(double[] y, int quarter) {
            double sum = 0;
            int from = 1 + quarter;
            for (int k = from; k < y.length - 1; k++) {
                sum += Math.abs(y[k + 1] - 2 * y[k] + y[k - 1]);
            }
            return sum / Math.max(1, y.length - 1 - from);
        }
    }
}
