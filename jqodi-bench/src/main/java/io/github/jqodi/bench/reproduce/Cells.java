package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Content;
import io.github.jqodi.report.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Values as cells of the page: rounded for people, and exact for programs. */
final class Cells {
    private static final MathContext DIFFERENCE_DIGITS = new MathContext(3);
    private static final double LARGEST_COUNT = 1e12;
    private static final char THIN_SPACE = '\u202f';

    /** Between names in order, which are to stay in one line. */
    private static final Pattern SIGN = Pattern.compile(" ([<>=]) ");

    private Cells() {}

    static Content of(Value value, String unit) {
        if (value.isEmpty()) {
            return Content.none();
        }
        return value.number().isPresent()
                ? of(value.number(), unit)
                : Content.text(SIGN.matcher(value.words()).replaceAll("\u00a0$1\u00a0"));
    }

    static Content of(OptionalDouble value, String unit) {
        return Quantity.of(value, number -> of(number, unit));
    }

    /** Counts that six digits do not tell are shown with all their digits. */
    private static Quantity of(double value, String unit) {
        boolean isLongCount = unit.isEmpty()
                && value == Math.rint(value)
                && Math.abs(value) >= 1e6
                && Math.abs(value) < LARGEST_COUNT;
        return isLongCount
                ? new Quantity(
                        value, String.format(Locale.ROOT, "%,d", (long) value).replace(',', THIN_SPACE), unit)
                : Quantity.of(value, unit);
    }

    /** Ours less the published number, in few digits, as it is small beside what differs. */
    static Content difference(Row row) {
        OptionalDouble difference = row.difference().number();
        if (difference.isEmpty()) {
            return Content.none();
        }
        double exact = difference.getAsDouble();
        double rounded = new BigDecimal(exact, DIFFERENCE_DIGITS).doubleValue();
        return new Quantity(exact, Quantity.of(rounded, row.unit()).number(), row.unit());
    }

    /** Whether ours is the published value as printed; of words, with how many of the fitted sets. */
    static Content agreement(Row row) {
        if (!row.isComparable()) {
            return Content.none();
        }
        Row.Spread spread = row.spread();
        String sets = spread.counts() ? "; " + spread.agreeing() + " of " + spread.sets() + " sets" : "";
        return Content.text((row.agrees() ? "yes" : "no") + sets);
    }
}
