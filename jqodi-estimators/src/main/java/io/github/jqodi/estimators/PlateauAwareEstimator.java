package io.github.jqodi.estimators;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.List;

/**
 * Estimator of which runs are watched for standing still, rising again and diverging, under its own name ({@link PlateauDetector}).
 *
 * @param inner what forecasts
 */
record PlateauAwareEstimator(CurveEstimator inner) implements CurveEstimator {
    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public boolean needsHistory() {
        return inner.needsHistory();
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        return new PlateauDetector(inner.fit(history), history);
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
