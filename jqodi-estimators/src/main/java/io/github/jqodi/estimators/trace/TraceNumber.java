package io.github.jqodi.estimators.trace;

/**
 * Numbers as files write them: digits, a sign, a point, an exponent. What Java's own parser takes besides, suffixes as in
 * {@code 1d}, hexadecimal numbers and words, nobody means here.
 */
final class TraceNumber {
    private static final String NOT_FINITE = "must be a finite number, as in 0.25 or 2.5e-1";

    private TraceNumber() {}

    /** A finite number; the refusal names line and column. */
    static double of(long line, String column, String text) {
        if (text.length() > CurveReader.MAX_NUMBER_CHARACTERS) {
            throw bad(line, column, text, "has more than " + CurveReader.MAX_NUMBER_CHARACTERS + " characters");
        }
        double value = parsed(line, column, text);
        if (!Double.isFinite(value) || !text.chars().allMatch(TraceNumber::isPart)) {
            throw bad(line, column, text, NOT_FINITE);
        }
        return value;
    }

    static TraceFormatException bad(long line, String column, String text, String rule) {
        return new TraceFormatException(line, "column " + column + ": " + Table.shown(text) + " " + rule);
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
