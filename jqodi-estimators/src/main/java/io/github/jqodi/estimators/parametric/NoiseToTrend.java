package io.github.jqodi.estimators.parametric;

/**
 * Ratio of the noise of single epochs to the trend, as an indicator of the learning rate. Epochs that scatter much beside their
 * decline are those of a high rate: it will fall, at once or little by little, and with it noise and decline. A smooth run has
 * little of that before it.
 *
 * @param value from 0 for a smooth run to 1
 */
record NoiseToTrend(double value) {
    private static final int FEWEST = 2;
    private static final double MANY = 12;
    /** A fit takes about so many degrees of freedom from the residuals. */
    private static final int FITTED = 3;

    private static final double TINY = 1e-9;

    /**
     * From the scatter of epochs over the decline in e-fold epochs.
     *
     * @param smoothness says which scatter is that of a smooth run
     * @param count observed losses
     * @param deviation of single epochs from the best shape
     * @param slope decline of the log loss per unit of the logarithm of the epoch
     */
    static NoiseToTrend of(MixPrior.Smoothness smoothness, int count, double deviation, double slope) {
        double scatter = deviation * Math.sqrt(count / (double) Math.max(1, count - FITTED)) / Math.max(TINY, slope);
        return new NoiseToTrend(Math.min(1, Math.max(0, (scatter / smoothness.scatter() - 1) / 2)));
    }

    /** What is left of the hazards of a noisy run. */
    double hazardFactor(MixPrior.Smoothness smoothness) {
        return smoothness.hazardFactor() + (1 - smoothness.hazardFactor()) * value;
    }

    /** What is left of the spread of ln K; short runs keep theirs. */
    double spreadFactor(MixPrior.Smoothness smoothness, int count) {
        double followed = Math.min(1, Math.max(0, (count - FEWEST) / MANY));
        return 1 - smoothness.contraction() * followed * (1 - value);
    }
}
