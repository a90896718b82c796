package io.github.jqodi.estimators.neural;

import io.github.jqodi.estimators.numeric.Standardization;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Inputs of a network: standardized and of half length.
 *
 * @param standardization over the examples it was trained on
 */
record InputScaling(Standardization standardization) {
    static InputScaling of(List<double[]> rows) {
        return new InputScaling(Standardization.of(rows));
    }

    float[] apply(double[] row) {
        double[] standardized = standardization.apply(row);
        float[] scaled = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            scaled[i] = (float) standardized[i];
        }
        return scaled;
    }

    void write(DataOutput out) throws IOException {
        double[] means = standardization.means();
        double[] deviations = standardization.deviations();
        for (int i = 0; i < means.length; i++) {
            out.writeDouble(means[i]);
            out.writeDouble(deviations[i]);
        }
    }

    static InputScaling read(SavedNumbers in, int width) throws IOException {
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            means[i] = in.number();
            deviations[i] = in.number();
        }
        return new InputScaling(Standardization.of(means, deviations));
    }
}
