package io.github.jqodi.bench.regret;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A complete real run, a target that it reached, and what estimators forecast of it as it goes. Thread-safe. */
final class AskedRun {
    private final Curve run;
    private final double target;
    private final int epochs;
    private final Curve shown;
    private final List<FittedEstimator> estimators;
    private final List<EpochForecast> atStart = new ArrayList<>();
    private final Map<Asked, EpochForecast> later = new ConcurrentHashMap<>();

    private record Asked(int estimator, int epochs) {}

    /**
     * Asks all estimators at what is shown.
     *
     * @param run complete, an epoch after the other from 1
     * @param target first reached
     * @param epochs by this epoch
     * @param shown its beginning
     * @param estimators fitted before
     */
    AskedRun(Curve run, double target, int epochs, Curve shown, List<FittedEstimator> estimators) {
        this.run = run;
        this.target = target;
        this.epochs = epochs;
        this.shown = shown;
        this.estimators = estimators;
        estimators.forEach(estimator -> atStart.add(estimator.forecast(shown, target)));
    }

    /** K. */
    int epochs() {
        return epochs;
    }

    /** How many epochs are shown before anything is decided. */
    int shown() {
        return shown.lastEpoch();
    }

    EpochForecast atStart(int estimator) {
        return atStart.get(estimator);
    }

    /** The forecast of an estimator once some epochs are over, given that they did not reach the target. */
    EpochForecast after(int estimator, int seen) {
        return later.computeIfAbsent(
                new Asked(estimator, seen),
                asked -> estimators
                        .get(estimator)
                        .forecast(run.prefix(seen), target)
                        .after(seen));
    }

    /** How far the loss lies above the target after an epoch before K, in units of where it began; of epoch 1 for none. */
    double excess(int epoch) {
        double[] losses = run.losses();
        double unit = Math.max(Math.abs(losses[0] - target), Double.MIN_NORMAL);
        return (losses[Math.max(1, epoch) - 1] - target) / unit;
    }
}
