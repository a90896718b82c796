package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.numeric.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Stacking of several forecasters into a mixture [1]: the weights, {@code >= 0} with sum 1, of the least continuous ranked
 * probability score Σ_k (Σ_s w_s·F_s(k) - 1[K ≤ k])² over the epochs ahead [2], summed over all questions. The score is
 * quadratic in the weights; they are found by exponentiated gradient steps from equal weights [3]. Not thread-safe.
 *
 * <p>[1] Yao, Vehtari, Simpson and Gelman, Using stacking to average Bayesian predictive distributions, Bayesian Analysis, 2018.
 * [2] Gneiting and Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of the American Statistical
 * Association, 2007. [3] Kivinen and Warmuth, Exponentiated gradient versus gradient descent for linear predictors, Information
 * and Computation, 1997.
 */
final class CrpsStacking {
    private static final int STEPS = 3000;
    private static final double STEP = 2;

    private final int from;
    private final int to;
    private final double[][] products;
    private final double[] hits;
    private double passed;

    /**
     * Starts without questions.
     *
     * @param sources how many forecasters
     * @param from first epoch scored
     * @param to last epoch scored
     */
    CrpsStacking(int sources, int from, int to) {
        this.from = from;
        this.to = to;
        products = new double[sources][sources];
        hits = new double[sources];
    }

    /** Adds one question: a forecast of each source, and K. */
    void add(List<EpochForecast> forecasts, OptionalInt epoch) {
        double[][] levels = new double[hits.length][];
        for (int s = 0; s < levels.length; s++) {
            levels[s] = levels(forecasts.get(s));
        }
        int reached = epoch.orElse(Integer.MAX_VALUE);
        passed += Math.max(0, to - Math.max(reached, from) + 1.0);
        for (int s = 0; s < levels.length; s++) {
            for (int k = Math.max(reached, from); k <= to; k++) {
                hits[s] += levels[s][k - from];
            }
            for (int t = 0; t <= s; t++) {
                products[s][t] += Vectors.dot(levels[s], levels[t]);
                products[t][s] = products[s][t];
            }
        }
    }

    /** Weights of the least score. */
    double[] weights() {
        double[] weights = new double[hits.length];
        Arrays.fill(weights, 1.0 / weights.length);
        return descended(weights, weights.length);
    }

    /**
     * Weights of the least score, given that of the last source.
     *
     * @param share of the last of at least two sources, in [0, 1)
     */
    double[] weightsBeside(double share) {
        double[] weights = new double[hits.length];
        Arrays.fill(weights, (1 - share) / (weights.length - 1));
        weights[weights.length - 1] = share;
        return descended(weights, weights.length - 1);
    }

    /** The score of a mixture, summed over all questions. */
    double score(double[] weights) {
        double sum = passed;
        for (int s = 0; s < weights.length; s++) {
            sum += weights[s] * (Vectors.dot(products[s], weights) - 2 * hits[s]);
        }
        return sum;
    }

    /** Moves the first weights, whose sum stays what it is. */
    private double[] descended(double[] weights, int free) {
        double scale = 0;
        for (int s = 0; s < weights.length; s++) {
            scale = Math.max(scale, products[s][s]);
        }
        for (int step = 0; step < STEPS && scale > 0; step++) {
            descend(weights, free, scale);
        }
        return weights;
    }

    private void descend(double[] weights, int free, double scale) {
        double[] gradient = new double[free];
        double before = 0;
        for (int s = 0; s < free; s++) {
            gradient[s] = Vectors.dot(products[s], weights) - hits[s];
            before += weights[s];
        }
        double total = 0;
        for (int s = 0; s < free; s++) {
            weights[s] *= Math.exp(-STEP * gradient[s] / scale);
            total += weights[s];
        }
        for (int s = 0; s < free; s++) {
            weights[s] *= before / total;
        }
    }

    private double[] levels(EpochForecast forecast) {
        double[] levels = new double[to - from + 1];
        int[] support = forecast.support();
        double[] cumulative = forecast.levels();
        int i = -1;
        for (int k = from; k <= to; k++) {
            while (i + 1 < support.length && support[i + 1] <= k) {
                i++;
            }
            levels[k - from] = i < 0 ? 0 : cumulative[i];
        }
        return levels;
    }
}
