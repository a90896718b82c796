package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.FallAtDrops;

/**
 * Prior beliefs of the mix. All of them are relative to the last observed epoch and to the present loss, so that no number
 * depends on a data set.
 *
 * <p>Source: power-law exponents from 0.1 to 1.5 are what the field reports. The rest was chosen by trial, one set of values
 * for all, on half of the runs of four public sets; scores on that half are therefore not scores on unseen runs.
 *
 * @param shapes of the curve itself
 * @param likelihood of the observed losses given a curve
 * @param decline ahead relative to the one the families foresee
 * @param changes of regime that no family knows of
 * @param smoothness of a run that has little of such changes ahead
 * @param reach of K before a loss was seen
 */
record MixPrior(
        Shapes shapes, Likelihood likelihood, Decline decline, Changes changes, Smoothness smoothness, Reach reach) {
    /** The beliefs in use. */
    static final MixPrior DEFAULT = new MixPrior(
            Shapes.DEFAULT, Likelihood.DEFAULT, Decline.DEFAULT, Changes.DEFAULT, Smoothness.DEFAULT, Reach.DEFAULT);

    /** The same beliefs with another fall at known drops of the learning rate. */
    MixPrior withKnownFall(FallAtDrops fall) {
        Drops drops = changes.drops;
        Changes learnt = new Changes(
                changes.stallHazard,
                changes.noiseDecay,
                changes.declineDecay,
                new Drops(drops.hazard, drops.fall, drops.fallSpread, fall));
        return new MixPrior(shapes, likelihood, decline, learnt, smoothness, reach);
    }

    /**
     * Prior of the shapes.
     *
     * @param asymptoteFree probability that the family falls to the floor instead of an asymptote above it
     * @param exponent median of the exponent of a power law
     * @param exponentSpread standard deviation of its logarithm
     */
    record Shapes(double asymptoteFree, double exponent, double exponentSpread) {
        private static final double ASYMPTOTE_FREE = 0.1;
        /** With the spread, 0.15 to 1.6 hold 95 % of the probability. */
        private static final double EXPONENT = 0.5;

        private static final double EXPONENT_SPREAD = 0.6;

        static final Shapes DEFAULT = new Shapes(ASYMPTOTE_FREE, EXPONENT, EXPONENT_SPREAD);
    }

    /**
     * How much the losses are trusted.
     *
     * @param misfit relative error that a family is forgiven however smooth the run is
     * @param misfitWeight what that counts, in observations
     * @param temper power of the likelihood: residuals of wrong families are not independent
     * @param recentShare share of the draws that look at the last half of the run alone
     */
    record Likelihood(double misfit, double misfitWeight, double temper, double recentShare) {
        private static final double MISFIT = 0.008;
        private static final double MISFIT_WEIGHT = 1.8;
        private static final double TEMPER = 0.65;
        private static final double RECENT_SHARE = 0.8;

        static final Likelihood DEFAULT = new Likelihood(MISFIT, MISFIT_WEIGHT, TEMPER, RECENT_SHARE);

        /** The sum of squares that the misfit adds to that of the residuals. */
        double misfitSquares() {
            return misfit * misfit * misfitWeight;
        }
    }

    /**
     * Prior of the decline ahead.
     *
     * @param excess what families foresee too much from one loss, as a share of the decline; of n losses an n-th of it
     * @param factorSpread standard deviation of the future decline relative to the fitted one
     * @param originError standard deviation of what a forecast from an earlier origin says of the next
     * @param slopeSpread standard deviation of a change of the log-log slope
     */
    record Decline(double excess, double factorSpread, double originError, double slopeSpread) {
        private static final double LEAST_FACTOR = 0.5;
        private static final double EXCESS = 1;
        private static final double FACTOR_SPREAD = 0.35;
        private static final double ORIGIN_ERROR = 0.4;
        private static final double SLOPE_SPREAD = 0.02;

        static final Decline DEFAULT = new Decline(EXCESS, FACTOR_SPREAD, ORIGIN_ERROR, SLOPE_SPREAD);

        /** Mean of the future decline relative to the one fitted to so many losses, at least {@value #LEAST_FACTOR}. */
        double factor(int count) {
            return Math.max(LEAST_FACTOR, 1 - excess / count);
        }
    }

    /**
     * Prior of changes of regime. Hazards are per unit of the logarithm of the epoch.
     *
     * @param stallHazard hazard of a change point after which nothing improves
     * @param noiseDecay mean exponent with which noise falls in the epoch, as learning rates do
     * @param declineDecay mean exponent with which the decline slows down along with it
     * @param drops of the learning rate
     */
    record Changes(double stallHazard, double noiseDecay, double declineDecay, Drops drops) {
        private static final double STALL_HAZARD = 0.02;
        private static final double NOISE_DECAY = 2;
        private static final double DECLINE_DECAY = 4;

        static final Changes DEFAULT = new Changes(STALL_HAZARD, NOISE_DECAY, DECLINE_DECAY, Drops.DEFAULT);

        /** The same where the schedule of the learning rate is known: it neither decays nor drops unknown. */
        Changes ofKnownSchedule() {
            return new Changes(stallHazard, 0, 0, drops.ofKnownSchedule());
        }

        /** The same for a run of a given ratio of noise to trend. */
        Changes scaled(NoiseToTrend ratio, Smoothness smoothness) {
            double factor = ratio.hazardFactor(smoothness);
            return new Changes(
                    factor * stallHazard,
                    ratio.value() * noiseDecay,
                    factor * factor * declineDecay,
                    drops.withHazard(factor * drops.hazard));
        }
    }

    /**
     * Prior of drops of the learning rate.
     *
     * @param hazard of an unknown drop
     * @param fall median fall of the log loss at a drop
     * @param fallSpread standard deviation of the logarithm of that
     * @param known the fall at a drop that is known
     */
    record Drops(double hazard, double fall, double fallSpread, FallAtDrops known) {
        private static final double HAZARD = 0.13;
        private static final double FALL = 0.2;
        private static final double FALL_SPREAD = 0.5;

        static final Drops DEFAULT = new Drops(HAZARD, FALL, FALL_SPREAD, FallAtDrops.GENERAL);

        Drops withHazard(double other) {
            return new Drops(other, fall, fallSpread, known);
        }

        /** None but the known ones. */
        Drops ofKnownSchedule() {
            return new Drops(0, known.median(), known.spread(), known);
        }

        /** A drawn change of the log loss at one drop, below 0. */
        double drawFall(Draws draws) {
            return -fall * Math.exp(fallSpread * draws.gaussian());
        }
    }

    /**
     * What a smooth run is, and what it has ahead.
     *
     * @param scatter of epochs, over the decline in e-fold epochs, up to which a run is smooth
     * @param hazardFactor what is left of stalls, drops and falling declines for a smooth run, whose noise stays
     * @param contraction by which the spread of ln K is cut for a smooth run that was followed for long
     */
    record Smoothness(double scatter, double hazardFactor, double contraction) {
        private static final double SCATTER = 0.027;
        private static final double HAZARD_FACTOR = 0.1;
        private static final double CONTRACTION = 0.1;

        static final Smoothness DEFAULT = new Smoothness(SCATTER, HAZARD_FACTOR, CONTRACTION);
    }

    /**
     * Prior weight of K: the survival function of a log-logistic distribution, 1/(1 + (K/(scale·m·(8/m)^youth))^shape). The fewer
     * epochs m were observed, the more of them a target is away, as few runs end after some; m counts from 4 to 20 there.
     *
     * @param scale times the observed epochs m at which the weight has fallen to one half, of a run of 8 epochs
     * @param shape power by which it falls beyond that
     * @param youth power of m by which a longer run is nearer to its end
     */
    record Reach(double scale, double shape, double youth) {
        private static final double SCALE = 5;
        private static final double SHAPE = 1.3;
        private static final double YOUTH = 0.3;
        private static final int USUAL_EPOCHS = 8;
        private static final int FEWEST_EPOCHS = 4;
        private static final int MOST_EPOCHS = 20;

        static final Reach DEFAULT = new Reach(SCALE, SHAPE, YOUTH);

        /** The weight of K as a multiple of the observed epochs. */
        double weight(double multiple, int lastEpoch) {
            double observed = Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, lastEpoch));
            double usual = scale * Math.pow(USUAL_EPOCHS / observed, youth);
            return 1 / (1 + Math.pow(multiple / usual, shape));
        }
    }
}
