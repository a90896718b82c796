package io.github.jqodi.bench.reproduce;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values back, by RFC 4180 alone. */
final class CsvText {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();

    private CsvText() {}

    static List<List<String>> rows(String text) {
        CsvText read = new CsvText();
        boolean quoted = false;
        for (char c : text.replace("\"\"", "\u0000").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                read.endCell(c == '\n');
            } else {
                read.cell.append(c == '\u0000' ? '"' : c);
            }
        }
        return read.rows;
    }

    private void endCell(boolean endsRow) {
        row.add(cell.toString());
        cell.setLength(0);
        if (endsRow) {
            rows.add(List.copyOf(row));
            row.clear();
        }
    }
}
