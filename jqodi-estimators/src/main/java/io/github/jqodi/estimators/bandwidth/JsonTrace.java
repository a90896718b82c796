package io.github.jqodi.estimators.bandwidth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON of iperf3 ({@code iperf3 --json}), of which the sums of intervals count and not the streams, and of sabre, a list of
 * {@code {"duration_ms", "bandwidth_kbps"}}.
 */
final class JsonTrace {
    private static final String RATE = "bits_per_second";
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxNumberLength(TextLimits.MAX_NUMBER_CHARACTERS)
                    .maxStringLength(TextLimits.MAX_LINE_CHARACTERS)
                    .maxTokenCount(20L * TextLimits.MAX_ROWS)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

    private final TraceSamples samples = new TraceSamples();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final TraceColumns columns;
    private double end;
    private int omitted;

    private JsonTrace(TraceColumns columns) {
        this.columns = columns;
    }

    static ReadTrace read(TextInput text, TraceColumns columns) throws IOException {
        try (JsonParser parser = MAPPER.getFactory().createParser(text.reader())) {
            JsonTrace trace = new JsonTrace(columns);
            return parser.nextToken() == JsonToken.START_ARRAY ? trace.segments(parser) : trace.iperf(parser);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw TextFormatException.unreadable(line, "is no JSON", String.valueOf(e.getOriginalMessage()));
        }
    }

    private ReadTrace segments(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            JsonNode segment = parser.readValueAsTree();
            double seconds = number(line, segment, "duration_ms") / 1e3;
            double rate = number(line, segment, "bandwidth_kbps") * 1e3;
            if (seconds > 0) {
                samples.add(line, end, rate);
                end += seconds;
            }
            if (segment.path("latency_ms").isNumber()) {
                facts.putIfAbsent("latency_ms", segment.path("latency_ms").asText());
            }
        }
        return read("segments of duration_ms and bandwidth_kbps");
    }

    private ReadTrace iperf(JsonParser parser) throws IOException {
        boolean measured = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "intervals" -> {
                    measured = true;
                    intervals(parser);
                }
                case "start" -> start(parser.readValueAsTree());
                case "end" -> end(parser.readValueAsTree());
                case "error" -> facts.put("error", parser.getText());
                default -> parser.skipChildren();
            }
        }
        if (!measured) {
            throw new TextFormatException(1, "is JSON neither of iperf3, which has intervals, nor of sabre");
        }
        if (omitted > 0) {
            samples.note(omitted + " intervals at the begin are left out, as iperf3 was told to omit them");
        }
        return read("iperf3");
    }

    private void intervals(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new TextFormatException(parser.currentTokenLocation().getLineNr(), "intervals must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            JsonNode tree = parser.readValueAsTree();
            JsonNode sum = tree.path("sum");
            if (sum.path("omitted").asBoolean()) {
                omitted++;
            } else {
                samples.add(line, end, number(line, sum, RATE));
                end += number(line, sum, "seconds");
            }
        }
    }

    private void start(JsonNode start) {
        fact("version", start.path("version"));
        fact("protocol", start.path("test_start").path("protocol"));
        fact("num_streams", start.path("test_start").path("num_streams"));
        fact("reverse", start.path("test_start").path("reverse"));
        fact("omit", start.path("test_start").path("omit"));
    }

    private void end(JsonNode ended) {
        for (String sum : new String[] {"sum_sent", "sum_received", "sum"}) {
            fact(sum + "_" + RATE, ended.path(sum).path(RATE));
            fact(sum + "_bytes", ended.path(sum).path("bytes"));
        }
    }

    private void fact(String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            facts.put(name, value.asText());
        }
    }

    private ReadTrace read(String kind) {
        return new ReadTrace(samples.trace(end, columns.mostHeldSeconds()), kind, facts, samples.notes());
    }

    private static double number(long line, JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isNumber() || !(value.asDouble() >= 0) || Double.isInfinite(value.asDouble())) {
            throw new TextFormatException(
                    line,
                    "field " + field + ": "
                            + (value.isMissingNode() ? "nothing" : TextFormatException.shown(value.asText()))
                            + " must be a finite number from 0");
        }
        return value.asDouble();
    }
}
