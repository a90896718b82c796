package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;

/**
 * A change of loss, expected and robust; negative values lower the loss.
 *
 * @param expected mean
 * @param robust quantile at the target's confidence
 */
public record LossEstimate(double expected, double robust) {
    /**
     * Checks both numbers.
     *
     * @param expected finite
     * @param robust finite
     */
    public LossEstimate {
        expected = Check.finite("expected", expected) + 0.0;
        robust = Check.finite("robust", robust) + 0.0;
    }
}
