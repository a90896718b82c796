package io.github.jqodi.estimators;

import io.github.jqodi.estimators.calibrate.CalibratedEstimator;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.history.HistoryEstimator;
import java.util.List;

/**
 * Default estimator, which goes by what there is: past runs where there are at least {@value HistoryEstimator#FEWEST_RUNS} of
 * them and the run is shorter than they are, pooled with the one curve where they are few or the run is unlike them; the curve
 * alone otherwise, its levels calibrated on what past runs there are. {@link io.github.jqodi.estimators.curve.EpochForecast#basis}
 * of a forecast says what it rested on.
 */
final class DefaultEstimator implements CurveEstimator {
    private static final int FEWEST_CALIBRATING = 4;

    private final CurveEstimator alone;

    /** Chooses between history and an estimator that works on one curve alone. */
    DefaultEstimator(CurveEstimator alone) {
        this.alone = alone;
    }

    @Override
    public String name() {
        return "default";
    }

    @Override
    public String description() {
        return "history if there are " + HistoryEstimator.FEWEST_RUNS + " past runs, pooled with " + alone.name()
                + " where they are few or unlike the run, else " + alone.name();
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        return new ScheduledHistory(history, this::learn);
    }

    private FittedEstimator learn(List<Curve> history) {
        int horizon = HistoryEstimator.horizon(history);
        FittedEstimator single = history.size() < FEWEST_CALIBRATING
                ? alone.fit(history)
                : CalibratedEstimator.of(alone).fit(history);
        if (horizon == 0) {
            return single;
        }
        FittedEstimator past = HistoryEstimator.blended().fit(history);
        return new PooledEstimator(past, single, history, horizon);
    }

    @Override
    public String toString() {
        return name();
    }
}
