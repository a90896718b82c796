package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.WeightedPaths;
import java.util.List;

/** Expert by continuations of a run; K of a target is the first passage of each. */
interface PathExpert extends Expert {
    /**
     * Continuations of a run on the scale of the expert, from the epoch after its prefix to 2H.
     *
     * @param query the run that has begun
     * @return at least one path
     */
    WeightedPaths paths(Query query);

    /** The scale of the paths, on which targets have to be read too. */
    Scale scale();

    @Override
    default List<EpochForecast> forecasts(Query query, double[] targets) {
        return paths(query).forecasts(scale().of(targets), "");
    }
}
