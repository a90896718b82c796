package io.github.jqodi.estimators.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A CSV table, every cell a text. Columns may stand in any order; those nobody asks for are ignored. Rows are
 * read one after the other and not kept. Not thread-safe.
 */
public final class CsvTable {
    private static final int SHOWN_COLUMNS = 20;

    private final CsvRecords records;
    private final Map<String, Integer> columns;
    /** How many cells a row has, those without a name included. */
    private final int width;

    private final long headerLine;
    private final Set<String> repeated;
    private boolean loose;
    private int raggedRows;

    /** Whether the first record is a row, which is still to be handed on. */
    private boolean firstIsRow;

    private CsvTable(
            CsvRecords records, Map<String, Integer> columns, int width, long headerLine, Set<String> repeated) {
        this.records = records;
        this.columns = columns;
        this.width = width;
        this.headerLine = headerLine;
        this.repeated = repeated;
    }

    /**
     * Reads the header, if there is one.
     *
     * @param text of the file
     * @param dialect how it is written
     * @return the table, its rows still to be read
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is empty, or a name stands twice in an exact header; one without a header whose columns
     *     are told may be empty
     */
    public static CsvTable open(TextInput text, CsvDialect dialect) throws IOException {
        char separator = dialect.separator().isPresent() ? dialect.separator().get() : Separators.of(text.lookAhead());
        CsvRecords records = new CsvRecords(text, separator);
        return switch (dialect.header()) {
            case EXACT -> exact(records);
            case LENIENT -> lenient(records);
            case NUMBERED -> numbered(records);
            case TOLD ->
                new CsvTable(records, places(dialect.names()), TextLimits.MAX_COLUMNS, text.line(), Set.of()).loose();
        };
    }

    private static CsvTable exact(CsvRecords records) throws IOException {
        if (!records.advance()) {
            throw new TextFormatException(1, "the file is empty; it must start with a header, as in run,epoch,loss");
        }
        List<String> names = records.cells();
        long line = records.lines().get(0);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw twice(line, name);
            }
        }
        return new CsvTable(records, places(names), names.size(), line, Set.of());
    }

    private static CsvTable lenient(CsvRecords records) throws IOException {
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
        return new CsvTable(records, columns, names.size(), records.lines().get(0), repeated);
    }

    private static CsvTable numbered(CsvRecords records) throws IOException {
        if (!records.advance()) {
            throw new TextFormatException(1, "the file is empty");
        }
        int width = records.cells().size();
        CsvTable table = new CsvTable(
                records, places(numbers(width)), width, records.lines().get(0), Set.of());
        table.firstIsRow = true;
        return table;
    }

    /** The names of columns that have none: 1, 2 and so on. */
    private static List<String> numbers(int width) {
        return IntStream.rangeClosed(1, width).mapToObj(Integer::toString).toList();
    }

    private static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
        return places;
    }

    private static TextFormatException twice(long line, String name) {
        return new TextFormatException(
                line, "column " + TextFormatException.shown(name) + " appears twice in the header");
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
                throw twice(headerLine, name);
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
    public void forEach(Consumer<CsvRow> action) throws IOException {
        forEach(action, row -> {
            check(row);
            action.accept(row);
        });
    }

    /**
     * Hands on every row in order, those with another number of cells than the header apart from the others.
     *
     * @param action takes one row after the other
     * @param ragged takes those that are shorter or longer; only {@link CsvRow#line()} of them has a meaning
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there are too many rows
     */
    public void forEach(Consumer<CsvRow> action, Consumer<CsvRow> ragged) throws IOException {
        for (int count = 1; firstIsRow || records.advance(loose); count++) {
            firstIsRow = false;
            CsvRow row = new CsvRow(columns, records.lines(), records.cells(), records.separator());
            if (count > TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(row.line(), TextLimits.MAX_ROWS, "rows");
            }
            if (!(loose && row.isEmpty())) {
                (row.size() == width ? action : ragged).accept(row);
            }
        }
    }

    private void check(CsvRow row) {
        boolean isShort = row.size() < width;
        if (loose && (isShort || row.isEmptyFrom(width))) {
            raggedRows += isShort && width < TextLimits.MAX_COLUMNS ? 1 : 0;
        } else if (row.size() != width) {
            throw new TextFormatException(row.line(), row.size() + " cells where the header has " + width + " columns");
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
}
