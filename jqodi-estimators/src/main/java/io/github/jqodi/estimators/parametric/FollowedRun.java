package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.OnlineForecast;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Online forecast of one run; the model of what was observed is made once for each epoch, and only when a forecast is asked for. */
final class FollowedRun implements OnlineForecast {
    private final Function<Curve, DoubleFunction<EpochForecast>> models;
    private Curve observed;
    private @Nullable DoubleFunction<EpochForecast> model;

    /**
     * Begins with what was observed so far.
     *
     * @param begun the run up to now
     * @param models makes the model of a run, for targets that need one
     */
    FollowedRun(Curve begun, Function<Curve, DoubleFunction<EpochForecast>> models) {
        this.observed = begun;
        this.models = models;
    }

    @Override
    public void observe(int epoch, double loss) {
        observed = observed.with(epoch, loss);
        model = null;
    }

    @Override
    public EpochForecast forecast(double target) {
        return TargetForecasts.of(observed, new double[] {target}, this::model).get(0);
    }

    private DoubleFunction<EpochForecast> model() {
        DoubleFunction<EpochForecast> made = model == null ? models.apply(observed) : model;
        model = made;
        return made;
    }
}
