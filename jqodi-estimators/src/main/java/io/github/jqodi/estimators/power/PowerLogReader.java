package io.github.jqodi.estimators.power;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads logs of power as meters and tools write them: time stamps and watts in columns. What would be a guess that changes the
 * energy a thousandfold is refused with the choices: a unit that is not told or not plausible, several columns of power, samples
 * without a clock.
 */
public final class PowerLogReader {
    private static final List<String> TIMES =
            List.of("elapsed time", "elapsed", "timestamp", "time stamp", "time", "date", "seconds", "t");
    private static final List<String> NO_TIME = List.of("system time", "cpu", "gpu time");
    /** A board or GPU that runs a network draws more than that. */
    private static final double LEAST_PLAUSIBLE_WATTS = 0.1;
    /** One device draws less than that. */
    private static final double MOST_PLAUSIBLE_WATTS = 3000;

    private final CsvTable table;
    private final PowerColumns columns;
    private final List<PowerSample> samples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final ClockTime clock = new ClockTime();
    private int rows;
    private int ragged;
    private int empty;
    private double firstCounter = Double.NaN;
    private double lastCounter = Double.NaN;

    private PowerLogReader(CsvTable table, PowerColumns columns) {
        this.table = table;
        this.columns = columns;
    }

    /**
     * Reads a log.
     *
     * @param in UTF-8; not closed
     * @param columns which hold what
     * @return the log with what was noticed
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if a column cannot be told, a unit is missing or not plausible, there is no row, or a cell is
     *     wrong
     */
    public static PowerLog read(InputStream in, PowerColumns columns) throws IOException {
        CsvDialect dialect = CsvDialect.DEFAULT.withSeparator(columns.separator());
        CsvTable table = CsvTable.open(new TextInput(in), columns.header() ? dialect : dialect.withoutHeader());
        return new PowerLogReader(table, columns).log();
    }

    private PowerLog log() throws IOException {
        requireHeader();
        Optional<String> time = columns.time().or(this::timeColumn);
        time.ifPresent(name -> table.require(name));
        if (time.isEmpty() && columns.period().isEmpty()) {
            throw bad("there is no column of time among " + header()
                    + ", so that nothing tells how long a sample holds; state --period SECONDS");
        }
        List<String> power = columns.power().isEmpty() ? List.of(powerColumn()) : columns.power();
        table.require(power.toArray(String[]::new));
        List<Unit> units = power.stream().map(this::unit).toList();
        Optional<String> counter = counterColumn();
        table.forEach(row -> take(row, time, power, units, counter), row -> ragged++);
        if (samples.isEmpty()) {
            throw bad("the log holds a header and no row of power");
        }
        requirePlausible(power, units);
        describe(power, units, counter);
        return PowerLog.of(samples, notes);
    }

    /** A first line of nothing but numbers is no header. */
    private void requireHeader() {
        if (columns.header() && table.columns().stream().allMatch(Quantity::isNumber)) {
            throw bad(
                    "the first line holds numbers, no names of columns; state --no-header, --power-unit and, where there is no"
                            + " column of time, --period");
        }
    }

    private Optional<String> timeColumn() {
        return TIMES.stream()
                .flatMap(word -> table.columns().stream()
                        .filter(column -> ColumnName.of(column).says(word))
                        .filter(column -> NO_TIME.stream()
                                .noneMatch(other -> ColumnName.of(column).says(other))))
                .findFirst();
    }

    private String powerColumn() {
        List<String> found = named(column -> isPower(ColumnName.of(column)));
        if (found.isEmpty() && !columns.header() && table.columns().size() == 1) {
            return table.columns().get(0);
        }
        if (found.isEmpty()) {
            throw bad("no column of power was found among " + header() + "; name it with --power-column");
        }
        if (found.size() > 1) {
            throw bad(
                    found.size() + " columns hold power, " + String.join(", ", found)
                            + ": parts of one another or other meters, which only you can tell; name those to add with --power-column");
        }
        return found.get(0);
    }

    private static boolean isPower(ColumnName name) {
        return (name.says("power") || name.unit(Unit.Dimension.POWER).isPresent())
                && !name.says("power limit")
                && !name.says("limit")
                && name.unit(Unit.Dimension.ENERGY).isEmpty();
    }

    private Optional<String> counterColumn() {
        List<String> found = named(column -> ColumnName.of(column).says("cumulative")
                && ColumnName.of(column)
                        .unit(Unit.Dimension.ENERGY)
                        .filter(Unit.JOULES::equals)
                        .isPresent());
        return found.stream().findFirst();
    }

