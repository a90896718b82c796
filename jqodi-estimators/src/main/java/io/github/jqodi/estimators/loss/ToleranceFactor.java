package io.github.jqodi.estimators.loss;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * One-sided normal tolerance factor k (Natrella, Experimental statistics, National Bureau of Standards Handbook 91, 1963): the mean
 * of a sample and k of its standard deviations are at or above a quantile of the population with probability {@value #ASSURANCE}. A
 * quantile of the next value holds in the mean over all samples; this one holds in three of four, as it has to where many values
 * are foreseen from one sample and miss together.
 */
final class ToleranceFactor {
    private static final double ASSURANCE = 0.75;
    private static final int NODES = 200;
    private static final double DEVIATIONS = 6;
    private static final double MOST = 1000;
    private static final double ERROR = 1e-9;
    private static final int MOST_EVALUATIONS = 200;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private ToleranceFactor() {}

    /**
     * The factor.
     *
     * @param content share of the population that is to be at or below the limit, in (0.5, 1)
     * @param meanVariance variance of the mean over that of the population, above 0: 1/n of n values
     * @param degrees of freedom of the variance, at least 1
     * @return k, above the quantile of the standard normal distribution
     */
    static double of(double content, double meanVariance, double degrees) {
        double quantile = NORMAL.inverseCumulativeProbability(content);
        double[] deviations = deviations(degrees);
        double[] shares = shares(deviations, degrees);
        return new BrentSolver(ERROR)
                .solve(
                        MOST_EVALUATIONS,
                        k -> assurance(k, quantile, Math.sqrt(meanVariance), deviations, shares) - ASSURANCE,
                        0,
                        MOST);
    }

    private static double assurance(double k, double quantile, double meanError, double[] deviations, double[] shares) {
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            sum += shares[i] * NORMAL.cumulativeProbability((k * deviations[i] - quantile) / meanError);
        }
        return sum;
    }

    /** Standard deviations of samples over that of the population, evenly over all that are likely. */
    private static double[] deviations(double degrees) {
        double most = 1 + DEVIATIONS / Math.sqrt(degrees);
        double least = Math.max(0, 2 - most);
        double[] deviations = new double[NODES];
        Arrays.setAll(deviations, i -> least + (most - least) * (i + 0.5) / NODES);
        return deviations;
    }

    /** Probabilities of these by the density of √(χ²/ν). */
    private static double[] shares(double[] deviations, double degrees) {
        double[] shares = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            double d = deviations[i];
            shares[i] = Math.exp((degrees - 1) * Math.log(d) - degrees * (d * d - 1) / 2);
        }
        double sum = Arrays.stream(shares).sum();
        Arrays.setAll(shares, i -> shares[i] / sum);
        return shares;
    }
}
