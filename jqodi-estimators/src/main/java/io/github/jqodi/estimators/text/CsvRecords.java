package io.github.jqodi.estimators.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV file as RFC 4180 describes it: cells are parted by commas or another sign, quotes hold commas, line ends and
 * doubled quotes together, blanks around cells do not count, lines without anything are passed over. Every cell knows its line,
 * which in a file with line ends in quotes is not told by counting records. Not thread-safe.
 */
final class CsvRecords {
    private static final char COMMENT = '#';

    private final TextInput text;
    private final char separator;
    private final StringBuilder cell = new StringBuilder();
    private final List<String> cells = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    CsvRecords(TextInput text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    char separator() {
        return separator;
    }

    /** Goes to the next record; false after the last one. */
    boolean advance() throws IOException {
        return advance(false);
    }

    /** Goes to the next record, past lines that begin with a hash if these are comments; false after the last one. */
    boolean advance(boolean comments) throws IOException {
        do {
            skipSpace();
            while (comments && text.peek() == COMMENT) {
                text.restOfLine();
                skipSpace();
            }
            if (text.peek() == TextInput.END) {
                return false;
            }
            readRecord();
        } while (cells.size() == 1 && cells.get(0).isBlank());
        return true;
    }

    /** A separator that is white space itself is kept: an empty cell stands before it. */
    private void skipSpace() throws IOException {
        while (text.peek() != TextInput.END
                && Character.isWhitespace(text.peek())
                && (text.peek() != separator || separator == ' ')) {
            text.next();
        }
    }

    /** The cells of the record; a copy. */
    List<String> cells() {
        return List.copyOf(cells);
    }

    /** The line each cell begins in; a copy. */
    List<Long> lines() {
        return List.copyOf(lines);
    }

    private void readRecord() throws IOException {
        cells.clear();
        lines.clear();
        int end = separator;
        while (end == separator) {
            if (cells.size() == TextLimits.MAX_COLUMNS) {
                throw TextFormatException.tooMuch(text.line(), TextLimits.MAX_COLUMNS, "columns");
            }
            readCell();
            end = text.next();
        }
        dropTrailingBlank();
    }

    private void dropTrailingBlank() {
        int last = cells.size() - 1;
        if (separator == ' ' && last > 0 && cells.get(last).isEmpty()) {
            cells.remove(last);
            lines.remove(last);
        }
    }

    /** Stops before the comma or line end after the cell. */
    private void readCell() throws IOException {
        cell.setLength(0);
        skipSeparators();
        skipBlanks();
        lines.add(text.line());
        cells.add(text.peek() == '"' ? quoted() : plain());
    }

    private String plain() throws IOException {
        while (!atCellEnd()) {
            append(text.next());
        }
        return cell.toString().strip();
    }

    private String quoted() throws IOException {
        long start = text.line();
        text.next();
        for (int c = text.next(); c != '"' || text.peek() == '"'; c = text.next()) {
            if (c == TextInput.END) {
                throw new TextFormatException(start, "the quote that opens a cell is never closed");
            }
            if (c == '"') {
                text.next();
            }
            append(c);
        }
        skipBlanks();
        if (!atCellEnd()) {
            throw new TextFormatException(
                    text.line(),
                    "a quoted cell must end at a separator or at the end of the line, not before "
                            + TextFormatException.shown(Character.toString(text.peek())));
        }
        return cell.toString();
    }

    private void append(int c) {
        if (cell.length() == TextLimits.MAX_CELL_CHARACTERS) {
            throw TextFormatException.tooMuch(
                    lines.get(lines.size() - 1), TextLimits.MAX_CELL_CHARACTERS, "characters in one cell");
        }
        cell.append((char) c);
    }

    private boolean atCellEnd() throws IOException {
        int c = text.peek();
        return c == separator || c == '\n' || c == '\r' || c == TextInput.END;
    }

    private void skipBlanks() throws IOException {
        while (text.peek() != separator && (text.peek() == ' ' || text.peek() == '\t')) {
            text.next();
        }
    }

    /** Several blanks part cells like one. */
    private void skipSeparators() throws IOException {
        while (separator == ' ' && text.peek() == ' ') {
            text.next();
        }
    }
}
