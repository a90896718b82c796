package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.scenario.Equation;
import java.util.Arrays;

/**
 * The loss a candidate ends with, if its estimates come true.
 *
 * @param expected L after K_exp epochs of the expected gains
 * @param robust L after K_rob epochs of the robust gains
 * @param expectedLater L after K_rob epochs of the expected gains, further along the same curve as {@code expected}
 */
public record Losses(double expected, double robust, double expectedLater) {
    /**
     * Follows a trajectory.
     *
     * @param modelLoss L_a
     * @param gamma γ_(a,q)
     * @param trajectory γ^update and γ^run, at least K_rob entries each
     * @param expectedEpochs K_exp
     * @param robustEpochs K_rob
     * @return both final losses
     */
    static Losses of(
            double modelLoss, LossEstimate gamma, Trajectory trajectory, int expectedEpochs, int robustEpochs) {
        GainSeries update = trajectory.update();
        GainSeries run = trajectory.run();
        double[] expected = new double[robustEpochs];
        for (int k = 0; k < robustEpochs; k++) {
            expected[k] = change(update.expected().get(k), run.expected().get(k));
        }
        double[] robust = new double[robustEpochs];
        for (int k = 0; k < robustEpochs; k++) {
            robust[k] = change(update.robust().get(k), run.robust().get(k));
        }
        return new Losses(
                finalLoss(modelLoss, gamma.expected(), Arrays.copyOf(expected, expectedEpochs)),
                finalLoss(modelLoss, gamma.robust(), robust),
                finalLoss(modelLoss, gamma.expected(), expected));
    }

    /**
     * Eq. 11: ℓ(k) = γ^update(k) + γ^run(k).
     *
     * @param updateGain γ^update(k)
     * @param runGain γ^run(k)
     * @return change of loss in epoch k, usually negative
     */
    @Equation(11)
    public static double change(double updateGain, double runGain) {
        return updateGain + runGain;
    }

    /**
     * Eq. 12: L = L_a + γ_(a,q) + Σ ℓ(k), summed without rounding.
     *
     * @param modelLoss L_a
     * @param compressionLoss γ_(a,q)
     * @param changes ℓ(1)..ℓ(K)
     * @return the double nearest to the final loss
     */
    @Equation(12)
    public static double finalLoss(double modelLoss, double compressionLoss, double[] changes) {
        return ExactSum.of(changes).add(modelLoss).add(compressionLoss).value();
    }

    /**
     * {@return the larger of the two}
     */
    public double worst() {
        return Math.max(expected, robust);
    }
}
