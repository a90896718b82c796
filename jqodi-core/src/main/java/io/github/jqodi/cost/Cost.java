package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Optional;

/**
 * Time and energy of one epoch or one inference, itemised; or the reason why there are none.
 *
 * @param seconds time, the double every search and sum rests on; +∞ if ineffective
 * @param joules energy; +∞ if ineffective
 * @param items rows whose sums are the two totals up to rounding; empty if ineffective, or if nobody asks where they go
 * @param ineffective why the action cannot be taken; empty if it can
 */
public record Cost(double seconds, double joules, List<CostItem> items, Optional<Ineffective> ineffective) {
    private static final double MAX_SUMMAND = Check.MAX_SUMMAND;

    /**
     * Copies the rows.
     *
     * @param seconds time
     * @param joules energy
     * @param items rows
     * @param ineffective why the action cannot be taken
     */
    public Cost {
        items = List.copyOf(items);
    }

    /**
     * The cost of an action that can be taken, unless it is too large to be added up.
     *
     * @param seconds time
     * @param joules energy
     * @param items rows
     * @return the cost
     * @throws IllegalArgumentException if time or energy is NaN
     */
    public static Cost of(double seconds, double joules, List<CostItem> items) {
        if (Double.isNaN(seconds) || Double.isNaN(joules)) {
            throw Check.invalid(
                    Double.isNaN(seconds) ? "seconds" : "joules",
                    Double.NaN,
                    "must be a number",
                    "An action that cannot be taken costs Cost.ineffective(...).");
        }
        if (!canBeAddedUp(seconds, joules)) {
            return ineffective(new Ineffective(
                    Ineffective.Kind.OVERFLOW,
                    "time " + seconds + " s or energy " + joules + " J is above " + MAX_SUMMAND,
                    MAX_SUMMAND,
                    Math.max(seconds, joules)));
        }
        return new Cost(seconds, joules, items, Optional.empty());
    }

    /**
     * The cost of an action that cannot be taken.
     *
     * @param why the reason
     * @return ∞
     */
    public static Cost ineffective(Ineffective why) {
        return new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), Optional.of(why));
    }

    /**
     * {@return whether the action can be taken}
     */
    public boolean isEffective() {
        return ineffective.isEmpty();
    }

    /**
     * Whether sums over any number of epochs stay finite.
     *
     * @param seconds time
     * @param joules energy
     * @return whether both are at most 1e290
     */
    public static boolean canBeAddedUp(double seconds, double joules) {
        return seconds <= MAX_SUMMAND && joules <= MAX_SUMMAND;
    }
}
