package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.replay.SimulatedLosses;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.Optional;

/**
 * A real run, stretched to the epochs of a pair: where it takes k of its K epochs, the pair takes k r with r = K of the pair / K of
 * the run, so that a relative error of a forecast becomes the same relative error for the pair, and P(never) stays.
 *
 * @param run which
 * @param epochs that the pair really takes
 */
record PairRun(AskedRun run, int epochs) {
    /** Probability beyond so many times the true K is counted as "never": no bundled deadline admits it. */
    private static final int MOST = 20;

    /** Loss that reaches the target, over it. */
    private static final double REACHED = 0.999;

    EpochEstimate atStart(int estimator) {
        return stretched(run.atStart(estimator), epochs, run.epochs());
    }

    /** How many epochs of the pair are shown before anything is decided. */
    int shown() {
        return (int) Math.min(epochs - 1L, Math.round((double) run.shown() * epochs / run.epochs()));
    }

    /** The belief after some epochs of the pair; empty where no more is seen than at the start, or the forecast leaves nothing. */
    Optional<EpochEstimate> after(int estimator, int pairEpochs) {
        int seen = Math.min(ofRun(pairEpochs), run.epochs() - 1);
        return seen <= run.shown()
                ? Optional.empty()
                : Optional.of(stretched(run.after(estimator, seen), epochs, run.epochs()))
                        .filter(known -> known.after(pairEpochs).isPresent());
    }

    /** Losses that lie above the target until the last epoch. */
    SimulatedLosses losses() {
        return new SimulatedLosses(k -> k < epochs ? 1 + run.excess(ofRun(k)) : REACHED);
    }

    /** Epochs of the run that are over with some of the pair. */
    private int ofRun(int pairEpochs) {
        return (int) ((long) pairEpochs * run.epochs() / epochs);
    }

    static EpochEstimate stretched(EpochForecast forecast, int pairEpochs, int runEpochs) {
        int[] support = forecast.support();
        double[] levels = forecast.levels();
        double[] epochs = new double[support.length + 1];
        double[] masses = new double[support.length + 1];
        double before = 0;
        for (int i = 0; i < support.length; i++) {
            double stretched = Math.max(1, Math.rint((double) support[i] * pairEpochs / runEpochs));
            epochs[i] = stretched <= (double) MOST * pairEpochs ? stretched : Double.POSITIVE_INFINITY;
            masses[i] = levels[i] - before;
            before = levels[i];
        }
        epochs[support.length] = Double.POSITIVE_INFINITY;
        masses[support.length] = forecast.neverProbability();
        return EpochForecast.ofSample(epochs, masses, forecast.basis()).toEpochEstimate();
    }
}
