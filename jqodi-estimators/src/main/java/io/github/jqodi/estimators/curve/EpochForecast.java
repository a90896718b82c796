package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * Forecast distribution of K for one observed run and one target: probabilities of epochs and of "never". Epochs count from
 * the start of training. Immutable.
 */
public final class EpochForecast {
    private static final double LEVEL_SLACK = 1e-12;
    private static final int NO_HORIZON = 0;

    private final int[] epochs;
    /** P(K ≤ epochs[i]). */
    private final double[] cumulative;

    private final String basis;
    /** The median is that of runs which reach the target by this epoch. */
    private final int medianBy;
    /** {@link #NO_HORIZON} for none. */
    private final int horizon;

    private EpochForecast(int[] epochs, double[] cumulative, String basis) {
        this(epochs, cumulative, basis, Integer.MAX_VALUE, NO_HORIZON);
    }

    private EpochForecast(int[] epochs, double[] cumulative, String basis, int medianBy, int horizon) {
        this.epochs = epochs;
        this.cumulative = cumulative;
        this.basis = basis;
        this.medianBy = medianBy;
        this.horizon = horizon;
    }

    /**
     * A weighted sample of K.
     *
     * @param epochs each at least 1 and at most {@value EpochEstimate#MAX_EPOCHS}, or ∞ for "never"; in any order, repeated ones
     *     add up
     * @param weights one for each, finite, {@code >= 0}, with a finite sum above 0
     * @param basis what the belief rested on, one short phrase
     * @return the forecast
     */
    public static EpochForecast ofSample(double[] epochs, double[] weights, String basis) {
        double total = total("weights", weights, epochs.length, "epochs");
        int last = 0;
        for (int i = 0; i < epochs.length; i++) {
            Check.that(epochs[i] >= 1, "epochs/" + i, epochs[i], "must be at least 1");
            last = epochs[i] <= EpochEstimate.MAX_EPOCHS ? Math.max(last, (int) Math.ceil(epochs[i])) : last;
        }
        double[] mass = new double[last + 1];
        for (int i = 0; i < epochs.length; i++) {
            if (epochs[i] <= last) {
                mass[(int) Math.ceil(epochs[i])] += weights[i];
            }
        }
        return accumulated(0, mass, total, basis);
    }

    /**
     * Several beliefs about the same K together.
     *
     * @param forecasts at least one
     * @param shares what each weighs, finite, {@code >= 0}, with a finite sum above 0
     * @param basis what the belief rested on
     * @return the mixture
     */
    public static EpochForecast mix(List<EpochForecast> forecasts, double[] shares, String basis) {
        double total = total("shares", shares, forecasts.size(), "forecasts");
        int last = forecasts.stream()
                .mapToInt(forecast -> forecast.lastEpoch().orElse(0))
                .max()
                .orElse(0);
        double[] mass = new double[last + 1];
        for (int i = 0; i < shares.length; i++) {
            EpochForecast forecast = forecasts.get(i);
            double before = 0;
            for (int j = 0; j < forecast.epochs.length; j++) {
                mass[forecast.epochs[j]] += shares[i] * (forecast.cumulative[j] - before);
                before = forecast.cumulative[j];
            }
        }
        return accumulated(0, mass, total, basis);
    }

