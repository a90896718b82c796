package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.List;

/** One way in which past runs say when a run reaches targets. Immutable and thread-safe. */
interface Expert {
    /** No row is left out. */
    int NONE = -1;

    /**
     * Beliefs about K of targets ahead.
     *
     * @param prefix losses of the first epochs of a run
     * @param features what else is known of it
     * @param excluded row to be left out, as if the history did not hold it; or {@link #NONE}
     * @param kinship what each row weighs besides its likeness
     * @param targets losses, in any order
     * @return one for each target in order
     */
    List<EpochForecast> forecasts(
            double[] prefix, RunFeatures features, int excluded, double[] kinship, double[] targets);
}
