package io.github.jqodi.estimators.parametric;

/**
 * What may happen to a continuation besides its shape: another pace of decline, another slope, a breaking point after which
 * nothing improves, a learning rate that falls little by little, drops of it.
 */
final class RegimeChanges {
    private static final double LEAST_DECAY = 1e-9;

    private final double pace;
    private final double slope;
    private final double logStall;
    private final double noiseDecay;
    private final double paceDecay;
    private final double[] dropEpochs;
    private final double[] dropFalls;

    private RegimeChanges(
            double pace,
            double slope,
            double logStall,
            double noiseDecay,
            double paceDecay,
            double[] dropEpochs,
            double[] dropFalls) {
        this.pace = pace;
        this.slope = slope;
        this.logStall = logStall;
        this.noiseDecay = noiseDecay;
        this.paceDecay = paceDecay;
        this.dropEpochs = dropEpochs;
        this.dropFalls = dropFalls;
    }

    /** Factor on the decline of the shape. */
    double pace() {
        return pace;
    }

    /** Change of the log-log slope. */
    double slope() {
        return slope;
    }

    /** ln(epoch/last epoch) of the breaking point. */
    double logStall() {
        return logStall;
    }

    /** Exponent with which the noise of single epochs falls in the epoch. */
    double noiseDecay() {
        return noiseDecay;
    }

    /** What ln(epoch/last epoch) comes to for improvement, where pace falls as a power of the epoch. */
    double effective(double logRatio) {
        return paceDecay < LEAST_DECAY ? logRatio : -Math.expm1(-paceDecay * logRatio) / paceDecay;
    }

    /** Draws the events of one continuation; an unknown drop only where no schedule is known. */
    static RegimeChanges draw(MixPrior prior, DeclineFactor paces, int lastEpoch, int[] knownDrops, Draws draws) {
        double pace = paces.draw(draws);
        double slope = prior.slopeSpread() * draws.gaussian();
        double stall = draws.logTime(prior.stallHazard());
        double decay = -Math.log(draws.uniform());
        double[] epochs = new double[Math.max(1, knownDrops.length)];
        double[] falls = new double[epochs.length];
        epochs[0] = lastEpoch * Math.exp(draws.logTime(prior.dropHazard()));
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = knownDrops.length > 0 ? knownDrops[i] : epochs[i];
            falls[i] = -prior.dropMedian() * Math.exp(prior.dropSpread() * draws.gaussian());
        }
        return new RegimeChanges(
                pace, slope, stall, prior.noiseDecay() * decay, prior.paceDecay() * decay, epochs, falls);
    }

    /** Known drops of the learning rate and nothing else. */
    static RegimeChanges drops(MixPrior prior, int[] knownDrops, Draws draws) {
        double[] epochs = new double[knownDrops.length];
        double[] falls = new double[knownDrops.length];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = knownDrops[i];
            falls[i] = -prior.dropMedian() * Math.exp(prior.dropSpread() * draws.gaussian());
        }
        return new RegimeChanges(1, 0, Double.POSITIVE_INFINITY, 0, 0, epochs, falls);
    }

    /** The sum of all falls up to an epoch, at most 0. */
    double fallsBy(int epoch) {
        double sum = 0;
        for (int i = 0; i < dropEpochs.length; i++) {
            sum += dropEpochs[i] <= epoch ? dropFalls[i] : 0;
        }
        return sum;
    }
}