    /** The sum of weights that must be one for each of what is weighed. */
    private static double total(String name, double[] weights, int count, String weighed) {
        Check.that(
                weights.length == count,
                name,
                weights.length + " entries",
                "must have one for each of the " + count + " " + weighed);
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += Check.nonNegative(name + "/" + i, weights[i]);
        }
        Check.that(total > 0, name, "sum " + total, "must sum to more than 0");
        Check.that(total < Double.POSITIVE_INFINITY, name, "sum " + total, "must have a finite sum");
        return total;
    }

    /** Mass entry i belongs to epoch {@code offset + i}. */
    static EpochForecast ofMass(int offset, double[] mass, double total, String basis) {
        return accumulated(offset, mass, total, basis);
    }

    /**
     * A target reached in a known epoch.
     *
     * @param epoch K, from 1 to {@value EpochEstimate#MAX_EPOCHS}
     * @return certainty
     */
    public static EpochForecast reached(int epoch) {
        Check.between("epoch", epoch, 1, EpochEstimate.MAX_EPOCHS);
        return new EpochForecast(new int[] {epoch}, new double[] {1}, "observed");
    }

    /**
     * A target that is never reached.
     *
     * @param basis why
     * @return certainty
     */
    public static EpochForecast never(String basis) {
        return new EpochForecast(new int[0], new double[0], basis);
    }

    /**
     * {@return what the belief rested on}
     */
    public String basis() {
        return basis;
    }

    /**
     * The same belief with other words on what it rested on.
     *
     * @param phrase one short phrase
     * @return a copy
     */
    public EpochForecast withBasis(String phrase) {
        return new EpochForecast(epochs, cumulative, phrase, medianBy, horizon);
    }

    /**
     * The same belief with the epoch up to which something is known, as the last one of past runs. What it says of later epochs
     * is a guess. No probability changes.
     *
     * @param epoch H, at least 1
     * @return a copy
     */
    public EpochForecast withHorizon(int epoch) {
        Check.between("epoch", epoch, 1, EpochEstimate.MAX_EPOCHS);
        return new EpochForecast(epochs, cumulative, basis, medianBy, epoch);
    }

    /**
     * The same belief with less of what lies beyond an epoch, which becomes the horizon: what was never seen is believed in part,
     * the rest counts as never.
     *
     * @param epoch H, at least 1
     * @param share what is left of the probability of later epochs, from 0 to 1
     * @return P(K ≤ k) unchanged up to H
     */
    public EpochForecast believedBeyond(int epoch, double share) {
        Check.that(share >= 0 && share <= 1, "share", share, "must be from 0 to 1");
        double seen = probabilityBy(epoch);
        return withLevels(level -> level <= seen ? level : seen + share * (level - seen))
                .withHorizon(epoch);
    }

    /**
     * The same belief with a wider spread to the late side: what lies after the median given that the target is reached is moved
     * away from it.
     *
     * @param factor on the distance from the median, at least 1
     * @return the same probabilities of later epochs, those beyond {@value EpochEstimate#MAX_EPOCHS} together there
     */
    public EpochForecast widened(double factor) {
        Check.that(factor >= 1, "factor", factor, "must be at least 1");
        int median = medianEpochs().orElse(Integer.MAX_VALUE);
        int[] later = epochs.clone();
        for (int i = 0; i < later.length; i++) {
            if (later[i] > median) {
                later[i] = (int) Math.min(EpochEstimate.MAX_EPOCHS, Math.rint(median + factor * (later[i] - median)));
            }
        }
        int below = (int) Arrays.stream(later)
                .filter(epoch -> epoch < EpochEstimate.MAX_EPOCHS)
                .count();
        int size = Math.min(later.length, below + 1);
        double[] levels = Arrays.copyOf(cumulative, size);
        if (size > 0) {
            levels[size - 1] = reachedProbability();
        }
        return new EpochForecast(Arrays.copyOf(later, size), levels, basis, medianBy, horizon);
    }

    /**
     * {@return the epoch H up to which something is known; empty if nothing sets one}
     */
    public OptionalInt horizon() {
        return horizon == NO_HORIZON ? OptionalInt.empty() : OptionalInt.of(horizon);
    }

    /**
     * The probability that the target is not reached by an epoch: later, or never.
     *
     * @param epoch k
     * @return P(K &gt; k), at least {@link #neverProbability()}
     */
    public double probabilityAfter(double epoch) {
        return Math.max(0, 1 - probabilityBy(epoch));
    }

    /**
     * {@return the probability that the target is never reached, however long the run goes on}
     */
    public double neverProbability() {
        return Math.max(0, 1 - reachedProbability());
    }

    /**
     * Probability that the target is reached by an epoch.
     *
     * @param epoch k
     * @return P(K ≤ k)
     */
    public double probabilityBy(double epoch) {
        double before = 0;
        for (int i = 0; i < epochs.length && epochs[i] <= epoch; i++) {
            before = cumulative[i];
        }
        return before;
    }

    /**
     * Quantile of K.
     *
     * @param p from 0 to 1
     * @return the smallest k with P(K ≤ k) ≥ p; empty if no epoch has it
     */
    public OptionalInt quantile(double p) {
        Check.that(p >= 0 && p <= 1, "p", p, "must be from 0 to 1");
        for (int i = 0; i < epochs.length; i++) {
            if (cumulative[i] >= p - LEVEL_SLACK) {
                return OptionalInt.of(epochs[i]);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The same belief with the median of the runs that reach the target by an epoch: up to which past runs were followed, so that
     * later epochs are only guessed. No probability changes.
     *
     * @param epoch at least 1
     * @return a copy
     */
    public EpochForecast medianWithin(int epoch) {
        Check.between("epoch", epoch, 1, Integer.MAX_VALUE);
        return new EpochForecast(epochs, cumulative, basis, epoch, horizon);
    }

    /**
     * The median number of epochs given that the target is reached, within the epochs of {@link #medianWithin} if that has any
     * probability: the guess of least mean absolute error. The mean given that the target is reached at all, by which core defines
     * K_exp, is {@link #meanEpochs()}.
     *
     * @return the median; empty if the target is never reached
     */
    public OptionalInt medianEpochs() {
        double within = probabilityBy(medianBy);
        return reachedProbability() <= 0
                ? OptionalInt.empty()
                : quantile(0.5 * (within > 0 ? within : reachedProbability()));
    }

    /**
     * {@return the mean given that the target is reached, NaN if it never is}
     */
    public double meanEpochs() {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < epochs.length; i++) {
            sum += epochs[i] * (cumulative[i] - before);
            before = cumulative[i];
        }
        return sum / before;
    }

    /**
     * {@return the last epoch with any probability; empty if the target is never reached}
     */
    public OptionalInt lastEpoch() {
        return epochs.length == 0 ? OptionalInt.empty() : OptionalInt.of(epochs[epochs.length - 1]);
    }

    /**
     * The belief once an epoch has passed without reaching the target: K given K &gt; k.
     *
     * @param epoch k
     * @return the conditional belief; "never" if no later epoch had any probability
     */
    public EpochForecast after(int epoch) {
        double passed = probabilityBy(epoch);
        int from = 0;
        while (from < epochs.length && (epochs[from] <= epoch || cumulative[from] <= passed)) {
            from++;
        }
        int[] later = Arrays.copyOfRange(epochs, from, epochs.length);
        double[] levels = Arrays.copyOfRange(cumulative, from, epochs.length);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.min(1, (levels[i] - passed) / (1 - passed));
        }
        return new EpochForecast(later, levels, basis, medianBy, horizon);
    }

    /**
     * The belief with its levels moved: P'(K ≤ k) = map(P(K ≤ k)).
     *
     * @param map not decreasing, from [0, 1] to [0, 1]
     * @return the recalibrated belief
     */
    public EpochForecast withLevels(DoubleUnaryOperator map) {
        double[] levels = new double[cumulative.length];
        double before = 0;
        for (int i = 0; i < levels.length; i++) {
            before = Math.min(1, Math.max(before, map.applyAsDouble(cumulative[i])));
            levels[i] = before;
        }
        return new EpochForecast(epochs, levels, basis, medianBy, horizon);
    }

    /**
     * The belief in core's terms.
     *
     * @return the distribution, exact to rounding; {@link EpochEstimate#never()} if the target is never reached
     */
    public EpochEstimate toEpochEstimate() {
        if (epochs.length == 0 || reachedProbability() <= 0) {
            return EpochEstimate.never();
        }
        List<Double> pmf = new ArrayList<>(Collections.nCopies(epochs[epochs.length - 1], 0.0));
        double before = 0;
        for (int i = 0; i < epochs.length; i++) {
            pmf.set(epochs[i] - 1, cumulative[i] - before);
            before = cumulative[i];
        }
        return EpochEstimate.pmf(pmf, Math.max(0, 1 - before));
    }

    /**
     * {@return a copy of the epochs with any probability, increasing}
     */
    public int[] support() {
        return epochs.clone();
    }

    /**
     * {@return P(K ≤ k) for each epoch of {@link #support()}}
     */
    public double[] levels() {
        return cumulative.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochForecast that
                && Arrays.equals(epochs, that.epochs)
                && Arrays.equals(cumulative, that.cumulative)
                && medianBy == that.medianBy
                && horizon == that.horizon
                && basis.equals(that.basis);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(epochs) + Arrays.hashCode(cumulative);
    }

    @Override
    public String toString() {
        return "median " + text(medianEpochs()) + ", 90 % by " + text(quantile(0.9)) + ", never " + neverProbability()
                + " (" + basis + ")";
    }

    private double reachedProbability() {
        return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
    }

    private static EpochForecast accumulated(int offset, double[] mass, double total, String basis) {
        int size = 0;
        for (double share : mass) {
            size += share > 0 ? 1 : 0;
        }
        int[] epochs = new int[size];
        double[] cumulative = new double[size];
        double sum = 0;
        int at = 0;
        for (int i = 0; i < mass.length; i++) {
            if (mass[i] > 0) {
                sum += mass[i];
                epochs[at] = offset + i;
                cumulative[at++] = Math.min(1, sum / total);
            }
        }
        return new EpochForecast(epochs, cumulative, basis);
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "none";
    }
}
