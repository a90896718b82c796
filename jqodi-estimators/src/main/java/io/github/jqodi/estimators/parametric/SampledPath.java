package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.parametric.ShapeGrid.Shape;

/**
 * One drawn continuation of a run in log losses: a shape and a level, the noise of single epochs, and what may come that
 * the shape does not know of.
 *
 * @param shape the curve
 * @param level its log loss at the last observed epoch
 * @param noise standard deviation of single epochs
 * @param autocorrelation of the noise
 * @param lastResidual what the last observed epoch differed by
 */
record SampledPath(Shape shape, double level, double noise, double autocorrelation, double lastResidual) {
    /** Adds the values of this continuation as one path. */
    void walk(
            int lastEpoch,
            int[] epochs,
            double[] logRatios,
            RegimeChanges events,
            Draws draws,
            FirstPassages.Builder paths) {
        double keep = autocorrelation;
        double fresh = Math.sqrt(1 - keep * keep);
        double residual = autocorrelation > 0 ? lastResidual : 0;
        int before = lastEpoch;
        for (int i = 0; i < epochs.length; i++) {
            int steps = epochs[i] - before;
            before = epochs[i];
            residual = Math.pow(keep, steps) * residual + fresh * noise * draws.leastGaussian(steps);
            double calm = Math.exp(-events.noiseDecay() * logRatios[i]);
            paths.add(epochs[i], level + curve(logRatios[i], events) + events.fallsBy(epochs[i]) + calm * residual);
        }
        paths.endPath();
    }

    private double curve(double logRatio, RegimeChanges events) {
        double until = events.effective(Math.min(logRatio, events.logStall()));
        return events.pace() * shape.at(until) + events.slope() * until;
    }
}
