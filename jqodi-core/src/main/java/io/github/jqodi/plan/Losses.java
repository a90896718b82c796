package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.scenario.Equation;
import io.github.jqodi.scenario.Metric;
import java.util.List;

/**
 * The loss a candidate ends with, or the accuracy, if its estimates come true. Sums of losses are exact; the three that are
 * stated are rounded once, and none of them decides anything.
 *
 * @param course what is followed
 * @param expected L after K_exp epochs of the expected gains
 * @param robust L after K_rob epochs of the robust gains
 * @param expectedLater L after K_rob epochs of the expected gains, further along the same curve as {@code expected}
 * @param targetNeeded the smallest loss target that admits the candidate: the smallest double above the exact sums of both
 *     {@code expected} and {@code robust}; of accuracies the largest below them
 */
public record Losses(LossCourse course, double expected, double robust, double expectedLater, double targetNeeded) {
    /**
     * Follows a trajectory.
     *
     * @param course what is followed, at least K_rob epochs of it
     * @param expectedEpochs K_exp
     * @param robustEpochs K_rob
     * @return the final losses
     */
    static Losses of(LossCourse course, int expectedEpochs, int robustEpochs) {
        GainSeries update = course.trajectory().update();
        GainSeries run = course.trajectory().run();
        Metric metric = course.metric();
        double modelLoss = course.modelLoss();
        LossEstimate gamma = course.gamma();
        ExactSum changes = changes(update.expected(), run.expected(), expectedEpochs);
        ExactSum laterChanges = changes(update.expected(), run.expected(), robustEpochs);
        ExactSum robustChanges = changes(update.robust(), run.robust(), robustEpochs);
        ExactSum expected = finalLoss(modelLoss, gamma.expected(), changes);
        ExactSum robust = finalLoss(modelLoss, gamma.robust(), robustChanges);
        return new Losses(
                course,
                expected.value(),
                robust.value(),
                finalLoss(modelLoss, gamma.expected(), laterChanges).value(),
                worse(metric, targetNeeded(metric, expected), targetNeeded(metric, robust)));
    }

    /**
     * {@return whether losses or accuracies are meant}
     */
    public Metric metric() {
        return course.metric();
    }

    /** The strictest target that an exact sum meets. */
    static double targetNeeded(Metric metric, ExactSum loss) {
        ExactSum oriented = new ExactSum().addProduct(metric.oriented(1), loss);
        return metric.oriented(oriented.nextAbove());
    }

    private static double worse(Metric metric, double a, double b) {
        return metric.compare(a, b) > 0 ? a : b;
    }

    /**
     * Equation 11: ℓ(k) = γ^update(k) + γ^run(k), over the first epochs.
     *
     * @param updateGains γ^update(k)
     * @param runGains γ^run(k)
     * @param epochs K
     * @return Σ_{k≤K} ℓ(k), without rounding; usually negative
     */
    @Equation(11)
    static ExactSum changes(List<Double> updateGains, List<Double> runGains, int epochs) {
        ExactSum sum = new ExactSum();
        for (int k = 0; k < epochs; k++) {
            sum.add(updateGains.get(k)).add(runGains.get(k));
        }
        return sum;
    }

    /**
     * Equation 12: L = L_a + γ_(a,q) + Σ ℓ(k).
     *
     * @param modelLoss L_a
     * @param compressionLoss γ_(a,q)
     * @param changes Σ ℓ(k)
     * @return the final loss, without rounding
     */
    @Equation(12)
    static ExactSum finalLoss(double modelLoss, double compressionLoss, ExactSum changes) {
        return changes.copy().add(modelLoss).add(compressionLoss);
    }

    /**
     * Whether both final losses are below a target, exactly; of accuracies above it.
     *
     * @param target L_max
     * @return whether the candidate may be chosen
     */
    public boolean meet(double target) {
        return metric().compare(targetNeeded, target) <= 0;
    }

    /**
     * {@return the worse of expected and robust}
     */
    public double worst() {
        return worse(metric(), expected, robust);
    }
}
