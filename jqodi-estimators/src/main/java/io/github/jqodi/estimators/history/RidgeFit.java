package io.github.jqodi.estimators.history;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Ridge regression of many outcomes on a few components, with a free constant, and its exact leave-one-out residuals
 * r / (1 - h), where h is the leverage of a row, at most {@value #LARGEST_LEVERAGE}.
 */
final class RidgeFit {
    private static final double LARGEST_LEVERAGE = 0.8;
    private static final double TINY = 1e-9;

    private final double[][] rows;
    private final double[][] coefficients;
    private final double[][] residuals;
    private final double loss;

    /**
     * Fits.
     *
     * @param components one row for each run
     * @param outcomes one row for each run
     * @param ridge penalty on the squared coefficients, the constant excepted, {@code > 0}
     */
    RidgeFit(RealMatrix components, RealMatrix outcomes, double ridge) {
        RealMatrix design = withConstant(components);
        RealMatrix normal = design.transpose().multiply(design);
        for (int c = 1; c < normal.getColumnDimension(); c++) {
            normal.addToEntry(c, c, ridge);
        }
        RealMatrix solve = new LUDecomposition(normal).getSolver().solve(design.transpose());
        RealMatrix fitted = solve.multiply(outcomes);
        rows = components.getData();
        coefficients = fitted.getData();
        residuals = outcomes.subtract(design.multiply(fitted)).getData();
        for (int i = 0; i < rows.length; i++) {
            divide(residuals[i], 1 - Math.min(LARGEST_LEVERAGE, leverage(design, solve, i)));
        }
        loss = meanAbsolute(residuals);
    }

    /** Mean absolute leave-one-out residual. */
    double loss() {
        return loss;
    }

    int components() {
        return coefficients.length - 1;
    }

    /** The components of a run. */
    double[] row(int run) {
        return rows[run];
    }

    /** What a run's outcomes deviate from the prediction made without it. */
    double[] residual(int run) {
        return residuals[run];
    }

    /** The prediction made without a run, given its outcomes. */
    double[] leaveOneOutMean(int run, double[] outcomes) {
        double[] mean = new double[outcomes.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = outcomes[k] - residuals[run][k];
        }
        return mean;
    }

    double[] mean(double[] components) {
        double[] mean = coefficients[0].clone();
        for (int c = 0; c < components.length; c++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += components[c] * coefficients[c + 1][k];
            }
        }
        return mean;
    }

    /** Standard deviation of each component. */
    double[] componentSpread() {
        double[] spread = new double[components()];
        for (int c = 0; c < spread.length; c++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[c];
                squares += row[c] * row[c];
            }
            double mean = sum / rows.length;
            spread[c] = Math.sqrt(Math.max(0, squares / rows.length - mean * mean)) + TINY;
        }
        return spread;
    }

    private static RealMatrix withConstant(RealMatrix components) {
        RealMatrix design = new Array2DRowRealMatrix(components.getRowDimension(), components.getColumnDimension() + 1);
        for (int i = 0; i < components.getRowDimension(); i++) {
            design.setEntry(i, 0, 1);
        }
        design.setSubMatrix(components.getData(), 0, 1);
        return design;
    }

    private static double leverage(RealMatrix design, RealMatrix solve, int row) {
        double sum = 0;
        for (int c = 0; c < design.getColumnDimension(); c++) {
            sum += design.getEntry(row, c) * solve.getEntry(c, row);
        }
        return sum;
    }

    private static void divide(double[] values, double divisor) {
        for (int k = 0; k < values.length; k++) {
            values[k] /= divisor;
        }
    }

    private static double meanAbsolute(double[][] values) {
        double sum = 0;
        for (double[] row : values) {
            for (double value : row) {
                sum += Math.abs(value);
            }
        }
        return sum / values.length / values[0].length;
    }
}
