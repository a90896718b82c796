package io.github.jqodi.estimators.curve;

/**
 * Online forecast of one run while it trains. Holds the run seen so far, so it is not thread-safe; one for each run.
 *
 * <pre>{@code
 * OnlineForecast run = CurveEstimators.standard().fit(List.of()).follow(Curve.ofLosses("run 7", 2.1, 1.6, 1.3));
 * run.observe(4, 1.1);
 * EpochForecast belief = run.forecast(0.6);
 * }</pre>
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
