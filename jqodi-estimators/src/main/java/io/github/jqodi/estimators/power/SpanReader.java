package io.github.jqodi.estimators.power;

import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the spans of a run: a CSV with the columns {@code name,start,end}, or events without a header, time stamp first and then a
 * name, where {@code fit_init} and {@code fit_end} begin and end a span. Other endings are start, begin, stop and done.
 */
public final class SpanReader {
    private static final List<String> STARTS = List.of("_init", "_start", "_begin");
    private static final List<String> ENDS = List.of("_end", "_stop", "_done");

    private final ClockTime clock = new ClockTime();
    private final Map<String, Double> open = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<RunSpan> spans = new ArrayList<>();

    private SpanReader() {}

    /**
     * Reads spans.
     *
     * @param in UTF-8; not closed
     * @return the spans in order, numbered where a name comes again; at least one
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there is none, or one that ends was never begun
     */
    public static List<RunSpan> read(InputStream in) throws IOException {
        CsvTable table = CsvTable.open(new TextInput(in), CsvDialect.DEFAULT.withoutHeader());
        SpanReader reader = new SpanReader();
        boolean[] named = {false};
        boolean[] first = {true};
        table.forEach(row -> {
            if (first[0] && !isClock(row.text("1"))) {
                named[0] = true;
                if (!table.has("3")) {
                    throw row.bad("1", row.text("1"), "must begin a header name,start,end");
                }
            } else if (named[0]) {
                reader.add(row.text("1"), reader.seconds(row, "2"), reader.seconds(row, "3"));
            } else if (table.has("2")) {
                reader.event(row);
            } else {
                throw row.bad("1", row.text("1"), "must be followed by an event such as fit_init");
            }
            first[0] = false;
        });
        if (reader.spans.isEmpty()) {
            throw new TextFormatException(
                    1, "holds no span; give name,start,end or events such as fit_init and fit_end");
        }
        return List.copyOf(reader.spans);
    }

    private static boolean isClock(String text) {
        return Quantity.isNumber(text) || text.matches("[0-9].*");
    }

    private double seconds(CsvRow row, String column) {
        return clock.seconds(row, column, Optional.of(Unit.SECONDS));
    }

    private void event(CsvRow row) {
        String event = row.text("2");
        double moment = seconds(row, "1");
        Optional<String> start = stem(event, STARTS);
        Optional<String> end = stem(event, ENDS);
        start.ifPresent(name -> open.put(name, moment));
        if (end.isPresent()) {
            Double from = open.remove(end.get());
            if (from == null) {
                throw row.bad("2", event, "must end something that was begun");
            }
            add(end.get(), from, moment);
        }
    }

    private static Optional<String> stem(String event, List<String> endings) {
        return endings.stream()
                .filter(ending -> event.endsWith(ending) && event.length() > ending.length())
                .map(ending -> event.substring(0, event.length() - ending.length()))
                .findFirst();
    }

    private void add(String name, double from, double to) {
        int number = numbers.merge(name, 1, Integer::sum);
        spans.add(new RunSpan(number == 1 ? name : name + " #" + number, from, to));
    }

    @Override
    public String toString() {
        return spans.size() + " spans";
    }
}
