package io.github.jqodi.estimators.text;

/**
 * Numbers as files write them: digits, a sign, a point, an exponent. What Java's own parser takes besides, suffixes as in
 * {@code 1d}, hexadecimal numbers and words, nobody means here.
 */
public final class DecimalText {
    private static final String NOT_FINITE = "must be a finite number, as in 0.25 or 2.5e-1";

    private DecimalText() {}

    /**
     * Reads a finite number.
     *
     * @param line in which it stands, for the message
     * @param column its name, for the message
     * @param text of the number
     * @return the number
     * @throws TextFormatException if it is no finite number, or a long one
     */
    public static double of(long line, String column, String text) {
        if (text.length() > TextLimits.MAX_NUMBER_CHARACTERS) {
            throw bad(line, column, text, "has more than " + TextLimits.MAX_NUMBER_CHARACTERS + " characters");
        }
        double value = parsed(line, column, text);
        if (!Double.isFinite(value) || !text.chars().allMatch(DecimalText::isPart)) {
            throw bad(line, column, text, NOT_FINITE);
        }
        return value;
    }

    static TextFormatException bad(long line, String column, String text, String rule) {
        return new TextFormatException(line, "column " + column + ": " + TextFormatException.shown(text) + " " + rule);
    }

    private static double parsed(long line, String column, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(line, column, text, "must be a number");
        }
    }

    private static boolean isPart(int c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
}
