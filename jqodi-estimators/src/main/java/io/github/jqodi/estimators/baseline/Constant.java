package io.github.jqodi.estimators.baseline;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Baseline of a constant multiple: K is 1.3 times the observed epochs and with confidence 0.9 at most 3 times. */
public final class Constant implements CurveEstimator {
    private static final double EXPECTED = 1.3;
    private static final double ROBUST = 3;
    private static final double[] WEIGHTS = {0.55, 0.45};

    /** Takes no settings. */
    public Constant() {}

    @Override
    public String name() {
        return "constant";
    }

    @Override
    public String description() {
        return "baseline: 1.3 times the observed epochs, at most 3 times, whatever the losses";
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        return Constant::multiples;
    }

    private static List<EpochForecast> multiples(Curve observed, double[] targets) {
        int last = observed.lastEpoch();
        double[] epochs = {Math.max(last + 1.0, Math.rint(EXPECTED * last)), Math.max(last + 2.0, ROBUST * last)};
        EpochForecast guess = EpochForecast.ofSample(epochs, WEIGHTS, "the number of observed epochs");
        return Arrays.stream(targets)
                .mapToObj(target -> {
                    OptionalInt reached = observed.firstAtOrBelow(target);
                    return reached.isPresent() ? EpochForecast.reached(reached.getAsInt()) : guess;
                })
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
