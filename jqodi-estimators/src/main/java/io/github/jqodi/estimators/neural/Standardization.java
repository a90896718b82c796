package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Standardization of each input to mean 0 and deviation 1 over the examples; one that never varies is left at 0. Immutable. */
final class Standardization {
    /** Inputs further out than training saw are no further out to the network. */
    private static final double REACH = 4;

    /** Deviations are no larger, in means, where all values are equal and only rounding tells them apart. */
    private static final double TINY = 1e-12;

    private final double[] means;
    private final double[] deviations;

    private Standardization(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    static Standardization of(List<double[]> rows) {
        int width = rows.get(0).length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            int column = i;
            double mean =
                    rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
            means[i] = mean;
            double deviation = Math.sqrt(rows.stream()
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow());
            deviations[i] = deviation > TINY * Math.abs(mean) ? deviation : 0;
        }
        return new Standardization(means, deviations);
    }

    float[] apply(double[] row) {
        float[] scaled = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            double distance = deviations[i] > 0 ? (row[i] - means[i]) / deviations[i] : 0;
            scaled[i] = (float) Math.max(-REACH, Math.min(REACH, distance));
        }
        return scaled;
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < means.length; i++) {
            out.writeDouble(means[i]);
            out.writeDouble(deviations[i]);
        }
    }

    static Standardization read(SavedNumbers in, int width) throws IOException {
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            means[i] = Check.finite("means/" + i, in.number());
            deviations[i] = Check.nonNegative("deviations/" + i, in.number());
        }
        return new Standardization(means, deviations);
    }
}
