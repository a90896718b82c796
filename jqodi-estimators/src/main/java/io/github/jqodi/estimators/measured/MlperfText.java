package io.github.jqodi.estimators.measured;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads results that MLPerf benchmarks print: {@code mlperf_log_summary.txt} of MLPerf Inference and {@code results.txt} of MLPerf
 * Tiny.
 */
public final class MlperfText {
    private static final Pattern ENERGY = Pattern.compile("Median energy cost is\\s+([0-9.eE+-]+)\\s*(\\S+?)/inf");
    private static final Pattern THROUGHPUT = Pattern.compile("Median throughput is\\s+([0-9.eE+-]+)\\s*inf");
    private static final Pattern POWER = Pattern.compile("Power\\s*:\\s*([0-9.eE+-]+)\\s*([un\u00b5m]?W)");
    private static final double NANOSECOND = 1e9;

    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private OptionalDouble joules = OptionalDouble.empty();
    private OptionalDouble rate = OptionalDouble.empty();
    private final List<Double> watts = new ArrayList<>();

    private MlperfText() {}

    /**
     * Whether a text looks like such a result.
     *
     * @param start of a file
     * @return whether it does
     */
    public static boolean recognises(String start) {
        return start.contains("MLPerf Results Summary") || start.contains("ulp-ml:");
    }

    /**
     * Reads a result.
     *
     * @param in UTF-8; not closed
     * @param model its name, which the file does not tell
     * @return seconds of one sample, joules where they were measured
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no such result
     */
    public static Configurations read(InputStream in, String model) throws IOException {
        TextInput text = new TextInput(new BlankNulls(in));
        MlperfText reader = new MlperfText();
        for (long line = text.line(); text.peek() != TextInput.END; line = text.line()) {
            reader.take(line, text.restOfLine());
        }
        return reader.rate.isPresent() || reader.joules.isPresent() ? reader.tiny(model) : reader.inference(model);
    }

    private void take(long line, String text) {
        if (text.length() > TextLimits.MAX_CELL_CHARACTERS) {
            return; // no line of a result is that long
        }
        find(line, ENERGY, text)
                .ifPresent(found ->
                        joules = OptionalDouble.of(base(line, found.group(2), Unit.Dimension.ENERGY, found.group(1))));
        find(line, THROUGHPUT, text)
                .ifPresent(found -> rate = OptionalDouble.of(DecimalText.of(line, "throughput", found.group(1))));
        find(line, POWER, text)
                .ifPresent(found -> watts.add(base(line, found.group(2), Unit.Dimension.POWER, found.group(1))));
        int colon = text.indexOf(':');
        if (colon > 0) {
            String label = text.substring(0, colon).strip();
            String value = text.substring(colon + 1).strip();
            texts.putIfAbsent(label, value);
            if (value.matches("[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                numbers.putIfAbsent(label, DecimalText.of(line, label, value));
            }
        }
    }

    private static Optional<Matcher> find(long line, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return line > 0 && matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    private static double base(long line, String symbol, Unit.Dimension dimension, String number) {
        return Unit.of(symbol, dimension)
                .orElseThrow(() ->
                        new TextFormatException(line, "unit " + TextFormatException.shown(symbol) + " is not known"))
                .toBase(DecimalText.of(line, "value", number));
    }

    private Configurations tiny(String model) {
        if (rate.isEmpty() || rate.getAsDouble() <= 0) {
            throw new TextFormatException(1, "tells no throughput; 'Median throughput is ... inf./sec.' is missing");
        }
        List<String> notes = new ArrayList<>();
        notes.add("Medians of MLPerf Tiny, an inference each: " + Text.number(rate.getAsDouble()) + " a second"
                + joules.stream()
                        .mapToObj(value -> ", " + Text.shortest(value * 1e6) + " uJ")
                        .findFirst()
                        .orElse("; the file tells no energy")
                + ".");
        if (!watts.isEmpty()) {
            notes.add("Mean power "
                    + Text.number(watts.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElse(0)
                            * 1e3) + " mW over " + Text.count(watts.size(), "window") + ".");
        }
        return new Configurations(List.of(Configuration.of(model, 1 / rate.getAsDouble(), joules)), notes);
    }

    private Configurations inference(String model) {
        String scenario = texts.getOrDefault("Scenario", "");
        OptionalDouble samples =
                number("Samples per second", "Scheduled samples per second", "Completed samples per second");
        OptionalDouble mean = number("Mean latency (ns)");
        OptionalDouble p90 = number("90th percentile latency (ns)", "90.00 percentile latency (ns)");
        if (scenario.isEmpty() || (samples.isEmpty() && mean.isEmpty())) {
            throw new TextFormatException(
                    1, "is no MLPerf result: Scenario, and samples per second or a mean latency, are missing");
        }
        List<String> notes = new ArrayList<>();
        notes.add("MLPerf Inference, scenario " + scenario + ", result " + texts.getOrDefault("Result is", "not told")
                + ".");
        double seconds;
        if (samples.isPresent() && samples.getAsDouble() > 0) {
            seconds = 1 / samples.getAsDouble();
            notes.add("One sample over " + Text.number(samples.getAsDouble())
                    + " samples a second; latencies grow with the queue and were not used.");
        } else {
            double together = Math.max(1, number("samples_per_query").orElse(1));
            seconds = mean.orElse(0) / NANOSECOND / together;
            notes.add("Mean latency of a query"
                    + (together > 1 ? " over its " + Text.number(together) + " samples" : "")
                    + p90.stream()
                            .mapToObj(value -> "; the 90th percentile is " + Text.shortest(value / 1e6) + " ms")
                            .findFirst()
                            .orElse("")
                    + ".");
        }
        if (texts.getOrDefault("Result is", "").contains("INVALID")) {
            notes.add("The run was not valid by the rules of the benchmark.");
        }
        return new Configurations(List.of(Configuration.of(model, seconds, OptionalDouble.empty())), notes);
    }

    private OptionalDouble number(String... labels) {
        for (String label : labels) {
            if (numbers.containsKey(label)) {
                return OptionalDouble.of(numbers.get(label));
            }
        }
        return OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return "result of MLPerf with " + Text.count(numbers.size(), "number");
    }
}
