package io.github.jqodi.estimators.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table whose cells are parted by upright lines, as in Markdown and in what profilers print. The text around it is passed over,
 * rows may be shorter than the header, and blanks in front of a name are kept, since they tell depth.
 *
 * @param line of the header, from 1
 * @param header names of the columns
 * @param rows what stands below
 */
public record PipeTable(long line, List<String> header, List<Row> rows) {
    /**
     * Copies the lists.
     *
     * @param line from 1
     * @param header names of the columns
     * @param rows what stands below
     */
    public PipeTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * One line of a table.
     *
     * @param line from 1
     * @param cells at most as many as the header has
     */
    public record Row(long line, List<String> cells) {
        /**
         * Copies the list.
         *
         * @param line from 1
         * @param cells at most as many as the header has
         */
        public Row {
            cells = List.copyOf(cells);
        }

        /**
         * The text of a cell.
         *
         * @param column from 0
         * @return what stands there without blanks around; empty where the row is too short
         */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    /**
     * Finds all tables of a text.
     *
     * @param text of the file
     * @return the tables in order
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it goes beyond a bound
     */
    public static List<PipeTable> all(TextInput text) throws IOException {
        Finder finder = new Finder();
        for (long line = text.line(); text.peek() != TextInput.END; line = text.line()) {
            finder.take(line, text.restOfLine());
        }
        finder.end();
        return List.copyOf(finder.tables);
    }

    /**
     * The first column that is named by one of the phrases.
     *
     * @param phrases words in lower case, the best first
     * @return its index; empty if there is none
     */
    public OptionalInt column(List<String> phrases) {
        for (String phrase : phrases) {
            for (int i = 0; i < header.size(); i++) {
                if (ColumnName.of(header.get(i)).says(phrase)) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Collects lines; a rule of dashes makes the line before it a header. */
    private static final class Finder {
        private final List<PipeTable> tables = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private List<String> header = List.of();
        private long headerLine;
        private List<String> before = List.of();
        private long count;

        void take(long line, String text) {
            if (isRule(text) && !before.isEmpty()) {
                end();
                header = before;
                headerLine = line - 1;
                before = List.of();
                return;
            }
            before = cells(line, text);
            if (before.isEmpty()) {
                end();
            } else if (!header.isEmpty()) {
                add(new Row(line, before.subList(0, Math.min(header.size(), before.size()))));
            }
        }

        private void add(Row row) {
            if (++count > TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(row.line(), TextLimits.MAX_ROWS, "rows");
            }
            rows.add(row);
        }

        void end() {
            if (!header.isEmpty()) {
                tables.add(new PipeTable(headerLine, header, rows));
            }
            rows.clear();
            header = List.of();
        }

        private static boolean isRule(String text) {
            return text.contains("|")
                    && text.contains("--")
                    && text.chars().allMatch(c -> c == '|' || c == '-' || c == ':' || c == '+' || c == ' ');
        }

        private static List<String> cells(long line, String text) {
            if (!text.contains("|")) {
                return List.of();
            }
            String inner = text.strip().startsWith("|") ? text.strip().substring(1) : text;
            inner = inner.stripTrailing().endsWith("|")
                    ? inner.stripTrailing().substring(0, inner.stripTrailing().length() - 1)
                    : inner;
            List<String> cells = new ArrayList<>();
            for (String cell : inner.split("\\|", -1)) {
                if (cell.length() > TextLimits.MAX_CELL_CHARACTERS) {
                    throw TextFormatException.tooMuch(line, TextLimits.MAX_CELL_CHARACTERS, "characters in one cell");
                }
                cells.add(cell.stripTrailing());
            }
            if (cells.size() > TextLimits.MAX_COLUMNS) {
                throw TextFormatException.tooMuch(line, TextLimits.MAX_COLUMNS, "columns");
            }
            return cells;
        }
    }
}
