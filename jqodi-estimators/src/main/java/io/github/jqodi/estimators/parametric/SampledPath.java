package io.github.jqodi.estimators.parametric;

/**
 * One drawn continuation of a run in log losses: a shape and a level, first-order autoregressive noise of single epochs, and
 * changes of regime that the shape does not know of.
 *
 * @param shape the curve
 * @param level its log loss at the last observed epoch
 * @param noise standard deviation of single epochs
 * @param autocorrelation of the noise
 * @param lastResidual what the last observed epoch differed by
 */
record SampledPath(CurveShape shape, double level, double noise, double autocorrelation, double lastResidual) {
    /** Adds the values of this continuation as one path. */
    void walk(EpochGrid grid, RegimeChanges changes, Draws draws, FirstPassages.Builder paths) {
        double keep = autocorrelation;
        double fresh = Math.sqrt(1 - keep * keep);
        double residual = autocorrelation > 0 ? lastResidual : 0;
        double kept = keep;
        int stepsBefore = 1;
        for (int i = 0; i < grid.size(); i++) {
            int steps = grid.step(i);
            if (steps != stepsBefore) {
                kept = Math.pow(keep, steps);
                stepsBefore = steps;
            }
            residual = kept * residual + fresh * noise * draws.leastGaussian(steps);
            double calm = Math.exp(-changes.noiseDecay() * grid.logRatio(i));
            int epoch = grid.epoch(i);
            paths.add(epoch, level + curve(grid.logRatio(i), changes) + changes.fallsBy(epoch) + calm * residual);
        }
        paths.endPath();
    }

    private double curve(double logRatio, RegimeChanges changes) {
        double until = changes.effective(Math.min(logRatio, changes.logStall()));
        return changes.declineFactor() * shape.at(until) + changes.slope() * until;
    }
}
