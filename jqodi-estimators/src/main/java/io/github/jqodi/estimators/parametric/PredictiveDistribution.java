package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.EpochForecast;

/**
 * Predictive distribution of K from sampled first passages, with two corrections that no path knows of. Targets are set by
 * people who think them within reach, so that passages are weighted by {@link MixPrior.Reach}, "never" counting as the end of
 * the horizon. And the posterior of wrong families is over-dispersed where a smooth run was followed for long, so that ln K is
 * drawn towards its median.
 *
 * @param lastEpoch m, the last observed epoch
 * @param horizonFactor the horizon over m
 * @param reach prior weight of K
 * @param spreadFactor what is left of the deviation of ln K from its median, in (0, 1]
 */
record PredictiveDistribution(int lastEpoch, double horizonFactor, MixPrior.Reach reach, double spreadFactor) {
    /**
     * The belief.
     *
     * @param passages first passages, after m, ∞ for none within the horizon
     * @param basis what the belief rested on
     */
    EpochForecast forecast(double[] passages, String basis) {
        double[] weights = new double[passages.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = reach.weight(Math.min(horizonFactor, passages[i] / lastEpoch), lastEpoch);
        }
        EpochForecast wide = EpochForecast.ofSample(passages, weights, basis);
        if (spreadFactor == 1 || wide.medianEpochs().isEmpty()) {
            return wide;
        }
        int median = wide.medianEpochs().getAsInt();
        return EpochForecast.ofSample(drawnTo(median, passages), weights, basis);
    }

    private double[] drawnTo(int median, double[] passages) {
        double[] drawn = passages.clone();
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i] < Double.POSITIVE_INFINITY) {
                double epoch = Math.rint(median * Math.pow(drawn[i] / median, spreadFactor));
                drawn[i] = Math.max(lastEpoch + 1.0, epoch);
            }
        }
        return drawn;
    }
}
