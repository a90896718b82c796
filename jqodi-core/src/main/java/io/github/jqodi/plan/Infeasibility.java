package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Why a pair (a,q) has no plan in a result, and the nearest relaxation that would admit it. Where both a deadline and a loss
 * target are named, both have to be relaxed.
 *
 * @param pair model and quantization by name
 * @param reason which rule closes it
 * @param message the rule in words, with the numbers
 * @param limit what was allowed; empty where no number is meant
 * @param value what would have been needed; empty where no number is meant
 * @param smallestDeadlineSeconds the smallest deadline that admits the pair; one double less does not
 * @param lossTargetNeeded the smallest target loss that admits the pair; one double less does not
 * @param memoryBytesNeeded what the placement nearest to fitting needs where it does not fit, which the message names; on device
 *     and server together where it fits neither
 */
public record Infeasibility(
        QuantizedModel pair,
        Reason reason,
        String message,
        OptionalDouble limit,
        OptionalDouble value,
        OptionalDouble smallestDeadlineSeconds,
        OptionalDouble lossTargetNeeded,
        OptionalDouble memoryBytesNeeded) {
    /**
     * Escapes control characters in the message.
     *
     * @param pair model and quantization by name
     * @param reason which rule closes it
     * @param message the rule in words
     * @param limit what was allowed
     * @param value what would have been needed
     * @param smallestDeadlineSeconds the smallest deadline that admits the pair
     * @param lossTargetNeeded the smallest target loss that admits the pair
     * @param memoryBytesNeeded what the placement nearest to fitting needs
     */
    public Infeasibility {
        message = Text.escaped(message);
    }

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
        UNDECIDED,
        /** No plan of it comes before those listed, and no more of them were asked for. */
        PRUNED;

        /**
         * {@return the name in files, lower case}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A reason without numbers. */
    static Infeasibility of(QuantizedModel pair, Reason reason, String message) {
        return new Infeasibility(
                pair,
                reason,
                message,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * {@return what a result warns of where this pair is left undecided}
     */
    public String warning() {
        return pair.label() + " is left undecided: " + message;
    }

    /**
     * A pair that a limit left undecided.
     *
     * @param pair model and quantization by name
     * @param limit which limit, in words
     * @return the row
     */
    public static Infeasibility undecided(QuantizedModel pair, String limit) {
        return of(pair, Reason.UNDECIDED, limit);
    }

    /**
     * A pair that was pruned or fell behind: what plans it has are no better than those listed.
     *
     * @param pair model and quantization by name
     * @param last objective of the last plan listed
     * @param least the least any plan of the pair takes, or the best one found, {@code >= last}
     * @param proven whether no plan of the pair is below that
     * @return the row
     */
    public static Infeasibility pruned(QuantizedModel pair, double last, double least, boolean proven) {
        String message = (proven ? "every plan of it takes at least " : "the best plan found of it takes ") + least
                + " by the rule, no less than the last plan listed, " + last;
        return of(pair, Reason.PRUNED, message).withNumbers(last, least);
    }

    /**
     * The same of another pair.
     *
     * @param other model and quantization by name
     * @return a copy
     */
    public Infeasibility ofPair(QuantizedModel other) {
        return new Infeasibility(
                other, reason, message, limit, value, smallestDeadlineSeconds, lossTargetNeeded, memoryBytesNeeded);
    }

    /** The same reason with numbers. */
    Infeasibility withNumbers(double newLimit, double newValue) {
        return new Infeasibility(
                pair,
                reason,
                message,
                OptionalDouble.of(newLimit),
                OptionalDouble.of(newValue),
                smallestDeadlineSeconds,
                lossTargetNeeded,
                memoryBytesNeeded);
    }

    /** The same reason with relaxations. */
    Infeasibility withRelaxations(OptionalDouble deadline, OptionalDouble loss) {
        return new Infeasibility(pair, reason, message, limit, value, deadline, loss, memoryBytesNeeded);
    }

    /** The same reason with the memory that the placement nearest to fitting needs. */
    Infeasibility withMemoryBytesNeeded(double bytes) {
        return new Infeasibility(
                pair,
                reason,
                message,
                limit,
                value,
                smallestDeadlineSeconds,
                lossTargetNeeded,
                OptionalDouble.of(bytes));
    }
}
