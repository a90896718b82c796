package io.github.jqodi.bench.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {}
