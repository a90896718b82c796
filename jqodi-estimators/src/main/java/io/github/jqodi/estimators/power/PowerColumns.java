package io.github.jqodi.estimators.power;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.text.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which columns of a power log hold what, where that is not plain from their names. Immutable: each {@code with…} gives a copy.
 *
 * @param time name of the column of time stamps; empty to look for it
 * @param power names of columns whose sum is the power; empty to look for the one there is
 * @param powerUnit whatever the header says; empty to believe it
 * @param timeUnit of time stamps that are numbers; empty to believe the header, or seconds
 * @param period seconds between samples of a log without time stamps; empty if it has them
 * @param header whether the first line names the columns
 * @param separator what parts the cells
 */
public record PowerColumns(
        Optional<String> time,
        List<String> power,
        Optional<Unit> powerUnit,
        Optional<Unit> timeUnit,
        OptionalDouble period,
        boolean header,
        char separator) {
    /** Every column looked for by its name, in a file with a header and commas. */
    public static final PowerColumns DEFAULT = new PowerColumns(
            Optional.empty(), List.of(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), true, ',');

    /**
     * Copies the list.
     *
     * @param time name of a column
     * @param power names of columns
     * @param powerUnit of their numbers
     * @param timeUnit of time stamps
     * @param period seconds between samples, above 0 where given
     * @param header whether there is one
     * @param separator what parts the cells
     */
    public PowerColumns {
        power = List.copyOf(power);
        period.ifPresent(seconds -> Check.positive("period", seconds));
    }

    /**
     * The same with the column of time stamps.
     *
     * @param column its name, or number from 1 in a file without a header
     * @return a copy
     */
    public PowerColumns withTime(String column) {
        return new PowerColumns(Optional.of(column), power, powerUnit, timeUnit, period, header, separator);
    }

    /**
     * The same with columns of power.
     *
     * @param columns names, or numbers from 1 in a file without a header
     * @return a copy
     */
    public PowerColumns withPower(List<String> columns) {
        return new PowerColumns(time, columns, powerUnit, timeUnit, period, header, separator);
    }

    /**
     * The same with the unit of power.
     *
     * @param unit whatever the header says
     * @return a copy
     */
    public PowerColumns withPowerUnit(Unit unit) {
        return new PowerColumns(time, power, Optional.of(unit), timeUnit, period, header, separator);
    }

    /**
     * The same with the unit of time stamps.
     *
     * @param unit whatever the header says
     * @return a copy
     */
    public PowerColumns withTimeUnit(Unit unit) {
        return new PowerColumns(time, power, powerUnit, Optional.of(unit), period, header, separator);
    }

    /**
     * The same for a log without time stamps.
     *
     * @param seconds between samples, above 0
     * @return a copy
     */
    public PowerColumns withPeriod(double seconds) {
        return new PowerColumns(time, power, powerUnit, timeUnit, OptionalDouble.of(seconds), header, separator);
    }

    /**
     * The same for a file without a header, whose columns are called 1, 2 and so on.
     *
     * @return a copy
     */
    public PowerColumns withoutHeader() {
        return new PowerColumns(time, power, powerUnit, timeUnit, period, false, separator);
    }

    /**
     * The same with another separator.
     *
     * @param sign what parts the cells
     * @return a copy
     */
    public PowerColumns withSeparator(char sign) {
        return new PowerColumns(time, power, powerUnit, timeUnit, period, header, sign);
    }
}
