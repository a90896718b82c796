package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads result logs of MLPerf Training: lines of {@code :::MLLOG} and a JSON object, and those of before
 * ({@code :::MLPv0.5.0 benchmark seconds (place) key: value}). Whatever stands before the mark in a line, and lines without
 * one, are passed over. A metric is a number logged at a point in time together with epochs, samples or steps.
 */
final class MlperfLog {
    private static final String MARK = ":::MLLOG";
    private static final Pattern OLD_LINE =
            Pattern.compile(":::MLPv?[0-9.]+ (\\S+) ([0-9.]+) \\([^)]*\\) ([^: ]+)(?:: (.*))?");
    private static final Pattern ANY_MARK = Pattern.compile(":::ML(?:LOG|Pv?[0-9])");
    private static final String VALUE = "value";
    private static final String RUN_SECONDS = "run_seconds";
    private static final String STATUS = "status";

    private final TrainingLog.Builder log = new TrainingLog.Builder(
            "MLPerf log",
            List.of("eval_loss", "eval_error", "eval_accuracy"),
            List.of("epoch_num", "epoch", "samples_count", "step_num", "step"));
    private double runStart = Double.NaN;

    private MlperfLog() {}

    static boolean isOne(String ahead) {
        return ANY_MARK.matcher(ahead).find();
    }

    static TrainingLog read(TextInput text) throws IOException {
        MlperfLog reader = new MlperfLog();
        while (text.peek() != TextInput.END) {
            reader.add(text.line(), text.restOfLine());
        }
        return reader.log.build();
    }

    private void add(long line, String text) {
        int mark = text.indexOf(MARK);
        if (mark >= 0) {
            addObject(line, text.substring(mark + MARK.length()).strip());
            return;
        }
        Matcher old = OLD_LINE.matcher(text);
        if (old.find()) {
            log.fact("benchmark", old.group(1));
            addOld(line, old.group(3), seconds(old.group(2)), value(old.group(4)));
        }
    }

    private void addObject(long line, String json) {
        JsonNode entry = parsed(line, json);
        String key = entry.path("key").asText();
        JsonNode metadata = entry.path("metadata");
        JsonNode value = entry.path(VALUE);
        double seconds = entry.path("time_ms").asDouble() / 1e3;
        log.entry(key);
        if (entry.path("event_type").asText().equals("POINT_IN_TIME")) {
            addPoint(line, key, counts(metadata), value);
        } else if (key.equals("run_start")) {
            runStart = seconds;
        } else if (key.equals("run_stop")) {
            stop(seconds, metadata.path(STATUS).asText());
        }
    }

    private void addOld(long line, String key, double seconds, JsonNode value) {
        log.entry(key);
        if (key.equals("run_start")) {
            runStart = seconds;
        } else if (key.equals("run_stop")) {
            stop(seconds, value.path("success").asText().equals("true") ? "success" : "aborted");
        } else if (value.path(VALUE).isNumber()) {
            addPoint(line, key, counts(value), value.path(VALUE));
        } else {
            addPoint(line, key, Map.of(), value);
        }
    }

    private void stop(double seconds, String status) {
        if (seconds >= runStart) {
            log.fact(RUN_SECONDS, String.format(Locale.ROOT, "%.3f", seconds - runStart));
        }
        if (!status.isEmpty()) {
            log.fact(STATUS, status);
        }
    }

    /** A number with counts is a metric, one without is stated once. */
    private void addPoint(long line, String key, Map<String, Double> counts, JsonNode value) {
        if (!counts.isEmpty() && value.isNumber()) {
            log.point(key, new LogPoint(line, counts, value.asDouble()));
        } else if (!counts.isEmpty() && value.isObject()) {
            value.properties().forEach(part -> addPoint(line, key + "/" + part.getKey(), counts, part.getValue()));
        } else if (value.isValueNode() && !value.isNull()) {
            log.fact(key, value.asText());
        }
    }

    private static Map<String, Double> counts(JsonNode metadata) {
        Map<String, Double> counts = new LinkedHashMap<>();
        metadata.properties().forEach(field -> {
            if (field.getValue().isNumber()
                    && !field.getKey().equals("lineno")
                    && !field.getKey().equals(VALUE)) {
                counts.put(field.getKey(), field.getValue().asDouble());
            }
        });
        return counts;
    }

    private static JsonNode parsed(long line, String json) {
        try {
            return BoundedJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw TextFormatException.unreadable(
                    line, MARK + " is followed by no JSON", String.valueOf(e.getOriginalMessage()));
        }
    }

    /** JSON, Python's way of writing the same, or plain text. */
    private static JsonNode value(@Nullable String text) {
        String plain = text == null ? "" : text.strip();
        try {
            return BoundedJson.MAPPER.readTree(plain.startsWith("{'") ? plain.replace('\'', '"') : plain);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(plain);
        }
    }

    private static double seconds(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
