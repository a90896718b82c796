package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.numeric.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Principal component analysis of centred rows, from the smaller of their two matrices of products. */
final class PrincipalComponents {
    private static final double TINY = 1e-12;

    private PrincipalComponents() {}

    /**
     * Orthonormal directions of most variance, the largest first.
     *
     * @param rows centred, of one length
     * @param count from 1 to the smaller of both dimensions
     */
    static double[][] of(double[][] rows, int count) {
        int length = rows[0].length;
        boolean wide = length > rows.length;
        double[][] vectors = wide ? rows : transposed(rows);
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(products(vectors), false));
        double[] values = eigen.getRealEigenvalues();
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] axes = new double[count][];
        for (int c = 0; c < count; c++) {
            double[] vector = eigen.getEigenvector(order[c]).toArray();
            axes[c] = wide ? combined(rows, vector) : vector;
        }
        return axes;
    }

    /** The rows weighted by a vector, at length 1; nothing where they cancel out. */
    private static double[] combined(double[][] rows, double[] weights) {
        double[] sum = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += weights[i] * rows[i][k];
            }
        }
        double length = Math.sqrt(Vectors.dot(sum, sum));
        return Arrays.stream(sum)
                .map(value -> length > TINY ? value / length : 0)
                .toArray();
    }

    private static double[][] products(double[][] vectors) {
        double[][] products = new double[vectors.length][vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = Vectors.dot(vectors[i], vectors[j]);
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < columns.length; k++) {
                columns[k][i] = rows[i][k];
            }
        }
        return columns;
    }
}
