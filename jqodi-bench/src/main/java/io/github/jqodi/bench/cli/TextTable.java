package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, aligned: numbers to the right, words to the left. Control characters are shown escaped. */
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /**
     * Starts a table.
     *
     * @param headings one per column; a leading {@code >} aligns the column to the right
     */
    TextTable(String... headings) {
        right = new boolean[headings.length];
        String[] row = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            row[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
        rows.add(row);
    }

    TextTable row(String... cells) {
        rows.add(Arrays.stream(cells).map(Text::escaped).toArray(String[]::new));
        return this;
    }

    @Override
    public String toString() {
        int[] width = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < width.length; i++) {
                String space = " ".repeat(width[i] - row[i].length());
                line.append(right[i] ? space + row[i] : row[i] + space).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
