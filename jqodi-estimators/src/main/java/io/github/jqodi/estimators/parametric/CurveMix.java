package io.github.jqodi.estimators.parametric;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.OnlineForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Forecasts K of a run by averaging over curve families, the default where nothing but the beginning of the run is known.
 *
 * <p>Power laws, Hill and Weibull curves with and without asymptote are weighted by their marginal likelihood on the whole
 * run and on its last half. Continuations are drawn from the posterior, each with noise, a breaking point at which
 * improvement may end, a learning rate that may fall little by little and take noise and pace with it, and drops of the
 * learning rate: known ones as the run's features name them, unknown ones with a small hazard. A run whose epochs scatter
 * little beside its decline has little of that ahead. K is the first passage; the nearer a target, the likelier it was set.
 * "Never" is beyond the horizon. Forecasts do not depend on the unit of the loss. Immutable.
 */
public final class CurveMix implements CurveEstimator {
    /** The name it is asked for by. */
    public static final String NAME = "mix";

    private static final int DEFAULT_DRAWS = 400;
    private static final double DEFAULT_HORIZON = 50;

    private final int draws;
    private final double horizonFactor;
    private final long seed;
    private final MixPrior prior;

    private CurveMix(int draws, double horizonFactor, long seed, MixPrior prior) {
        this.draws = draws;
        this.horizonFactor = horizonFactor;
        this.seed = seed;
        this.prior = prior;
    }

    /**
     * The mix with its defaults: 400 draws, a horizon of fifty times the observed epochs.
     *
     * @return the estimator
     */
    public static CurveMix create() {
        return new CurveMix(DEFAULT_DRAWS, DEFAULT_HORIZON, 1, MixPrior.DEFAULT);
    }

    /**
     * The mix with another number of sampled continuations.
     *
     * @param count from 50 to 100000; time grows with it, the error of probabilities falls with its square root
     * @return a copy
     */
    public CurveMix withDraws(int count) {
        return new CurveMix(Check.between("draws", count, 50, 100_000), horizonFactor, seed, prior);
    }

    /**
     * The mix with another horizon. A target not reached within it counts as never reached.
     *
     * @param factor how many times the observed epochs, from 1.5 to 1000
     * @return a copy
     */
    public CurveMix withHorizonFactor(double factor) {
        Check.that(factor >= 1.5 && factor <= 1000, "horizonFactor", factor, "must be from 1.5 to 1000", "");
        return new CurveMix(draws, factor, seed, prior);
    }

    /**
     * The mix with another seed.
     *
     * @param value any
     * @return a copy
     */
    public CurveMix withSeed(long value) {
        return new CurveMix(draws, horizonFactor, value, prior);
    }

    CurveMix withPrior(MixPrior beliefs) {
        return new CurveMix(draws, horizonFactor, seed, beliefs);
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
     * Prepares the grid of shapes; past runs are not looked at.
     *
     * @param history ignored
     * @return what forecasts, milliseconds for a run, microseconds for a further target
     */
    @Override
    public FittedEstimator fit(List<Curve> history) {
        ShapeGrid grid = ShapeGrid.of(prior);
        return (observed, targets) -> TargetForecasts.of(observed, targets, () -> model(grid, observed));
    }

    /**
     * Follows one run. A further epoch costs one forecast, milliseconds; a further target of the same epoch microseconds.
     *
     * @param begun the run up to now
     * @return its session, for one thread
     */
    public OnlineForecast follow(Curve begun) {
        ShapeGrid grid = ShapeGrid.of(prior);
        return new FollowedRun(begun, observed -> model(grid, observed));
    }

    private DoubleFunction<EpochForecast> model(ShapeGrid grid, Curve observed) {
        LogLosses losses = LogLosses.of(observed);
        List<Integer> drops = observed.features().dropEpochs();
        double[] table = grid.table(losses);
        List<Window> windows = windows(grid, losses, drops, table);
        NoiseToTrend noiseToTrend = noiseToTrend(losses, windows.get(0).posterior(), table);
        FirstPassages passages = passages(grid, losses, drops, table, windows, noiseToTrend);
        PredictiveDistribution outlook = PredictiveDistribution.of(
                prior, losses.lastEpoch(), horizonFactor, noiseToTrend.spread(prior, losses.size()));
        String basis = "this run alone: mix of curve families over " + observed.size() + " epochs";
        return target -> outlook.forecast(passages.epochs(losses.toValue(target)), basis);
    }

    private NoiseToTrend noiseToTrend(LogLosses losses, WindowPosterior whole, double[] table) {
        double slope = -whole.meanLevelAndChange(table, Math.log(2))[1] / Math.log(2);
        return NoiseToTrend.of(prior, losses.size(), whole.residualDeviation(), slope);
    }

    private FirstPassages passages(
            ShapeGrid grid,
            LogLosses losses,
            List<Integer> drops,
            double[] table,
            List<Window> windows,
            NoiseToTrend noiseToTrend) {
        Draws random = new Draws(seed);
        int[] epochs = EpochGrid.after(losses.lastEpoch(), horizonFactor);
        double[] logRatios = new double[epochs.length];
        for (int i = 0; i < epochs.length; i++) {
            logRatios[i] = Math.log(epochs[i] / (double) losses.lastEpoch());
        }
        int[] later = drops.stream()
                .mapToInt(Integer::intValue)
                .filter(d -> d > losses.lastEpoch())
                .toArray();
        MixPrior beliefs = (drops.isEmpty() ? prior : prior.ofKnownSchedule()).scaled(noiseToTrend);
        FirstPassages.Builder paths = new FirstPassages.Builder(draws);
        DeclineFactor pace =
                DeclineFactor.of(grid, prior, losses, windows.get(0).posterior(), table);
        for (Window window : windows) {
            for (int i = 0; i < window.draws(); i++) {
                Draws own = random.split();
                double stratum = (i + own.uniform()) / window.draws();
                SampledPath continuation = window.posterior().draw(stratum, own);
                RegimeChanges events = RegimeChanges.draw(beliefs, pace, losses.lastEpoch(), later, own);
                continuation.walk(losses.lastEpoch(), epochs, logRatios, events, own, paths);
            }
        }
        return paths.build();
    }

    /** The whole run since the drop before the last one, and its last half. */
    private List<Window> windows(ShapeGrid grid, LogLosses losses, List<Integer> drops, double[] table) {
        int change = losses.lastChange(drops);
        int begin = losses.changeBefore(change, drops);
        int half = Math.max(begin, losses.size() - Math.max(4, losses.size() / 2));
        int recent = (int) Math.round(draws * prior.recentShare() * trustInHalf(losses.size()));
        List<Window> windows = new ArrayList<>();
        windows.add(new Window(posterior(grid, losses, table, begin, change), draws - recent));
        if (half > begin) {
            windows.add(new Window(posterior(grid, losses, table, half, change), recent));
        } else {
            windows.set(0, new Window(windows.get(0).posterior(), draws));
        }
        return windows;
    }

    /** Half of a short run says little: none for four losses or fewer, full from twelve on. */
    private static double trustInHalf(int size) {
        return Math.min(1, Math.max(0, (size - 4) / 8.0));
    }

    private WindowPosterior posterior(ShapeGrid grid, LogLosses losses, double[] table, int from, int change) {
        return new WindowPosterior(grid, prior, losses, table, from, Math.max(from, change));
    }

    private record Window(WindowPosterior posterior, int draws) {}
}
