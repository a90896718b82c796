package io.github.jqodi.base;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Texts for people: what a terminal, an editor or a log would act upon instead of showing is written as an escape. */
public final class Text {
    /** The longest value a message shows. */
    private static final int SHOWN_CHARACTERS = 80;

    /** Of the longest escape. */
    private static final int ESCAPE_CHARACTERS = 6;

    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** Decimals of so many digits are told apart by doubles, so that one of them that reads back equal is the shortest. */
    private static final int CERTAIN_DIGITS = 15;

    /** Digits that tell every double from its neighbours. */
    private static final int MAX_DIGITS = 17;

    /** To the nearest, then to either side: the doubles below a power of two lie closer than those above. */
    private static final List<RoundingMode> ROUNDINGS =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING);

    /** Whole numbers below it are as short as they are. */
    private static final double MAX_WHOLE = 1e15;

    private static final int MIN_PLAIN_EXPONENT = -6;
    private static final int MIN_LARGE_EXPONENT = 21;

    private Text() {}

    /**
     * A text in one line that shows all it holds: control characters, line and paragraph separators, marks that change the
     * direction of writing and lone surrogates as {@code \n}, {@code \r}, {@code \t} or {@code \}{@code u001b}. Backslashes stay
     * as they are, so that escaping twice is escaping once.
     *
     * @param text any text
     * @return the text, the same object where there is nothing to escape
     */
    public static String escaped(String text) {
        int first = 0;
        while (first < text.length() && isPlain(text, first)) {
            first++;
        }
        return first == text.length() ? text : escaped(text, first);
    }

    /**
     * A number as people read it, rounded to six digits.
     *
     * @param value any number
     * @return without an exponent where that is short
     */
    public static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        return plain(new BigDecimal(value, SIX_DIGITS));
    }

    /**
     * A rounded number as people read it.
     *
     * @param rounded any number
     * @return without an exponent where that is short, else as {@link #scientific} has it
     */
    public static String plain(BigDecimal rounded) {
        BigDecimal digits = rounded.stripTrailingZeros();
        int firstDigit = digits.precision() - digits.scale();
        return firstDigit > -4 && firstDigit <= 12 ? digits.toPlainString() : scientific(digits);
    }

    /**
     * A number with an exponent.
     *
     * @param value any number but 0
     * @return its digits with one before the point, as in 6.337E+14 and 5E-9
     */
    public static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        String digits = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return digits + (exponent < 0 ? "E-" : "E+") + Math.abs(exponent);
    }

    /**
     * A number in the fewest digits that read back equal, as JSON prints it (RFC 8785): 8 and 4.5, never 8.0.
     *
     * @param value any number
     * @return with an exponent from 1e21 on and below 1e-6
     */
    public static String shortest(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < MAX_WHOLE) {
            return Long.toString((long) value);
        }
        String printed = Double.toString(value);
        if (printed.length() <= CERTAIN_DIGITS + 1 && printed.indexOf('E') < 0) {
            return printed;
        }
        BigDecimal digits = fewestDigits(value);
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent < MIN_LARGE_EXPONENT) {
            return digits.toPlainString();
        }
        String mantissa = digits.movePointLeft(exponent).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    /**
     * Of the shortest decimals that read back equal the nearest, of two as near the even one. {@link Double#toString} is trusted
     * where it is short enough to be the only one, since that of Java 17 is sometimes longer than need be.
     */
    private static BigDecimal fewestDigits(double value) {
        boolean isNormal = Math.abs(value) >= Double.MIN_NORMAL;
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (isNormal && printed.precision() <= CERTAIN_DIGITS) {
            return printed;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = isNormal ? CERTAIN_DIGITS : 1; digits < MAX_DIGITS; digits++) {
            for (RoundingMode mode : ROUNDINGS) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == value) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param noun in the singular; an s makes the plural
     * @return as in "1 model" or "2 models"
     */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(text, i)) {
                out.append(c);
            } else {
                out.append(escape(c));
            }
        }
        return out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static boolean isPlain(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x7f) {
            return c >= ' ';
        }
        return Character.isSurrogate(c) ? isPaired(text, index) : !Character.isISOControl(c) && !isInvisible(c);
    }

    private static boolean isInvisible(char c) {
        return c == 0x2028
                || c == 0x2029
                || c == 0xfeff
                || c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    /**
     * Whether a text can be written as UTF-8 and read back.
     *
     * @param text any text
     * @return whether no surrogate in it stands alone
     */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The beginning of a text, escaped, as messages show values.
     *
     * @param text any text
     * @return at most 80 characters, counted when escaped, with three dots where there are more
     */
    public static String shown(String text) {
        return shown(text, SHOWN_CHARACTERS);
    }

    /**
     * The beginning of a text, escaped.
     *
     * @param text any text
     * @param most how many characters at most, counted when escaped
     * @return that many, with three dots where there are more
     */
    public static String shown(String text, int most) {
        if (text.length() <= most) {
            String whole = escaped(text);
            return whole.length() <= most ? whole : whole.substring(0, end(whole, most)) + "...";
        }
        String start = escaped(text.substring(0, most));
        return start.substring(0, end(start, most)) + "...";
    }

    /** The last place up to a limit that parts neither an escape nor the two halves of a character. */
    private static int end(String escaped, int most) {
        int limit = Math.min(most, escaped.length());
        int escape = escaped.lastIndexOf('\\', limit - 1);
        if (escape > limit - ESCAPE_CHARACTERS && escape >= 0) {
            return escape;
        }
        return limit > 0 && Character.isHighSurrogate(escaped.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
