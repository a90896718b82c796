package io.github.jqodi.estimators.calibrate;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Recalibration of the levels of forecasts, P'(K ≤ k) = g(P(K ≤ k)), so that on past runs three things come out right: the median
 * given that the target is reached within the horizon has the least error, nearly a relative one; a quantile at confidence τ covers
 * a share τ of the targets that were reached and are promised something, half-way back to τ; and at most a share 1 - τ of the
 * targets that were not reached was promised within the horizon. Between the confidences it was fitted at, g is linear. Immutable.
 *
 * <p>Levels are moved as by Kuleshov, Fenner and Ermon, Accurate uncertainties for deep learning using calibrated regression, ICML
 * 2018; the level of a confidence is a conformal quantile of past levels, as in split conformal prediction: Lei, G'Sell, Rinaldo,
 * Tibshirani and Wasserman, Distribution-free predictive inference for regression, Journal of the American Statistical Association,
 * 2018, and on levels Chernozhukov, Wüthrich and Zhu, Distributional conformal prediction, PNAS, 2021.
 */
public final class LevelMap {
    /** The fewest reached targets a map is fitted to. */
    static final int FEWEST = 12;

    private static final double[] CONFIDENCES = {0.7, 0.8, 0.9, 0.95};

    /**
     * How far levels that cover are moved back towards the confidence itself: they are fitted to questions of the same few runs,
     * and what past runs seem to allow below it is not promised.
     */
    private static final double NOMINAL_SHARE = 0.5;

    /** Broken promises aim this share of 1 - τ on the safe side; past runs are few. */
    private static final double BROKEN_MARGIN = 0.15;

    /**
     * With so many past runs, the claim that is needed for a promise lies half-way between theirs and the confidence itself, on the
     * logistic scale.
     */
    private static final double DOUBT_RUNS = 8;

    private static final double HIGHEST_LEVEL = 0.995;
    private static final double LEAST_STEP = 1e-6;
    private static final double EXPECTED_FROM = 0.1;
    private static final double EXPECTED_TO = 0.9;
    private static final int EXPECTED_STEPS = 32;

    /** The share of P(reached) below which P(K ≤ H) is neglected, as the usual confidence of 0.9 does. */
    private static final double LEAST_PLAUSIBLE = 0.1;

    private final int horizon;
    private final double expectedShare;
    private final double middle;
    private final double[] cover;
    private final double[] promise;

    private LevelMap(int horizon, double expectedShare, double middle, double[] cover, double[] promise) {
        this.horizon = horizon;
        this.expectedShare = expectedShare;
        this.middle = middle;
        this.cover = cover;
        this.promise = promise;
    }

    /**
     * {@return the map that changes nothing}
     */
    public static LevelMap identity() {
        return new LevelMap(Integer.MAX_VALUE, 0.5, 0.5, CONFIDENCES, CONFIDENCES);
    }

    static LevelMap fit(CalibrationSample sample) {
        double[] levels = sample.levelsBeforeTruth();
        double[] claims = sample.claimsOfReached();
        double[] unreached = sample.claimsOfUnreached();
        Arrays.sort(unreached);
        double doubt = DOUBT_RUNS / (DOUBT_RUNS + sample.runs());
        double[] cover = new double[CONFIDENCES.length];
        double[] promise = new double[CONFIDENCES.length];
        for (int i = 0; i < CONFIDENCES.length; i++) {
            double slack = 1 - CONFIDENCES[i];
            double before = i == 0 ? 0 : promise[i - 1];
            double claimed = quantile(unreached, 1 - slack * (1 - BROKEN_MARGIN));
            // May pass 1: then no claim is trusted, and the confidence is never granted.
            promise[i] = Math.max(before, between(claimed, CONFIDENCES[i], doubt)) + LEAST_STEP;
            double needed = coveringLevel(levels, claims, promise[i], CONFIDENCES[i]);
            double shrunk = needed + NOMINAL_SHARE * (CONFIDENCES[i] - needed);
            cover[i] = clip(shrunk, i == 0 ? 0 : cover[i - 1] + LEAST_STEP);
        }
        Arrays.sort(levels);
        return new LevelMap(sample.horizon(), expectedShare(sample), quantile(levels, 0.5), cover, promise);
    }

    /**
     * The calibrated belief.
     *
     * @param forecast of the kind the map was fitted to
     * @return the same epochs with other probabilities
     */
    public EpochForecast apply(EpochForecast forecast) {
        double reach = 1 - forecast.neverProbability();
        if (horizon == Integer.MAX_VALUE || reach <= 0) {
            return forecast;
        }
        double claim = forecast.probabilityBy(horizon);
        Knots knots = knots(reach, claim);
        EpochForecast mapped = forecast.withLevels(knots::at);
        return expectedBy(reach, claim) < reach ? mapped.medianWithin(horizon) : mapped;
    }

