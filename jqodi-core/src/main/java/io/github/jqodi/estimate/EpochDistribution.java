package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.NormalDistribution;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Distribution of K with an atom at "never", read at one confidence: K_exp is the mean given that the target is reached,
 * K_rob a quantile. Immutable.
 */
public final class EpochDistribution {
    private static final double TAIL = 1e-12;
    private static final double ROBUST_SLACK = 1e-9;

    private final Supplier<double[]> givenPmf;
    private final double never;
    private final double confidence;
    private final int expected;
    private final OptionalInt robust;

    /** Computed when first asked for; a second thread may compute the same once more. */
    private volatile double @Nullable [] knownPmf;

    private EpochDistribution(
            Supplier<double[]> pmf, double never, double confidence, int expected, OptionalInt robust) {
        this.givenPmf = pmf;
        this.never = never;
        this.confidence = confidence;
        this.expected = expected;
        this.robust = robust;
    }

    /**
     * A distribution given outright. K_exp is the mean given K &lt; ∞, rounded half up; K_rob the smallest k with
     * P(K ≤ k) ≥ confidence - 1e-9, the sum taken exactly, and at least K_exp.
     *
     * @param pmf P(K = 1), P(K = 2), …, at least one of them above 0
     * @param never probability of "never"
     * @param confidence in (0.5, 1)
     * @return the distribution
     */
    static EpochDistribution of(double[] pmf, double never, double confidence) {
        int expected = roundedMean(pmf);
        OptionalInt quantile = smallestReaching(pmf, confidence);
        OptionalInt robust =
                quantile.isPresent() ? OptionalInt.of(Math.max(expected, quantile.getAsInt())) : OptionalInt.empty();
        return new EpochDistribution(() -> pmf, never, confidence, expected, robust);
    }

    /** A discretised normal distribution; K_exp and K_rob follow from it. */
    static EpochDistribution normal(double mean, double sigma, double confidence) {
        return of(discretised(mean, sigma), 0, confidence);
    }

    /** A discretised normal distribution around given numbers, which stay as they are. */
    static EpochDistribution around(int expected, int robust, double confidence) {
        double sigma = (robust - expected) / NormalDistribution.quantile(confidence);
        return new EpochDistribution(
                () -> discretised(expected, sigma), 0, confidence, expected, OptionalInt.of(robust));
    }

    private double[] pmf() {
        double[] pmf = knownPmf;
        if (pmf == null) {
            pmf = givenPmf.get();
            knownPmf = pmf;
        }
        return pmf;
    }

    /**
     * {@return the confidence at which K_rob was read}
     */
    public double confidence() {
        return confidence;
    }

    /**
     * {@return K_exp, the mean given that the target is reached, rounded half up, at least 1}
     */
    public int expectedEpochs() {
        return expected;
    }

    /**
     * {@return K_rob, reached with the stated confidence, at least K_exp; empty if no number of epochs suffices}
     */
    public OptionalInt robustEpochs() {
        return robust;
    }

    /**
     * {@return the probability that the target is never reached}
     */
    public double neverProbability() {
        return never;
    }

    /**
     * {@return the largest k with P(K = k) given}
     */
    public int lastEpoch() {
        return pmf().length;
    }

    /**
     * Probability of one number of epochs.
     *
     * @param epoch k
     * @return P(K = k)
     */
    public double probability(int epoch) {
        double[] pmf = pmf();
        return epoch >= 1 && epoch <= pmf.length ? pmf[epoch - 1] : 0;
    }

    /**
     * Probability that epoch k is still needed.
     *
     * @param epoch k, from 1
     * @return P(K ≥ k), "never" included; 1 for k = 1
     */
    public double survival(int epoch) {
        if (epoch <= 1) {
            return 1;
        }
        double[] pmf = pmf();
        double sum = never;
        for (int k = pmf.length; k >= epoch; k--) {
            sum += pmf[k - 1];
        }
        return sum;
    }

