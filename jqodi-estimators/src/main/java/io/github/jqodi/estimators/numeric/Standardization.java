package io.github.jqodi.estimators.numeric;

import io.github.jqodi.base.Check;
import java.util.List;

/** Standardization of each input to mean 0 and deviation 1 over examples; one that never varies is left at 0. Immutable. */
public final class Standardization {
    /** Inputs further out than the examples are no further out than this, in deviations. */
    private static final double REACH = 4;

    /** Deviations are no larger, in means, where all values are equal and only rounding tells them apart. */
    private static final double TINY = 1e-12;

    private final double[] means;
    private final double[] deviations;

    private Standardization(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Finds means and deviations.
     *
     * @param rows at least one example; entry i is input i, finite
     * @return their standardization
     * @throws io.github.jqodi.error.InvalidValueException if there is no example
     */
    public static Standardization of(List<double[]> rows) {
        Check.that(!rows.isEmpty(), "rows", "[]", "must hold at least one example");
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

    /**
     * The standardization that was found before.
     *
     * @param means of each input, finite
     * @param deviations of each input, finite, {@code >= 0}; 0 leaves it at 0
     * @return it
     * @throws io.github.jqodi.error.InvalidValueException if one is out of range, or there are not as many of both
     */
    public static Standardization of(double[] means, double[] deviations) {
        Check.that(
                means.length == deviations.length,
                "deviations",
                deviations.length,
                "must be as many as means, " + means.length);
        double[] checked = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            Check.finite("means/" + i, means[i]);
            checked[i] = Check.nonNegative("deviations/" + i, deviations[i]);
        }
        return new Standardization(means.clone(), checked);
    }

    /**
     * {@return a copy of the means of each input}
     */
    public double[] means() {
        return means.clone();
    }

    /**
     * {@return a copy of the deviations of each input, 0 of one that never varies}
     */
    public double[] deviations() {
        return deviations.clone();
    }

    /**
     * Standardizes one row.
     *
     * @param row entry i is input i, finite
     * @return how far each lies from its mean, in deviations, from -{@value #REACH} to {@value #REACH}
     */
    public double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            double distance = deviations[i] > 0 ? (row[i] - means[i]) / deviations[i] : 0;
            scaled[i] = Math.max(-REACH, Math.min(REACH, distance));
        }
        return scaled;
    }

    @Override
    public String toString() {
        return "standardization of " + means.length + " inputs";
    }
}
