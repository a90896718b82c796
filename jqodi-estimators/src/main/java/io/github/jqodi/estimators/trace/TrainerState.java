package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Hugging Face's {@code trainer_state.json}. Entries of {@code log_history} hold training losses, evaluations and one
 * summary, told apart by their fields. Epochs in them are rounded; where the steps of an epoch are known they are worked out
 * from the step again.
 */
final class TrainerState {
    private static final String HISTORY = "log_history";
    private static final String EPOCH = "epoch";
    private static final String STEP = "step";
    private static final Set<String> COUNTS = Set.of(EPOCH, STEP);

    private final JsonParser parser;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final TrainingLog.Builder log =
            new TrainingLog.Builder("Hugging Face trainer state", List.of("eval_loss", "loss"), List.of(EPOCH, STEP));

    /** One entry of the history. */
    private record Entry(long line, JsonNode fields) {}

    private TrainerState(JsonParser parser) {
        this.parser = parser;
    }

    static boolean isOne(String ahead) {
        String start = ahead.strip();
        return (start.startsWith("{") && start.contains('"' + HISTORY + '"'))
                || (start.startsWith("[") && start.contains('"' + STEP + '"'));
    }

    static TrainingLog read(TextInput text) throws IOException {
        try (JsonParser parser = BoundedJson.parser(text)) {
            TrainerState state = new TrainerState(parser);
            state.readAll();
            return state.log.build();
        } catch (JsonProcessingException e) {
            throw BoundedJson.fault(e);
        }
    }

    private void readAll() throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            readHistory();
        } else {
            readFields();
        }
        OptionalDouble perEpoch = stepsPerEpoch();
        for (Entry entry : entries) {
            add(entry, perEpoch);
        }
    }

    private void readFields() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(HISTORY) && value == JsonToken.START_ARRAY) {
                readHistory();
            } else if (value.isScalarValue()) {
                facts.put(name, parser.getText());
                log.fact(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readHistory() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonLocation at = parser.currentTokenLocation();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new TextFormatException(at.getLineNr(), "entries of " + HISTORY + " must be objects");
            }
            entries.add(new Entry(at.getLineNr(), parser.readValueAsTree()));
        }
    }

    /** From the end of training, which is not rounded. */
    private OptionalDouble stepsPerEpoch() {
        double steps = number(facts.get("global_step"));
        double epochs = number(facts.get(EPOCH));
        return steps > 0 && epochs > 0 ? OptionalDouble.of(steps / epochs) : OptionalDouble.empty();
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void add(Entry entry, OptionalDouble perEpoch) {
        Map<String, Double> counts = new LinkedHashMap<>();
        for (String name : COUNTS) {
            if (entry.fields.path(name).isNumber()) {
                counts.put(name, entry.fields.path(name).asDouble());
            }
        }
        Double step = counts.get(STEP);
        if (perEpoch.isPresent() && step != null) {
            counts.put(EPOCH, step / perEpoch.getAsDouble());
        }
        entry.fields.properties().forEach(field -> {
            log.entry(field.getKey());
            if (field.getValue().isNumber() && !COUNTS.contains(field.getKey())) {
                log.point(
                        field.getKey(),
                        new LogPoint(entry.line, counts, field.getValue().asDouble()));
            }
        });
    }
}
