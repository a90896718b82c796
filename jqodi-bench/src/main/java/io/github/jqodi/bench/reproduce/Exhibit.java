package io.github.jqodi.bench.reproduce;

import java.util.List;

/**
 * One table or figure of the paper, recomputed.
 *
 * @param id as in {@code fig7}; names its files
 * @param title for people, with its number in the paper
 * @param about in a few sentences, what was done
 * @param rows ours beside the published values
 * @param sheets further tables of ours
 * @param panels what is drawn
 */
record Exhibit(String id, String title, String about, List<Row> rows, List<Sheet> sheets, List<Panel> panels) {
    Exhibit {
        rows = List.copyOf(rows);
        sheets = List.copyOf(sheets);
        panels = List.copyOf(panels);
    }

    static Exhibit of(String id, String title, String about, RowList rows) {
        return new Exhibit(id, title, about, rows.rows(), List.of(), List.of());
    }

    Exhibit withSheets(Sheet... more) {
        return new Exhibit(id, title, about, rows, List.of(more), panels);
    }

    Exhibit withPanels(List<Panel> more) {
        return new Exhibit(id, title, about, rows, sheets, more);
    }

    /** Rows of a standing. */
    List<Row> rows(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }
}
