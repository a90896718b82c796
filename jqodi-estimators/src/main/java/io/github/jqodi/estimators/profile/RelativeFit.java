package io.github.jqodi.estimators.profile;

import io.github.jqodi.estimators.numeric.Vectors;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * Weights w {@code >= 0} that bring Σ |x·w − y| / y, the sum of relative deviations, close to its least. Least squares are
 * reweighted until they no longer move, so that single layers that are far off pull no more than others; with as few terms as here,
 * all sets of terms that may be zero are tried, which makes each step exact.
 */
final class RelativeFit {
    private static final int MAX_STEPS = 50;
    private static final double LEAST_DEVIATION = 1e-3;
    private static final double SETTLED = 1e-6;

    private RelativeFit() {}

    /**
     * The weights.
     *
     * @param terms a row for each measurement, all {@code >= 0}
     * @param seconds each above 0
     */
    static double[] weights(double[][] terms, double[] seconds) {
        double[] scale = scales(terms);
        double[][] rows = relative(terms, seconds, scale);
        double[] pull = new double[rows.length];
        Arrays.fill(pull, 1);
        double[] before = new double[scale.length];
        double[] found = nonNegative(rows, pull);
        for (int step = 0; step < MAX_STEPS && !settled(before, found); step++) {
            for (int i = 0; i < rows.length; i++) {
                pull[i] = 1 / Math.sqrt(Math.max(LEAST_DEVIATION, Math.abs(Vectors.dot(rows[i], found) - 1)));
            }
            before = found;
            found = nonNegative(rows, pull);
        }
        for (int j = 0; j < found.length; j++) {
            found[j] /= scale[j];
        }
        return found;
    }

    /** Terms of one order of size, so that the solution does not depend on units. */
    private static double[] scales(double[][] terms) {
        double[] scale = new double[terms[0].length];
        for (double[] row : terms) {
            for (int j = 0; j < row.length; j++) {
                scale[j] += row[j] / terms.length;
            }
        }
        for (int j = 0; j < scale.length; j++) {
            scale[j] = scale[j] > 0 ? scale[j] : 1;
        }
        return scale;
    }

    private static double[][] relative(double[][] terms, double[] seconds, double[] scale) {
        double[][] rows = new double[terms.length][scale.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < scale.length; j++) {
                rows[i][j] = terms[i][j] / scale[j] / seconds[i];
            }
        }
        return rows;
    }

    private static boolean settled(double[] before, double[] now) {
        for (int j = 0; j < now.length; j++) {
            if (Math.abs(before[j] - now[j]) > SETTLED * Math.max(before[j], now[j])) {
                return false;
            }
        }
        return true;
    }

    /** The best of the solutions that leave out some terms, or none, and have no weight below 0. */
    private static double[] nonNegative(double[][] rows, double[] pull) {
        double[] best = new double[rows[0].length];
        double least = squares(rows, pull, best);
        for (int set = 1; set < 1 << best.length; set++) {
            double[] candidate = solution(rows, pull, set);
            double squares = squares(rows, pull, candidate);
            if (Arrays.stream(candidate).allMatch(weight -> weight >= 0) && squares < least) {
                best = candidate;
                least = squares;
            }
        }
        return best;
    }

    private static double squares(double[][] rows, double[] pull, double[] weights) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double off = pull[i] * (Vectors.dot(rows[i], weights) - 1);
            sum += off * off;
        }
        return sum;
    }

    /** Least squares in the terms of a set; zeros where they have no single solution. */
    private static double[] solution(double[][] rows, double[] pull, int set) {
        double[] all = new double[rows[0].length];
        int[] terms = java.util.stream.IntStream.range(0, all.length)
                .filter(j -> (set & 1 << j) != 0)
                .toArray();
        if (rows.length < terms.length) {
            return all;
        }
        double[][] left = new double[rows.length][terms.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < terms.length; j++) {
                left[i][j] = pull[i] * rows[i][terms[j]];
            }
        }
        DecompositionSolver solver = new QRDecomposition(new Array2DRowRealMatrix(left, false), 1e-12).getSolver();
        if (solver.isNonSingular()) {
            double[] found = solver.solve(new ArrayRealVector(pull)).toArray();
            for (int j = 0; j < terms.length; j++) {
                all[terms[j]] = found[j];
            }
        }
        return all;
    }
}
