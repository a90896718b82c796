package io.github.jqodi.estimators.text;

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
 * read one after the other and not kept. Not thread-safe.
 */
public final class CsvTable {
    private static final int SHOWN_COLUMNS = 20;

    private final CsvRecords records;
    private final Map<String, Integer> columns;
    private final long headerLine;

    /** Whether the first record is a row, which is still to be handed on. */
    private boolean firstIsRow;

    private CsvTable(CsvRecords records, Map<String, Integer> columns, long headerLine) {
        this.records = records;
        this.columns = columns;
        this.headerLine = headerLine;
    }

    /**
     * Reads the header of a table whose cells are parted by commas.
     *
     * @param text of the file
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is empty or a name stands twice in the header
     */
    public static CsvTable open(TextInput text) throws IOException {
        return open(text, ',');
    }

    /**
     * Reads the header.
     *
     * @param text of the file
     * @param separator what parts the cells, such as a comma, a semicolon or a tab
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is empty or a name stands twice in the header
     */
    public static CsvTable open(TextInput text, char separator) throws IOException {
        CsvRecords records = new CsvRecords(text, separator);
        if (!records.advance()) {
            throw new TextFormatException(1, "the file is empty; it must start with a header, as in run,epoch,loss");
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : records.cells()) {
            if (columns.put(name, columns.size()) != null) {
                throw new TextFormatException(
                        records.lines().get(0),
                        "column " + TextFormatException.shown(name) + " appears twice in the header");
            }
        }
        return new CsvTable(records, columns, records.lines().get(0));
    }

    /**
     * Reads a table that has no header; its columns are called 1, 2 and so on.
     *
     * @param text of the file
     * @param separator what parts the cells
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is empty
     */
    public static CsvTable openWithoutHeader(TextInput text, char separator) throws IOException {
        CsvRecords records = new CsvRecords(text, separator);
        if (!records.advance()) {
            throw new TextFormatException(1, "the file is empty");
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < records.cells().size(); i++) {
            columns.put(Integer.toString(i + 1), i);
        }
        CsvTable table = new CsvTable(records, columns, records.lines().get(0));
        table.firstIsRow = true;
        return table;
    }

    /**
     * {@return the names in the header, in order}
     */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Whether the header has a column.
     *
     * @param column its name
     * @return whether it stands there
     */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /**
     * Makes sure of columns.
     *
     * @param names of columns
     * @throws TextFormatException if the header lacks one
     */
    public void require(String... names) {
        for (String name : names) {
            if (!has(name)) {
                throw new TextFormatException(
                        headerLine, "column '" + name + "' is missing; the header has " + shownColumns());
            }
        }
    }

    /**
     * Hands on every row in order.
     *
     * @param action takes one row after the other
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if a row has another number of cells than the header
     */
    public void forEach(Consumer<Row> action) throws IOException {
        forEach(action, row -> {
            throw new TextFormatException(
                    row.line(), row.cells.size() + " cells where the header has " + columns.size() + " columns");
        });
    }

    /**
     * Hands on every row in order, those with another number of cells than the header apart from the others.
     *
     * @param action takes one row after the other
     * @param ragged takes those that are shorter or longer; only {@link Row#line()} of them has a meaning
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there are too many rows
     */
    public void forEach(Consumer<Row> action, Consumer<Row> ragged) throws IOException {
        for (int count = 1; firstIsRow || records.advance(); count++) {
            firstIsRow = false;
            Row row = new Row(columns, records.lines(), records.cells());
            if (count > TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(row.line(), TextLimits.MAX_ROWS, "rows");
            }
            (row.cells.size() == columns.size() ? action : ragged).accept(row);
        }
    }

    private String shownColumns() {
        String first = columns.keySet().stream()
                .limit(SHOWN_COLUMNS)
                .map(TextFormatException::shown)
                .collect(Collectors.joining(","));
        int more = columns.size() - SHOWN_COLUMNS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    @Override
    public String toString() {
        return "table with the columns " + shownColumns();
    }

    /** One line of the table. */
    public static final class Row {
        private final Map<String, Integer> columns;
        private final List<Long> lines;
        private final List<String> cells;

        Row(Map<String, Integer> columns, List<Long> lines, List<String> cells) {
            this.columns = columns;
            this.lines = lines;
            this.cells = cells;
        }

        /**
         * {@return the line the row begins in, from 1}
         */
        public long line() {
            return lines.get(0);
        }

        /**
         * The text of a cell.
         *
         * @param column its name
         * @return what stands there, not blank
         * @throws TextFormatException if it is blank
         */
        public String text(String column) {
            String text = cells.get(index(column));
            if (text.isBlank()) {
                throw bad(column, text, "must not be empty");
            }
            return text;
        }

        /**
         * The text of a cell that may be missing.
         *
         * @param column its name
         * @return what stands there; empty if it is blank or there is no such column
         */
        public Optional<String> optional(String column) {
            return columns.containsKey(column)
                    ? Optional.of(cells.get(index(column))).filter(text -> !text.isBlank())
                    : Optional.empty();
        }

        /**
         * A measured number, which may be missing or infinite.
         *
         * @param column its name
         * @return the number, positive infinity, or NaN for an empty cell, {@code nan} and the like
         * @throws TextFormatException if it is something else
         */
        public double measure(String column) {
            String text = optional(column).orElse("nan");
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan", "null", "none", "na" -> Double.NaN;
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> throw bad(column, text, "must be above -∞");
                default -> number(column, text);
            };
        }

        /**
         * A whole number from 1.
         *
         * @param column its name
         * @return the number
         * @throws TextFormatException if it is something else
         */
        public int whole(String column) {
            return whole(column, text(column));
        }

        /**
         * A finite number as it is written.
         *
         * @param column its name
         * @return its text
         * @throws TextFormatException if it is no finite number
         */
        public String numberText(String column) {
            String text = text(column);
            number(column, text);
            return text;
        }

        /**
         * A part of a cell as a whole number from 1.
         *
         * @param column the cell's
         * @param text the part
         * @return the number
         * @throws TextFormatException if it is something else
         */
        public int whole(String column, String text) {
            double value = number(column, text);
            if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
                throw bad(column, text, "must be a whole number from 1");
            }
            return (int) value;
        }

        /**
         * A finite number.
         *
         * @param column its name
         * @return the number
         * @throws TextFormatException if it is no finite number
         */
        public double number(String column) {
            return number(column, text(column)) + 0.0;
        }

        /**
         * A part of a cell as a finite number.
         *
         * @param column the cell's
         * @param text the part
         * @return the number
         * @throws TextFormatException if it is no finite number
         */
        public double number(String column, String text) {
            return DecimalText.of(lines.get(index(column)), column, text);
        }

        /**
         * A fault of a cell.
         *
         * @param column its name
         * @param value what stands there
         * @param rule what should
         * @return the fault, to be thrown
         */
        public TextFormatException bad(String column, String value, String rule) {
            return DecimalText.bad(lines.get(index(column)), column, value, rule);
        }

        private int index(String column) {
            return Objects.requireNonNull(columns.get(column));
        }

        @Override
        public String toString() {
            return "line " + line() + ": " + String.join(",", cells);
        }
    }
}