    /**
     * The whole survival function up to an epoch, in one pass.
     *
     * @param epochs how many entries
     * @return P(K ≥ 1), …, P(K ≥ epochs)
     */
    public double[] survivals(int epochs) {
        double[] pmf = pmf();
        double[] survival = new double[epochs];
        double sum = never;
        for (int k = Math.max(pmf.length, epochs); k >= 1; k--) {
            sum += k <= pmf.length ? pmf[k - 1] : 0;
            if (k <= epochs) {
                survival[k - 1] = sum;
            }
        }
        if (epochs > 0) {
            survival[0] = 1;
        }
        return survival;
    }

    /**
     * Probability that epoch k succeeds if the epochs before it did not.
     *
     * @param epoch k, from 1
     * @return P(K = k | K ≥ k), 0 where P(K ≥ k) is 0
     */
    public double hazard(int epoch) {
        double survival = survival(epoch);
        return survival > 0 ? probability(epoch) / survival : 0;
    }

    /**
     * Quantile of K.
     *
     * @param p in (0, 1]
     * @return the smallest k with P(K ≤ k) ≥ p, empty if none has it
     */
    public OptionalInt quantile(double p) {
        Check.that(p > 0 && p <= 1, "p", p, "must be above 0 and at most 1", "");
        ExactSum sum = new ExactSum(-p);
        return firstNonNegative(pmf(), sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochDistribution that
                && Arrays.equals(pmf(), that.pmf())
                && never == that.never
                && confidence == that.confidence
                && expected == that.expected
                && robust.equals(that.robust);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pmf()) + expected;
    }

    @Override
    public String toString() {
        return "K_exp " + expected + ", K_rob "
                + (robust.isPresent() ? robust.getAsInt() : "none") + " at confidence " + confidence + ", never "
                + never;
    }

    /** P(K=k) = Φ((k+½-μ)/σ) - Φ((k-½-μ)/σ), what lies below 1½ to k = 1, tail cut at 1e-12 and renormalised. */
    private static double[] discretised(double mean, double sigma) {
        if (sigma == 0) {
            double[] point = new double[(int) Math.max(1, Math.floor(mean + 0.5))];
            point[point.length - 1] = 1;
            return point;
        }
        double reach = mean + sigma * -NormalDistribution.quantile(TAIL);
        int last = (int) Math.max(1, Math.ceil(reach - 0.5));
        double[] pmf = new double[last];
        double sum = 0;
        double from = Double.NEGATIVE_INFINITY;
        double fromTail = 0;
        for (int k = 1; k <= last; k++) {
            double to = (k + 0.5 - mean) / sigma;
            double toTail = NormalDistribution.tail(to);
            pmf[k - 1] = NormalDistribution.between(from, fromTail, to, toTail);
            sum += pmf[k - 1];
            from = to;
            fromTail = toTail;
        }
        for (int k = 0; k < last; k++) {
            pmf[k] /= sum;
        }
        return pmf;
    }

    private static int roundedMean(double[] pmf) {
        double weighted = 0;
        double total = 0;
        for (int k = 1; k <= pmf.length; k++) {
            weighted += k * pmf[k - 1];
            total += pmf[k - 1];
        }
        int guess = (int) Math.floor(weighted / total + 0.5);
        for (int mean = Math.min(pmf.length, guess + 1); mean > 1; mean--) {
            if (meanIsAtLeast(pmf, mean)) {
                return mean;
            }
        }
        return 1;
    }

    /** Whether the exact mean is at least {@code mean - ½}: Σ (2k - 2·mean + 1)·p_k ≥ 0. */
    private static boolean meanIsAtLeast(double[] pmf, int mean) {
        ExactSum sum = new ExactSum();
        for (int k = 1; k <= pmf.length; k++) {
            sum.addProduct(2.0 * k - 2.0 * mean + 1, pmf[k - 1]);
        }
        return sum.compareTo(0) >= 0;
    }

    private static OptionalInt smallestReaching(double[] pmf, double confidence) {
        return firstNonNegative(pmf, new ExactSum(-confidence).add(ROBUST_SLACK));
    }

    private static OptionalInt firstNonNegative(double[] pmf, ExactSum sum) {
        for (int k = 1; k <= pmf.length; k++) {
            sum.add(pmf[k - 1]);
            if (sum.compareTo(0) >= 0) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }
}
