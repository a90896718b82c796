package io.github.jqodi.bench.cli;

/** Formats of a printed table. */
enum TableFormat {
    /** For people. */
    text,
    /** Comma-separated values with a header. */
    csv,
    /** A list of objects. */
    json
}
