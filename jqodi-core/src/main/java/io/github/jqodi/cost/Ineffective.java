package io.github.jqodi.cost;

/**
 * Why an action cannot be taken; the paper sets its costs to ∞.
 *
 * @param kind which rule forbids it
 * @param message the rule in words, with the numbers
 * @param limit what was allowed
 * @param value what would have been needed
 */
public record Ineffective(Kind kind, String message, double limit, double value) {
    /** The rules that can forbid an action. */
    public enum Kind {
        /** The weights of the shallow or of the deep part do not fit. */
        MEMORY,
        /** A link the action needs is down. */
        LINK,
        /** Costs are measured and this action was not. */
        UNMEASURED,
        /** Time or energy is too large to add up. */
        OVERFLOW
    }
}
