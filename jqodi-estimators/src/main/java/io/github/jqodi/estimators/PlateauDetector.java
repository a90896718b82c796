package io.github.jqodi.estimators;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FallAtDrops;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.Plateau;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watch for runs that stand still: the surer it is that a run does not approach a target any more, the more of the belief is moved
 * to "never". Past runs that stood as still after as many epochs, and then fell further than seemed possible, speak against it;
 * those of the same schedule of the learning rate alone where there are enough of them.
 */
final class PlateauDetector implements FittedEstimator {
    /** A past run stood as still if its ratio is at least this share of that of the run at hand. */
    private static final double ALIKE = 0.3;

    private final FittedEstimator inner;
    private final List<Curve> history;
    private final FallAtDrops fall;
    private final Map<Moment, List<Begun>> begun = new ConcurrentHashMap<>();

    PlateauDetector(FittedEstimator inner, List<Curve> history) {
        this.inner = inner;
        this.history = List.copyOf(history);
        this.fall = FallAtDrops.of(history);
    }

    @Override
    public List<EpochForecast> forecasts(Curve observed, double... targets) {
        List<EpochForecast> forecasts = inner.forecasts(observed, targets);
        Plateau plateau = Plateau.of(observed, fall);
        List<EpochForecast> watched = new ArrayList<>(targets.length);
        for (int t = 0; t < targets.length; t++) {
            double still = plateau.probability(targets[t]);
            EpochForecast forecast = forecasts.get(t);
            double ratio = plateau.ratio(targets[t]);
            watched.add(
                    still == 0
                            ? forecast
                            : lowered(forecast, still * trust(observed, targets[t], ratio), plateau.words()));
        }
        return watched;
    }

    private static EpochForecast lowered(EpochForecast forecast, double still, String words) {
        return forecast.withLevels(level -> level * (1 - still)).withBasis(forecast.basis() + "; " + words);
    }

    /**
     * Of the past runs that stood about as still before a target as far below, the share that did not reach it after all; one more
     * that did not is assumed.
     */
    private double trust(Curve observed, double target, double ratio) {
        int stood = 0;
        int fell = 0;
        double below = (observed.minimum() - target) / Math.max(Double.MIN_NORMAL, Math.abs(observed.minimum()));
        for (Begun past : begun.computeIfAbsent(Moment.of(observed), moment -> begunBy(observed))) {
            if (past.ratio(below) >= ALIKE * ratio) {
                stood++;
                fell += past.fall >= below ? 1 : 0;
            }
        }
        return 1 - fell / (stood + 1.0);
    }

    private List<Begun> begunBy(Curve observed) {
        int epoch = observed.lastEpoch();
        return ScheduledHistory.chosen(history, observed.features()).stream()
                .filter(run -> run.lastEpoch() > epoch && run.epoch(0) <= epoch)
                .map(run -> Begun.of(run, epoch, fall))
                .toList();
    }

    /**
     * Moment at which past runs are looked at.
     *
     * @param dropEpochs of the run at hand
     * @param epoch its last
     */
    private record Moment(List<Integer> dropEpochs, int epoch) {
        static Moment of(Curve observed) {
            return new Moment(observed.features().dropEpochs(), observed.lastEpoch());
        }
    }

    /**
     * Past run as it stood after some epochs.
     *
     * @param plateau how still it stood
     * @param least its least loss by then
     * @param fall how far it fell below that later, as a share of it
     */
    private record Begun(Plateau plateau, double least, double fall) {
        static Begun of(Curve run, int epoch, FallAtDrops atDrops) {
            Curve begun = run.prefix(epoch);
            double least = begun.minimum();
            double fall = (least - run.minimum()) / Math.max(Double.MIN_NORMAL, Math.abs(least));
            return new Begun(Plateau.of(begun, atDrops), least, fall);
        }

        double ratio(double below) {
            return plateau.ratio(least - below * Math.abs(least));
        }
    }

    @Override
    public String toString() {
        return "watched for standing still: " + inner;
    }
}
