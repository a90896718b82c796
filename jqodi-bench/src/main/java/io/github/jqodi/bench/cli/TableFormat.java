package io.github.jqodi.bench.cli;

/** How a table is printed. */
enum TableFormat {
    /** For people. */
    text,
    /** Comma-separated values with a header. */
    csv,
    /** A list of objects. */
    json
}
