package io.github.jqodi.estimators.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with their unit in the cell, as in {@code 1.832ms}, {@code 51.9 us}, {@code 4.32G} or {@code 9,408}. A comma parts
 * groups of three digits and nothing else; a decimal comma, as in {@code 2,5}, is refused.
 */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([-+]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*([^0-9\\s].*)?");

    private static final Pattern GROUPED = Pattern.compile("[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:[.eE].*)?");

    private Quantity() {}

    /**
     * Reads a number and its unit.
     *
     * @param line in which it stands, for the message
     * @param column its name, for the message
     * @param text of the cell
     * @param dimension of what is measured
     * @param bare the unit of a number without one
     * @return the value in base units
     * @throws TextFormatException if it is no number, has a comma that parts no thousands, or its unit is none of the dimension
     */
    public static double of(long line, String column, String text, Unit.Dimension dimension, Unit bare) {
        Matcher matcher = FORM.matcher(text.strip());
        if (text.length() > TextLimits.MAX_NUMBER_CHARACTERS || !matcher.matches()) {
            throw DecimalText.bad(
                    line, column, text, "must be a number, with or without a unit, as in 1.83ms or 4.32G");
        }
        double value = DecimalText.of(line, column, ungrouped(line, column, text, matcher.group(1)));
        String symbol = Optional.ofNullable(matcher.group(2)).orElse("");
        if (symbol.isEmpty()) {
            return bare.toBase(value);
        }
        return Unit.of(symbol, dimension)
                .orElseThrow(() -> DecimalText.bad(line, column, text, "has a unit that is not known here"))
                .toBase(value);
    }

    private static String ungrouped(long line, String column, String text, String number) {
        if (number.contains(",") && !GROUPED.matcher(number).matches()) {
            throw DecimalText.bad(
                    line,
                    column,
                    text,
                    "must have a decimal point; a comma may part groups of three digits, as in 1,234, and nothing else");
        }
        return number.replace(",", "");
    }

    /**
     * Whether a cell begins like a number.
     *
     * @param text of the cell
     * @return whether {@link #of} can read it, its unit aside
     */
    public static boolean isNumber(String text) {
        return FORM.matcher(text.strip()).matches();
    }
}
