package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.curve.WeightedPaths;
import java.util.List;

/** An expert that says how a run goes on; K of a target is the first passage of each continuation. */
interface PathExpert extends Expert {
    /**
     * Continuations of a run on the scale of the source, from the epoch after its prefix to 2H.
     *
     * @param prefix losses of its first epochs
     * @param excluded row to be left out, as if the history did not hold it; or {@link #NONE}
     * @param kinship what each row weighs besides its likeness
     * @return at least one path
     */
    WeightedPaths paths(double[] prefix, int excluded, double[] kinship);

    /** The scale of the paths, on which targets have to be read too. */
    Scale scale();

    @Override
    default List<EpochForecast> forecasts(
            double[] prefix, RunFeatures features, int excluded, double[] kinship, double[] targets) {
        return paths(prefix, excluded, kinship).forecasts(scale().of(targets), "");
    }
}
