package io.github.jqodi.bench.cli;

/** How a result is printed. */
enum OutputFormat {
    /** For people. */
    text,
    /** As a plan file. */
    json
}
