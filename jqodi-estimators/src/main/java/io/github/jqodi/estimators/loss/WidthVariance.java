package io.github.jqodi.estimators.loss;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Variance by bit-width: one for all widths unless Bartlett's test (Properties of sufficiency and statistical tests, Proceedings of
 * the Royal Society A 160, 1937) tells them apart at 5 %, as it does where some widths cost next to nothing. Then each has its own,
 * of which the logarithm is drawn towards that of the common one as by {@value #COMMON_DEGREES} degrees of freedom.
 */
final class WidthVariance {
    private static final double COMMON_DEGREES = 1;
    private static final double LEVEL = 0.95;

    /** Of the common variance: below it a variance counts as this, so that few equal values do not pass for certainty. */
    private static final double LEAST_SHARE = 1e-8;

    private final double[] bits;
    private final double[] variances;

    private WidthVariance(double[] bits, double[] variances) {
        this.bits = bits;
        this.variances = variances;
    }

    /**
     * From sums of squares.
     *
     * @param bits increasing
     * @param squares sum of squared residuals of each width
     * @param degrees of freedom of each width, 0 where there are none
     * @return the variances; all NaN where no width has a degree of freedom
     */
    static WidthVariance of(double[] bits, double[] squares, double[] degrees) {
        double free = Arrays.stream(degrees).sum();
        double common = free > 0 ? Arrays.stream(squares).sum() / free : Double.NaN;
        double[] variances = new double[bits.length];
        Arrays.fill(variances, common);
        if (common > 0 && differ(squares, degrees, common)) {
            for (int i = 0; i < bits.length; i++) {
                double logs = degrees[i] * logRatio(squares[i], degrees[i], common);
                variances[i] = common * Math.exp(logs / (degrees[i] + COMMON_DEGREES));
            }
        }
        return new WidthVariance(bits.clone(), variances);
    }

    /** Variances from elsewhere, the least a share of their mean. */
    static WidthVariance given(double[] bits, double[] variances) {
        double least = LEAST_SHARE * Arrays.stream(variances).average().orElse(0);
        return new WidthVariance(
                bits.clone(),
                Arrays.stream(variances)
                        .map(variance -> Math.max(variance, least))
                        .toArray());
    }

    /** ln(variance/common) of a width. */
    private static double logRatio(double squares, double degrees, double common) {
        return degrees == 0 ? 0 : Math.log(Math.max(squares / degrees, LEAST_SHARE * common) / common);
    }

    private static boolean differ(double[] squares, double[] degrees, double common) {
        double statistic = 0;
        double inverses = 0;
        double free = 0;
        int groups = 0;
        for (int i = 0; i < squares.length; i++) {
            if (degrees[i] > 0) {
                statistic -= degrees[i] * logRatio(squares[i], degrees[i], common);
                inverses += 1 / degrees[i];
                free += degrees[i];
                groups++;
            }
        }
        if (groups < 2) {
            return false;
        }
        double correction = 1 + (inverses - 1 / free) / (3 * (groups - 1));
        return statistic / correction > new ChiSquaredDistribution(groups - 1).inverseCumulativeProbability(LEVEL);
    }

    /** Variance at a width that lies not below the least one; between two of them their logarithms are bridged. */
    double at(double width) {
        int found = Arrays.binarySearch(bits, width);
        if (found >= 0) {
            return variances[found];
        }
        int above = -found - 1;
        if (above == bits.length) {
            return variances[above - 1];
        }
        double share = (width - bits[above - 1]) / (bits[above] - bits[above - 1]);
        return Math.pow(variances[above - 1], 1 - share) * Math.pow(variances[above], share);
    }

    /** The same variances times a factor. */
    WidthVariance times(double factor) {
        return new WidthVariance(
                bits,
                Arrays.stream(variances).map(variance -> factor * variance).toArray());
    }

    /** The variances of the widths, from narrow to wide. */
    double[] values() {
        return variances.clone();
    }
}
