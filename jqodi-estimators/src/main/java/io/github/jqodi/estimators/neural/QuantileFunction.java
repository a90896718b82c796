package io.github.jqodi.estimators.neural;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Piecewise linear quantile function through the quantiles at {@link #LEVELS}, straight in both tails too. Quantiles that cross, as
 * separately trained ones may, are sorted (Chernozhukov, Fernández-Val and Galichon, Quantile and probability curves without
 * crossing, Econometrica, 2010). Immutable.
 */
final class QuantileFunction {
    /** Probabilities of the quantiles that the networks give. */
    static final double[] LEVELS = {0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97};

    private static final int COUNT = LEVELS.length;

    /** The quantiles with both ends. */
    private final double[] values;

    private final double[] levels;

    private QuantileFunction(double[] values, double[] levels) {
        this.values = values;
        this.levels = levels;
    }

    /** Reads quantiles out of the outputs of a network; the ends lie as far out as the outermost step goes on. */
    static QuantileFunction of(double[] outputs, int from) {
        double[] sorted = Arrays.copyOfRange(outputs, from, from + COUNT);
        Arrays.sort(sorted);
        double[] values = new double[COUNT + 2];
        double[] levels = new double[COUNT + 2];
        System.arraycopy(sorted, 0, values, 1, COUNT);
        System.arraycopy(LEVELS, 0, levels, 1, COUNT);
        levels[COUNT + 1] = 1;
        values[0] = sorted[0] - (sorted[1] - sorted[0]);
        values[COUNT + 1] = sorted[COUNT - 1] + (sorted[COUNT - 1] - sorted[COUNT - 2]);
        return new QuantileFunction(values, levels);
    }

    /** The distribution of a transformed number. */
    QuantileFunction map(DoubleUnaryOperator increasing) {
        return new QuantileFunction(Arrays.stream(values).map(increasing).toArray(), levels);
    }

    /** P(X < x), so that an atom at x does not count. */
    double below(double x) {
        if (x <= values[0]) {
            return 0;
        }
        int i = 1;
        while (i < values.length && values[i] < x) {
            i++;
        }
        if (i == values.length) {
            return 1;
        }
        double share = (x - values[i - 1]) / (values[i] - values[i - 1]);
        return levels[i - 1] + share * (levels[i] - levels[i - 1]);
    }

    /** The quantile of a probability in [0, 1]. */
    double at(double p) {
        int i = 1;
        while (i < levels.length - 1 && levels[i] < p) {
            i++;
        }
        double share = (p - levels[i - 1]) / (levels[i] - levels[i - 1]);
        return values[i - 1] + share * (values[i] - values[i - 1]);
    }

    double mean() {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += (levels[i] - levels[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
        return sum;
    }
}
