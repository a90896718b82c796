package io.github.jqodi.estimators.measured;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.measured.ConfigurationColumns.Role;
import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Reads a CSV table of configurations: seconds or samples a second, joules or watts, accuracy or loss. A batch is not taken for a
 * sample: where a table has a rate, seconds are made of it and times of steps are left alone.
 */
public final class ConfigurationTable {
    private static final double PERCENT = 100;

    private final CsvTable table;
    private final ConfigurationColumns columns;
    private final double samples;
    private final Map<String, String> where;
    private final Map<Role, List<String>> found = new EnumMap<>(Role.class);
    private final List<Configuration> rows = new ArrayList<>();
    private int withoutTime;
    private int withoutEnergy;
    private boolean inPercent;

    /** Of each row as it stands in the file; NaN where there is none. */
    private final List<Double> accuracies = new ArrayList<>();

    private ConfigurationTable(
            CsvTable table, ConfigurationColumns columns, double samples, Map<String, String> where) {
        this.where = where;
        this.table = table;
        this.columns = columns;
        this.samples = samples;
        for (Role role : Role.values()) {
            found.put(role, columns.find(table, role));
        }
    }

    /**
     * Reads a table.
     *
     * @param in UTF-8 with a header; not closed
     * @param separator what parts the cells
     * @param columns which hold what
     * @param samples of an epoch or inference, where seconds are made of a rate
     * @return its rows
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it has neither seconds nor a rate, a unit is missing, or a cell is wrong
     */
    public static Configurations read(InputStream in, char separator, ConfigurationColumns columns, double samples)
            throws IOException {
        return read(in, separator, columns, samples, Map.of());
    }

    /**
     * Reads some rows of a table.
     *
     * @param in UTF-8 with a header; not closed
     * @param separator what parts the cells
     * @param columns which hold what
     * @param samples of an epoch or inference, where seconds are made of a rate
     * @param where what columns must hold for a row to be taken
     * @return its rows
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it has neither seconds nor a rate, a unit is missing, or a cell is wrong
     */
    public static Configurations read(
            InputStream in, char separator, ConfigurationColumns columns, double samples, Map<String, String> where)
            throws IOException {
        CsvTable table = CsvTable.open(new TextInput(in), CsvDialect.DEFAULT.withSeparator(separator));
        table.require(where.keySet().toArray(String[]::new));
        return new ConfigurationTable(table, columns, samples, Map.copyOf(where)).read();
    }

    private Configurations read() throws IOException {
        List<String> model = columnsOf(Role.MODEL);
        List<String> rate = columnsOf(Role.RATE);
        List<String> seconds = columnsOf(Role.SECONDS);
        List<String> joules = columnsOf(Role.JOULES);
        List<String> watts = columnsOf(Role.WATTS);
        if (rate.isEmpty() && seconds.isEmpty()) {
            throw bad("there is no column of seconds or of samples a second among "
                    + TextFormatException.shown(String.join(",", table.columns()))
                    + ", so the table holds no measurement; name one with --seconds-column or --rate-column");
        }
        rate.forEach(ConfigurationTable::requirePlain);
        Measure time = rate.isEmpty() ? sum(seconds, Unit.Dimension.TIME) : row -> overRate(row, rate.get(0));
        Measure energy = !joules.isEmpty()
                ? sum(joules, Unit.Dimension.ENERGY)
                : watts.isEmpty() ? row -> OptionalDouble.empty() : times(time, sum(watts, Unit.Dimension.POWER));
        table.forEach(row -> take(row, model, time, energy));
        if (rows.isEmpty()) {
            throw bad("the table holds no row with a time");
        }
        shareAccuracies();
        return new Configurations(rows, notes(rate, seconds, joules, watts));
    }

    private List<String> columnsOf(Role role) {
        return Objects.requireNonNull(found.get(role));
    }

    /** What a row says; nothing where a cell is empty. */
    private interface Measure {
        OptionalDouble of(CsvRow row);
    }

