package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.parametric.RegimeChanges.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Model of one run by the mix: first passages of sampled continuations, and what they come to. Immutable. */
final class MixModel implements DoubleFunction<EpochForecast> {
    private final LogLosses losses;
    private final FirstPassages passages;
    private final PredictiveDistribution distribution;
    private final String basis;

    private MixModel(
            LogLosses losses, FirstPassages passages, PredictiveDistribution distribution, int epochsObserved) {
        this.losses = losses;
        this.passages = passages;
        this.distribution = distribution;
        this.basis = "this run alone: mix of curve families over " + epochsObserved + " epochs";
    }

    static MixModel of(ShapeGrid grid, MixPrior prior, Settings settings, Curve observed) {
        LogLosses losses = LogLosses.of(observed);
        ShapeTable table = grid.table(losses);
        Posterior posterior =
                Posterior.of(table, prior, settings.draws, observed.features().dropEpochs());
        NoiseToTrend ratio = noiseToTrend(table, prior, posterior.whole());
        PredictiveDistribution distribution = new PredictiveDistribution(
                losses.lastEpoch(),
                settings.horizonFactor,
                prior.reach(),
                ratio.spreadFactor(prior.smoothness(), losses.size()));
        return new MixModel(losses, posterior.passages(table, prior, ratio, settings), distribution, observed.size());
    }

    /** The belief about K of a target. */
    @Override
    public EpochForecast apply(double target) {
        return distribution.forecast(passages.epochs(losses.toValue(target)), basis);
    }

    private static NoiseToTrend noiseToTrend(ShapeTable table, MixPrior prior, WindowPosterior whole) {
        double slope = -whole.meanChange(Math.log(2)) / Math.log(2);
        return NoiseToTrend.of(prior.smoothness(), table.losses().size(), whole.residualDeviation(), slope);
    }

    /**
     * Settings of the sampling.
     *
     * @param draws sampled continuations
     * @param horizonFactor how many times the observed epochs the horizon is
     * @param seed of the random numbers
     */
    record Settings(int draws, double horizonFactor, long seed) {}

    /** Posterior of one window, and how many continuations are drawn from it. */
    private record Window(WindowPosterior posterior, int draws) {}

    /** The whole run since the drop before the last one, and its last half. */
    private record Posterior(List<Integer> dropEpochs, List<Window> windows) {
        static Posterior of(ShapeTable table, MixPrior prior, int draws, List<Integer> dropEpochs) {
            LogLosses losses = table.losses();
            int change = losses.lastChange(dropEpochs);
            int begin = losses.changeBefore(change, dropEpochs);
            int half = Math.max(begin, losses.size() - Math.max(4, losses.size() / 2));
            int recent = half > begin
                    ? (int) Math.round(draws * prior.likelihood().recentShare() * trustInHalf(losses.size()))
                    : 0;
            List<Window> windows = new ArrayList<>();
            windows.add(new Window(posterior(table, prior, begin, change), draws - recent));
            if (half > begin) {
                windows.add(new Window(posterior(table, prior, half, change), recent));
            }
            return new Posterior(dropEpochs, windows);
        }

        /** Half of a short run says little: none for four losses or fewer, full from twelve on. */
        private static double trustInHalf(int size) {
            return Math.min(1, Math.max(0, (size - 4) / 8.0));
        }

        private static WindowPosterior posterior(ShapeTable table, MixPrior prior, int from, int change) {
            return new WindowPosterior(table, prior, from, Math.max(from, change));
        }

        WindowPosterior whole() {
            return windows.get(0).posterior();
        }

        FirstPassages passages(ShapeTable table, MixPrior prior, NoiseToTrend ratio, Settings settings) {
            int last = table.losses().lastEpoch();
            EpochGrid grid = EpochGrid.after(last, settings.horizonFactor);
            Schedule schedule = new Schedule(last, dropEpochs);
            MixPrior.Changes known =
                    dropEpochs.isEmpty() ? prior.changes() : prior.changes().ofKnownSchedule();
            MixPrior.Changes hazards = known.scaled(ratio, prior.smoothness());
            DeclineFactor decline = DeclineFactor.of(table, prior, whole());
            Draws random = new Draws(settings.seed);
            EvenDraws even = new EvenDraws(settings.seed);
            FirstPassages.Builder paths = new FirstPassages.Builder(settings.draws);
            for (Window window : windows) {
                for (int i = 0; i < window.draws; i++) {
                    Draws own = random.split();
                    SampledPath path = window.posterior.draw((i + own.uniform()) / window.draws, own);
                    double slopeSpread = prior.decline().slopeSpread();
                    path.walk(
                            grid, RegimeChanges.draw(hazards, slopeSpread, decline, schedule, even.next()), own, paths);
                }
            }
            return paths.build();
        }
    }
}
