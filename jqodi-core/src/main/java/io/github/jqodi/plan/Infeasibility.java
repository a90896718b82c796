package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Why a pair (a,q) has no plan in a result, and the nearest relaxation that would admit it. Where both a deadline and a loss
 * target are named, both have to be relaxed; a confidence is another way.
 *
 * @param pair model and quantization by name
 * @param reason which rule closes it
 * @param message the rule in words, with the numbers
 * @param limit what was allowed; empty where no number is meant
 * @param value what would have been needed; empty where no number is meant
 * @param smallestDeadlineSeconds the smallest deadline that admits the pair; one double less does not
 * @param lossTargetNeeded the smallest target loss that admits the pair; one double less does not
 * @param joulesNeeded the smallest limit on the energy that admits the pair, besides the deadline and the loss target named here,
 *     or those given; one double less does not
 * @param confidenceThatFits the largest confidence at which the pair has a plan, all else as it is; empty where K_rob is given
 *     and depends on none, or where it would not be above 0.5
 * @param epochsThatFit how many epochs of the fastest schedule stay below the deadline
 * @param chance P(K ≤ {@code epochsThatFit})
 * @param memoryBytesNeeded what the placement nearest to fitting needs where it does not fit, which the message names; on device
 *     and server together where it fits neither. Whether the pair meets its limits there is not looked at
 */
public record Infeasibility(
        QuantizedModel pair,
        Reason reason,
        String message,
        OptionalDouble limit,
        OptionalDouble value,
        OptionalDouble smallestDeadlineSeconds,
        OptionalDouble lossTargetNeeded,
        OptionalDouble joulesNeeded,
        OptionalDouble confidenceThatFits,
        OptionalInt epochsThatFit,
        OptionalDouble chance,
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
     * @param joulesNeeded the smallest limit on the energy that admits the pair
     * @param confidenceThatFits the largest confidence at which it has a plan
     * @param epochsThatFit how many epochs stay below the deadline
     * @param chance that they suffice
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
        /** No schedule within the other limits is below the limit on the energy. */
        ENERGY,
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

    /**
     * A reason without numbers.
     *
     * @param pair model and quantization by name
     * @param reason which rule closes it
     * @param message the rule in words
     * @return the row
     */
    public static Infeasibility of(QuantizedModel pair, Reason reason, String message) {
        return builder(pair, reason, message).build();
    }

    /**
     * A builder of rows, for solvers of the caller too.
     *
     * @param pair model and quantization by name
     * @param reason which rule closes it
     * @param message the rule in words, with the numbers
     * @return of a row without numbers, as long as nothing else is said
     */
    public static Builder builder(QuantizedModel pair, Reason reason, String message) {
        return new Builder(pair, reason, message);
    }

    /**
     * {@return a builder that starts from this row}
     */
    public Builder toBuilder() {
        Builder builder = builder(pair, reason, message);
        builder.limit = limit;
        builder.value = value;
        builder.smallestDeadlineSeconds = smallestDeadlineSeconds;
        builder.lossTargetNeeded = lossTargetNeeded;
        builder.joulesNeeded = joulesNeeded;
        builder.confidenceThatFits = confidenceThatFits;
        builder.epochsThatFit = epochsThatFit;
        builder.chance = chance;
        builder.memoryBytesNeeded = memoryBytesNeeded;
        return builder;
    }

    /**
     * {@return what a result warns of where this pair is left undecided}
     */
    public Warning warning() {
        return new Warning(Warning.Code.UNDECIDED, pair.label() + " is left undecided: " + message);
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
        return builder(pair, Reason.PRUNED, message).limit(last).value(least).build();
    }

    /**
     * The same of another pair.
     *
     * @param other model and quantization by name
     * @return a copy
     */
    public Infeasibility ofPair(QuantizedModel other) {
        Builder builder = toBuilder();
        builder.pair = other;
        return builder.build();
    }

    /** Builds rows. */
    public static final class Builder {
        private QuantizedModel pair;
        private final Reason reason;
        private final String message;
        private OptionalDouble limit = OptionalDouble.empty();
        private OptionalDouble value = OptionalDouble.empty();
        private OptionalDouble smallestDeadlineSeconds = OptionalDouble.empty();
        private OptionalDouble lossTargetNeeded = OptionalDouble.empty();
        private OptionalDouble joulesNeeded = OptionalDouble.empty();
        private OptionalDouble confidenceThatFits = OptionalDouble.empty();
        private OptionalInt epochsThatFit = OptionalInt.empty();
        private OptionalDouble chance = OptionalDouble.empty();
        private OptionalDouble memoryBytesNeeded = OptionalDouble.empty();

        private Builder(QuantizedModel pair, Reason reason, String message) {
            this.pair = pair;
            this.reason = reason;
            this.message = message;
        }

        /**
         * Sets what was allowed.
         *
         * @param allowed in the unit of the reason
         * @return this
         */
        public Builder limit(double allowed) {
            limit = OptionalDouble.of(allowed);
            return this;
        }

        /**
         * Sets what would have been needed.
         *
         * @param needed in the unit of the reason
         * @return this
         */
        public Builder value(double needed) {
            value = OptionalDouble.of(needed);
            return this;
        }

        /**
         * Sets the deadline that has to be relaxed to.
         *
         * @param seconds the smallest deadline that admits the pair
         * @return this
         */
        public Builder smallestDeadlineSeconds(double seconds) {
            smallestDeadlineSeconds = OptionalDouble.of(seconds);
            return this;
        }

        /**
         * Sets the loss target that has to be relaxed to.
         *
         * @param loss the smallest target loss that admits the pair
         * @return this
         */
        public Builder lossTargetNeeded(double loss) {
            lossTargetNeeded = OptionalDouble.of(loss);
            return this;
        }

        /**
         * Sets the limit on the energy that has to be relaxed to.
         *
         * @param joules the smallest limit that admits the pair
         * @return this
         */
        public Builder joulesNeeded(double joules) {
            joulesNeeded = OptionalDouble.of(joules);
            return this;
        }

        /**
         * Sets the confidence that would do.
         *
         * @param probability the largest confidence at which the pair has a plan
         * @return this
         */
        public Builder confidenceThatFits(double probability) {
            confidenceThatFits = OptionalDouble.of(probability);
            return this;
        }

        /**
         * Sets how many epochs fit.
         *
         * @param count epochs of the fastest schedule that stay below the deadline
         * @return this
         */
        public Builder epochsThatFit(int count) {
            epochsThatFit = OptionalInt.of(count);
            return this;
        }

        /**
         * Sets the chance that the epochs that fit suffice.
         *
         * @param probability P(K ≤ epochs that fit)
         * @return this
         */
        public Builder chance(double probability) {
            chance = OptionalDouble.of(probability);
            return this;
        }

        /**
         * Sets the memory that is lacking.
         *
         * @param bytes what the placement nearest to fitting needs
         * @return this
         */
        public Builder memoryBytesNeeded(double bytes) {
            memoryBytesNeeded = OptionalDouble.of(bytes);
            return this;
        }

        /**
         * {@return the row}
         */
        public Infeasibility build() {
            return new Infeasibility(
                    pair,
                    reason,
                    message,
                    limit,
                    value,
                    smallestDeadlineSeconds,
                    lossTargetNeeded,
                    joulesNeeded,
                    confidenceThatFits,
                    epochsThatFit,
                    chance,
                    memoryBytesNeeded);
        }
    }
}
