package io.github.jqodi.estimators.profile;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.profile.LayerColumns.Role;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads a CSV table of layer times: one row for each layer, node, precision and batch, in any order. */
public final class LayerTimeTable {
    private final CsvTable table;
    private final LayerColumns columns;
    private final String defaultNode;
    private final Map<Role, Optional<String>> found = new EnumMap<>(Role.class);
    private final List<LayerTime> times = new ArrayList<>();
    private int empty;

    private LayerTimeTable(CsvTable table, LayerColumns columns, String defaultNode) {
        this.table = table;
        this.columns = columns;
        this.defaultNode = defaultNode;
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
     * @param defaultNode the node of rows of a table that has no column for it
     * @return the times; repeats are brought to their median
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if a column is missing or a cell is wrong
     */
    public static LayerProfile read(InputStream in, char separator, LayerColumns columns, String defaultNode)
            throws IOException {
        return new LayerTimeTable(
                        CsvTable.open(new TextInput(in), CsvDialect.DEFAULT.withSeparator(separator)),
                        columns,
                        defaultNode)
                .profile();
    }

    private LayerProfile profile() throws IOException {
        String layer = required(Role.LAYER);
        String forward = required(Role.FORWARD);
        Optional<String> backward = column(Role.BACKWARD).filter(name -> !name.equals(forward));
        Unit unit = columns.unit(forward);
        Optional<Unit> backwardUnit = backward.map(columns::unit);
        table.forEach(row -> {
            if (row.optional(forward).isEmpty() || Double.isNaN(row.measure(forward))) {
                empty++;
                return;
            }
            times.add(new LayerTime(
                    text(row, Role.NODE).orElse(defaultNode),
                    text(row, Role.MODEL),
                    row.text(layer),
                    text(row, Role.PRECISION).flatMap(text -> quantization(row, text)),
                    batch(row),
                    seconds(row, forward, unit),
                    backward.filter(name -> row.optional(name).isPresent())
                            .map(name -> OptionalDouble.of(seconds(row, name, backwardUnit.orElse(unit))))
                            .orElse(OptionalDouble.empty()),
                    work(row)));
        });
        if (times.isEmpty()) {
            throw new TextFormatException(1, "the table holds no measured time");
        }
        return LayerProfile.ofRepeats(times, notes(forward, unit));
    }

    private List<String> notes(String forward, Unit unit) {
        List<String> notes = new ArrayList<>();
        notes.add("Times from column '" + forward + "' in " + unit.symbol() + ".");
        if (empty > 0) {
            notes.add(empty + " rows without a time were left out.");
        }
        return notes;
    }

    private Optional<String> column(Role role) {
        return Objects.requireNonNull(found.get(role));
    }

    private String required(Role role) {
        return column(role)
                .orElseThrow(() -> new TextFormatException(
                        1,
                        "no column of " + role.word() + " was found among "
                                + TextFormatException.shown(String.join(",", table.columns()))
                                + "; name it, as with --" + role.word() + "-column NAME"));
    }

    private Optional<String> text(CsvRow row, Role role) {
        return column(role).flatMap(row::optional);
    }

    private Optional<String> quantization(CsvRow row, String text) {
        try {
            return Precision.quantization(text);
        } catch (InvalidValueException e) {
            throw row.bad(column(Role.PRECISION).orElseThrow(), text, Precision.RULE);
        }
    }

    private OptionalInt batch(CsvRow row) {
        Optional<String> column = column(Role.BATCH);
        return column.flatMap(row::optional).isPresent()
                ? OptionalInt.of(row.whole(column.get()))
                : OptionalInt.empty();
    }

    private static double seconds(CsvRow row, String column, Unit unit) {
        double value = row.number(column);
        if (value < 0) {
            throw row.bad(column, row.text(column), "must be a time of at least 0");
        }
        return unit.toBase(value);
    }

    private Optional<LayerWork> work(CsvRow row) {
        OptionalDouble macs = count(row, Role.MACS);
        OptionalDouble bytes = count(row, Role.BYTES);
        return macs.isPresent() || bytes.isPresent()
                ? Optional.of(new LayerWork(macs.orElse(0), bytes.orElse(0)))
                : Optional.empty();
    }

    private OptionalDouble count(CsvRow row, Role role) {
        Optional<String> column = column(role).filter(name -> row.optional(name).isPresent());
        if (column.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = row.number(column.get());
        if (value < 0) {
            throw row.bad(column.get(), row.text(column.get()), "must be at least 0");
        }
        Unit unit = ColumnName.of(column.get()).unit(Unit.Dimension.COUNT).orElse(Unit.ONES);
        return OptionalDouble.of(unit.toBase(value));
    }

    @Override
    public String toString() {
        return "layer times of a " + table;
    }
}
