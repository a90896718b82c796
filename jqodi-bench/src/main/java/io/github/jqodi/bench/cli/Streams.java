package io.github.jqodi.bench.cli;

import io.github.jqodi.plan.Warning;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 * @param errIsTerminal whether somebody watches {@code err}; asked only once something has run for long
 * @param ansi whether {@code out} takes colours
 */
record Streams(InputStream in, PrintStream out, PrintStream err, BooleanSupplier errIsTerminal, Ansi ansi) {
    /** Without colours. */
    Streams(InputStream in, PrintStream out, PrintStream err, BooleanSupplier errIsTerminal) {
        this(in, out, err, errIsTerminal, Ansi.OFF);
    }

    /** A result for people: headings bold, a status in its colour. */
    void printText(String text) {
        out.print(Colours.of(ansi, text));
    }

    /** Tells warnings where a result has no place for them. */
    void warn(List<Warning> warnings) {
        warnings.forEach(warning -> err.println(warning.code() + ": " + warning.text()));
    }
}
