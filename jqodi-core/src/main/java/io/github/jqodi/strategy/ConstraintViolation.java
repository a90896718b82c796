package io.github.jqodi.strategy;

import java.util.Locale;

/**
 * A constraint a strategy's plan breaks.
 *
 * @param kind which one
 * @param limit what was allowed: seconds, joules, loss, or the confidence asked for
 * @param value what the plan comes to: seconds, joules, loss, or the probability with which the target is reached
 * @param message the same in words
 */
public record ConstraintViolation(Kind kind, double limit, double value, String message) {
    /** The constraints that can be broken. */
    public enum Kind {
        /** The robust time is not below the deadline. */
        DEADLINE,
        /** The energy is not below its limit. */
        ENERGY,
        /** The estimated loss does not get below the target. */
        LOSS,
        /** The target is not reached with the stated confidence, however long the run. */
        NEVER;

        /**
         * {@return the name in files, lower case}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
