package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tables of rates with a header, or without one: times and rates, as traces for simulators are, or rates alone. */
final class TableTrace {
    private static final Pattern RATE_NAME =
            Pattern.compile(".*(throughput|bandwidth|bitrate|goodput|bps|[kmg]bit|bytes_sec|bytes/s|[kmg]b/s).*");
    private static final String RATE_OF_TWO = "2";

    private final CsvTable table;
    private final TraceColumns columns;
    private final TraceSamples samples = new TraceSamples();
    private final Optional<String> time;
    private final String rate;
    private final RateUnit unit;
    private final double secondsPerCount;

    private TableTrace(CsvTable table, TraceColumns columns, boolean headless, int width) {
        this.table = table;
        this.columns = columns;
        this.rate = columns.rate().orElseGet(() -> headless ? rateOf(width) : onlyRate());
        this.time = columns.time().or(() -> headless ? timeOf(width) : onlyTime());
        table.require(rate);
        table.require(time.stream().toArray(String[]::new));
        this.unit = columns.unit().or(() -> RateUnit.inName(rate)).orElseGet(this::assumed);
        this.secondsPerCount = columns.secondsPerCount()
                .orElseGet(() -> time.flatMap(TraceTimes::secondsPerCount).orElse(Double.NaN));
    }

    /** A table without a header; the columns are called 1, 2 and so on. */
    static ReadTrace headless(TextInput text, TraceColumns columns, int width) throws IOException {
        List<String> names =
                IntStream.rangeClosed(1, width).mapToObj(Integer::toString).toList();
        CsvTable table = CsvTable.open(text, CsvDialect.of(names));
        return new TableTrace(table, columns, true, width).read("rates without a header");
    }

    static ReadTrace withHeader(TextInput text, TraceColumns columns) throws IOException {
        CsvTable table = CsvTable.open(text, CsvDialect.LENIENT).loose();
        return new TableTrace(table, columns, false, table.columns().size()).read("table of rates");
    }

    private ReadTrace read(String kind) throws IOException {
        int[] rows = new int[1];
        table.forEach(row -> {
            double seconds = time.map(column -> TraceTimes.seconds(row, column, secondsPerCount))
                    .orElse((double) rows[0]);
            samples.add(row.line(), seconds, rate(row));
            rows[0]++;
        });
        if (time.isEmpty()) {
            samples.note("has no column of times; a row is taken for a second");
        }
        BandwidthTrace trace = samples.trace(columns.mostHeldSeconds());
        return new ReadTrace(trace, kind, Map.of(), samples.notes());
    }

    private double rate(CsvRow row) {
        double value = row.measure(rate);
        if (value < 0 || Double.isInfinite(value)) {
            throw row.bad(rate, row.text(rate), "must be a finite rate from 0");
        }
        return value * unit.bitsPerSecond();
    }

    private RateUnit assumed() {
        if (RateUnit.isUnread(rate)) {
            throw new TextFormatException(
                    1,
                    "column " + TextFormatException.shown(rate) + " must be in one of "
                            + String.join(", ", RateUnit.labels()) + "; --unit says which, if its name does not");
        }
        samples.note("rates are taken for " + RateUnit.MEGABITS.label() + "; --unit says otherwise");
        return RateUnit.MEGABITS;
    }

    private static String rateOf(int width) {
        if (width > 2) {
            throw new TextFormatException(
                    1,
                    "the table has no header and " + width
                            + " columns; which one holds the rates has to be said by its number, from 1");
        }
        return width == 1 ? "1" : RATE_OF_TWO;
    }

    private Optional<String> timeOf(int width) {
        return width == 2 && rate.equals(RATE_OF_TWO) ? Optional.of("1") : Optional.empty();
    }

    private String onlyRate() {
        List<String> rates = table.columns().stream()
                .filter(name -> RATE_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .toList();
        if (rates.size() != 1) {
            throw new TextFormatException(
                    1,
                    "a column of rates must be named, as FILE:COLUMN; these are "
                            + String.join(", ", rates.isEmpty() ? table.columns() : rates));
        }
        return rates.get(0);
    }

    private Optional<String> onlyTime() {
        List<String> times = table.columns().stream()
                .filter(name -> !name.equals(rate) && TraceTimes.isName(name))
                .toList();
        if (times.size() > 1) {
            throw new TextFormatException(1, "a column of times must be named; these are " + String.join(", ", times));
        }
        return times.stream().findFirst();
    }
}
