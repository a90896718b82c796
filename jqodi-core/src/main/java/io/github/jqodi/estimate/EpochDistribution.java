package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.NormalDistribution;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Distribution of K with an atom at "never", read at one confidence: K_exp is the mean given that the target is reached,
 * K_rob a quantile. Immutable.
 */
public final class EpochDistribution {
    private static final double TAIL = 1e-12;
    /** How many σ above the mean the tail begins. */
    private static final double TAIL_SIGMAS = -NormalDistribution.quantile(TAIL);

    private static final double ROBUST_SLACK = 1e-9;
    /** From this σ on an epoch is narrow enough for its probability to follow from the density alone, which is faster. */
    private static final double WIDE = 1000;

    /** Covers what each summand of a mean may round, in both sums, several times over. */
    private static final double ROUNDING = 0x1p-50;
    /** Sums above this are far from the doubles that have fewer digits. */
    private static final double NORMAL = 1e-200;

    private final Supplier<double[]> givenPmf;
    private final int last;
    private final double never;
    private final double confidence;
    private final int expected;
    private final OptionalInt robust;
    /** Whether K_rob was given and is the same at every confidence. */
    private final boolean given;

    /** Computed when first asked for; a second thread may compute the same once more. */
    private volatile double @Nullable [] knownPmf;
    /** P(K ≥ 1), P(K ≥ 2), …, up to the last epoch; likewise. */
    private volatile double @Nullable [] knownSurvivals;

    private EpochDistribution(
            Supplier<double[]> pmf,
            int last,
            double never,
            double confidence,
            int expected,
            OptionalInt robust,
            boolean given) {
        this.givenPmf = pmf;
        this.last = last;
        this.never = never;
        this.confidence = confidence;
        this.expected = expected;
        this.robust = robust;
        this.given = given;
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
        return of(pmf, never, confidence, roundedMean(pmf));
    }

    private static EpochDistribution of(double[] pmf, double never, double confidence, int expected) {
        OptionalInt robust = robustEpochs(pmf, expected, confidence);
        return new EpochDistribution(() -> pmf, pmf.length, never, confidence, expected, robust, false);
    }

    /** Refuses what no robust value can be read at. */
    static void checkConfidence(double confidence) {
        Check.that(confidence > 0.5 && confidence < 1, "confidence", confidence, "must be above 0.5 and below 1");
    }

    /** A discretised normal distribution; K_exp is μ rounded, K_rob follows from what is discretised. */
    static EpochDistribution normal(double mean, double sigma, double confidence) {
        return of(discretised(mean, sigma), 0, confidence, (int) Math.max(1, Math.floor(mean + 0.5)));
    }

    /** P(K = 1), P(K = 2), … of a discretised normal distribution. */
    static double[] normalPmf(double mean, double sigma) {
        return discretised(mean, sigma);
    }

    /** A discretised normal distribution around given numbers, which stay as they are. */
    static EpochDistribution around(int expected, int robust, double confidence) {
        double sigma = sigma(expected, robust, confidence);
        int last = (int) reach(expected, sigma);
        return new EpochDistribution(
                () -> discretised(expected, sigma), last, 0, confidence, expected, OptionalInt.of(robust), true);
    }

    /** σ of the normal distribution that two given numbers stand for. */
    static double sigma(int expected, int robust, double confidence) {
        return robust == expected ? 0 : (robust - expected) / NormalDistribution.quantile(confidence);
    }

