package io.github.jqodi.estimators.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> repeated;
    private boolean loose;
    private int raggedRows;
    /** How many cells a row has, those without a name included. */
    private int width;

    /** Whether the first record is a row, which is still to be handed on. */
    private boolean firstIsRow;

    private CsvTable(CsvRecords records, Map<String, Integer> columns, long headerLine, Set<String> repeated) {
        this.records = records;
        this.columns = columns;
        this.headerLine = headerLine;
        this.repeated = repeated;
        this.width = columns.size();
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
        return new CsvTable(records, columns, records.lines().get(0), Set.of());
    }

    /**
     * Reads the header of a table as tools and people write it: cells parted by commas, semicolons, tabs or blanks,
     * whichever the header shows; lines that begin with a hash before it are comments; columns without a name are not told
     * of, and one whose name stands twice is refused only if it is asked for.
     *
     * @param text of the file
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is empty
     */
    public static CsvTable openLoose(TextInput text) throws IOException {
        CsvRecords records = new CsvRecords(text, Separators.of(text.lookAhead()));
        if (!records.advance(true)) {
            throw new TextFormatException(1, "the file is empty; it must start with a header");
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        Set<String> repeated = new HashSet<>();
        List<String> names = records.cells();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isBlank() && columns.putIfAbsent(names.get(i).strip(), i) != null) {
                repeated.add(names.get(i).strip());
            }
        }
        CsvTable table = new CsvTable(records, columns, records.lines().get(0), repeated);
        table.width = names.size();
        return table;
    }

    /**
     * Whether a file that was looked ahead at begins with numbers, so that it has no header.
     *
     * @param ahead its beginning
     * @return whether all cells of the first line that is no comment are numbers
     */
    public static boolean isHeadless(String ahead) {
        return Separators.isAllNumbers(ahead);
    }

    /**
     * How many cells the first line of a file that was looked ahead at has.
     *
     * @param ahead its beginning
     * @return cells of the first line that is no comment
     */
    public static int width(String ahead) {
        return Separators.cells(ahead);
    }

    /**
     * A table without a header, loose in its rows as {@link #loose} says.
     *
     * @param text of the file
     * @param names of the columns, in order; further ones are not told of
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     */
    public static CsvTable headless(TextInput text, String... names) throws IOException {
        long line = text.line();
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, columns.size());
        }
        CsvTable table = new CsvTable(new CsvRecords(text, Separators.of(text.lookAhead())), columns, line, Set.of());
        table.width = TextLimits.MAX_COLUMNS;
        return table.loose();
    }

    /**
     * Takes rows as tools write them: where cells at the end are missing they count as empty, rows of empty cells and lines
     * that begin with a hash are passed over.
     *
     * @return this
     */
    public CsvTable loose() {
        loose = true;
        return this;
    }

    /**
     * {@return how many rows read so far had fewer cells than the header}
     */
    public int raggedRows() {
        return raggedRows;
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
        CsvTable table = new CsvTable(records, columns, records.lines().get(0), Set.of());
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
                throw missing(name, "");
            }
            if (repeated.contains(name)) {
                throw new TextFormatException(
                        headerLine, "column " + TextFormatException.shown(name) + " appears twice in the header");
            }
        }
    }

    /**
     * The fault of a header without a column that is needed.
     *
     * @param name of the column
     * @param advice what could be done, added as it is; may be empty
     * @return the fault, to be thrown
     */
    public TextFormatException missing(String name, String advice) {
        return new TextFormatException(
                headerLine,
                "column " + TextFormatException.shown(name) + " is missing; the header has " + shownColumns() + advice);
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
            check(row);
            action.accept(row);
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
        for (int count = 1; firstIsRow || records.advance(loose); count++) {
            firstIsRow = false;
            Row row = new Row(columns, records.lines(), records.cells(), records.separator());
            if (count > TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(row.line(), TextLimits.MAX_ROWS, "rows");
            }
            if (!(loose && row.isEmpty())) {
                (row.cells.size() == width ? action : ragged).accept(row);
            }
        }
    }

    private void check(Row row) {
        boolean isShort = row.cells.size() < width;
        if (loose && (isShort || row.isEmptyFrom(width))) {
            raggedRows += isShort && width < TextLimits.MAX_COLUMNS ? 1 : 0;
        } else if (row.cells.size() != width) {
            throw new TextFormatException(
                    row.line(), row.cells.size() + " cells where the header has " + width + " columns");
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
        private final char separator;

        Row(Map<String, Integer> columns, List<Long> lines, List<String> cells, char separator) {
            this.columns = columns;
            this.lines = lines;
            this.cells = cells;
            this.separator = separator;
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
            String text = cell(column);
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
                    ? Optional.of(cell(column)).filter(text -> !text.isBlank())
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
            return DecimalText.of(lineOf(column), column, text);
        }

        /**
         * A part of a cell as a number with its unit. Where cells are parted by something else than commas nobody can say
         * whether {@code 1,234} is more than a thousand or little more than one, so that it is refused.
         *
         * @param column the cell's
         * @param text the part
         * @param dimension of what is measured
         * @param bare the unit of a number without one
         * @return the value in base units
         * @throws TextFormatException if it is no number, has a comma that parts no thousands, or its unit is none of the
         *     dimension
         */
        public double quantity(String column, String text, Unit.Dimension dimension, Unit bare) {
            if (separator != ',' && text.contains(",")) {
                throw bad(
                        column,
                        text,
                        "must not hold a comma, which could be a decimal one; write a decimal point, as in 2.5, and no groups, as in 1234");
            }
            return Quantity.of(lineOf(column), column, text, dimension, bare);
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
            return DecimalText.bad(lineOf(column), column, value, rule);
        }

        /** Empty where a loose row ends before it. */
        private String cell(String column) {
            int index = index(column);
            return index < cells.size() ? cells.get(index) : "";
        }

        private long lineOf(String column) {
            return lines.get(Math.min(index(column), lines.size() - 1));
        }

        private int index(String column) {
            return Objects.requireNonNull(columns.get(column));
        }

        private boolean isEmpty() {
            return isEmptyFrom(0);
        }

        private boolean isEmptyFrom(int first) {
            return cells.stream().skip(first).allMatch(String::isBlank);
        }

        @Override
        public String toString() {
            return "line " + line() + ": " + String.join(",", cells);
        }
    }
}
