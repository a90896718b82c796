package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.parametric.RegimeChanges.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Extrapolation of one fitted family: parameters are drawn around the optimum by their covariance, with the tails of Student's t
 * for short runs, noise with the residuals' autocorrelation is added, and K is the first passage. "Never" is the share of
 * continuations that do not arrive within ten times the observed epochs. Single families are for comparison;
 * {@link CurveModelAverage} is the one to use. Immutable.
 *
 * <p>Where the features of the run name drops of the learning rate, the family is fitted to the losses since the last one
 * if there are at least four, and later ones lower the curve by a fall of uncertain size.
 */
public final class FamilyEstimator implements CurveEstimator {
    private static final int DRAWS = 400;
    private static final double HORIZON = 10;
    private static final int LEAST_SEGMENT = 4;

    private final CurveFamily family;
    private final long seed;

    private FamilyEstimator(CurveFamily family, long seed) {
        this.family = family;
        this.seed = seed;
    }

    static FamilyEstimator of(CurveFamily family) {
        return new FamilyEstimator(family, 1);
    }

    /**
     * The estimators of all families: {@code pow2}, {@code pow3}, {@code pow4}, {@code exp3}, {@code exp4}, {@code mmf4},
     * {@code weibull}, {@code janoschek} and {@code ilog2}.
     *
     * @return one for each, in this order
     */
    public static List<FamilyEstimator> all() {
        return Arrays.stream(CurveFamily.values()).map(FamilyEstimator::of).toList();
    }

    /**
     * The estimator with another seed.
     *
     * @param value any
     * @return a copy
     */
    public FamilyEstimator withSeed(long value) {
        return new FamilyEstimator(family, value);
    }

    @Override
    public String name() {
        return family.label();
    }

    @Override
    public String description() {
        return "one fitted " + family.label() + " curve with the uncertainty of its parameters, from one run";
    }

    /**
     * Nothing is learnt from past runs.
     *
     * @param history ignored
     * @return what forecasts
     */
    @Override
    public FittedEstimator fit(List<Curve> history) {
        return (observed, targets) -> TargetForecasts.of(observed, targets, () -> {
            List<Integer> drops = observed.features().dropEpochs();
            return model(observed, FamilyFit.of(family, segment(observed, drops)));
        });
    }

    private DoubleFunction<EpochForecast> model(Curve observed, FamilyFit fit) {
        FirstPassages passages = passages(observed, fit);
        String basis = family.label() + " over " + observed.size() + " epochs";
        return target -> passages.forecast(target, basis);
    }

    private FirstPassages passages(Curve observed, FamilyFit fit) {
        int last = observed.lastEpoch();
        EpochGrid grid = EpochGrid.after(last, HORIZON);
        Schedule schedule = new Schedule(last, observed.features().dropEpochs());
        Draws random = new Draws(seed);
        FamilySampler paths = new FamilySampler(fit, DRAWS, random);
        FirstPassages.Builder builder = new FirstPassages.Builder(DRAWS);
        for (int i = 0; i < DRAWS; i++) {
            Draws own = random.split();
            paths.walk(i, grid, RegimeChanges.ofDrops(MixPrior.Drops.DEFAULT, schedule, own), own, builder);
        }
        return builder.build();
    }

    /** The losses since the last drop that has enough of them after it. */
    private static Curve segment(Curve observed, List<Integer> drops) {
        int from = 0;
        for (int drop : drops) {
            int index = 0;
            while (index < observed.size() && observed.epoch(index) < drop) {
                index++;
            }
            from = observed.size() - index >= LEAST_SEGMENT ? index : from;
        }
        if (from == 0) {
            return observed;
        }
        int[] epochs = Arrays.copyOfRange(observed.epochs(), from, observed.size());
        double[] losses = Arrays.copyOfRange(observed.losses(), from, observed.size());
        return Curve.of(observed.name(), epochs, losses);
    }

    @Override
    public String toString() {
        return name();
    }
}
