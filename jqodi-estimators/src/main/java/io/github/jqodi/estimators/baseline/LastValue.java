package io.github.jqodi.estimators.baseline;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Persistence forecast: a run stays where it is, no lower target is ever reached. */
public final class LastValue implements CurveEstimator {
    /** Takes no settings. */
    public LastValue() {}

    @Override
    public String name() {
        return "last";
    }

    @Override
    public String description() {
        return "baseline: the run stays where it is, lower targets are never reached";
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        return LastValue::stays;
    }

    private static List<EpochForecast> stays(Curve observed, double[] targets) {
        return Arrays.stream(targets)
                .mapToObj(target -> {
                    OptionalInt reached = observed.firstAtOrBelow(target);
                    return reached.isPresent()
                            ? EpochForecast.reached(reached.getAsInt())
                            : EpochForecast.never("the last loss");
                })
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
