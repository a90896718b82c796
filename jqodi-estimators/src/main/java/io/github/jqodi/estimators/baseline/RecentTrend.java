package io.github.jqodi.estimators.baseline;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.WeightedPaths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Linear regression of the last half of a run on the logarithm of the epoch, continued up to ten times the observed epochs. The
 * slope is uncertain as Student's t has it; each path carries the deviations of the last half.
 */
public final class RecentTrend implements CurveEstimator {
    private static final int SLOPES = 99;
    private static final int FEWEST_POINTS = 4;
    private static final int HORIZON_FACTOR = 10;
    private static final int LONGEST = 20_000;

    /** Takes no settings. */
    public RecentTrend() {}

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public String description() {
        return "one curve: straight line over log epochs through the last half, slope uncertain";
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        return RecentTrend::forecasts;
    }

    private static List<EpochForecast> forecasts(Curve observed, double[] targets) {
        WeightedPaths paths = paths(observed);
        String basis = "the last half of " + observed.size() + " epochs of this run alone";
        List<EpochForecast> forecasts = new ArrayList<>();
        for (double target : targets) {
            OptionalInt reached = observed.firstAtOrBelow(target);
            if (reached.isPresent()) {
                forecasts.add(EpochForecast.reached(reached.getAsInt()));
            } else if (observed.divergedAt().isPresent()) {
                forecasts.add(EpochForecast.never("the run diverged"));
            } else {
                forecasts.add(paths.forecast(target, basis));
            }
        }
        return forecasts;
    }

    private static WeightedPaths paths(Curve observed) {
        int from = Math.max(0, Math.min(observed.size() / 2, observed.size() - FEWEST_POINTS));
        SimpleRegression line = new SimpleRegression();
        double meanLog = 0;
        for (int i = from; i < observed.size(); i++) {
            line.addData(Math.log(observed.epoch(i)), observed.loss(i));
            meanLog += Math.log(observed.epoch(i)) / (observed.size() - from);
        }
        double[] slopes = slopes(line);
        Trend trend = Trend.of(observed, from, line.getN() < 2 ? 0 : line.getSlope(), meanLog);
        double[][] paths = new double[slopes.length][];
        for (int s = 0; s < slopes.length; s++) {
            paths[s] = trend.path(observed.lastEpoch(), slopes[s], s);
        }
        double[] weights = new double[slopes.length];
        Arrays.fill(weights, 1);
        return new WeightedPaths(observed.lastEpoch() + 1, paths, weights);
    }

    /** Line through the middle of the last half, and what its losses deviate from it. */
    private static final class Trend {
        private final double level;
        private final double meanLog;
        private final double[] deviations;

        private Trend(double level, double meanLog, double[] deviations) {
            this.level = level;
            this.meanLog = meanLog;
            this.deviations = deviations;
        }

        static Trend of(Curve observed, int from, double slope, double meanLog) {
            double level = meanLoss(observed, from);
            double[] deviations = new double[observed.size() - from];
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] =
                        observed.loss(from + i) - level - slope * (Math.log(observed.epoch(from + i)) - meanLog);
            }
            return new Trend(level, meanLog, deviations);
        }

        /** Losses after the last epoch along another slope; the deviations begin anywhere among them. */
        double[] path(int last, double slope, int phase) {
            double[] path = new double[Math.min(LONGEST, (HORIZON_FACTOR - 1) * last)];
            for (int k = 0; k < path.length; k++) {
                double deviation = deviations[(k + phase) % deviations.length];
                path[k] = level + slope * (Math.log(last + 1.0 + k) - meanLog) + deviation;
            }
            return path;
        }
    }

    private static double[] slopes(SimpleRegression line) {
        if (line.getN() < 3) {
            return new double[] {line.getN() < 2 ? 0 : line.getSlope()};
        }
        TDistribution shape = new TDistribution(null, line.getN() - 2.0);
        double[] slopes = new double[SLOPES];
        for (int s = 0; s < SLOPES; s++) {
            double z = shape.inverseCumulativeProbability((s + 0.5) / SLOPES);
            slopes[s] = line.getSlope() + z * line.getSlopeStdErr();
        }
        return slopes;
    }

    private static double meanLoss(Curve observed, int from) {
        double sum = 0;
        for (int i = from; i < observed.size(); i++) {
            sum += observed.loss(i);
        }
        return sum / (observed.size() - from);
    }

    @Override
    public String toString() {
        return name();
    }
}