    /**
     * The probability of which half is the expected epoch: P(K ≤ H), since past runs tell nothing of later epochs; P(reached at
     * all) where that leaves next to nothing of it.
     */
    static double expectedBy(double reach, double claim) {
        return claim >= LEAST_PLAUSIBLE * reach ? claim : reach;
    }

    private Knots knots(double reach, double claim) {
        Knots reached = reachKnots();
        double within = expectedBy(reach, claim);
        Knots knots = new Knots(CONFIDENCES.length + 4);
        knots.add(0, 0);
        knots.add(expectedShare * within, 0.5 * reached.at(within));
        addGranted(knots, reach, claim, 0, within);
        knots.add(within, reached.at(within));
        addGranted(knots, reach, claim, within, Double.POSITIVE_INFINITY);
        knots.add(reach, reached.at(reach));
        return knots;
    }

    /** The confidences that are granted, as far as their levels are above one level and not above another. */
    private void addGranted(Knots knots, double reach, double claim, double above, double upTo) {
        for (int i = 0; i < CONFIDENCES.length; i++) {
            double both = Math.max(cover[i], promise[i]);
            double from = claim >= promise[i] ? cover[i] : both;
            if (reach >= both && from > above && from <= upTo) {
                knots.add(from, CONFIDENCES[i]);
            }
        }
    }

    /** How P(reached at all) is mapped: a confidence is granted where both its levels are passed. */
    private Knots reachKnots() {
        Knots knots = new Knots(CONFIDENCES.length + 3);
        knots.add(0, 0);
        knots.add(Math.min(middle, Math.max(cover[0], promise[0]) * (0.5 / CONFIDENCES[0])), 0.5);
        for (int i = 0; i < CONFIDENCES.length; i++) {
            knots.add(Math.max(cover[i], promise[i]), CONFIDENCES[i]);
        }
        knots.add(1, 1);
        return knots;
    }

    /**
     * Of the targets that are promised something. Those whose claim falls short are not counted: taken as covered they would pay
     * for promises that are too short.
     */
    private static double coveringLevel(double[] levels, double[] claims, double promise, double share) {
        double[] needed = IntStream.range(0, levels.length)
                .filter(i -> claims[i] >= promise)
                .mapToDouble(i -> levels[i])
                .sorted()
                .toArray();
        return quantile(needed, share) + LEAST_STEP;
    }

    /** Between two probabilities on the logistic scale, on which certainty stays certain. */
    private static double between(double from, double to, double share) {
        double logit = (1 - share) * Math.log(from / (1 - from)) + share * Math.log(to / (1 - to));
        return 1 / (1 + Math.exp(-logit));
    }

    private static double expectedShare(CalibrationSample sample) {
        double best = 0.5;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= EXPECTED_STEPS; step++) {
            double share = EXPECTED_FROM + (EXPECTED_TO - EXPECTED_FROM) * step / EXPECTED_STEPS;
            double error = sample.error(share);
            if (error < least) {
                least = error;
                best = share;
            }
        }
        return best;
    }

    private static double clip(double level, double least) {
        return Math.min(HIGHEST_LEVEL + least * (1 - HIGHEST_LEVEL), Math.max(least, level));
    }

    /** The value below which a share lies, one more than there are counted as conformal prediction asks; 0 of nothing. */
    private static double quantile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * (sorted.length + 1)) - 1;
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.max(0, rank))];
    }

    @Override
    public String toString() {
        return "median at " + expectedShare + " of P(reached), confidence 0.9 at " + cover[2] + ", promised from "
                + promise[2];
    }

    /** A piecewise linear map that never falls. */
    private static final class Knots {
        private final double[] from;
        private final double[] to;
        private int size;

        Knots(int capacity) {
            from = new double[capacity];
            to = new double[capacity];
        }

        void add(double x, double y) {
            from[size] = size == 0 ? x : Math.max(x, from[size - 1]);
            to[size] = size == 0 ? y : Math.max(y, to[size - 1]);
            size++;
        }

        double at(double x) {
            for (int i = 1; i < size; i++) {
                if (x < from[i]) {
                    double share = (x - from[i - 1]) / (from[i] - from[i - 1]);
                    return to[i - 1] + share * (to[i] - to[i - 1]);
                }
            }
            return to[size - 1];
        }
    }
}