    private List<String> named(Predicate<String> condition) {
        return table.columns().stream().filter(condition).toList();
    }

    private Unit unit(String column) {
        return columns.powerUnit()
                .or(() -> ColumnName.of(column).unit(Unit.Dimension.POWER))
                .orElseThrow(() -> bad("column " + TextFormatException.shown(column)
                        + " does not say its unit; state --power-unit W or --power-unit mW"));
    }

    private void take(
            CsvRow row, Optional<String> time, List<String> power, List<Unit> units, Optional<String> counter) {
        rows++;
        double watts = 0;
        for (int i = 0; i < power.size(); i++) {
            Optional<String> cell = row.optional(power.get(i)).filter(text -> !isNothing(text));
            if (cell.isEmpty()) {
                empty++;
                return;
            }
            double part = row.quantity(power.get(i), cell.get(), Unit.Dimension.POWER, units.get(i));
            if (part < 0) {
                throw row.bad(power.get(i), cell.get(), "must be at least 0");
            }
            watts += part;
        }
        double moment = time.isPresent()
                ? clock.seconds(row, time.get(), timeUnit(time.get()))
                : (rows + ragged - 1) * columns.period().getAsDouble();
        samples.add(new PowerSample(moment, watts));
        counter.filter(name ->
                        row.optional(name).filter(text -> !isNothing(text)).isPresent())
                .ifPresent(name -> {
                    lastCounter = row.number(name);
                    firstCounter = Double.isNaN(firstCounter) ? lastCounter : firstCounter;
                });
    }

    private static boolean isNothing(String text) {
        return List.of("nan", "n/a", "na", "none", "null", "[n/a]", "[not supported]")
                .contains(text.toLowerCase(Locale.ROOT));
    }

    private Optional<Unit> timeUnit(String column) {
        return columns.timeUnit().or(() -> ColumnName.of(column).unit(Unit.Dimension.TIME));
    }

    private void requirePlausible(List<String> power, List<Unit> units) {
        double[] watts =
                samples.stream().mapToDouble(PowerSample::watts).sorted().toArray();
        double median = watts[watts.length / 2];
        boolean tooLittle = units.get(0) == Unit.MILLIWATTS && median < LEAST_PLAUSIBLE_WATTS;
        boolean tooMuch = List.of(Unit.WATTS, Unit.MEGAWATTS).contains(units.get(0)) && median > MOST_PLAUSIBLE_WATTS;
        if (columns.powerUnit().isEmpty() && (tooLittle || tooMuch)) {
            Unit stated = units.get(0);
            Unit other = tooLittle ? Unit.WATTS : Unit.MILLIWATTS;
            double joules = PowerLog.of(samples, List.of()).joules();
            double factor = other.toBase(1) / stated.toBase(1);
            throw bad("column " + TextFormatException.shown(power.get(0)) + " says " + stated.symbol()
                    + ", which makes its median "
                    + Text.number(median) + " W, too " + (tooLittle ? "little" : "much")
                    + " for a machine that runs networks; state --power-unit " + other.symbol() + " ("
                    + Text.number(joules * factor) + " J in all) or --power-unit " + stated.symbol() + " ("
                    + Text.number(joules)
                    + " J)");
        }
    }

    private void describe(List<String> power, List<Unit> units, Optional<String> counter) {
        notes.add("Power from " + String.join(" + ", power) + " in "
                + units.get(0).symbol() + ", " + Text.count(samples.size(), "sample") + ".");
        if (columns.powerUnit().isPresent()) {
            ColumnName.of(power.get(0))
                    .unit(Unit.Dimension.POWER)
                    .filter(unit -> unit != columns.powerUnit().get())
                    .ifPresent(unit -> notes.add("The header says " + unit.symbol() + ", which was overruled."));
        }
        if (empty > 0) {
            notes.add(Text.count(empty, "row") + " without power left out.");
        }
        if (ragged > 0) {
            notes.add(Text.count(ragged, "row") + " with another number of cells than the header left out.");
        }
        counter.ifPresent(name -> notes.add("The tool's own counter '" + name + "' ends at " + Text.number(lastCounter)
                + " J, " + Text.number(lastCounter - firstCounter) + " J after the first row."));
    }

    private String header() {
        return TextFormatException.shown(String.join(",", table.columns()));
    }

    private static TextFormatException bad(String message) {
        return new TextFormatException(1, message);
    }

    @Override
    public String toString() {
        return "log of power with " + Text.count(samples.size(), "sample");
    }
}
