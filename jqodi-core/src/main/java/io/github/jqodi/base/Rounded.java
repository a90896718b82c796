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
    private static final MathContext UP = new MathContext(6, RoundingMode.CEILING);
    private static final MathContext DOWN = new MathContext(6, RoundingMode.FLOOR);
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
        return Double.isFinite(value) ? Text.plain(BigDecimal.valueOf(value).round(UP)) : Double.toString(value);
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
                ? Text.plain(BigDecimal.valueOf(value.getAsDouble()).round(DOWN))
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
        boolean isShort = exact.precision() <= UP.getPrecision() && number.indexOf('E') < 0;
        return isShort ? number : Text.plain(exact.round(UP));
    }
}
