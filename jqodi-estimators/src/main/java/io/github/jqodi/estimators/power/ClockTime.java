package io.github.jqodi.estimators.power;

import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.Unit;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time stamps as logs have them: seconds or another unit, dates with times, times of a day; all brought to seconds. */
final class ClockTime {
    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]{1,9}))?(Z|[-+][0-9]{2}:?[0-9]{2})?");
    private static final Pattern OF_DAY = Pattern.compile("([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.:,]([0-9]{1,9}))?");
    private static final double NANOS = 1e-9;

    private ClockTime() {}

    static double seconds(CsvTable.Row row, String column, Unit unit) {
        String text = row.text(column);
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return ofDate(row, column, text, date);
        }
        Matcher day = OF_DAY.matcher(text);
        if (day.matches()) {
            return 3600 * Double.parseDouble(day.group(1))
                    + 60 * Double.parseDouble(day.group(2))
                    + Double.parseDouble(day.group(3))
                    + fraction(day.group(4));
        }
        if (!Quantity.isNumber(text)) {
            throw row.bad(column, text, "must be a number of seconds, or a date as 2026-01-31 12:00:00.5");
        }
        return unit.toBase(row.number(column, text));
    }

    private static double ofDate(CsvTable.Row row, String column, String text, Matcher date) {
        String iso = date.group(1) + "-" + date.group(2) + "-" + date.group(3) + "T" + date.group(4);
        try {
            String zone = date.group(6);
            long whole = zone == null
                    ? LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC)
                    : OffsetDateTime.parse(iso + zone.replaceFirst("^([-+][0-9]{2})([0-9]{2})$", "$1:$2"))
                            .toEpochSecond();
            return whole + fraction(date.group(5));
        } catch (DateTimeException e) {
            throw row.bad(column, text, "must be a date that exists");
        }
    }

    private static double fraction(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble((digits + "000000000").substring(0, 9)) * NANOS;
    }
}
