package io.github.jqodi.estimators.loss;

import io.github.jqodi.scenario.Quantization;
import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Isotonic regression of the compression loss on the bit-width (Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under
 * Order Restrictions, 1972): falling with the width where the data allow it, else as they are. They forbid it
 * if pooling the widths that are out of order costs more than the spread within a width explains, tested at 5 %.
 * Between two widths it is a straight line; 32 bits cost nothing unless seen otherwise.
 */
final class BitCurve {
    private static final double LEVEL = 0.95;

    private final double[] bits;
    private final double[] means;
    private final boolean monotone;

    private BitCurve(double[] bits, double[] means, boolean monotone) {
        this.bits = bits;
        this.means = means;
        this.monotone = monotone;
    }

    /**
     * Means of groups.
     *
     * @param bits increasing
     * @param means one for each
     * @param counts how many observations each rests on
     * @param variances of one observation of each width; NaN where no width was seen twice
     */
    static BitCurve of(double[] bits, double[] means, double[] counts, double[] variances) {
        double[] falling = falling(means, counts);
        double cost = 0;
        int pooled = 0;
        for (int i = 0; i < means.length; i++) {
            double moved = means[i] - falling[i];
            cost += moved == 0 ? 0 : counts[i] * moved * moved / variances[i];
            pooled += i > 0 && falling[i] == falling[i - 1] ? 1 : 0;
        }
        boolean monotone = pooled == 0
                || Double.isNaN(cost)
                || cost <= new ChiSquaredDistribution(pooled).inverseCumulativeProbability(LEVEL);
        return new BitCurve(bits.clone(), monotone ? falling : means.clone(), monotone);
    }

    boolean isMonotone() {
        return monotone;
    }

    /** Whether a width lies between two seen ones or between the widest and full precision. */
    boolean covers(double width) {
        return width >= bits[0] && width <= Quantization.FULL_PRECISION_BITS;
    }

    double at(double width) {
        int found = Arrays.binarySearch(bits, width);
        if (found >= 0) {
            return means[found];
        }
        int above = -found - 1;
        double upperBits = above < bits.length ? bits[above] : Quantization.FULL_PRECISION_BITS;
        double upper = above < bits.length ? means[above] : 0;
        double share = (width - bits[above - 1]) / (upperBits - bits[above - 1]);
        return means[above - 1] + share * (upper - means[above - 1]);
    }

    /** Pool adjacent violators: the nearest sequence that does not rise, by weighted squares. */
    private static double[] falling(double[] values, double[] weights) {
        double[] level = new double[values.length];
        double[] weight = new double[values.length];
        int[] size = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            level[blocks] = values[i];
            weight[blocks] = weights[i];
            size[blocks++] = 1;
            while (blocks > 1 && level[blocks - 2] < level[blocks - 1]) {
                blocks--;
                double both = weight[blocks - 1] + weight[blocks];
                level[blocks - 1] = (level[blocks - 1] * weight[blocks - 1] + level[blocks] * weight[blocks]) / both;
                weight[blocks - 1] = both;
                size[blocks - 1] += size[blocks];
            }
        }
        double[] result = new double[values.length];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(result, at, at + size[b], level[b]);
            at += size[b];
        }
        return result;
    }
}
