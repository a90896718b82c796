package io.github.jqodi.bench.cli;

/** Formats of what is printed as a table or as a page. */
enum PageFormat {
    /** For people. */
    text,
    /** As JSON. */
    json,
    /** As a table. */
    csv,
    /** As a page with figures. */
    html
}
