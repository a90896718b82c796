package io.github.jqodi.estimators.assemble;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.scenario.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * Runs that are over, and where they come from.
 *
 * @param curves runs with their losses
 * @param seeds runs of which the epochs to a target are known
 * @param sources of both, in order
 */
record PastRuns(List<Curve> curves, List<SeedRun> seeds, List<String> sources) {
    static final PastRuns NONE = new PastRuns(List.of(), List.of(), List.of());

    PastRuns {
        curves = List.copyOf(curves);
        seeds = List.copyOf(seeds);
        sources = List.copyOf(sources);
    }

    private static <T> List<T> longer(List<T> first, List<T> more) {
        List<T> all = new ArrayList<>(first);
        all.addAll(more);
        return all;
    }

    PastRuns withCurves(List<Curve> more, String source) {
        return new PastRuns(longer(curves, more), seeds, longer(sources, List.of(source)));
    }

    PastRuns withSeeds(List<SeedRun> more, String source) {
        return new PastRuns(curves, longer(seeds, more), longer(sources, List.of(source)));
    }

    boolean isEmpty() {
        return curves.isEmpty() && seeds.isEmpty();
    }

    /** The bit-widths that the runs were made at, each once, from narrow to wide. */
    List<Double> bits() {
        DoubleStream ofCurves =
                curves.stream().map(Curve::features).map(RunFeatures::bits).flatMapToDouble(OptionalDouble::stream);
        DoubleStream ofSeeds = seeds.stream()
                .map(run -> Configuration.of(run.configuration()))
                .flatMap(configuration -> configuration.quantization().stream())
                .flatMapToDouble(PastRuns::width);
        return DoubleStream.concat(ofCurves, ofSeeds)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    private static DoubleStream width(String quantization) {
        return Quantization.bitWidth(quantization).stream();
    }

    /** The most training samples that a run says its epochs had. */
    OptionalLong samples() {
        return curves.stream()
                .flatMapToLong(run -> run.features().samples().stream())
                .max();
    }

    /** The mean of the first losses of the runs of a model, or of those that say no model. */
    OptionalDouble firstLoss(String model) {
        return curves.stream()
                .filter(run -> run.features().model().map(model::equals).orElse(true))
                .mapToDouble(run -> run.loss(0))
                .average();
    }

    /** The runs of one that is the only model there is, where they do not say their model. */
    List<Curve> curvesOf(List<String> models) {
        return curves.stream()
                .map(run -> run.withFeatures(completed(run.features(), models)))
                .toList();
    }

    private static RunFeatures completed(RunFeatures known, List<String> models) {
        String model = known.model().orElse(models.get(0));
        return known.withPair(model, known.bits().orElse(Quantization.FULL_PRECISION_BITS));
    }

    boolean anyWithoutModel() {
        return curves.stream().anyMatch(run -> run.features().model().isEmpty());
    }

    boolean anyWithoutBits() {
        return curves.stream().anyMatch(run -> run.features().bits().isEmpty());
    }
}
