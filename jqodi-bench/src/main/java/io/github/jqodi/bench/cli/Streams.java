package io.github.jqodi.bench.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 * @param errIsTerminal whether somebody watches {@code err}; asked only once something has run for long
 */
record Streams(InputStream in, PrintStream out, PrintStream err, BooleanSupplier errIsTerminal) {}
