package io.github.jqodi.base;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of six significant digits for people. They are rounded up, or down where less is needed: what is shown as needed is
 * enough, and what misses a limit by little is not shown as equal to it.
 */
public final class Rounded {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.CEILING);
    private static final int MAX_PLAIN_EXPONENT = 15;
    private static final int MIN_PLAIN_EXPONENT = -5;
    /** A name in quotes, which stays as it is, or a number with a fraction that stands alone. */
    private static final Pattern NAME_OR_NUMBER =
            Pattern.compile("'[^']*'|(?<![\\w.-])(-?\\d+\\.\\d+(?:E-?\\d+)?)(?![\\w.]*\\w)");

    private Rounded() {}

    /**
     * A number that is enough.
     *
     * @param value any number
     * @return rounded up; one that is not finite as Java names it
     */
    public static String up(double value) {
        return Double.isFinite(value) ? up(BigDecimal.valueOf(value)) : Double.toString(value);
    }

    /**
     * A number that is enough, where there is one.
     *
     * @param value a number, or nothing
     * @return rounded up; a dash for nothing
     */
    public static String up(OptionalDouble value) {
        return value.isPresent() ? up(value.getAsDouble()) : "-";
    }

    /**
     * A number that must not be exceeded, where there is one.
     *
     * @param value a number, or nothing
     * @return rounded down; a dash for nothing
     */
    public static String down(OptionalDouble value) {
        return value.isPresent()
                ? BigDecimal.valueOf(value.getAsDouble())
                        .round(new MathContext(DIGITS.getPrecision(), RoundingMode.FLOOR))
                        .stripTrailingZeros()
                        .toPlainString()
                : "-";
    }

    /**
     * A message of the library for people.
     *
     * @param message any
     * @return the same with its long numbers rounded up; names in quotes stay as they are
     */
    public static String inText(String message) {
        return NAME_OR_NUMBER
                .matcher(message)
                .replaceAll(match ->
                        Matcher.quoteReplacement(match.group(1) == null ? match.group() : shortened(match.group(1))));
    }

    private static String shortened(String number) {
        BigDecimal exact = new BigDecimal(number);
        return exact.precision() <= DIGITS.getPrecision() ? number : up(exact);
    }

    private static String up(BigDecimal exact) {
        if (exact.signum() == 0) {
            return "0";
        }
        BigDecimal rounded = exact.round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= MIN_PLAIN_EXPONENT && exponent < MAX_PLAIN_EXPONENT
                ? rounded.toPlainString()
                : rounded.toString();
    }
}
