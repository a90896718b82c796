package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.Unit;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as rows have them: counts of a unit that the column's name tells, or dates with a time of day. */
final class TraceTimes {
    private static final Pattern TIME_NAME = Pattern.compile(
            "(time|timestamp|seconds?|secs?|t|elapsed|dtime|date|datetime|timestamp_ms|time_ms|ms|time_s)"
                    + "([ _(\\[].*)?");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})[T _](\\d{1,2})[:.](\\d{2})[:.](\\d{2})([.,]\\d{1,9})?(Z|[+-]00:?00| UTC)?");

    /** Seconds since 1970 are below this until the year 5138, milliseconds have been above it since 1973. */
    private static final double MOST_SECONDS = 1e11;

    private TraceTimes() {}

    static boolean isName(String column) {
        return TIME_NAME.matcher(column.toLowerCase(Locale.ROOT)).matches();
    }

    /** Seconds of a count as the column's name tells. */
    static Optional<Double> secondsPerCount(String column) {
        return ColumnName.of(column).unit(Unit.Dimension.TIME).map(unit -> unit.toBase(1));
    }

    /** Seconds; of NaN seconds a count, numbers too large for seconds are milliseconds. */
    static double seconds(CsvRow row, String column, double secondsPerCount) {
        String text = row.text(column);
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return ofDate(row, column, date);
        }
        double count = row.number(column);
        double perCount = Double.isNaN(secondsPerCount) ? count > MOST_SECONDS ? 1e-3 : 1 : secondsPerCount;
        double seconds = count * perCount;
        if (seconds > MOST_SECONDS) {
            throw row.bad(column, text, "is no plausible time; state --time-unit, as 1e-6 for microseconds");
        }
        return seconds;
    }

    private static double ofDate(CsvRow row, String column, Matcher date) {
        try {
            LocalDateTime whole = LocalDateTime.of(
                    part(date, 1), part(date, 2), part(date, 3), part(date, 4), part(date, 5), part(date, 6));
            double rest = date.group(7) == null
                    ? 0
                    : Double.parseDouble("0." + date.group(7).substring(1));
            return whole.toEpochSecond(ZoneOffset.UTC) + rest;
        } catch (DateTimeException e) {
            throw row.bad(column, date.group(), "is no date");
        }
    }

    private static int part(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }
}
