package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import java.util.List;

/**
 * A change of loss for each epoch, γ^update(k) or γ^run(k), expected and robust. Entry k is epoch k.
 *
 * @param expected means
 * @param robust quantiles at the target's confidence
 */
public record GainSeries(List<Double> expected, List<Double> robust) {
    /**
     * Checks every number and copies the lists.
     *
     * @param expected finite numbers
     * @param robust finite numbers
     */
    public GainSeries {
        expected = Check.finites("expected", expected);
        robust = Check.finites("robust", robust);
    }
}
