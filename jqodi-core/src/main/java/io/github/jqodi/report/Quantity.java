package io.github.jqodi.report;

import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * A number as a page shows it, rounded to six digits, with the exact one kept beside it for programs: HTML writes it as
 * {@code <data value="exact">}.
 *
 * @param value the exact number; of a percentage the share, 0.125 for 12.5 %
 * @param number digits as people read them, without the unit
 * @param unit as J, s or %; empty for none
 */
public record Quantity(double value, String number, String unit) implements Content {
    /**
     * A number of something.
     *
     * @param value any number
     * @param unit after the number; empty for none
     * @return rounded to six digits
     */
    public static Quantity of(double value, String unit) {
        return new Quantity(value, Numbers.shown(value), unit);
    }

    /**
     * An energy.
     *
     * @param value joules
     * @return rounded to six digits
     */
    public static Quantity joules(double value) {
        return of(value, "J");
    }

    /**
     * A time.
     *
     * @param value seconds
     * @return rounded to six digits
     */
    public static Quantity seconds(double value) {
        return of(value, "s");
    }

    /**
     * A number that counts or has no unit.
     *
     * @param value any number
     * @return rounded to six digits
     */
    public static Quantity number(double value) {
        return of(value, "");
    }

    /**
     * A share as a percentage.
     *
     * @param share 1 for all of it
     * @return with one decimal, 12.5 % for 0.125
     */
    public static Quantity percent(double share) {
        return new Quantity(share, Numbers.percent(share), "%");
    }

    /**
     * How much more something is than another.
     *
     * @param share 0 for as much, 0.125 for 12.5 % more
     * @return a percentage with its sign
     */
    public static Quantity more(double share) {
        String percent = Numbers.percent(share);
        return new Quantity(share, share > 0 ? "+" + percent : percent, "%");
    }

    /**
     * A probability as a percentage; what is neither 0 nor 1 is not shown as if it were.
     *
     * @param probability from 0 to 1
     * @return with one decimal, or as in {@code > 99.9 %}
     */
    public static Quantity chance(double probability) {
        return new Quantity(probability, Numbers.chance(probability), "%");
    }

    /**
     * What is needed: rounded up, so that what is shown is enough.
     *
     * @param value any number
     * @param unit after the number; empty for none
     * @return six digits, not below the value
     */
    public static Quantity atLeast(double value, String unit) {
        return new Quantity(value, Numbers.rounded(value, RoundingMode.CEILING), unit);
    }

    /**
     * What must not be exceeded: rounded down.
     *
     * @param value any number
     * @param unit after the number; empty for none
     * @return six digits, not above the value
     */
    public static Quantity atMost(double value, String unit) {
        return new Quantity(value, Numbers.rounded(value, RoundingMode.FLOOR), unit);
    }

    /**
     * A number where there is one.
     *
     * @param value a number, or nothing
     * @param quantity how it is shown
     * @return a number or a dash
     */
    public static Content of(OptionalDouble value, DoubleFunction<Quantity> quantity) {
        return Content.of(value.isPresent() ? Optional.of(quantity.apply(value.getAsDouble())) : Optional.empty());
    }

    @Override
    public String shown() {
        return unit.isEmpty() ? number : number + Numbers.NO_BREAK_SPACE + unit;
    }
}
