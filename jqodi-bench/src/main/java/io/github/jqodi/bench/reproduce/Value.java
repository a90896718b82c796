package io.github.jqodi.bench.reproduce;

import io.github.jqodi.base.Text;
import java.util.OptionalDouble;

/**
 * A cell of a table: a number, or words.
 *
 * @param number what it is, where it is one; finite
 * @param words the text, of a number all its digits
 */
record Value(OptionalDouble number, String words) {
    static final Value NONE = of("");

    static Value of(double number) {
        return Double.isFinite(number)
                ? new Value(OptionalDouble.of(number), Text.shortest(number))
                : of(number > 0 ? "∞" : String.valueOf(number));
    }

    static Value of(String words) {
        return new Value(OptionalDouble.empty(), words);
    }

    static Value yes(boolean holds) {
        return of(holds ? "yes" : "no");
    }

    /** A number where the text is one. */
    static Value parse(String text) {
        try {
            return new Value(OptionalDouble.of(Double.parseDouble(text)), text);
        } catch (NumberFormatException e) {
            return of(text);
        }
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
