package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/**
 * Target that a plan must reach. Both limits are strict: time and loss must stay below them.
 *
 * @param deadlineSeconds T_max
 * @param loss L_max, a target loss (the paper also calls it target accuracy, READINGS #18)
 * @param confidence probability with which robust values hold
 */
public record Target(double deadlineSeconds, double loss, double confidence) {
    /** The confidence where none is given. */
    public static final double DEFAULT_CONFIDENCE = 0.95;

    /**
     * Checks the three numbers.
     *
     * @param deadlineSeconds finite, {@code > 0}
     * @param loss finite, {@code >= 0}
     * @param confidence in (0.5, 1)
     */
    public Target {
        Check.positive("deadlineSeconds", deadlineSeconds);
        loss = Check.nonNegative("loss", loss);
        Check.that(
                confidence > 0.5 && confidence < 1,
                "confidence",
                confidence,
                "must be above 0.5 and below 1",
                confidence > 1 && confidence <= 100 ? "Maybe " + confidence / 100 + " is meant." : "");
    }

    /**
     * A target with the default confidence.
     *
     * @param deadlineSeconds T_max
     * @param loss L_max
     * @return the target
     */
    public static Target of(double deadlineSeconds, double loss) {
        return new Target(deadlineSeconds, loss, DEFAULT_CONFIDENCE);
    }

    /**
     * The same target with another deadline.
     *
     * @param seconds T_max
     * @return a copy
     */
    public Target withDeadlineSeconds(double seconds) {
        return new Target(seconds, loss, confidence);
    }

    /**
     * The same target with another loss.
     *
     * @param newLoss L_max
     * @return a copy
     */
    public Target withLoss(double newLoss) {
        return new Target(deadlineSeconds, newLoss, confidence);
    }

    /**
     * The same target with another confidence.
     *
     * @param probability with which robust values hold, above 0.5 and below 1
     * @return a copy
     */
    public Target withConfidence(double probability) {
        return new Target(deadlineSeconds, loss, probability);
    }
}
