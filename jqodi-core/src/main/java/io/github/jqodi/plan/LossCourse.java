package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.scenario.Metric;
import java.util.List;
import java.util.OptionalInt;

/**
 * Believed course of the loss of a pair (a,q), or of its accuracy.
 *
 * @param metric whether losses or accuracies are meant
 * @param modelLoss L_a
 * @param gamma γ_(a,q)
 * @param trajectory γ^update and γ^run
 */
public record LossCourse(Metric metric, double modelLoss, LossEstimate gamma, Trajectory trajectory) {
    /** A course that ends where it begins, as that of a model that is not trained. */
    static LossCourse withoutEpochs(Metric metric, double modelLoss, LossEstimate gamma) {
        GainSeries none = new GainSeries(List.of(), List.of());
        return new LossCourse(metric, modelLoss, gamma, new Trajectory(none, none));
    }

    /** Whether nothing is said of any epoch. */
    boolean isWithoutEpochs() {
        return trajectory.update().expected().isEmpty();
    }

    /**
     * The largest number of epochs after which the robust loss meets a target.
     *
     * @param target L_max
     * @param least smallest number looked at
     * @param most largest number looked at
     * @return the number; empty if there is none that the trajectory covers
     */
    OptionalInt robustEpochs(double target, int least, int most) {
        List<Double> update = trajectory.update().robust();
        List<Double> run = trajectory.run().robust();
        int epochs = Math.min(most, Math.min(update.size(), run.size()));
        if (epochs < least) {
            return OptionalInt.empty();
        }
        ExactSum loss = Losses.finalLoss(modelLoss, gamma.robust(), Losses.changes(update, run, epochs));
        while (epochs >= least && metric.compare(Losses.targetNeeded(metric, loss), target) > 0) {
            epochs--;
            loss.add(-update.get(epochs)).add(-run.get(epochs));
        }
        return epochs >= least ? OptionalInt.of(epochs) : OptionalInt.empty();
    }

    /** Whether the loss after a typical run meets a target. */
    boolean expectedMeets(double target, int expectedEpochs) {
        List<Double> update = trajectory.update().expected();
        List<Double> run = trajectory.run().expected();
        ExactSum loss = Losses.finalLoss(modelLoss, gamma.expected(), Losses.changes(update, run, expectedEpochs));
        return metric.compare(Losses.targetNeeded(metric, loss), target) <= 0;
    }
}
