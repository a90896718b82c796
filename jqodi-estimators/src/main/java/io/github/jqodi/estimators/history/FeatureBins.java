package io.github.jqodi.estimators.history;

import java.util.Arrays;

/**
 * Histogram bins of features, at most {@value #MOST} of about as many values each, so that the best split of many rows is found
 * without sorting them, as in LightGBM (Ke and others, NIPS 2017). Equal values share a bin.
 */
final class FeatureBins {
    /** The most bins of a feature. */
    static final int MOST = 128;

    /** Increasing upper ends of the bins of each feature, the last bin excepted, which has none. */
    private final double[][] ends;

    /**
     * Chooses the bins.
     *
     * @param rows finite features, of one length, at least one row
     */
    FeatureBins(double[][] rows) {
        ends = new double[rows[0].length][];
        double[] column = new double[rows.length];
        for (int f = 0; f < ends.length; f++) {
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][f];
            }
            ends[f] = ends(column);
        }
    }

    /** The bin of each feature, from 0. */
    byte[] of(double[] row) {
        byte[] bins = new byte[ends.length];
        for (int f = 0; f < bins.length; f++) {
            int at = Arrays.binarySearch(ends[f], row[f]);
            bins[f] = (byte) (at >= 0 ? at : -at - 1);
        }
        return bins;
    }

    /** Ends lie half-way between two neighbouring values. */
    private static double[] ends(double[] column) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        double[] ends = new double[MOST - 1];
        int size = 0;
        for (int bin = 1; bin < MOST; bin++) {
            int at = (int) ((long) bin * sorted.length / MOST);
            if (at > 0 && sorted[at - 1] < sorted[at]) {
                double end = sorted[at - 1] + 0.5 * (sorted[at] - sorted[at - 1]);
                if (size == 0 || end > ends[size - 1]) {
                    ends[size++] = end;
                }
            }
        }
        return Arrays.copyOf(ends, size);
    }
}
