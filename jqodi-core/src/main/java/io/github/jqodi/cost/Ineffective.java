package io.github.jqodi.cost;

import io.github.jqodi.base.Text;

/**
 * Why an action cannot be taken; the paper sets its costs to ∞.
 *
 * @param kind which rule forbids it
 * @param message the rule in words, with the numbers
 * @param limit what was allowed; bytes of memory where it does not suffice, of device and server together where neither does
 * @param value what would have been needed, in the same unit
 */
public record Ineffective(Kind kind, String message, double limit, double value) {
    /**
     * Escapes control characters.
     *
     * @param kind which rule forbids it
     * @param message the rule in words
     * @param limit what was allowed
     * @param value what would have been needed
     */
    public Ineffective {
        message = Text.escaped(message);
    }

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
