package io.github.jqodi.estimators.calibrate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Calibration set: forecasts made for past runs as if they had just begun, beside what happened. Not thread-safe. */
public final class CalibrationSample {
    /** Between errors in epochs, 0, and relative ones, 1: late targets count for more than by the latter. */
    private static final double RELATIVE = 0.75;

    private final int horizon;
    private int runs;
    private final List<EpochForecast> reached = new ArrayList<>();
    private final List<Integer> epochs = new ArrayList<>();
    private final List<EpochForecast> unreached = new ArrayList<>();

    /**
     * Starts empty.
     *
     * @param horizon H, the epochs up to which past runs were followed
     */
    public CalibrationSample(int horizon) {
        this.horizon = horizon;
    }

    /**
     * Adds the forecasts about one past run. They count as one run, since questions about it are not independent.
     *
     * @param forecasts made without knowing the run
     * @param truth K of each; empty if the run did not reach the target within H
     */
    public void add(List<EpochForecast> forecasts, List<OptionalInt> truth) {
        Check.that(
                forecasts.size() == truth.size(),
                "truth",
                truth.size() + " entries",
                "must have one for each of the " + forecasts.size() + " forecasts");
        for (int i = 0; i < forecasts.size(); i++) {
            add(forecasts.get(i), truth.get(i));
        }
        runs++;
    }

    private void add(EpochForecast forecast, OptionalInt epoch) {
        if (epoch.isPresent() && epoch.getAsInt() <= horizon) {
            reached.add(forecast);
            epochs.add(epoch.getAsInt());
        } else {
            unreached.add(forecast);
        }
    }

    /**
     * {@return how many forecasts there are}
     */
    public int size() {
        return reached.size() + unreached.size();
    }

    /**
     * The map of levels by which forecasts of this kind become calibrated.
     *
     * @return the map; the identity if fewer than {@value LevelMap#FEWEST} targets were reached
     */
    public LevelMap levelMap() {
        return reached.size() < LevelMap.FEWEST ? LevelMap.identity() : LevelMap.fit(this);
    }

    int horizon() {
        return horizon;
    }

    /** How many runs the forecasts are about. */
    int runs() {
        return runs;
    }

    /** P(K ≤ H) of each target that was not reached. */
    double[] claimsOfUnreached() {
        return unreached.stream()
                .mapToDouble(forecast -> forecast.probabilityBy(horizon))
                .toArray();
    }

    /** P(K ≤ H) of each target that was reached. */
    double[] claimsOfReached() {
        return reached.stream()
                .mapToDouble(forecast -> forecast.probabilityBy(horizon))
                .toArray();
    }

    /** P(K &lt; truth) of each target that was reached: the level above which its robust value would have covered. */
    double[] levelsBeforeTruth() {
        double[] levels = new double[reached.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = reached.get(i).probabilityBy(epochs.get(i) - 1.0);
        }
        return levels;
    }

    /**
     * Mean error of the quantile at a share of P(K ≤ H), over K to the power {@value #RELATIVE}; without one, twice the horizon
     * counts.
     */
    double error(double share) {
        double sum = 0;
        for (int i = 0; i < reached.size(); i++) {
            EpochForecast forecast = reached.get(i);
            double reach = 1 - forecast.neverProbability();
            OptionalInt quantile =
                    forecast.quantile(share * LevelMap.expectedBy(reach, forecast.probabilityBy(horizon)));
            double expected = quantile.isPresent() ? quantile.getAsInt() : 2.0 * horizon;
            sum += Math.abs(Math.min(expected, 2.0 * horizon) - epochs.get(i)) / Math.pow(epochs.get(i), RELATIVE);
        }
        return sum / reached.size();
    }

    @Override
    public String toString() {
        return Text.count(size(), "forecast") + " checked over " + Text.count(horizon, "epoch");
    }
}
