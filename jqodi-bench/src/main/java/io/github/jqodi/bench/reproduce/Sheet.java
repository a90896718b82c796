package io.github.jqodi.bench.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of ours that stands beside no published one, row by row.
 *
 * @param name as in {@code nodes}; with the exhibit's id the name of its file
 * @param title for people
 * @param columns headings
 * @param rows cells, one for each column
 */
record Sheet(String name, String title, List<String> columns, List<List<Value>> rows) {
    Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A sheet in the making. */
    static final class Draft {
        private final String name;
        private final String title;
        private final List<String> columns;
        private final List<List<Value>> rows = new ArrayList<>();

        Draft(String name, String title, String... columns) {
            this.name = name;
            this.title = title;
            this.columns = List.of(columns);
        }

        /** Adds a row of numbers and words. */
        Draft row(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        title + ": " + List.of(cells) + " must have a cell for each of " + columns);
            }
            List<Value> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(cell instanceof Number number ? Value.of(number.doubleValue()) : Value.of(cell.toString()));
            }
            rows.add(List.copyOf(row));
            return this;
        }

        Sheet done() {
            return new Sheet(name, title, columns, rows);
        }
    }
}
