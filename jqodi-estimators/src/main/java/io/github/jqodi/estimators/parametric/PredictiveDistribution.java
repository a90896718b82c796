package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.EpochForecast;

/**
 * From first passages to a belief about K. Two things are known that no path knows. Targets are set by people who think them
 * within reach, so that the odds of K fall as 1/(1 + (K/(p·m))^h) beyond p times the observed epochs m, "never" counting as the
 * end of the horizon. And the posterior of wrong families is too wide where a smooth run was followed for long, so that ln K
 * is drawn towards its median.
 *
 * @param lastEpoch m
 * @param horizonFactor the horizon over m
 * @param patience p
 * @param haste h
 * @param spread what is left of the deviation of ln K from its median, in (0, 1]
 */
record PredictiveDistribution(int lastEpoch, double horizonFactor, double patience, double haste, double spread) {
    static PredictiveDistribution of(MixPrior prior, int lastEpoch, double horizonFactor, double spread) {
        return new PredictiveDistribution(lastEpoch, horizonFactor, prior.patience(), prior.haste(), spread);
    }

    /**
     * The belief.
     *
     * @param passages first passages, after m, ∞ for none within the horizon
     * @param basis what the belief rested on
     */
    EpochForecast forecast(double[] passages, String basis) {
        double[] weights = new double[passages.length];
        for (int i = 0; i < weights.length; i++) {
            double far = Math.min(horizonFactor, passages[i] / lastEpoch) / patience;
            weights[i] = 1 / (1 + Math.pow(far, haste));
        }
        EpochForecast wide = EpochForecast.ofSample(passages, weights, basis);
        if (spread == 1 || wide.expectedEpochs().isEmpty()) {
            return wide;
        }
        int median = wide.expectedEpochs().getAsInt();
        return EpochForecast.ofSample(drawnTo(median, passages), weights, basis);
    }

    private double[] drawnTo(int median, double[] passages) {
        double[] drawn = passages.clone();
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i] < Double.POSITIVE_INFINITY) {
                double epoch = Math.rint(median * Math.pow(drawn[i] / median, spread));
                drawn[i] = Math.max(lastEpoch + 1.0, epoch);
            }
        }
        return drawn;
    }
}
