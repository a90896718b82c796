package io.github.jqodi.bench.cli;

/** Formats of a printed result. */
enum OutputFormat {
    /** For people. */
    text,
    /** As a plan file. */
    json,
    /** As a page with figures. */
    html
}
