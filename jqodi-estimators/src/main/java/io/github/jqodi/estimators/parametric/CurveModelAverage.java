package io.github.jqodi.estimators.parametric;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FallAtDrops;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Bayesian model average of curve families over one run, the default where nothing but the beginning of the run is known.
 * Follows Domhan, Springenberg and Hutter, Speeding up automatic hyperparameter optimization of deep neural networks by
 * extrapolation of learning curves, IJCAI 2015, with families from Viering and Loog, The shape of learning curves: a review,
 * IEEE Transactions on Pattern Analysis and Machine Intelligence, 2022; a grid stands in for their Markov chain.
 *
 * <ol>
 *   <li>Power laws, Hill and Weibull curves with and without asymptote are weighted by their marginal likelihood on the whole run
 *       and on its last half ({@link WindowPosterior}).
 *   <li>Earlier origins of the run say how far declines are foreseen rightly ({@link DeclineFactor}), the scatter of its epochs
 *       how much is still ahead ({@link NoiseToTrend}).
 *   <li>Continuations are drawn from the posterior ({@link SampledPath}), each with noise and changes of regime
 *       ({@link RegimeChanges}): a change point at which improvement may end, a learning rate that may decay little by little and
 *       take noise and decline with it, and drops of the learning rate, known ones as the run's features name them, with
 *       falls as past runs had them at theirs ({@link FallAtDrops}), unknown ones with a small hazard.
 *   <li>K is the first passage ({@link FirstPassages}); the nearer a target, the likelier it was set
 *       ({@link PredictiveDistribution}).
 * </ol>
 *
 * <p>"Never" is beyond the horizon. Forecasts do not depend on the unit of the loss. Immutable.
 */
public final class CurveModelAverage implements CurveEstimator {
    /** The name it is asked for by. */
    public static final String NAME = "mix";

    private static final int DEFAULT_DRAWS = 1000;
    private static final double DEFAULT_HORIZON = 50;

    private final MixModel.Settings settings;

    private CurveModelAverage(MixModel.Settings settings) {
        this.settings = settings;
    }

    /**
     * The mix with its defaults: 1000 draws, a horizon of fifty times the observed epochs.
     *
     * @return the estimator
     */
    public static CurveModelAverage create() {
        return new CurveModelAverage(new MixModel.Settings(DEFAULT_DRAWS, DEFAULT_HORIZON, 1));
    }

    /**
     * The mix with another number of sampled continuations.
     *
     * @param count from 50 to 100000; time grows with it, the error of probabilities falls with its square root
     * @return a copy
     */
    public CurveModelAverage withDraws(int count) {
        Check.between("draws", count, 50, 100_000);
        return new CurveModelAverage(new MixModel.Settings(count, settings.horizonFactor(), settings.seed()));
    }

    /**
     * The mix with another horizon. A target not reached within it counts as never reached.
     *
     * @param factor how many times the observed epochs, from 1.5 to 1000
     * @return a copy
     */
    public CurveModelAverage withHorizonFactor(double factor) {
        Check.that(factor >= 1.5 && factor <= 1000, "horizonFactor", factor, "must be from 1.5 to 1000");
        return new CurveModelAverage(new MixModel.Settings(settings.draws(), factor, settings.seed()));
    }

    /**
     * The mix with another seed.
     *
     * @param value any
     * @return a copy
     */
    public CurveModelAverage withSeed(long value) {
        return new CurveModelAverage(new MixModel.Settings(settings.draws(), settings.horizonFactor(), value));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "average over power laws, Hill and Weibull curves with breaking points and drops, from one run";
    }

    /**
     * Prepares the grid of shapes; of past runs nothing is looked at but by how much they fell at drops of their learning rate.
     *
     * @param history past runs; may be empty
     * @return what forecasts, some tens of milliseconds for a run, microseconds for a further target
     */
    @Override
    public FittedEstimator fit(List<Curve> history) {
        ShapeGrid grid = ShapeGrid.of(MixPrior.Shapes.DEFAULT);
        MixPrior prior = MixPrior.DEFAULT.withKnownFall(FallAtDrops.of(history));
        return (observed, targets) -> TargetForecasts.of(observed, targets, () -> model(grid, prior, observed));
    }

    private DoubleFunction<EpochForecast> model(ShapeGrid grid, MixPrior prior, Curve observed) {
        return MixModel.of(grid, prior, settings, observed);
    }

    @Override
    public String toString() {
        return name();
    }
}
