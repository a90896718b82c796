package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.Locale;

/**
 * Measure of the quality of a model: a loss, which has to get below its target, or an accuracy, which has to get
 * above it. A scenario has one of the two throughout; numbers are compared as they are written.
 */
public enum Metric {
    /** Lower is better. */
    LOSS("below", "above", 1, Double.MAX_VALUE),
    /** Higher is better, from 0 to 1. */
    ACCURACY("above", "below", -1, 1);

    private final String good;
    private final String bad;
    private final int sign;
    private final double most;

    Metric(String good, String bad, int sign, double most) {
        this.good = good;
        this.bad = bad;
        this.sign = sign;
        this.most = most;
    }

    /**
     * {@return the name in files and messages, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the label after its article}
     */
    public String withArticle() {
        return (this == LOSS ? "a " : "an ") + label();
    }

    /**
     * {@return on which side of a target a value meets it: below or above}
     */
    public String goodSide() {
        return good;
    }

    /**
     * {@return on which side of a target a value misses it: above or below}
     */
    public String badSide() {
        return bad;
    }

    /**
     * A value as something to be made small: a loss as it is, an accuracy with the other sign. Exact, and its own inverse.
     *
     * @param value a loss or an accuracy
     * @return the value or its negative
     */
    public double oriented(double value) {
        return sign * value;
    }

    /**
     * {@return the target that is easiest to meet}
     */
    public double loosestTarget() {
        return this == LOSS ? most : 0;
    }

    /**
     * Orders values by how good they are.
     *
     * @param a one value
     * @param b another
     * @return negative, zero or positive as the first is better than, as good as or worse than the second
     */
    public int compare(double a, double b) {
        return Double.compare(oriented(a) + 0.0, oriented(b) + 0.0);
    }

    /**
     * The loss that a value stands for in ratios of losses.
     *
     * @param value a loss or an accuracy
     * @return the loss itself; of an accuracy the error, 1 - accuracy
     */
    public double error(double value) {
        return this == LOSS ? value : 1 - value;
    }

    /**
     * Refuses accuracies, for estimators whose data are losses.
     *
     * @param who what knows losses alone
     * @throws IllegalArgumentException if accuracies are meant
     */
    public void requireLosses(String who) {
        Check.that(this == LOSS, "metric", label(), "must be loss for " + who, "State losses, such as 1 - accuracy.");
    }

    /**
     * Requires a possible value.
     *
     * @param field name of the field
     * @param value its value
     * @return the value, with -0.0 turned into 0.0
     * @throws IllegalArgumentException if it is negative, not finite, or an accuracy above 1
     */
    public double check(String field, double value) {
        boolean isAllowed = Check.nonNegative(field, value) <= most;
        Check.that(
                isAllowed,
                field,
                value,
                "must be at most 1 where accuracies are given",
                isAllowed || value > 100 ? "" : "Maybe " + value / 100 + " is meant.");
        return value + 0.0;
    }
}
