package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads bandwidth over time, UTF-8, told by what the file holds:
 *
 * <ul>
 *   <li>tables with a header: a column of rates, its unit in its name or stated, and a column of seconds, milliseconds or dates;
 *       without the latter a row is a second. A rate holds from its time until the next, the last as long as the one before;
 *       an empty one repeats the one before;
 *   <li>two columns without a header, seconds and Mbit/s, as simulators of streaming take them; one column, Mbit/s of each second;
 *   <li>Mahimahi's packet lines, one whole number of milliseconds a line that never falls;
 *   <li>JSON of {@code iperf3 --json}, and of sabre: {@code [{"duration_ms", "bandwidth_kbps"}]};
 *   <li>logs of received bytes: seconds, milliseconds, latitude, longitude, bytes, milliseconds.
 * </ul>
 *
 * <p>Times begin at 0 whatever they are in the file. A rate of exactly 0 is a link that is down. Bounds are those of
 * {@link io.github.jqodi.estimators.text.TextLimits}.
 */
public final class TraceReader {
    /** The longest trace of packet lines, in seconds. */
    static final long MOST_SECONDS = 10_000_000;

    private TraceReader() {}

    /**
     * Reads a trace whose columns have usual names.
     *
     * @param in the file; not closed
     * @return rates and what was noticed
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is no trace
     */
    public static ReadTrace read(InputStream in) throws IOException {
        return read(in, TraceColumns.DEFAULT);
    }

    /**
     * Reads a trace.
     *
     * @param in the file; not closed
     * @param columns what stands where, and how it is meant
     * @return rates and what was noticed
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is no trace
     */
    public static ReadTrace read(InputStream in, TraceColumns columns) throws IOException {
        TextInput text = new TextInput(in);
        text.peekPastSpace();
        String ahead = text.lookAhead();
        if (ahead.startsWith("{") || ahead.startsWith("[")) {
            return JsonTrace.read(text, columns);
        }
        boolean unsaid = columns.rate().isEmpty() && columns.unit().isEmpty();
        if (unsaid && SegmentTrace.isOne(ahead)) {
            return SegmentTrace.read(text, columns);
        }
        if (unsaid && PacketTrace.isOne(ahead)) {
            return PacketTrace.read(text, columns);
        }
        return CsvTable.isHeadless(ahead)
                ? TableTrace.headless(text, columns, CsvTable.width(ahead))
                : TableTrace.withHeader(text, columns);
    }
}
