package io.github.jqodi.estimators.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with their unit in the cell, as in {@code 1.832ms}, {@code 51.9 us}, {@code 4.32G} or {@code 9,408}. */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([-+]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*([^0-9\\s].*)?");

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
     * @throws TextFormatException if it is no number, or its unit is none of the dimension
     */
    public static double of(long line, String column, String text, Unit.Dimension dimension, Unit bare) {
        Matcher matcher = FORM.matcher(text.strip());
        if (text.length() > TextLimits.MAX_NUMBER_CHARACTERS || !matcher.matches()) {
            throw DecimalText.bad(
                    line, column, text, "must be a number, with or without a unit, as in 1.83ms or 4.32G");
        }
        double value = DecimalText.of(line, column, matcher.group(1).replace(",", ""));
        String symbol = Optional.ofNullable(matcher.group(2)).orElse("");
        if (symbol.isEmpty()) {
            return bare.toBase(value);
        }
        return Unit.of(symbol, dimension)
                .orElseThrow(() -> DecimalText.bad(line, column, text, "has a unit that is not known here"))
                .toBase(value);
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