    private Measure sum(List<String> parts, Unit.Dimension dimension) {
        List<Unit> units = parts.stream()
                .map(column -> columns.unit(column, dimension)
                        .orElseThrow(() ->
                                bad("column " + TextFormatException.shown(column) + " does not say its unit; state --"
                                        + dimension.name().toLowerCase(Locale.ROOT) + "-unit")))
                .toList();
        return row -> {
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                Optional<String> cell = cell(row, parts.get(i));
                if (cell.isEmpty()) {
                    return OptionalDouble.empty();
                }
                double value = row.quantity(parts.get(i), cell.get(), dimension, units.get(i));
                if (value < 0) {
                    throw row.bad(parts.get(i), cell.get(), "must be at least 0");
                }
                sum += value;
            }
            return OptionalDouble.of(sum);
        };
    }

    /** Thousands and millions, as in throughput_k_per_s, are no samples a second. */
    private static void requirePlain(String column) {
        ColumnName.of(column)
                .unit(Unit.Dimension.COUNT)
                .filter(unit -> unit == Unit.THOUSANDS || unit == Unit.MILLIONS)
                .ifPresent(unit -> {
                    throw bad(
                            "column " + TextFormatException.shown(column)
                                    + " must be of samples a second, not of thousands or millions; write them out under another name");
                });
    }

    private OptionalDouble overRate(CsvRow row, String column) {
        if (cell(row, column).isEmpty()) {
            return OptionalDouble.empty();
        }
        double rate = row.number(column);
        if (rate <= 0) {
            throw row.bad(column, row.text(column), "must be above 0 samples a second");
        }
        return OptionalDouble.of(samples / rate);
    }

    private static Measure times(Measure left, Measure right) {
        return row -> {
            OptionalDouble a = left.of(row);
            OptionalDouble b = right.of(row);
            return a.isPresent() && b.isPresent()
                    ? OptionalDouble.of(a.getAsDouble() * b.getAsDouble())
                    : OptionalDouble.empty();
        };
    }

    private static Optional<String> cell(CsvRow row, String column) {
        return row.optional(column)
                .filter(text ->
                        !List.of("nan", "na", "n/a", "none", "null", "-").contains(text.toLowerCase(Locale.ROOT)));
    }

    private void take(CsvRow row, List<String> model, Measure time, Measure energy) {
        OptionalDouble accuracy = number(row, Role.ACCURACY, PERCENT);
        inPercent |= accuracy.orElse(0) > 1;
        if (!where.entrySet().stream()
                .allMatch(each -> row.optional(each.getKey()).orElse("").equals(each.getValue()))) {
            return;
        }
        OptionalDouble seconds = time.of(row);
        if (seconds.isEmpty()) {
            withoutTime++;
            return;
        }
        OptionalDouble joules = energy.of(row);
        withoutEnergy += joules.isEmpty() ? 1 : 0;
        rows.add(new Configuration(
                row.line(),
                model.isEmpty()
                        ? "line " + row.line()
                        : model.stream().map(row::text).collect(Collectors.joining(" ")),
                text(row, Role.QUANTIZATION),
                text(row, Role.SERVER),
                cut(row),
                seconds.getAsDouble(),
                joules,
                OptionalDouble.empty(),
                number(row, Role.LOSS, Double.MAX_VALUE)));
        accuracies.add(accuracy.orElse(Double.NaN));
    }

    private Optional<String> text(CsvRow row, Role role) {
        return columnsOf(role).stream().findFirst().flatMap(column -> cell(row, column));
    }

    private OptionalInt cut(CsvRow row) {
        Optional<String> column = columnsOf(Role.CUT).stream().findFirst();
        if (column.isEmpty()) {
            return OptionalInt.empty();
        }
        double value = row.number(column.get());
        if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
            throw row.bad(column.get(), row.text(column.get()), "must be a whole number from 0");
        }
        return OptionalInt.of((int) value);
    }

    private OptionalDouble number(CsvRow row, Role role, double most) {
        Optional<String> column = columnsOf(role).stream().findFirst();
        if (column.isEmpty() || cell(row, column.get()).isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = row.number(column.get());
        if (!(value >= 0 && value <= most)) {
            throw row.bad(
                    column.get(),
                    row.text(column.get()),
                    "must be at least 0" + (most < Double.MAX_VALUE ? " and at most " + Text.number(most) : ""));
        }
        return OptionalDouble.of(value);
    }

    /** One accuracy of more than 1 says that the column is in percent. */
    private void shareAccuracies() {
        for (int i = 0; i < rows.size(); i++) {
            double accuracy = accuracies.get(i);
            if (!Double.isNaN(accuracy)) {
                rows.set(i, rows.get(i).withAccuracy(inPercent ? accuracy / PERCENT : accuracy));
            }
        }
    }

    private List<String> notes(List<String> rate, List<String> seconds, List<String> joules, List<String> watts) {
        List<String> notes = new ArrayList<>();
        notes.add(
                rate.isEmpty()
                        ? "Seconds from " + String.join(" + ", seconds) + "."
                        : "Seconds are " + Text.number(samples) + (samples == 1 ? " sample" : " samples") + " over '"
                                + rate.get(0) + "'; times of steps are of whole batches and were not used.");
        if (!joules.isEmpty()) {
            notes.add("Joules from " + String.join(" + ", joules) + ".");
        } else if (!watts.isEmpty()) {
            notes.add("Joules are seconds times " + String.join(" + ", watts) + ".");
        }
        if (rows.stream().anyMatch(row -> row.accuracy().isPresent())) {
            notes.add("Accuracies from " + columnsOf(Role.ACCURACY).get(0)
                    + (inPercent ? ", in percent, since some are above 1." : ", as shares, since none is above 1."));
        }
        if (withoutTime > 0) {
            notes.add(Text.count(withoutTime, "row") + " without a time left out.");
        }
        if (withoutEnergy > 0) {
            notes.add(Text.count(withoutEnergy, "row") + " without energy.");
        }
        return notes;
    }

    private static TextFormatException bad(String message) {
        return new TextFormatException(1, message);
    }

    @Override
    public String toString() {
        return "configurations of a " + table;
    }
}
