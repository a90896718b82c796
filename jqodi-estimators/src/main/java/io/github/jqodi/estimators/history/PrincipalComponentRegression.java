package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.WeightedPaths;
import java.util.Arrays;

/**
 * Ridge regression of the change from the last observed epoch to each later one on the principal components of the prefix
 * [1, 2]. Spread comes from the leave-one-out residual paths of the past runs, those with like components weighing more. How many
 * components and how much ridge is chosen by the mean absolute leave-one-out residual.
 *
 * <p>[1] Massy, Principal components regression in exploratory statistical research, Journal of the American Statistical
 * Association, 1965. [2] Ramsay and Silverman, Functional Data Analysis, 2nd edition, Springer, 2005.
 */
final class PrincipalComponentRegression implements PathExpert {
    private static final int[] COMPONENTS = {1, 2, 3, 4, 6, 8, 12};
    private static final double[] RIDGES = {0.03, 0.3, 3, 30};
    /** A larger model has to be better by half a per cent. */
    private static final double WORTHWHILE = 0.995;

    private static final int RUNS_PER_COMPONENT = 8;
    private static final int FEWEST_NEAR = 40;
    private static final double TINY = 1e-9;
    private static final double LEAST_WEIGHT = 1e-6;

    private final int observed;
    private final Scale scale;
    private final double[] center;
    private final double spread;
    private final double[][] axes;
    private final RidgeFit fit;
    private final double[][] changes;
    private final double[] componentSpread;
    private final int near;

    /**
     * Fits the regression.
     *
     * @param history at least two rows
     * @param observed epochs of the prefix, less than H
     * @param locality which share of the usual number of runs counts as near, in (0, 1]
     * @param scale of the regression
     */
    PrincipalComponentRegression(HistoryMatrix history, int observed, double locality, Scale scale) {
        this.observed = observed;
        this.scale = scale;
        double[][] rows = history.on(scale);
        center = columnMeans(rows, observed);
        spread = spread(rows, observed) + TINY;
        double[][] standard = standardised(rows);
        int most = Math.min(Math.min(rows.length, observed), rows.length / RUNS_PER_COMPONENT + 1);
        double[][] directions =
                PrincipalComponents.of(standard, Math.max(1, Math.min(most, COMPONENTS[COMPONENTS.length - 1])));
        changes = changes(rows, observed);
        fit = RidgeFit.best(scores(standard, directions), changes, COMPONENTS, RIDGES, WORTHWHILE);
        axes = Arrays.copyOf(directions, fit.components());
        componentSpread = fit.componentSpread();
        near = Math.min(rows.length - 1, Math.max((int) (FEWEST_NEAR * locality), (int) (rows.length * locality / 4)));
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public WeightedPaths paths(Query query) {
        double[] y = scale.of(query.prefix());
        double[] components = components(y);
        double[] mean = query.leavesOut()
                ? fit.leaveOneOutMean(query.excluded(), changes[query.excluded()])
                : fit.mean(components);
        double[] weights = weights(components, query);
        if (query.leavesOut()) {
            weights[query.excluded()] = 0;
        }
        double[] center = new double[mean.length];
        for (int k = 0; k < center.length; k++) {
            center[k] = y[observed - 1] + mean[k];
        }
        return new WeightedPaths(observed + 1, fit.residuals(), weights).around(center);
    }

    private double[] weights(double[] components, Query query) {
        double[] distances = new double[changes.length];
        for (int i = 0; i < distances.length; i++) {
            double sum = 0;
            for (int c = 0; c < components.length; c++) {
                double z = (fit.component(c, i) - components[c]) / componentSpread[c];
                sum += z * z;
            }
            distances[i] = Math.sqrt(sum);
        }
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        double width = sorted[near] + TINY;
        for (int i = 0; i < distances.length; i++) {
            double z = distances[i] / width;
            distances[i] = (Math.exp(-0.5 * z * z) + LEAST_WEIGHT) * query.similarity(i);
        }
        return distances;
    }

    /** Component c of every row, the components one by one. */
    private static double[][] scores(double[][] standard, double[][] directions) {
        double[][] scores = new double[directions.length][standard.length];
        for (int c = 0; c < scores.length; c++) {
            for (int i = 0; i < standard.length; i++) {
                double sum = 0;
                for (int k = 0; k < standard[i].length; k++) {
                    sum += directions[c][k] * standard[i][k];
                }
                scores[c][i] = sum;
            }
        }
        return scores;
    }

    private double[] components(double[] y) {
        double[] components = new double[axes.length];
        for (int c = 0; c < axes.length; c++) {
            for (int k = 0; k < observed; k++) {
                components[c] += axes[c][k] * (y[k] - center[k]) / spread;
            }
        }
        return components;
    }

    private double[][] standardised(double[][] rows) {
        double[][] standard = new double[rows.length][observed];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < observed; k++) {
                standard[i][k] = (rows[i][k] - center[k]) / spread;
            }
        }
        return standard;
    }

    private static double[][] changes(double[][] rows, int observed) {
        double[][] changes = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            changes[i] = Arrays.copyOfRange(rows[i], observed, rows[i].length);
            for (int k = 0; k < changes[i].length; k++) {
                changes[i][k] -= rows[i][observed - 1];
            }
        }
        return changes;
    }

    private static double[] columnMeans(double[][] rows, int observed) {
        double[] means = new double[observed];
        for (double[] row : rows) {
            for (int k = 0; k < observed; k++) {
                means[k] += row[k] / rows.length;
            }
        }
        return means;
    }

    private static double spread(double[][] rows, int observed) {
        double sum = 0;
        double squares = 0;
        double count = (double) rows.length * observed;
        for (double[] row : rows) {
            for (int k = 0; k < observed; k++) {
                sum += row[k];
            }
        }
        for (double[] row : rows) {
            for (int k = 0; k < observed; k++) {
                squares += (row[k] - sum / count) * (row[k] - sum / count);
            }
        }
        return Math.sqrt(squares / count);
    }
}
