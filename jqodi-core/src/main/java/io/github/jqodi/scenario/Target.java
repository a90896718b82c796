package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Target that a plan must reach. All limits are strict: time, loss and energy must stay below them, an accuracy above.
 *
 * @param deadlineSeconds T_max
 * @param loss L_max, a target loss (the paper also calls it target accuracy, READINGS #18); a target accuracy where that is the
 *     metric
 * @param confidence probability with which robust values hold
 * @param metric what is measured, here and wherever the scenario or its estimates speak of losses
 * @param joules limit on the energy, setup and inference included: as the rule weighs it where energy is minimised, of all K_rob
 *     epochs where time is; empty for none
 */
public record Target(double deadlineSeconds, double loss, double confidence, Metric metric, OptionalDouble joules) {
    /** The confidence where none is given. */
    public static final double DEFAULT_CONFIDENCE = 0.95;

    /**
     * Checks the numbers.
     *
     * @param deadlineSeconds finite, {@code > 0}
     * @param loss finite, {@code >= 0}; an accuracy at most 1
     * @param confidence in (0.5, 1)
     * @param metric loss or accuracy
     * @param joules finite, {@code > 0} where given
     */
    public Target {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(joules, "joules");
        Check.positive("deadlineSeconds", deadlineSeconds);
        loss = metric.check(metric.label(), loss);
        Check.that(
                confidence > 0.5 && confidence < 1,
                "confidence",
                confidence,
                "must be above 0.5 and below 1",
                confidence > 1 && confidence <= 100 ? "Maybe " + confidence / 100 + " is meant." : "");
        joules.ifPresent(limit -> Check.positive("joules", limit));
    }

    /**
     * A target without a limit on the energy.
     *
     * @param deadlineSeconds T_max
     * @param loss L_max, or an accuracy where that is the metric
     * @param confidence probability with which robust values hold
     * @param metric loss or accuracy
     */
    public Target(double deadlineSeconds, double loss, double confidence, Metric metric) {
        this(deadlineSeconds, loss, confidence, metric, OptionalDouble.empty());
    }

    /**
     * A target loss.
     *
     * @param deadlineSeconds T_max
     * @param loss L_max
     * @param confidence probability with which robust values hold
     */
    public Target(double deadlineSeconds, double loss, double confidence) {
        this(deadlineSeconds, loss, confidence, Metric.LOSS);
    }

    /**
     * A target loss with the default confidence.
     *
     * @param deadlineSeconds T_max
     * @param loss L_max
     * @return the target
     */
    public static Target of(double deadlineSeconds, double loss) {
        return new Target(deadlineSeconds, loss, DEFAULT_CONFIDENCE);
    }

    /**
     * A target accuracy with the default confidence.
     *
     * @param deadlineSeconds T_max
     * @param accuracy what has to be exceeded, from 0 to 1
     * @return the target
     */
    public static Target ofAccuracy(double deadlineSeconds, double accuracy) {
        return new Target(deadlineSeconds, accuracy, DEFAULT_CONFIDENCE, Metric.ACCURACY);
    }

    /**
     * The same target with another deadline.
     *
     * @param seconds T_max
     * @return a copy
     */
    public Target withDeadlineSeconds(double seconds) {
        return new Target(seconds, loss, confidence, metric, joules);
    }

    /**
     * The same target with another loss.
     *
     * @param newLoss L_max, or an accuracy where that is the metric
     * @return a copy
     */
    public Target withLoss(double newLoss) {
        return new Target(deadlineSeconds, newLoss, confidence, metric, joules);
    }

    /**
     * The same target with another confidence.
     *
     * @param probability with which robust values hold, above 0.5 and below 1
     * @return a copy
     */
    public Target withConfidence(double probability) {
        return new Target(deadlineSeconds, loss, probability, metric, joules);
    }

    /**
     * The same target with a limit on the energy.
     *
     * @param limit joules, above 0
     * @return a copy
     */
    public Target withJoules(double limit) {
        return new Target(deadlineSeconds, loss, confidence, metric, OptionalDouble.of(limit));
    }

    /**
     * {@return the same target without a limit on the energy}
     */
    public Target withoutJoules() {
        return new Target(deadlineSeconds, loss, confidence, metric);
    }
}
