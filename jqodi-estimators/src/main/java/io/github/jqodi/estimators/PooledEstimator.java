package io.github.jqodi.estimators;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.history.HistoryEstimator;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear pool of what past runs say and of what the one curve says: the fewer past runs there are, and the less the run is like
 * them, the more the curve counts. Where past runs had other bit-widths, the spread of what they say is widened.
 *
 * @param past fitted to the history
 * @param alone forecasts from one curve
 * @param history past runs
 * @param horizon the last epoch of the past runs
 */
record PooledEstimator(FittedEstimator past, FittedEstimator alone, List<Curve> history, int horizon)
        implements FittedEstimator {
    /** The curve alone counts as so many past runs. */
    private static final double ALONE_RUNS = 5;
    /** A smaller share of the curve is not worth its time, nor is one of past runs. */
    private static final double LEAST_SHARE = 0.08;

    @Override
    public List<EpochForecast> forecasts(Curve observed, double... targets) {
        if (observed.lastEpoch() >= horizon) {
            return alone.forecasts(observed, targets);
        }
        HistoryDistance distance = HistoryDistance.of(observed, history);
        double share = distance.trust() * history.size() / (history.size() + ALONE_RUNS);
        List<EpochForecast> first = share < LEAST_SHARE ? List.of() : past.forecasts(observed, targets);
        List<EpochForecast> second = share > 1 - LEAST_SHARE ? List.of() : alone.forecasts(observed, targets);
        List<EpochForecast> pooled = new ArrayList<>(targets.length);
        for (int t = 0; t < targets.length; t++) {
            pooled.add(
                    observed.firstAtOrBelow(targets[t]).isPresent()
                            ? (first.isEmpty() ? second : first).get(t)
                            : pooled(first, second, t, share, distance));
        }
        return pooled;
    }

    private EpochForecast pooled(
            List<EpochForecast> first, List<EpochForecast> second, int t, double share, HistoryDistance distance) {
        if (second.isEmpty()) {
            return told(first.get(t).widened(distance.widening()), distance);
        }
        EpochForecast curve = second.get(t).believedBeyond(horizon, HistoryEstimator.BELIEVED_BEYOND);
        if (first.isEmpty()) {
            return curve.withBasis(
                    curve.basis() + ", beside " + Text.count(history.size(), "past run") + distance.told());
        }
        EpochForecast others = first.get(t).widened(distance.widening());
        String basis = others.basis() + " (" + Math.round(100 * share) + " %), " + curve.basis();
        EpochForecast mixed = EpochForecast.mix(List.of(others, curve), new double[] {share, 1 - share}, basis);
        return told(mixed.medianWithin(horizon).withHorizon(horizon), distance);
    }

    private static EpochForecast told(EpochForecast forecast, HistoryDistance distance) {
        return forecast.withBasis(forecast.basis() + distance.told());
    }
}
