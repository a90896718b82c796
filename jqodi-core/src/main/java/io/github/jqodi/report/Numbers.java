package io.github.jqodi.report;

import io.github.jqodi.base.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as pages and drawings write them. */
final class Numbers {
    /** Between a number and its unit. */
    static final char NO_BREAK_SPACE = '\u00a0';

    /** Between thousands, as ISO 80000-1 asks for. */
    private static final char THIN_SPACE = '\u202f';

    /** A minus sign as wide as a digit. */
    private static final char MINUS = '\u2212';

    private static final int SIX = 6;
    private static final int THOUSANDS = 3;
    /** Four digits are read at once. */
    private static final int UNGROUPED = 4;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private static final double TOO_LITTLE_TO_SHOW = 0.0005;

    private Numbers() {}

    /** Six digits, grouped by thousands. */
    static String shown(double value) {
        if (Double.isNaN(value)) {
            return Words.NONE.shown();
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        return grouped(Text.number(value));
    }

    /** Six digits, grouped by thousands, rounded to one side. */
    static String rounded(double value, RoundingMode mode) {
        return Double.isFinite(value) && value != 0
                ? grouped(Text.plain(new BigDecimal(value, new MathContext(SIX, mode))))
                : shown(value);
    }

    /** Four digits, as beside bars. */
    static String brief(double value) {
        return Double.isFinite(value) && value != 0
                ? grouped(Text.plain(new BigDecimal(value, FOUR_DIGITS)))
                : shown(value);
    }

    static String percent(double share) {
        return Double.isFinite(share)
                ? grouped(new BigDecimal(share)
                        .movePointRight(2)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString())
                : shown(share);
    }

    static String chance(double probability) {
        if (probability > 0 && probability < TOO_LITTLE_TO_SHOW) {
            return "< 0.1";
        }
        return probability > 1 - TOO_LITTLE_TO_SHOW && probability < 1 ? "> 99.9" : percent(probability);
    }

    /** As a coordinate: hundredths are finer than any screen. */
    static String coordinate(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A number of the decimal system with spaces between thousands and a real minus sign. */
    static String grouped(String plain) {
        boolean negative = plain.startsWith("-");
        String digits = negative ? plain.substring(1) : plain;
        if (digits.toUpperCase(Locale.ROOT).indexOf('E') >= 0) {
            return plain.replace('-', MINUS);
        }
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        if (end > UNGROUPED) {
            for (int i = end - THOUSANDS; i > 0; i -= THOUSANDS) {
                out.insert(i, THIN_SPACE);
            }
        }
        return negative ? MINUS + out.toString() : out.toString();
    }
}
