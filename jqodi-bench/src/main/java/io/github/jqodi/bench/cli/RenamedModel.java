package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jqodi.json.ScenarioPart;
import java.util.List;

/** The only model of a part under another name, wherever the part speaks of it. */
final class RenamedModel {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String before;
    private final String name;

    private RenamedModel(String before, String name) {
        this.before = before;
        this.name = name;
    }

    /**
     * A part with another name for its model.
     *
     * @throws BadInputException if it does not hold exactly one
     */
    static ScenarioPart in(ScenarioPart part, String source, String name) {
        List<String> models = part.names("models");
        if (models.size() != 1) {
            throw new BadInputException(source + ": must hold one model to be named " + name + ", but holds "
                    + (models.isEmpty() ? "none" : String.join(", ", models)));
        }
        return new RenamedModel(models.get(0), name).in(part);
    }

    private ScenarioPart in(ScenarioPart part) {
        try {
            JsonNode fields = MAPPER.readTree(part.toJson());
            rename((ObjectNode) fields.path("models").get(0), "name");
            fields.findParents("model").forEach(parent -> rename((ObjectNode) parent, "model"));
            fields.path("choices").path("models").forEach(this::rename);
            return ScenarioPart.parse(fields.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rename(ObjectNode parent, String field) {
        if (parent.path(field).asText().equals(before)) {
            parent.put(field, name);
        }
    }

    /** A list of names: those of {@code only} or {@code except}. */
    private void rename(JsonNode list) {
        if (list instanceof ArrayNode names) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).asText().equals(before)) {
                    names.set(i, TextNode.valueOf(name));
                }
            }
        }
    }
}
