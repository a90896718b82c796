package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.scenario.Equation;
import io.github.jqodi.scenario.Setup;
import java.util.OptionalDouble;

/**
 * Totals of a run of some epochs, setup included.
 *
 * @param epochs K
 * @param seconds τ + Σ t_k; an inference does not count
 * @param joules ε + Σ e_k, and the inference if one is asked for
 * @param loss final loss; empty where the estimates do not follow losses
 */
public record Totals(int epochs, double seconds, double joules, OptionalDouble loss) {
    /**
     * Equation 13: E = ε_(a,q) + Σ_{k≤K} e(k) and T = τ_(a,q) + Σ_{k≤K} t(k), each summed without rounding and then rounded
     * once. τ counts (READINGS #1).
     *
     * @param setup τ and ε
     * @param epochCosts t(k) and e(k), switches included
     * @param epochs K
     * @param inferenceJoules energy of the inference, 0 if none is asked for
     * @param loss final loss
     * @return the totals
     */
    @Equation(13)
    static Totals of(Setup setup, EpochCosts epochCosts, int epochs, double inferenceJoules, OptionalDouble loss) {
        ExactSum seconds = new ExactSum(setup.seconds());
        ExactSum joules = new ExactSum(setup.joules()).add(inferenceJoules);
        epochCosts.addTo(seconds, joules, epochs);
        return new Totals(epochs, seconds.value(), joules.value(), loss);
    }
}
