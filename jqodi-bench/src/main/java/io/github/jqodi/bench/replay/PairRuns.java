package io.github.jqodi.bench.replay;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Recorded runs of one pair: those that jobs draw, and past ones from which something is believed. Thread-safe. */
final class PairRuns {
    private final List<Curve> drawn;
    private final double target;
    private final FittedEstimator estimator;
    private final EpochEstimate belief;
    /** Up to which past runs were followed. */
    private final int lastEpoch;

    private final Map<List<Double>, EpochForecast> known = new ConcurrentHashMap<>();

    /**
     * Takes runs.
     *
     * @param drawn by jobs
     * @param past ones that are known
     * @param target loss of theirs to get below
     * @param estimator fitted to the past ones
     */
    PairRuns(List<Curve> drawn, List<Curve> past, double target, FittedEstimator estimator) {
        this.drawn = drawn;
        this.target = target;
        this.estimator = estimator;
        this.belief = past.isEmpty() ? EpochEstimate.never() : table(past);
        this.lastEpoch = past.stream().mapToInt(Curve::lastEpoch).max().orElse(1);
    }

    private EpochEstimate table(List<Curve> past) {
        int[] reached = past.stream()
                .mapToInt(this::epochs)
                .filter(epochs -> epochs != Job.NEVER)
                .toArray();
        return EpochEstimate.samples(reached, past.size() - reached.length);
    }

    /** The first epoch that gets below the target, gaps bridged by straight lines. */
    private int epochs(Curve run) {
        double[] losses = run.everyEpoch();
        for (int k = 1; k <= losses.length; k++) {
            if (losses[k - 1] < target) {
                return k;
            }
        }
        return Job.NEVER;
    }

    double target() {
        return target;
    }

    /** K as it is in past runs. */
    EpochEstimate belief() {
        return belief;
    }

    /** Whether so many past runs reach the target. */
    boolean suffices(double confidence) {
        return belief.at(confidence)
                .filter(epochs -> epochs.robustEpochs().isPresent())
                .isPresent();
    }

    TrainingRun draw(SplittableRandom random) {
        Curve run = drawn.get(random.nextInt(drawn.size()));
        int epochs = epochs(run);
        return new TrainingRun(epochs, Optional.of(SimulatedLosses.recorded(run, target, epochs)));
    }

    /**
     * K by the losses of the first epochs, as far as past runs were followed: what is forecast of later epochs counts as never.
     *
     * @param seen losses in units of the runs
     * @return the forecast; empty if it leaves nothing
     */
    Optional<EpochEstimate> learnt(List<Double> seen) {
        EpochForecast forecast = known.computeIfAbsent(seen, this::forecast);
        int[] support = forecast.support();
        double[] levels = forecast.levels();
        Double[] pmf = new Double[lastEpoch];
        Arrays.fill(pmf, 0.0);
        double by = 0;
        for (int i = 0; i < support.length && support[i] <= lastEpoch; i++) {
            pmf[support[i] - 1] = levels[i] - by;
            by = levels[i];
        }
        return Optional.of(EpochEstimate.pmf(Arrays.asList(pmf), Math.max(0, 1 - by)))
                .filter(belief -> belief.after(seen.size()).isPresent());
    }

    private EpochForecast forecast(List<Double> seen) {
        Curve observed = Curve.ofLosses(
                "observed", seen.stream().mapToDouble(Double::doubleValue).toArray());
        return estimator.forecast(observed, Math.nextDown(target));
    }
}
