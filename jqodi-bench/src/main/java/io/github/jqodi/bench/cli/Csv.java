package io.github.jqodi.bench.cli;

/** Cells of comma-separated values. */
final class Csv {
    private Csv() {}

    /** A cell, quoted where it has to be. */
    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
