package io.github.jqodi.estimators.trace;

import io.github.jqodi.base.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A CSV table with a header, every cell a text. Columns may stand in any order; those nobody asks for are ignored. Rows are
 * read one after the other and not kept.
 */
final class Table {
    private static final int SHOWN_CHARACTERS = 60;
    private static final int SHOWN_COLUMNS = 20;

    private final CsvRecords records;
    private final Map<String, Integer> columns;
    private final long headerLine;

    private Table(CsvRecords records, Map<String, Integer> columns, long headerLine) {
        this.records = records;
        this.columns = columns;
        this.headerLine = headerLine;
    }

    /** Reads the header. */
    static Table open(TraceText text) throws IOException {
        CsvRecords records = new CsvRecords(text);
        if (!records.advance()) {
            throw new TraceFormatException(1, "the file is empty; it must start with a header, as in run,epoch,loss");
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : records.cells()) {
            if (columns.put(name, columns.size()) != null) {
                throw new TraceFormatException(
                        records.lines().get(0), "column " + shown(name) + " appears twice in the header");
            }
        }
        return new Table(records, columns, records.lines().get(0));
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    void require(String... names) {
        for (String name : names) {
            if (!has(name)) {
                throw new TraceFormatException(
                        headerLine, "column '" + name + "' is missing; the header has " + shownColumns());
            }
        }
    }

    /** Hands on every row in order. */
    void forEach(Consumer<Row> action) throws IOException {
        for (int count = 1; records.advance(); count++) {
            Row row = new Row(columns, records.lines(), records.cells());
            if (count > CurveReader.MAX_ROWS) {
                throw TraceFormatException.tooMuch(row.line(), CurveReader.MAX_ROWS, "rows");
            }
            if (row.cells.size() != columns.size()) {
                throw new TraceFormatException(
                        row.line(), row.cells.size() + " cells where the header has " + columns.size() + " columns");
            }
            action.accept(row);
        }
    }

    private String shownColumns() {
        String first =
                columns.keySet().stream().limit(SHOWN_COLUMNS).map(Table::shown).collect(Collectors.joining(","));
        int more = columns.size() - SHOWN_COLUMNS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    static String shown(String text) {
        return "'" + Text.shown(text, SHOWN_CHARACTERS) + "'";
    }

    /** One line of the table. */
    static final class Row {
        private final Map<String, Integer> columns;
        private final List<Long> lines;
        private final List<String> cells;

        Row(Map<String, Integer> columns, List<Long> lines, List<String> cells) {
            this.columns = columns;
            this.lines = lines;
            this.cells = cells;
        }

        /** The line the row begins in. */
        long line() {
            return lines.get(0);
        }

        String text(String column) {
            String text = cells.get(index(column));
            if (text.isBlank()) {
                throw bad(column, text, "must not be empty");
            }
            return text;
        }

        Optional<String> optional(String column) {
            return columns.containsKey(column)
                    ? Optional.of(cells.get(index(column))).filter(text -> !text.isBlank())
                    : Optional.empty();
        }

        /** A number; NaN for an empty cell, {@code nan} and the like. */
        double loss(String column) {
            String text = optional(column).orElse("nan");
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan", "null", "none", "na" -> Double.NaN;
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> throw bad(column, text, "must be above -∞");
                default -> number(column, text);
            };
        }

        int epoch(String column) {
            return whole(column, text(column));
        }

        /** A finite number, as it is written. */
        String numberText(String column) {
            String text = text(column);
            number(column, text);
            return text;
        }

        int whole(String column, String text) {
            double value = number(column, text);
            if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
                throw bad(column, text, "must be a whole number from 1");
            }
            return (int) value;
        }

        double number(String column) {
            return number(column, text(column)) + 0.0;
        }

        double number(String column, String text) {
            return TraceNumber.of(lines.get(index(column)), column, text);
        }

        private TraceFormatException bad(String column, String value, String rule) {
            return TraceNumber.bad(lines.get(index(column)), column, value, rule);
        }

        private int index(String column) {
            return Objects.requireNonNull(columns.get(column));
        }
    }
}
