package io.github.jqodi.estimators.bridge;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.history.PastEpochs;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Optional;

/**
 * Weighted empirical distribution of K for a pair (a,q) of which nothing was observed, from complete past runs: each run of the
 * pair counts one, all similar ones - the same version at other widths, other versions - together {@value #SIMILAR_RUNS}, nearer
 * ones more. Where the pair has fewer than {@value #FEWEST_OWN} runs, {@link BitWidthPrior} gives them the spread of a further one,
 * and where it has none, carries those of other widths over. Runs without model and bits say nothing. Immutable.
 */
final class PairHistory {
    /** The largest K of fewer runs is not enough for the next one with a confidence of 0.9. */
    static final int FEWEST_OWN = 9;

    private static final double SIMILAR_RUNS = 1.0;
    private static final double OTHER_MODEL = 0.1;
    private static final double OCTAVE = 0.3;

    private final List<Curve> runs;

    PairHistory(List<Curve> runs) {
        this.runs = runs.stream()
                .filter(run -> run.features().model().isPresent()
                        && run.features().bits().isPresent())
                .toList();
    }

    Optional<EpochForecast> forecast(String model, Quantization quantization, double target) {
        QuantizedModel pair = new QuantizedModel(model, quantization.name());
        List<Curve> own = runs.stream().filter(run -> pairOf(run).equals(pair)).toList();
        if (own.size() < FEWEST_OWN) {
            return BitWidthPrior.of(runs).forecast(model, quantization, target);
        }
        List<Curve> similar =
                runs.stream().filter(run -> !pairOf(run).equals(pair)).toList();
        double all = similar.stream()
                .mapToDouble(run -> similarity(run.features(), model, quantization))
                .sum();
        PastEpochs past = new PastEpochs();
        own.forEach(run -> past.add(run, target, 1));
        similar.forEach(
                run -> past.add(run, target, similarity(run.features(), model, quantization) * SIMILAR_RUNS / all));
        return Optional.of(past.forecast(own.size() + " past runs of the pair" + PastEpochs.shortfall(own, target)
                + ", " + similar.size() + " of similar ones"));
    }

    /** The pair of a run whose features carry model and bits. */
    static QuantizedModel pairOf(Curve run) {
        return QuantizedModel.of(
                run.features().model().orElseThrow(), run.features().bits().orElseThrow());
    }

    private static double similarity(RunFeatures features, String model, Quantization quantization) {
        double bits = quantization.weightBits();
        double octaves = Math.abs(Math.log(features.bits().orElse(bits) / bits)) / Math.log(2);
        return (features.model().equals(Optional.of(model)) ? 1 : OTHER_MODEL) * Math.pow(OCTAVE, octaves);
    }
}
