package io.github.jqodi.estimators.curve;

/**
 * Online forecast of one run while it trains. Holds the run seen so far, so it is not thread-safe; one for each run.
 *
 * @see FittedEstimator
 */
public interface OnlineForecast {
    /**
     * Takes the loss of the next measured epoch.
     *
     * @param epoch after the last one
     * @param loss what was measured; NaN or +∞ for a run that diverged
     */
    void observe(int epoch, double loss);

    /**
     * The belief about K given everything observed, K &gt; k among it.
     *
     * @param target a loss
     * @return the forecast
     */
    EpochForecast forecast(double target);
}
