package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Equation;

/**
 * Value of a state of a run, Equation 14: how far its loss is below or above an ideal curve that falls by a power law from the
 * initial loss at the start to the target at the deadline. A half is on the curve, 1 is success, 0 failure. A measure of
 * progress against time; no constraint rests on it. Losses fall: where accuracies are spoken of, take 1 - accuracy.
 *
 * @param initialLoss L(0), compression included
 * @param targetLoss L_max
 * @param deadlineSeconds T_max, from the start, setup included
 * @param exponent β &gt; 0 of the power law; +∞ is the exponential curve, 1 the default
 * @param asymptote loss that the curve would approach after an endless time, below the target
 * @param deadlineRule when a state has failed
 */
public record ValueFunction(
        double initialLoss,
        double targetLoss,
        double deadlineSeconds,
        double exponent,
        double asymptote,
        DeadlineRule deadlineRule) {
    /** When a state has failed; READINGS #20. */
    public enum DeadlineRule {
        /** After the deadline, or at it without the target, whatever the loss: what Equation 15 demands. */
        DEADLINE,
        /** As printed: after the deadline and not below the target, both. */
        DEADLINE_AND_LOSS
    }

    /** How many units of the logistic function lie between initial loss and target; READINGS #21. */
    private static final double UNITS = 6;

    private static final double MIN_SCALE = 1e-12;
    /** Values of 0 and 1 are kept for states that have failed or succeeded. */
    private static final double MARGIN = 1e-9;
    /** Above this the exponential overflows and its logarithm is taken. */
    private static final double LARGEST_EXPONENT = 700;

    /**
     * Checks the numbers.
     *
     * @param initialLoss L(0)
     * @param targetLoss L_max, above the asymptote
     * @param deadlineSeconds T_max, above 0
     * @param exponent β, above 0; may be +∞
     * @param asymptote below the target
     * @param deadlineRule when a state has failed
     */
    public ValueFunction {
        Check.finite("initialLoss", initialLoss);
        Check.finite("targetLoss", targetLoss);
        Check.positive("deadlineSeconds", deadlineSeconds);
        Check.that(exponent > 0, "exponent", exponent, "must be above 0", "Infinity is the exponential curve.");
        Check.finite("asymptote", asymptote);
        Check.that(
                asymptote < targetLoss,
                "asymptote",
                asymptote,
                "must be below the target loss, which is " + targetLoss,
                "A curve reaches nothing below its asymptote.");
    }

    /**
     * The value function with exponent 1 and asymptote 0.
     *
     * @param initialLoss L(0), compression included
     * @param targetLoss L_max, above 0
     * @param deadlineSeconds T_max, from the start, setup included
     * @return the function
     */
    public static ValueFunction of(double initialLoss, double targetLoss, double deadlineSeconds) {
        return new ValueFunction(initialLoss, targetLoss, deadlineSeconds, 1, 0, DeadlineRule.DEADLINE);
    }

    /**
     * The same with another exponent.
     *
     * @param newExponent β &gt; 0; +∞ is the exponential curve
     * @return a copy
     */
    public ValueFunction withExponent(double newExponent) {
        return new ValueFunction(initialLoss, targetLoss, deadlineSeconds, newExponent, asymptote, deadlineRule);
    }

    /**
     * The same with another asymptote.
     *
     * @param newAsymptote below the target
     * @return a copy
     */
    public ValueFunction withAsymptote(double newAsymptote) {
        return new ValueFunction(initialLoss, targetLoss, deadlineSeconds, exponent, newAsymptote, deadlineRule);
    }

    /**
     * The same with another reading of the deadline.
     *
     * @param newRule when a state has failed
     * @return a copy
     */
    public ValueFunction withDeadlineRule(DeadlineRule newRule) {
        return new ValueFunction(initialLoss, targetLoss, deadlineSeconds, exponent, asymptote, newRule);
    }

    /**
     * The loss of the ideal curve: L(0) at the start, L_max at the deadline and after it; falling and convex between them.
     * L_max throughout where the initial loss is not above it.
     *
     * @param seconds T, at least 0
     * @return L_ideal(T) = L_0 (1 + T/T_0)^-β above the asymptote, T_0 = T_max / ((L_0/L_max)^(1/β) - 1)
     */
    public double idealLoss(double seconds) {
        Check.nonNegative("seconds", seconds);
        double share = seconds / deadlineSeconds;
        if (initialLoss <= targetLoss || share >= 1) {
            return targetLoss;
        }
        double fall = Math.log((initialLoss - asymptote) / (targetLoss - asymptote));
        double loss = asymptote + (initialLoss - asymptote) * Math.exp(-fallen(share, fall));
        return Math.min(initialLoss, Math.max(targetLoss, loss));
    }

    /** The logarithm by which the curve has fallen after a share of the time. */
    private double fallen(double share, double fall) {
        double slope = fall / exponent;
        if (exponent == Double.POSITIVE_INFINITY || slope == 0) {
            return share * fall;
        }
        return slope > LARGEST_EXPONENT
                ? exponent * softened(Math.log(share) + slope)
                : exponent * Math.log1p(share * Math.expm1(slope));
    }

    /** log(1 + e^x). */
    private static double softened(double x) {
        return x > LARGEST_EXPONENT ? x : Math.log1p(Math.exp(x));
    }

    /**
     * The value of a state, Equation 14, with the logistic function scaled so that initial loss and target lie six units apart.
     *
     * @param seconds T, from the start, at least 0
     * @param loss L, as observed
     * @return 1 if the loss is below the target in time, 0 if the run has failed by the reading of the deadline, else above 0
     *     and below 1, and at least a half on or below the ideal curve
     */
    @Equation(14)
    public double value(double seconds, double loss) {
        Check.nonNegative("seconds", seconds);
        Check.finite("loss", loss);
        if (loss < targetLoss && seconds <= deadlineSeconds) {
            return 1;
        }
        if (hasFailed(seconds, loss)) {
            return 0;
        }
        double scale = Math.max(MIN_SCALE, (initialLoss - targetLoss) / UNITS);
        double logistic = 1 / (1 + Math.exp((loss - idealLoss(seconds)) / scale));
        return Math.min(1 - MARGIN, Math.max(MARGIN, logistic));
    }

    private boolean hasFailed(double seconds, double loss) {
        return switch (deadlineRule) {
            case DEADLINE -> seconds >= deadlineSeconds;
            case DEADLINE_AND_LOSS -> seconds > deadlineSeconds && loss >= targetLoss;
        };
    }
}
