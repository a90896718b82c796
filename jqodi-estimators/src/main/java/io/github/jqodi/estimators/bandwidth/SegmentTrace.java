package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Logs of received bytes as those of the 3G and 4G measurements of Norway and Belgium are: seconds since 1970, milliseconds,
 * latitude, longitude, bytes received since the row before, milliseconds since then. No header.
 */
final class SegmentTrace {
    private static final Pattern ROW = Pattern.compile(
            "\\s*\\d{9,10}(\\.\\d+)?\\s+\\d+\\s+-?\\d+(\\.\\d+)?\\s+-?\\d+(\\.\\d+)?\\s+\\d+\\s+\\d+\\s*");

    private static final List<String> COLUMNS = List.of("seconds", "millis", "latitude", "longitude", "bytes", "span");

    private SegmentTrace() {}

    static boolean isOne(String ahead) {
        return ahead.lines()
                .findFirst()
                .filter(line -> ROW.matcher(line).matches())
                .isPresent();
    }

    static ReadTrace read(TextInput text, TraceColumns columns) throws IOException {
        TraceSamples samples = new TraceSamples();
        double[] end = new double[1];
        CsvTable.open(text, CsvDialect.of(COLUMNS)).forEach(row -> {
            double span = row.number("span") / 1e3;
            double bytes = row.number("bytes");
            if (bytes < 0 || span < 0) {
                throw row.bad("bytes", row.text("bytes"), "must not be negative, nor the milliseconds after it");
            }
            if (span > 0) {
                samples.add(row.line(), end[0], 8 * bytes / span);
                end[0] += span;
            }
        });
        BandwidthTrace trace = samples.trace(end[0], columns.mostHeldSeconds());
        return new ReadTrace(trace, "log of received bytes", Map.of(), List.copyOf(samples.notes()));
    }
}
