package io.github.jqodi.bench.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Numbers in arguments. */
final class NumberText {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|NaN|Infinity)");

    private NumberText() {}

    /**
     * A number as people write it. What Java's own parser takes besides, suffixes as in 5d and hexadecimal numbers, nobody means
     * here; NaN and Infinity are left to the rule of their option.
     *
     * @throws NumberFormatException if it is none
     */
    static double parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }

    /** The value of an option that is a number. */
    static double option(String text) {
        try {
            return parse(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number, as in 0.25 or 2.5e-1");
        }
    }

    static double of(String text) {
        try {
            double value = parse(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' must be a number");
    }
}
