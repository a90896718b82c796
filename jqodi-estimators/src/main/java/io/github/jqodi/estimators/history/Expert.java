package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.List;

/** Forecaster of K from past runs, one of several that are stacked. Immutable and thread-safe. */
interface Expert {
    /**
     * Beliefs about K of targets ahead.
     *
     * @param query the run that has begun
     * @param targets losses, in any order
     * @return one for each target in order
     */
    List<EpochForecast> forecasts(Query query, double[] targets);
}
