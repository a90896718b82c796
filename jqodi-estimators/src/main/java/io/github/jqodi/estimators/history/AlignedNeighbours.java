package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.WeightedPaths;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Nearest neighbours of a prefix among past runs after an affine alignment a + b·loss with b from 0.7 to 1.4, continued from the
 * prefix's last level. Near is a small deviation after the alignment, a small shift and a factor near 1. After Chandrashekaran
 * and Lane, Speeding up hyper-parameter optimization by extrapolation of learning curves using previous builds, ECML PKDD 2017.
 */
final class AlignedNeighbours implements PathExpert {
    private static final double LEAST_FACTOR = 0.7;
    private static final double LARGEST_FACTOR = 1.4;
    private static final double SHIFT_PENALTY = 0.5;
    private static final double FACTOR_PENALTY = 0.1;
    private static final double TINY = 1e-12;

    private final int observed;
    private final int neighbours;
    private final Scale scale;
    private final double[][] rows;
    private final double[] rowMeans;
    private final double[] rowSquares;

    AlignedNeighbours(HistoryMatrix history, int observed, int neighbours, Scale scale) {
        this.observed = observed;
        this.neighbours = neighbours;
        this.scale = scale;
        this.rows = history.on(scale);
        this.rowMeans = new double[rows.length];
        this.rowSquares = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rowMeans[i] = mean(rows[i], 0, observed);
            rowSquares[i] = squares(rows[i], rowMeans[i]);
        }
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public WeightedPaths paths(Query query) {
        double[] y = scale.of(query.prefix());
        double mean = mean(y, 0, observed);
        double squares = squares(y, mean);
        double[] factors = new double[rows.length];
        double[] distances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double cross = cross(rows[i], y, mean);
            double factor = (cross + TINY) / (rowSquares[i] + TINY);
            factors[i] = Math.min(LARGEST_FACTOR, Math.max(LEAST_FACTOR, factor));
            distances[i] =
                    query.leavesOut(i) ? Double.POSITIVE_INFINITY : distance(i, mean, squares, cross, factors[i]);
        }
        int[] nearest = nearest(distances, Math.min(neighbours, rows.length - (query.leavesOut() ? 1 : 0)));
        double middle = distances[nearest[nearest.length / 2]] + TINY;
        double[][] paths = new double[nearest.length][];
        double[] weights = new double[nearest.length];
        for (int n = 0; n < nearest.length; n++) {
            int row = nearest[n];
            double z = distances[row] / middle;
            weights[n] = Math.exp(-0.5 * z * z) * query.similarity(row);
            paths[n] = continued(rows[row], y, factors[row]);
        }
        return new WeightedPaths(observed + 1, paths, weights);
    }

    private double cross(double[] row, double[] y, double mean) {
        double sum = 0;
        for (int k = 0; k < observed; k++) {
            sum += row[k] * (y[k] - mean);
        }
        return sum;
    }

    /** The squared deviations after the alignment are y·y - 2b·(x·y) + b²·(x·x), all centred. */
    private double distance(int row, double mean, double squares, double cross, double factor) {
        double deviations = squares - factor * (2 * cross - factor * rowSquares[row]);
        return Math.sqrt(Math.max(0, deviations) / observed)
                + SHIFT_PENALTY * Math.abs(mean - rowMeans[row])
                + FACTOR_PENALTY * Math.abs(Math.log(factor)) * Math.sqrt(squares / observed);
    }

    /** The aligned row ahead, shifted so that its last observed quarter meets the prefix's. */
    private double[] continued(double[] row, double[] y, double factor) {
        int from = observed - Math.max(1, observed / 4);
        double shift = mean(y, from, observed) - factor * mean(row, from, observed);
        double[] path = new double[row.length - observed];
        for (int k = 0; k < path.length; k++) {
            path[k] = shift + factor * row[observed + k];
        }
        return path;
    }

    /** The rows of least distance in order of distance, equal ones in order of rows. */
    private static int[] nearest(double[] distances, int count) {
        return IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> distances[row]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double squares(double[] y, double mean) {
        double sum = 0;
        for (int k = 0; k < observed; k++) {
            sum += (y[k] - mean) * (y[k] - mean);
        }
        return sum;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += values[k];
        }
        return sum / (to - from);
    }
}
