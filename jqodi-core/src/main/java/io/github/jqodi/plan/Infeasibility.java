package io.github.jqodi.plan;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Why a pair (a,q) has no plan, and the nearest relaxation that would admit it. Where both a deadline and a loss target are
 * named, both have to be relaxed.
 *
 * @param model name of the version
 * @param bits π_q
 * @param reason which rule closes it
 * @param message the rule in words, with the numbers
 * @param limit what was allowed; empty where no number is meant
 * @param value what would have been needed; empty where no number is meant
 * @param smallestDeadlineSeconds the smallest deadline that admits the pair; one double less does not
 * @param lossTargetNeeded the smallest target loss that admits the pair; one double less does not
 */
public record Infeasibility(
        String model,
        int bits,
        Reason reason,
        String message,
        OptionalDouble limit,
        OptionalDouble value,
        OptionalDouble smallestDeadlineSeconds,
        OptionalDouble lossTargetNeeded) {
    /** The rules that can close a pair. */
    public enum Reason {
        /** Forbidden by the choices of the scenario. */
        CHOICES,
        /** Nothing is believed of it. */
        ESTIMATE,
        /** It is not reached with the stated confidence. */
        NEVER,
        /** Its estimated loss does not get below the target. */
        LOSS,
        /** The weights fit nowhere. */
        MEMORY,
        /** Every link it could use is down in some epoch. */
        LINK,
        /** No action was measured. */
        UNMEASURED,
        /** Costs are too large to add up. */
        OVERFLOW,
        /** Even the fastest schedule is not below the deadline. */
        DEADLINE,
        /** A limit ended the search before anything was found. */
        UNDECIDED;

        /**
         * {@return the name in files, lower case}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A reason without numbers. */
    static Infeasibility of(String model, int bits, Reason reason, String message) {
        return new Infeasibility(
                model,
                bits,
                reason,
                message,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The same reason with numbers. */
    Infeasibility withNumbers(double newLimit, double newValue) {
        return new Infeasibility(
                model,
                bits,
                reason,
                message,
                OptionalDouble.of(newLimit),
                OptionalDouble.of(newValue),
                smallestDeadlineSeconds,
                lossTargetNeeded);
    }

    /** The same reason with relaxations. */
    Infeasibility withRelaxations(OptionalDouble deadline, OptionalDouble loss) {
        return new Infeasibility(model, bits, reason, message, limit, value, deadline, loss);
    }
}
