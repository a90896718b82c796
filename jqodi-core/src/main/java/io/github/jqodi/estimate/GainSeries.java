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

    /**
     * The changes after some epochs.
     *
     * @param epochs how many are over, at least 0
     * @return entry k is epoch {@code epochs} + k; empty lists where these end before
     */
    public GainSeries after(int epochs) {
        return new GainSeries(rest(expected, epochs), rest(robust, epochs));
    }

    private static List<Double> rest(List<Double> gains, int epochs) {
        return gains.subList(Math.min(epochs, gains.size()), gains.size());
    }
}
