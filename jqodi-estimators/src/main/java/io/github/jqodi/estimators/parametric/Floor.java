package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;

/** Lower bound of the losses of a run: 0 for losses above 0, else one observed range below the least loss. */
final class Floor {
    private Floor() {}

    /**
     * The floor of a run.
     *
     * @param observed the run up to now
     * @return a number below every observed loss; it scales with the losses
     */
    static double of(Curve observed) {
        double least = observed.minimum();
        if (least > 0) {
            return 0;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < observed.size(); i++) {
            most = Math.max(most, observed.loss(i));
        }
        double range = most - least;
        return least - (range > 0 ? range : Math.max(Math.abs(least), 1));
    }
}
