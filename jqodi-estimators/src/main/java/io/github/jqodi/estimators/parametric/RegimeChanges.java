package io.github.jqodi.estimators.parametric;

import java.util.List;

/**
 * Departures of one continuation from its shape: another decline, another slope, a change point after which nothing improves, a
 * learning rate that decays little by little, drops of it.
 */
final class RegimeChanges {
    private final double declineFactor;
    private final double slope;
    private final double logStall;
    private final Decay decay;
    private final Drops drops;

    private RegimeChanges(double declineFactor, double slope, double logStall, Decay decay, Drops drops) {
        this.declineFactor = declineFactor;
        this.slope = slope;
        this.logStall = logStall;
        this.decay = decay;
        this.drops = drops;
    }

    /**
     * Draws the changes of one continuation; an unknown drop only where no schedule is known.
     *
     * @param prior hazards and decays
     * @param slopeSpread standard deviation of a change of the log-log slope
     * @param decline posterior of the factor on the decline
     * @param schedule known drops ahead
     */
    static RegimeChanges draw(
            MixPrior.Changes prior, double slopeSpread, DeclineFactor decline, Schedule schedule, Draws draws) {
        double factor = decline.draw(draws);
        double slope = slopeSpread * draws.gaussian();
        double stall = draws.logTime(prior.stallHazard());
        double exponent = -Math.log(draws.uniform());
        Decay decay = new Decay(prior.noiseDecay() * exponent, prior.declineDecay() * exponent);
        double unknown =
                schedule.lastEpoch * Math.exp(draws.logTime(prior.drops().hazard()));
        double[] epochs = schedule.drops.length > 0 ? schedule.drops : new double[] {unknown};
        return new RegimeChanges(factor, slope, stall, decay, Drops.draw(prior.drops(), epochs, draws));
    }

    /** Known drops of the learning rate and nothing else. */
    static RegimeChanges ofDrops(MixPrior.Drops prior, Schedule schedule, Draws draws) {
        Drops drops = Drops.draw(prior, schedule.drops, draws);
        return new RegimeChanges(1, 0, Double.POSITIVE_INFINITY, new Decay(0, 0), drops);
    }

    /** Factor on the decline of the shape. */
    double declineFactor() {
        return declineFactor;
    }

    /** Change of the log-log slope. */
    double slope() {
        return slope;
    }

    /** Logarithm of epoch over last epoch at the change point. */
    double logStall() {
        return logStall;
    }

    /** Exponent with which the noise of single epochs falls in the epoch. */
    double noiseDecay() {
        return decay.noise;
    }

    /** The log ratio of epochs that counts for improvement, where the decline slows down as a power of the epoch. */
    double effective(double logRatio) {
        return decay.effective(logRatio);
    }

    /** The sum of all falls up to an epoch, at most 0. */
    double fallsBy(int epoch) {
        return drops.fallsBy(epoch);
    }

    /** What of the schedule of the learning rate lies ahead of the last observed epoch; may be empty. */
    static final class Schedule {
        private final int lastEpoch;
        private final double[] drops;

        Schedule(int lastEpoch, List<Integer> dropEpochs) {
            this.lastEpoch = lastEpoch;
            this.drops = dropEpochs.stream()
                    .mapToDouble(Integer::doubleValue)
                    .filter(epoch -> epoch > lastEpoch)
                    .toArray();
        }
    }

    /** Exponents with which noise and decline fall in the epoch. */
    private static final class Decay {
        private static final double LEAST = 1e-9;

        private final double noise;
        private final double decline;

        Decay(double noise, double decline) {
            this.noise = noise;
            this.decline = decline;
        }

        double effective(double logRatio) {
            return decline < LEAST ? logRatio : -Math.expm1(-decline * logRatio) / decline;
        }
    }

    /** Epochs of drops and by how much the log loss changes in them. */
    private static final class Drops {
        private final double[] epochs;
        private final double[] falls;

        private Drops(double[] epochs, double[] falls) {
            this.epochs = epochs;
            this.falls = falls;
        }

        static Drops draw(MixPrior.Drops prior, double[] epochs, Draws draws) {
            double[] falls = new double[epochs.length];
            for (int i = 0; i < falls.length; i++) {
                falls[i] = prior.drawFall(draws);
            }
            return new Drops(epochs, falls);
        }

        double fallsBy(int epoch) {
            double sum = 0;
            for (int i = 0; i < epochs.length; i++) {
                sum += epochs[i] <= epoch ? falls[i] : 0;
            }
            return sum;
        }
    }
}