    /** The largest k that a discretised normal distribution has, before any memory is taken for it. */
    static double reach(double mean, double sigma) {
        double reach = sigma == 0 ? Math.floor(mean + 0.5) : Math.ceil(mean + sigma * TAIL_SIGMAS - 0.5);
        return Math.max(1, reach);
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
        return last;
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
     * Probability that some epochs suffice.
     *
     * @param epochs k
     * @return P(K ≤ k), 1 - P(never) at most
     */
    public double cumulative(int epochs) {
        if (epochs >= last) {
            return 1 - never;
        }
        ExactSum sum = new ExactSum().addAll(pmf(), 0, Math.max(0, epochs));
        return Math.min(sum.value(), 1 - never);
    }

    /**
     * K_rob at another confidence.
     *
     * @param otherConfidence in (0.5, 1)
     * @return the number given where one was, else the quantile, at least K_exp; empty if no number of epochs suffices
     */
    public OptionalInt robustEpochsAt(double otherConfidence) {
        checkConfidence(otherConfidence);
        return given ? robust : robustEpochs(pmf(), expected, otherConfidence);
    }

    /**
     * The largest confidence at which some epochs are at least K_rob.
     *
     * @param epochs at least K_exp
     * @return the confidence; empty where K_rob was given and depends on none, or where it would not be above 0.5
     */
    public OptionalDouble largestConfidence(int epochs) {
        if (given || epochs < expected) {
            return OptionalDouble.empty();
        }
        ExactSum sum = new ExactSum(ROBUST_SLACK).addAll(pmf(), 0, Math.min(epochs, last));
        double confidence = Math.min(sum.floor(), Math.nextDown(1.0));
        return confidence > 0.5 ? OptionalDouble.of(confidence) : OptionalDouble.empty();
    }

    /**
     * Probability that epoch k is still needed.
     *
     * @param epoch k, from 1
     * @return P(K ≥ k), "never" included; 1 for k = 1
     */
    public double survival(int epoch) {
        return epoch <= 1 ? 1 : epoch > last ? never : allSurvivals()[epoch - 1];
    }

    private double[] allSurvivals() {
        double[] survivals = knownSurvivals;
        if (survivals == null) {
            survivals = pmf().clone();
            double sum = never;
            for (int k = survivals.length; k > 1; k--) {
                sum += survivals[k - 1];
                // probabilities sum to 1 but for rounding
                survivals[k - 1] = Math.min(1, sum);
            }
            survivals[0] = 1;
            knownSurvivals = survivals;
        }
        return survivals;
    }

    /**
     * The whole survival function up to an epoch, in one pass.
     *
     * @param epochs how many entries, from 0 to {@link EpochEstimate#MAX_EPOCHS}
     * @return P(K ≥ 1), …, P(K ≥ epochs)
     */
    public double[] survivals(int epochs) {
        Check.between("epochs", epochs, 0, EpochEstimate.MAX_EPOCHS);
        double[] survivals = Arrays.copyOf(allSurvivals(), epochs);
        if (epochs > last) {
            Arrays.fill(survivals, last, epochs, never);
        }
        return survivals;
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
        Check.that(p > 0 && p <= 1, "p", p, "must be above 0 and at most 1");
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
                && robust.equals(that.robust)
                && given == that.given;
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
        int last = (int) reach(mean, sigma);
        double[] pmf = new double[last];
        if (sigma == 0) {
            pmf[last - 1] = 1;
            return pmf;
        }
        if (sigma < WIDE) {
            fillByTails(pmf, mean, sigma);
        } else {
            fillByDensity(pmf, mean, sigma);
        }
        double sum = 0;
        for (double p : pmf) {
            sum += p;
        }
        for (int k = 0; k < last; k++) {
            pmf[k] /= sum;
        }
        return pmf;
    }

    private static void fillByTails(double[] pmf, double mean, double sigma) {
        double from = Double.NEGATIVE_INFINITY;
        double fromTail = 0;
        for (int k = 1; k <= pmf.length; k++) {
            double to = (k + 0.5 - mean) / sigma;
            double toTail = NormalDistribution.tail(to);
            pmf[k - 1] = NormalDistribution.between(from, fromTail, to, toTail);
            from = to;
            fromTail = toTail;
        }
    }

    private static void fillByDensity(double[] pmf, double mean, double sigma) {
        pmf[0] = NormalDistribution.cumulative((1.5 - mean) / sigma);
        for (int k = 2; k <= pmf.length; k++) {
            pmf[k - 1] = NormalDistribution.ofNarrow((k - mean) / sigma, 1 / sigma);
        }
    }

    /** The mean rounded half up; exact sums decide where rounded ones might be on the wrong side of a half. */
    private static int roundedMean(double[] pmf) {
        double weighted = 0;
        double total = 0;
        for (int k = 1; k <= pmf.length; k++) {
            weighted += k * pmf[k - 1];
            total += pmf[k - 1];
        }
        double mean = weighted / total;
        double doubt = pmf.length * ROUNDING * mean;
        int rounded = (int) Math.floor(mean + 0.5);
        boolean clear = mean + doubt < rounded + 0.5 && mean - doubt > rounded - 0.5;
        return clear && total >= NORMAL ? Math.min(Math.max(1, rounded), pmf.length) : exactlyRoundedMean(pmf);
    }

    /** The largest m that the exact mean is at least m - ½ of: Σ 2k·p_k ≥ (2m - 1)·Σ p_k. */
    private static int exactlyRoundedMean(double[] pmf) {
        ExactSum weighted = new ExactSum();
        ExactSum total = new ExactSum();
        for (int k = 1; k <= pmf.length; k++) {
            weighted.addProduct(2 * k, pmf[k - 1]);
            total.add(pmf[k - 1]);
        }
        int low = 1;
        int high = pmf.length;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (weighted.copy().addProduct(1 - 2 * middle, total).signum() >= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static OptionalInt robustEpochs(double[] pmf, int expected, double confidence) {
        OptionalInt quantile = smallestReaching(pmf, confidence);
        return quantile.isPresent() ? OptionalInt.of(Math.max(expected, quantile.getAsInt())) : quantile;
    }

    private static OptionalInt smallestReaching(double[] pmf, double confidence) {
        return firstNonNegative(pmf, new ExactSum(-confidence).add(ROBUST_SLACK));
    }

    private static OptionalInt firstNonNegative(double[] pmf, ExactSum sum) {
        for (int k = 1; k <= pmf.length; k++) {
            sum.add(pmf[k - 1]);
            if (sum.signum() >= 0) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }
}
