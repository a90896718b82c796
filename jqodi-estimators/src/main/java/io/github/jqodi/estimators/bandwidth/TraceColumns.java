package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Check;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Columns of a file of bandwidth and how its numbers are meant; everything has a default.
 *
 * @param rate column of the rates; empty for the only one whose name speaks of rates. Columns of a table without a header are
 *     called 1, 2 and so on
 * @param time column of the times at which rates begin; empty for the only one whose name speaks of time, and where there is
 *     none a row is a second
 * @param unit of the rates; empty for what the file says, else Mbit/s
 * @param secondsPerCount seconds of one count of the time column, as 0.001; empty for what the file says, else 1
 * @param mostHeldSeconds how long a rate is held at most until the next is known, above 0; after that the link counts as down.
 *     Empty for ever
 */
public record TraceColumns(
        Optional<String> rate,
        Optional<String> time,
        Optional<RateUnit> unit,
        OptionalDouble secondsPerCount,
        OptionalDouble mostHeldSeconds) {
    /** Nothing is told. */
    public static final TraceColumns DEFAULT = new TraceColumns(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Checks.
     *
     * @param rate not blank
     * @param time not blank
     * @param unit of the rates
     * @param secondsPerCount above 0
     * @param mostHeldSeconds above 0
     */
    public TraceColumns {
        rate = rate.map(name -> Check.name("rate", name.strip()));
        time = time.map(name -> Check.name("time", name.strip()));
        secondsPerCount.ifPresent(seconds -> Check.positive("secondsPerCount", seconds));
        mostHeldSeconds.ifPresent(seconds -> Check.positive("mostHeldSeconds", seconds));
    }

    /**
     * With another column of rates.
     *
     * @param column its name
     * @return a copy
     */
    public TraceColumns withRate(String column) {
        return new TraceColumns(Optional.of(column), time, unit, secondsPerCount, mostHeldSeconds);
    }

    /**
     * With another column of times.
     *
     * @param column its name
     * @return a copy
     */
    public TraceColumns withTime(String column) {
        return new TraceColumns(rate, Optional.of(column), unit, secondsPerCount, mostHeldSeconds);
    }

    /**
     * With rates in another unit.
     *
     * @param newUnit of the rates
     * @return a copy
     */
    public TraceColumns withUnit(RateUnit newUnit) {
        return new TraceColumns(rate, time, Optional.of(newUnit), secondsPerCount, mostHeldSeconds);
    }

    /**
     * With times that are not seconds.
     *
     * @param seconds of one count, above 0
     * @return a copy
     */
    public TraceColumns withSecondsPerCount(double seconds) {
        return new TraceColumns(rate, time, unit, OptionalDouble.of(seconds), mostHeldSeconds);
    }

    /**
     * With rates that do not last.
     *
     * @param seconds how long one is held at most, above 0
     * @return a copy
     */
    public TraceColumns withMostHeldSeconds(double seconds) {
        return new TraceColumns(rate, time, unit, secondsPerCount, OptionalDouble.of(seconds));
    }
}
