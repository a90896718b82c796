package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Runs as JSON lines: either one epoch a line, {@code {"run","epoch","loss"}}, or one run a line,
 * {@code {"run","losses":[],"epochs"?:[]}}, both with optional {@code model, bits, learningRate, dropEpochs, samples}.
 */
final class JsonLines {
    private static final Set<String> FIELDS = Set.of(
            "run", "epoch", "loss", "epochs", "losses", "model", "bits", "learningRate", "dropEpochs", "samples");
    private final RunPoints points = new RunPoints(false);
    private final CurveColumns columns;

    private JsonLines(CurveColumns columns) {
        this.columns = columns;
    }

    static RunPoints read(TextInput text, CurveColumns columns) throws IOException {
        JsonLines lines = new JsonLines(columns);
        while (text.peekPastSpace() != TextInput.END) {
            lines.add(text.line(), text.restOfLine());
        }
        return lines.points;
    }

    private void add(long line, String text) {
        JsonNode node = parsed(line, text);
        String run = node.path("run").isTextual() ? node.path("run").asText() : "";
        if (run.isBlank()) {
            throw bad(line, "run", node.path("run"), "must be a text that is not blank");
        }
        RunFeatures features = RunPoints.checked(line, () -> features(line, node));
        if (node.has("losses")) {
            addRun(line, run, node, features);
            return;
        }
        if (node.has("epochs")) {
            throw bad(line, "epochs", node.path("epochs"), "must not stand without losses");
        }
        points.add(line, run, count(line, "epoch", node.path("epoch")), loss(line, node.path("loss")), features);
    }

    private void addRun(long line, String run, JsonNode node, RunFeatures features) {
        JsonNode losses = node.path("losses");
        JsonNode epochs = node.path("epochs");
        if (!losses.isArray() || losses.isEmpty() || (node.has("epochs") && epochs.size() != losses.size())) {
            throw bad(
                    line,
                    "losses",
                    losses,
                    "must be a list of at least one, with one entry for each of epochs if those are given");
        }
        if (node.has("epoch") || node.has("loss")) {
            throw new TextFormatException(line, "fields epoch and loss must not stand beside losses");
        }
        for (int i = 0; i < losses.size(); i++) {
            double epoch = node.has("epochs") ? count(line, "epochs/" + i, epochs.path(i)) : i + 1;
            points.add(line, run, epoch, loss(line, losses.path(i)), features);
        }
    }

    private static JsonNode parsed(long line, String text) {
        JsonNode node;
        try {
            node = BoundedJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw TextFormatException.unreadable(line, "is no JSON", String.valueOf(e.getOriginalMessage()));
        }
        if (!node.isObject()) {
            throw new TextFormatException(line, "must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new TextFormatException(line, "field " + TextFormatException.shown(name) + " is unknown");
            }
        }
        return node;
    }

    private static RunFeatures features(long line, JsonNode node) {
        if (node.hasNonNull("dropEpochs") && !node.path("dropEpochs").isArray()) {
            throw bad(line, "dropEpochs", node.path("dropEpochs"), "must be a list");
        }
        List<Integer> drops = new ArrayList<>();
        for (JsonNode drop : node.path("dropEpochs")) {
            drops.add(whole(line, "dropEpochs", drop));
        }
        return new RunFeatures(
                node.hasNonNull("model") ? Optional.of(node.path("model").asText()) : Optional.empty(),
                node.hasNonNull("bits")
                        ? OptionalDouble.of(number(line, "bits", node.path("bits")))
                        : OptionalDouble.empty(),
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

    /** A whole or broken number of epochs from the start of training. */
    private static double count(long line, String field, JsonNode node) {
        if (!node.isNumber() || !(node.asDouble() >= 0) || Double.isInfinite(node.asDouble())) {
            throw bad(line, field, node, "must be a number from 0");
        }
        return node.asDouble();
    }

    private double loss(long line, JsonNode node) {
        return node.isNull() ? Double.NaN : columns.measured(number(line, "loss", node));
    }

    private static double number(long line, String field, JsonNode node) {
        if (!node.isNumber() || node.asDouble() == Double.NEGATIVE_INFINITY) {
            throw bad(line, field, node, "must be a number");
        }
        return node.asDouble();
    }

    /** Lists may be too long to be written out. */
    private static String kind(JsonNode value) {
        return (value.isArray() ? "a list of " : "an object of ") + value.size();
    }

    private static TextFormatException bad(long line, String field, JsonNode value, String rule) {
        String shown = value.isMissingNode()
                ? "nothing"
                : TextFormatException.shown(value.isContainerNode() ? kind(value) : value.asText());
        return new TextFormatException(line, "field " + field + ": " + shown + " " + rule);
    }
}
