package io.github.jqodi.estimators.parametric;

import java.util.Arrays;

/** Statistics of the residuals of a fitted curve: weights against outliers, spread, autocorrelation and roughness. */
final class Residuals {
    private static final double TO_SIGMA = 1.4826;
    private static final double SOFT_SIGMAS = 2;
    private static final double PRIOR_OBSERVATIONS = 6;

    private Residuals() {}

    /**
     * Weights of the soft-L1 loss 2·(√(1 + (r/s)²) - 1) by which least squares is reweighted, s two robust standard
     * deviations by the median absolute residual (Hampel, The influence curve and its role in robust estimation, Journal of the
     * American Statistical Association, 1974).
     *
     * @param residuals in order of epochs
     * @param leastScale a residual below it never counts as an outlier
     * @return 1/√(1 + (r/s)²)
     */
    static double[] softWeights(double[] residuals, double leastScale) {
        double scale = Math.max(SOFT_SIGMAS * TO_SIGMA * medianMagnitude(residuals), leastScale);
        double[] weights = new double[residuals.length];
        for (int i = 0; i < weights.length; i++) {
            double ratio = residuals[i] / scale;
            weights[i] = 1 / Math.sqrt(1 + ratio * ratio);
        }
        return weights;
    }

    /**
     * First-order autocorrelation, shrunk towards 0 by six observations, negative values taken as 0: the alternation of a
     * good fit would make continuations too smooth.
     *
     * @param residuals in order of epochs
     * @return ρ in [0, 0.95]
     */
    static double autocorrelation(double[] residuals) {
        double lagged = 0;
        double squares = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            lagged += i > 0 ? residuals[i] * residuals[i - 1] : 0;
        }
        if (squares == 0) {
            return 0;
        }
        double shrinkage = residuals.length / (residuals.length + PRIOR_OBSERVATIONS);
        return Math.min(0.95, Math.max(0, shrinkage * lagged / squares));
    }

    /**
     * Weighted root mean square, one observation taken for the level.
     *
     * @param residuals in order of epochs
     * @param weights one for each
     * @return at least 0
     */
    static double deviation(double[] residuals, double[] weights) {
        double squares = 0;
        double total = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += weights[i] * residuals[i] * residuals[i];
            total += weights[i];
        }
        return Math.sqrt(squares / Math.max(1, total - 1));
    }

    /**
     * Share of the residuals that is noise: the root of half the squared steps over the squares, 1 for independent ones, near 0
     * where a curve misses the course of the run. After von Neumann, Distribution of the ratio of the mean square successive
     * difference to the variance, Annals of Mathematical Statistics, 1941.
     *
     * @param residuals in order of epochs
     * @return in [0, 1]
     */
    static double roughness(double[] residuals) {
        double squares = 0;
        double steps = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            double step = i > 0 ? residuals[i] - residuals[i - 1] : 0;
            steps += step * step;
        }
        return squares > 0 ? Math.min(1, Math.sqrt(steps / (2 * squares))) : 1;
    }

    private static double medianMagnitude(double[] residuals) {
        double[] magnitudes = new double[residuals.length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(residuals[i]);
        }
        Arrays.sort(magnitudes);
        return magnitudes.length == 0 ? 0 : magnitudes[magnitudes.length / 2];
    }
}
