package io.github.jqodi.estimators.parametric;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/**
 * Forecasts of several targets of one run: what was reached, or never will be since the run diverged, is told at once; for the
 * rest a model is made, once and only if it is needed.
 */
final class TargetForecasts {
    private TargetForecasts() {}

    static List<EpochForecast> of(Curve observed, double[] targets, Supplier<DoubleFunction<EpochForecast>> model) {
        List<EpochForecast> answers = new ArrayList<>(targets.length);
        DoubleFunction<EpochForecast> made = null;
        for (double target : targets) {
            Check.finite("target", target);
            OptionalInt reached = observed.firstAtOrBelow(target);
            if (reached.isPresent()) {
                answers.add(EpochForecast.reached(reached.getAsInt()));
            } else if (observed.divergedAt().isPresent()) {
                answers.add(EpochForecast.never(
                        "diverged in epoch " + observed.divergedAt().getAsInt()));
            } else {
                made = made == null ? model.get() : made;
                answers.add(made.apply(target));
            }
        }
        return List.copyOf(answers);
    }
}
