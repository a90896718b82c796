package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.numeric.Vectors;
import java.util.Arrays;

/**
 * Ridge regression [1] of many outcomes on a few components, with a free constant, and its exact leave-one-out residuals
 * r / (1 - h) [2], where h is the leverage of a row, at most {@value #LARGEST_LEVERAGE}. Principal components have mean 0 and are
 * orthogonal, so that each has its own coefficient z·F / (z·z + ridge) and a further one only takes its part from the residuals.
 *
 * <p>[1] Hoerl and Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics, 1970. [2] Allen, The
 * relationship between variable selection and data augmentation and a method for prediction, Technometrics, 1974.
 */
final class RidgeFit {
    private static final double LARGEST_LEVERAGE = 0.8;
    private static final double TINY = 1e-9;

    /** Component c of run i. */
    private final double[][] components;

    private final double[][] coefficients;
    private final double[][] residuals;

    private RidgeFit(double[][] components, double[][] coefficients, double[][] residuals) {
        this.components = components;
        this.coefficients = coefficients;
        this.residuals = residuals;
    }

    /**
     * The fit of least mean absolute leave-one-out residual.
     *
     * @param components principal components, the largest first: component c of run i
     * @param outcomes one row for each run
     * @param counts numbers of components to try, increasing; the first that is too large ends the trial
     * @param ridges penalties on squared coefficients to try, the constant excepted, {@code > 0}
     * @param worthwhile factor of the loss that a later trial has to stay below
     */
    static RidgeFit best(double[][] components, double[][] outcomes, int[] counts, double[] ridges, double worthwhile) {
        double[] means = means(outcomes);
        double[][] slopes = products(components, outcomes);
        double[][] losses = new double[ridges.length][];
        for (int r = 0; r < ridges.length; r++) {
            losses[r] = losses(components, outcomes, means, slopes, ridges[r]);
        }
        int bestCount = 0;
        double bestRidge = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int count : counts) {
            for (int r = 0; r < ridges.length && count <= components.length; r++) {
                if (losses[r][count - 1] < least * worthwhile) {
                    least = losses[r][count - 1];
                    bestCount = count;
                    bestRidge = ridges[r];
                }
            }
        }
        // losses that are not finite are never least
        return fit(Arrays.copyOf(components, Math.max(1, bestCount)), outcomes, means, slopes, bestRidge);
    }

    private static RidgeFit fit(
            double[][] components, double[][] outcomes, double[] means, double[][] slopes, double ridge) {
        double[][] coefficients = new double[components.length + 1][];
        coefficients[0] = means;
        double[][] residuals = without(outcomes, means);
        double[] leverages = new double[outcomes.length];
        Arrays.fill(leverages, 1.0 / outcomes.length);
        for (int c = 0; c < components.length; c++) {
            coefficients[c + 1] = take(components[c], slopes[c], ridge, residuals, leverages);
        }
        for (int i = 0; i < residuals.length; i++) {
            double kept = 1 - Math.min(LARGEST_LEVERAGE, leverages[i]);
            for (int k = 0; k < residuals[i].length; k++) {
                residuals[i][k] /= kept;
            }
        }
        return new RidgeFit(components, coefficients, residuals);
    }

    /** The loss with the first component, the first two, and so on. */
    private static double[] losses(
            double[][] components, double[][] outcomes, double[] means, double[][] slopes, double ridge) {
        double[][] residuals = without(outcomes, means);
        double[] leverages = new double[outcomes.length];
        Arrays.fill(leverages, 1.0 / outcomes.length);
        double[] losses = new double[components.length];
        for (int c = 0; c < losses.length; c++) {
            take(components[c], slopes[c], ridge, residuals, leverages);
            losses[c] = meanAbsolute(residuals, leverages);
        }
        return losses;
    }

    /** Takes the part of one component from the residuals and adds its leverage; returns its coefficients. */
    private static double[] take(
            double[] component, double[] slope, double ridge, double[][] residuals, double[] leverages) {
        double square = Vectors.dot(component, component) + ridge;
        double[] coefficients = new double[slope.length];
        for (int k = 0; k < coefficients.length; k++) {
            coefficients[k] = slope[k] / square;
        }
        for (int i = 0; i < residuals.length; i++) {
            double[] residual = residuals[i];
            for (int k = 0; k < residual.length; k++) {
                residual[k] -= component[i] * coefficients[k];
            }
            leverages[i] += component[i] * component[i] / square;
        }
        return coefficients;
    }

    int components() {
        return components.length;
    }

    /** A component of a run. */
    double component(int c, int run) {
        return components[c][run];
    }

    /** For each run what its outcomes deviate from the prediction made without it; not to be changed. */
    double[][] residuals() {
        return residuals;
    }

    /** The prediction made without a run, given its outcomes. */
    double[] leaveOneOutMean(int run, double[] outcomes) {
        double[] mean = new double[outcomes.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = outcomes[k] - residuals[run][k];
        }
        return mean;
    }

    double[] mean(double[] values) {
        double[] mean = coefficients[0].clone();
        for (int c = 0; c < values.length; c++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += values[c] * coefficients[c + 1][k];
            }
        }
        return mean;
    }

    /** Standard deviation of each component. */
    double[] componentSpread() {
        double[] spread = new double[components.length];
        for (int c = 0; c < spread.length; c++) {
            double[] values = components[c];
            double mean = Arrays.stream(values).sum() / values.length;
            spread[c] = Math.sqrt(Math.max(0, Vectors.dot(values, values) / values.length - mean * mean)) + TINY;
        }
        return spread;
    }

    private static double[] means(double[][] outcomes) {
        double[] means = new double[outcomes[0].length];
        for (double[] row : outcomes) {
            for (int k = 0; k < means.length; k++) {
                means[k] += row[k] / outcomes.length;
            }
        }
        return means;
    }

    private static double[][] without(double[][] outcomes, double[] means) {
        double[][] rest = new double[outcomes.length][means.length];
        for (int i = 0; i < rest.length; i++) {
            for (int k = 0; k < means.length; k++) {
                rest[i][k] = outcomes[i][k] - means[k];
            }
        }
        return rest;
    }

    /** Sum over runs of component times outcome. */
    private static double[][] products(double[][] components, double[][] outcomes) {
        double[][] products = new double[components.length][outcomes[0].length];
        for (int c = 0; c < products.length; c++) {
            double[] product = products[c];
            for (int i = 0; i < outcomes.length; i++) {
                for (int k = 0; k < product.length; k++) {
                    product[k] += components[c][i] * outcomes[i][k];
                }
            }
        }
        return products;
    }

    private static double meanAbsolute(double[][] residuals, double[] leverages) {
        double total = 0;
        for (int i = 0; i < residuals.length; i++) {
            double sum = 0;
            for (double value : residuals[i]) {
                sum += Math.abs(value);
            }
            total += sum / (1 - Math.min(LARGEST_LEVERAGE, leverages[i]));
        }
        return total / residuals.length / residuals[0].length;
    }
}
