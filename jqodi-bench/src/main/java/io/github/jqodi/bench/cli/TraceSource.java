package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.estimators.bandwidth.ReadTrace;
import io.github.jqodi.estimators.bandwidth.TraceColumns;
import io.github.jqodi.estimators.bandwidth.TraceReader;
import io.github.jqodi.estimators.text.TextFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where bandwidth comes from: {@code FILE[:COLUMN][@LINK]}.
 *
 * @param file where the trace is
 * @param column of the rates, empty for the only one
 * @param link on which it is played, empty for all
 */
record TraceSource(String file, String column, String link) {
    private static final double LEAST_SECONDS = 1e-6;
    /** How long a trace may be, and how far into it or ahead times may lie. */
    static final double MOST_SECONDS = 1e9;

    private static final double LEAST_RATE = 1e-9;
    private static final double MOST_RATE = 1e18;

    /** A file of that whole name goes before one with a column or a link after it. */
    static TraceSource of(String argument) {
        if (InputFile.exists(argument)) {
            return new TraceSource(argument, "", "");
        }
        int at = argument.lastIndexOf('@');
        String link = at < 0 ? "" : argument.substring(at + 1);
        String rest = at < 0 ? argument : argument.substring(0, at);
        int colon = InputFile.exists(rest) ? -1 : rest.lastIndexOf(':');
        return colon < 0
                ? new TraceSource(rest, "", link)
                : new TraceSource(rest.substring(0, colon), rest.substring(colon + 1), link);
    }

    /** The trace; what was noticed is told on standard error. */
    BandwidthTrace read(Streams streams, TraceColumns columns) {
        ReadTrace read = read(columns);
        read.notes().forEach(note -> streams.err().println(Text.escaped(file + ": " + note)));
        return read.trace();
    }

    /** The trace and what was noticed. */
    ReadTrace read(TraceColumns columns) {
        TraceColumns named = column.isEmpty() ? columns : columns.withRate(column);
        return read(file, in -> playable(TraceReader.read(in, named)));
    }

    /** Times and rates far from any there are leave the range in which they can be told apart, and are slips of units. */
    private static ReadTrace playable(ReadTrace read) {
        BandwidthTrace trace = read.trace();
        requireWithin(trace.lengthSeconds(), LEAST_SECONDS, MOST_SECONDS, "s long", "--time-unit");
        requireWithin(trace.meanBitsPerSecond(), LEAST_RATE, MOST_RATE, "bit/s in the mean", "--unit");
        requireWithin(trace.mostBitsPerSecond(), LEAST_RATE, MOST_RATE, "bit/s at most", "--unit");
        return read;
    }

    private static void requireWithin(double value, double least, double most, String unit, String option) {
        if (!(value >= least && value <= most)) {
            throw new TextFormatException(
                    1,
                    "the trace is " + value + " " + unit + ", which must be from " + least + " to " + most
                            + "; 'jqodi import trace' takes another unit by " + option);
        }
    }

    /** Reads a file; what is wrong with it is bad input. */
    static <T> T read(String file, Content<T> content) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return content.read(in);
        } catch (TextFormatException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw new BadInputException(file + ": cannot be read: " + IoReason.text(e));
        }
    }

    /** What is read of a file. */
    @FunctionalInterface
    interface Content<T> {
        T read(InputStream in) throws IOException;
    }
}
