package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/**
 * Target that a plan must reach. Both limits are strict: time and loss must stay below them, an accuracy above.
 *
 * @param deadlineSeconds T_max
 * @param loss L_max, a target loss (the paper also calls it target accuracy, READINGS #18); a target accuracy where that is the
 *     metric
 * @param confidence probability with which robust values hold
 * @param metric what is measured, here and wherever the scenario or its estimates speak of losses
 */
public record Target(double deadlineSeconds, double loss, double confidence, Metric metric) {
    /** The confidence where none is given. */
    public static final double DEFAULT_CONFIDENCE = 0.95;

    /**
     * Checks the three numbers.
     *
     * @param deadlineSeconds finite, {@code > 0}
     * @param loss finite, {@code >= 0}; an accuracy at most 1
     * @param confidence in (0.5, 1)
     * @param metric loss or accuracy
     */
    public Target {
        Check.positive("deadlineSeconds", deadlineSeconds);
        loss = metric.check(metric.label(), loss);
        Check.that(
                confidence > 0.5 && confidence < 1,
                "confidence",
                confidence,
                "must be above 0.5 and below 1",
                confidence > 1 && confidence <= 100 ? "Maybe " + confidence / 100 + " is meant." : "");
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
        return new Target(seconds, loss, confidence, metric);
    }

    /**
     * The same target with another loss.
     *
     * @param newLoss L_max, or an accuracy where that is the metric
     * @return a copy
     */
    public Target withLoss(double newLoss) {
        return new Target(deadlineSeconds, newLoss, confidence, metric);
    }

    /**
     * The same target with another confidence.
     *
     * @param probability with which robust values hold, above 0.5 and below 1
     * @return a copy
     */
    public Target withConfidence(double probability) {
        return new Target(deadlineSeconds, loss, probability, metric);
    }
}
