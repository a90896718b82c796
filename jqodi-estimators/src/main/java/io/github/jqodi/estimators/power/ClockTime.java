package io.github.jqodi.estimators.power;

import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.Unit;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time stamps as a log has them, one after another: seconds or another unit, dates with times, times of a day; all brought to
 * seconds. Where times of a day fall by more than half a day, another day has begun; where they rise by as much after that, one
 * sample is late.
 */
final class ClockTime {
    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]{1,9}))?(Z|[-+][0-9]{2}:?[0-9]{2})?");
    private static final Pattern OF_DAY = Pattern.compile("([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.:,]([0-9]{1,9}))?");
    private static final double NANOS = 1e-9;

    private static final double DAY = 86_400;
    /** Seconds since 1970 stay below that for three thousand years, and milliseconds have been above it since 1973. */
    private static final double MOST_SECONDS = 1e11;

    private double lastOfDay = Double.NaN;
    private double days;

    /**
     * The time of a row.
     *
     * @param row of the log
     * @param column of the time
     * @param told unit of bare numbers; empty for seconds, if these are plausible
     */
    double seconds(CsvRow row, String column, Optional<Unit> told) {
        String text = row.text(column);
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return ofDate(row, column, text, date);
        }
        Matcher day = OF_DAY.matcher(text);
        if (day.matches()) {
            return days(ofDay(row, column, text, day));
        }
        if (!Quantity.isNumber(text)) {
            throw row.bad(column, text, "must be a number of seconds, or a date as 2026-01-31 12:00:00.5");
        }
        double number = row.number(column, text);
        if (told.isEmpty() && Math.abs(number) > MOST_SECONDS) {
            throw row.bad(column, text, "is no plausible number of seconds; state --time-unit s, ms, us or ns");
        }
        return told.orElse(Unit.SECONDS).toBase(number);
    }

    private static double ofDay(CsvRow row, String column, String text, Matcher day) {
        double minutes = Double.parseDouble(day.group(2));
        double seconds = Double.parseDouble(day.group(3));
        if (minutes >= 60 || seconds > 60) {
            throw row.bad(column, text, "must be a time of a day");
        }
        return 3600 * Double.parseDouble(day.group(1)) + 60 * minutes + seconds + fraction(day.group(4));
    }

    private double days(double ofDay) {
        if (ofDay < lastOfDay - DAY / 2) {
            days += DAY;
        } else if (days > 0 && ofDay > lastOfDay + DAY / 2) {
            days -= DAY; // a sample from before midnight that comes late
        }
        lastOfDay = ofDay;
        return days + ofDay;
    }

    private static double ofDate(CsvRow row, String column, String text, Matcher date) {
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
