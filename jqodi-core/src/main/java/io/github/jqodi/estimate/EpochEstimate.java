package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.ExactSum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Belief about K_(a,q), the epochs until the target loss is reached. Every form leads to one
 * {@link EpochDistribution} for a stated confidence; K beyond {@value #MAX_EPOCHS} is refused.
 */
public sealed interface EpochEstimate {
    /** The largest number of epochs any estimate may speak of. */
    int MAX_EPOCHS = 1_000_000;

    /**
     * The distribution of K.
     *
     * @param confidence probability with which robust values hold, in (0.5, 1)
     * @return the distribution, empty if the target is never reached
     * @throws IllegalArgumentException if the confidence is out of range, or the distribution would reach beyond
     *     {@value #MAX_EPOCHS} epochs, which two given numbers far apart do at a confidence close to 0.5
     */
    Optional<EpochDistribution> at(double confidence);

    /**
     * What is believed of the epochs to come once some are done without the target being reached: K - k given K &gt; k.
     *
     * @param epochs k, at least 0
     * @return the belief; of two given numbers both less k, at least 1; empty if K &gt; k has no probability
     * @throws IllegalArgumentException if k is negative
     */
    Optional<EpochEstimate> after(int epochs);

    /**
     * Two given numbers, as in Tables VI and VII of the paper.
     *
     * @param expected K_exp
     * @param robust K_rob
     * @return the estimate
     */
    static EpochEstimate of(int expected, int robust) {
        return new ExpectedRobust(expected, robust);
    }

    /**
     * A discretised normal distribution whose spread is one standard deviation.
     *
     * @param mean μ
     * @param spread σ
     * @return the estimate
     */
    static EpochEstimate normal(double mean, double spread) {
        return new MeanSpread(mean, spread, 1);
    }

    /**
     * A distribution given outright.
     *
     * @param pmf P(K = 1), P(K = 2), …
     * @param never probability that the target is never reached
     * @return the estimate
     */
    static EpochEstimate pmf(List<Double> pmf, double never) {
        return new Pmf(pmf, never);
    }

    /**
     * The empirical distribution of past runs.
     *
     * @param epochs K of each run that reached the target
     * @param neverCount runs that did not
     * @return the estimate
     */
    static EpochEstimate samples(int[] epochs, int neverCount) {
        Check.between("neverCount", neverCount, 0, Integer.MAX_VALUE);
        long total = (long) epochs.length + neverCount;
        Check.that(total > 0, "epochs", "[]", "must hold at least one run");
        for (int i = 0; i < epochs.length; i++) {
            Check.between("epochs/" + i, epochs[i], 1, MAX_EPOCHS);
        }
        double[] pmf = new double[Arrays.stream(epochs).max().orElse(0)];
        for (int i = 0; i < epochs.length; i++) {
            pmf[epochs[i] - 1]++;
        }
        return new Pmf(Arrays.stream(pmf).map(count -> count / total).boxed().toList(), (double) neverCount / total);
    }

    /**
     * {@return the belief that the target is never reached}
     */
    static EpochEstimate never() {
        return new Never();
    }

    /**
     * Two given numbers. Where a distribution is needed it is a normal one with σ = (robust - expected)/z(confidence), a
     * point mass if they are equal; K_exp and K_rob stay as given.
     *
     * @param expected K_exp
     * @param robust K_rob
     */
    record ExpectedRobust(int expected, int robust) implements EpochEstimate {
        /**
         * Checks both numbers.
         *
         * @param expected at least 1
         * @param robust at least {@code expected}, at most {@link #MAX_EPOCHS}
         */
        public ExpectedRobust {
            Check.between("expected", expected, 1, MAX_EPOCHS);
            Check.between("robust", robust, 1, MAX_EPOCHS);
            Check.that(
                    robust >= expected,
                    "robust",
                    robust,
                    "must be at least expected, " + expected,
                    "Maybe the two are exchanged, or a mean and a spread are meant.");
        }

        @Override
        public Optional<EpochDistribution> at(double confidence) {
            EpochDistribution.checkConfidence(confidence);
            double sigma = EpochDistribution.sigma(expected, robust, confidence);
            double last = EpochDistribution.reach(expected, sigma);
            if (last > MAX_EPOCHS) {
                throw Check.invalid(
                        "robust",
                        robust,
                        "must keep the distribution of K within " + MAX_EPOCHS + " epochs: expected " + expected
                                + " and robust " + robust + " at confidence " + confidence + " stand for σ "
                                + (float) sigma + ", which reaches " + (float) last + " epochs",
                        "Raise the confidence or give the distribution.");
            }
            return Optional.of(EpochDistribution.around(expected, robust, confidence));
        }

        @Override
        public Optional<EpochEstimate> after(int epochs) {
            checkDone(epochs);
            ExpectedRobust rest = new ExpectedRobust(Math.max(1, expected - epochs), Math.max(1, robust - epochs));
            return Optional.of(epochs == 0 ? this : rest);
        }
    }

    /**
     * A discretised normal distribution with σ = spread/spreadSigma.
     *
     * @param mean μ
     * @param spread what a table prints after ±
     * @param spreadSigma how many σ the spread stands for
     */
    record MeanSpread(double mean, double spread, double spreadSigma) implements EpochEstimate {
        /**
         * Checks every number.
         *
         * @param mean finite, {@code >= 0}
         * @param spread finite, {@code >= 0}; K must reach at most {@link #MAX_EPOCHS}, that is about seven σ beyond the mean
         * @param spreadSigma finite, {@code > 0}
         */
        public MeanSpread {
            mean = Check.nonNegative("mean", mean);
            spread = Check.nonNegative("spread", spread);
            Check.positive("spreadSigma", spreadSigma);
            double last = EpochDistribution.reach(mean, spread / spreadSigma);
            Check.that(
                    last <= MAX_EPOCHS,
                    spread > mean ? "spread" : "mean",
                    spread > mean ? spread : mean,
                    "must keep the distribution of K within " + MAX_EPOCHS + " epochs: mean " + mean + " and σ "
                            + (float) (spread / spreadSigma) + " reach " + (float) last,
                    "Maybe iterations are given instead of epochs.");
        }

        @Override
        public Optional<EpochDistribution> at(double confidence) {
            EpochDistribution.checkConfidence(confidence);
            return Optional.of(EpochDistribution.normal(mean, spread / spreadSigma, confidence));
        }

        @Override
        public Optional<EpochEstimate> after(int epochs) {
            checkDone(epochs);
            return epochs == 0
                    ? Optional.of(this)
                    : Pmf.rest(EpochDistribution.normalPmf(mean, spread / spreadSigma), 0, epochs);
        }
    }

    /**
     * A distribution given outright.
     *
     * @param pmf P(K = 1), P(K = 2), …
     * @param never probability that the target is never reached
     */
    record Pmf(List<Double> pmf, double never) implements EpochEstimate {
        private static final double SUM_TOLERANCE = 1e-9;

        /**
         * Checks every number and their sum.
         *
         * @param pmf each at least 0, at most {@link #MAX_EPOCHS} of them
         * @param never at least 0; all sum to 1 within 1e-9
         */
        public Pmf {
            pmf = Check.nonNegatives("pmf", pmf);
            never = Check.nonNegative("never", never);
            Check.that(pmf.size() <= MAX_EPOCHS, "pmf", pmf.size() + " entries", "must have at most " + MAX_EPOCHS);
            double sum = never;
            for (double p : pmf) {
                sum += p;
            }
            Check.that(
                    Math.abs(sum - 1) <= SUM_TOLERANCE,
                    "pmf",
                    "sum with never " + sum,
                    "must sum to 1 within 1e-9",
                    "Divide every entry by the sum.");
        }

        @Override
        public Optional<EpochDistribution> at(double confidence) {
            EpochDistribution.checkConfidence(confidence);
            double[] p = pmf.stream().mapToDouble(Double::doubleValue).toArray();
            return Arrays.stream(p).allMatch(x -> x == 0)
                    ? Optional.empty()
                    : Optional.of(EpochDistribution.of(p, never, confidence));
        }

        @Override
        public Optional<EpochEstimate> after(int epochs) {
            checkDone(epochs);
            return epochs == 0
                    ? Optional.of(this)
                    : rest(pmf.stream().mapToDouble(Double::doubleValue).toArray(), never, epochs);
        }

        /** What is left of a distribution after some epochs, divided by its sum. */
        private static Optional<EpochEstimate> rest(double[] pmf, double never, int epochs) {
            double[] rest = epochs < pmf.length ? Arrays.copyOfRange(pmf, epochs, pmf.length) : new double[0];
            double left = ExactSum.of(rest).add(never).value();
            if (left == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    new Pmf(Arrays.stream(rest).map(p -> p / left).boxed().toList(), never / left));
        }
    }

    private static void checkDone(int epochs) {
        Check.between("epochs", epochs, 0, Integer.MAX_VALUE);
    }

    /** The target is never reached. */
    record Never() implements EpochEstimate {
        @Override
        public Optional<EpochDistribution> at(double confidence) {
            EpochDistribution.checkConfidence(confidence);
            return Optional.empty();
        }

        @Override
        public Optional<EpochEstimate> after(int epochs) {
            checkDone(epochs);
            return Optional.of(this);
        }
    }
}
