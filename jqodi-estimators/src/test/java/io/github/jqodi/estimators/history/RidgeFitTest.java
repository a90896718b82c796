package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** The closed forms against what they stand for. */
class RidgeFitTest {
    private static final int RUNS = 24;
    private static final double RIDGE = 0.3;

    @Test
    void residualsAreThoseOfFitsWithoutTheRun() {
        double[][] rows = centred(new SplittableRandom(3), 6);
        double[][] axes = PrincipalComponents.of(rows, 2);
        double[][] components = components(rows, axes);
        double[][] outcomes = outcomes(components, new SplittableRandom(4));
        RidgeFit fit = RidgeFit.best(components, outcomes, new int[] {2}, new double[] {RIDGE}, 1);
        for (int i = 0; i < RUNS; i += 5) {
            double predicted = predictedWithout(i, components, outcomes);
            assertEquals(outcomes[i][0] - predicted, fit.residuals()[i][0], 1e-9);
        }
    }

    @Test
    void axesAreOrthonormalForTallAndWideRows() {
        for (int length : new int[] {6, 40}) {
            double[][] axes = PrincipalComponents.of(centred(new SplittableRandom(5), length), 4);
            for (int c = 0; c < axes.length; c++) {
                for (int d = 0; d <= c; d++) {
                    assertEquals(c == d ? 1 : 0, dot(axes[c], axes[d]), 1e-9);
                }
            }
        }
    }

    private static double predictedWithout(int left, double[][] components, double[][] outcomes) {
        RealMatrix normal = new Array2DRowRealMatrix(3, 3);
        RealMatrix right = new Array2DRowRealMatrix(3, 1);
        for (int i = 0; i < RUNS; i++) {
            double[] row = {1, components[0][i], components[1][i]};
            for (int a = 0; a < 3 && i != left; a++) {
                right.addToEntry(a, 0, row[a] * outcomes[i][0]);
                for (int b = 0; b < 3; b++) {
                    normal.addToEntry(a, b, row[a] * row[b]);
                }
            }
        }
        normal.addToEntry(1, 1, RIDGE);
        normal.addToEntry(2, 2, RIDGE);
        double[] solved = new LUDecomposition(normal).getSolver().solve(right).getColumn(0);
        return solved[0] + solved[1] * components[0][left] + solved[2] * components[1][left];
    }

    private static double[][] outcomes(double[][] components, SplittableRandom random) {
        double[][] outcomes = new double[RUNS][1];
        for (int i = 0; i < RUNS; i++) {
            outcomes[i][0] = 2 + components[0][i] - 0.5 * components[1][i] + 0.3 * random.nextGaussian();
        }
        return outcomes;
    }

    private static double[][] components(double[][] rows, double[][] axes) {
        double[][] components = new double[axes.length][rows.length];
        for (int c = 0; c < axes.length; c++) {
            for (int i = 0; i < rows.length; i++) {
                components[c][i] = dot(axes[c], rows[i]);
            }
        }
        return components;
    }

    private static double[][] centred(SplittableRandom random, int length) {
        double[][] rows = new double[RUNS][length];
        for (int k = 0; k < length; k++) {
            double sum = 0;
            for (double[] row : rows) {
                row[k] = (k + 1) * random.nextGaussian();
                sum += row[k];
            }
            for (double[] row : rows) {
                row[k] -= sum / RUNS;
            }
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
