package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Runs as JSON lines: either one epoch a line, {@code {"run","epoch","loss"}}, or one run a line,
 * {@code {"run","losses":[],"epochs"?:[]}}, both with optional {@code model, bits, learningRate, dropEpochs, samples}.
 */
final class JsonLines {
    private static final Set<String> FIELDS = Set.of(
            "run", "epoch", "loss", "epochs", "losses", "model", "bits", "learningRate", "dropEpochs", "samples");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final RunPoints points = new RunPoints();

    static List<Curve> read(BufferedReader reader) throws IOException {
        JsonLines lines = new JsonLines();
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                lines.add(number, line);
            }
        }
        return lines.points.curves();
    }

    private void add(long line, String text) {
        JsonNode node = parsed(line, text);
        String run = node.path("run").isTextual() ? node.path("run").asText() : "";
        if (run.isBlank()) {
            throw bad(line, "run", node.path("run"), "must be a text that is not blank");
        }
        RunFeatures features = RunPoints.checked(line, () -> features(line, node));
        if (!node.has("losses")) {
            points.add(line, run, whole(line, "epoch", node.path("epoch")), loss(line, node.path("loss")), features);
            return;
        }
        JsonNode losses = node.path("losses");
        JsonNode epochs = node.path("epochs");
        if (!losses.isArray() || (node.has("epochs") && epochs.size() != losses.size())) {
            throw bad(line, "losses", losses, "must be a list, with one entry for each of epochs if those are given");
        }
        for (int i = 0; i < losses.size(); i++) {
            int epoch = node.has("epochs") ? whole(line, "epochs/" + i, epochs.path(i)) : i + 1;
            points.add(line, run, epoch, loss(line, losses.path(i)), features);
        }
    }

    private static JsonNode parsed(long line, String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TraceFormatException(line, "is no JSON: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw new TraceFormatException(line, "must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new TraceFormatException(line, "field " + Table.shown(name) + " is unknown");
            }
        }
        return node;
    }

    private static RunFeatures features(long line, JsonNode node) {
        List<Integer> drops = new ArrayList<>();
        for (JsonNode drop : node.path("dropEpochs")) {
            drops.add(whole(line, "dropEpochs", drop));
        }
        return new RunFeatures(
                node.hasNonNull("model") ? Optional.of(node.path("model").asText()) : Optional.empty(),
                node.hasNonNull("bits") ? OptionalInt.of(whole(line, "bits", node.path("bits"))) : OptionalInt.empty(),
                node.hasNonNull("learningRate")
                        ? OptionalDouble.of(number(line, "learningRate", node.path("learningRate")))
                        : OptionalDouble.empty(),
                drops,
                node.hasNonNull("samples")
                        ? OptionalLong.of(whole(line, "samples", node.path("samples")))
                        : OptionalLong.empty());
    }

    private static int whole(long line, String field, JsonNode node) {
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.asInt() < 1) {
            throw bad(line, field, node, "must be a whole number from 1");
        }
        return node.asInt();
    }

    private static double loss(long line, JsonNode node) {
        return node.isNull() ? Double.NaN : number(line, "loss", node);
    }

    private static double number(long line, String field, JsonNode node) {
        if (!node.isNumber() || node.asDouble() == Double.NEGATIVE_INFINITY) {
            throw bad(line, field, node, "must be a number");
        }
        return node.asDouble();
    }

    private static TraceFormatException bad(long line, String field, JsonNode value, String rule) {
        String shown = value.isMissingNode() ? "nothing" : Table.shown(value.toString());
        return new TraceFormatException(line, "field " + field + ": " + shown + " " + rule);
    }
}
