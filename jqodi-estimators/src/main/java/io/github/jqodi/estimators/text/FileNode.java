package io.github.jqodi.estimators.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jqodi.base.Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of a JSON or YAML file and where it stands, read within bounds: {@value TextLimits#MAX_BYTES} bytes, 100 levels. Errors
 * name the place, as in {@code [3]/averageMs}.
 */
public final class FileNode {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT_CHARACTERS = 1 << 20;
    private static final int SHOWN_CHARACTERS = 60;

    static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(TextLimits.MAX_NUMBER_CHARACTERS)
            .maxStringLength(MAX_TEXT_CHARACTERS)
            .maxNameLength(TextLimits.MAX_CELL_CHARACTERS)
            .maxTokenCount(20L * TextLimits.MAX_ROWS)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(BOUNDS)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String place;
    private final JsonNode node;

    FileNode(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /**
     * Reads a JSON file.
     *
     * @param in UTF-8; not closed
     * @return its value
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no JSON, or beyond a bound
     */
    public static FileNode json(InputStream in) throws IOException {
        try {
            return new FileNode("", MAPPER.readTree(new BoundedInput(in)));
        } catch (JsonProcessingException e) {
            throw unreadable(e, "JSON");
        }
    }

    /**
     * Reads a YAML file.
     *
     * @param in UTF-8; not closed
     * @return its value
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no YAML, or beyond a bound
     * @throws IllegalStateException if the library is not there
     */
    public static FileNode yaml(InputStream in) throws IOException {
        try {
            return YamlFile.read(in);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "YAML files need com.fasterxml.jackson.dataformat:jackson-dataformat-yaml, which is not on the class path",
                    e);
        }
    }

    static TextFormatException unreadable(JsonProcessingException e, String format) {
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return TextFormatException.unreadable(line, "is no " + format, String.valueOf(e.getOriginalMessage()));
    }

    /**
     * A field of an object.
     *
     * @param name of the field
     * @return its value, which may be missing
     */
    public FileNode get(String name) {
        JsonNode child = node.get(name);
        return new FileNode(
                place.isEmpty() ? name : place + "/" + name, child == null ? MissingNode.getInstance() : child);
    }

    /**
     * {@return whether there is something other than null}
     */
    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /**
     * {@return whether it is an object}
     */
    public boolean isObject() {
        return node.isObject();
    }

    /**
     * {@return whether it is a list}
     */
    public boolean isList() {
        return node.isArray();
    }

    /**
     * {@return the elements of a list in order; none of anything else}
     */
    public List<FileNode> elements() {
        List<FileNode> elements = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new FileNode(place + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /**
     * {@return the fields of an object in order; none of anything else}
     */
    public Map<String, FileNode> fields() {
        Map<String, FileNode> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), get(field.getKey())));
        return fields;
    }

    /**
     * A text.
     *
     * @return it, not blank
     */
    public String text() {
        return optionalText().orElseThrow(() -> bad("must be a text that is not blank", ""));
    }

    /**
     * {@return the text; empty if it is missing, blank or something else}
     */
    public Optional<String> optionalText() {
        return node.isTextual() && !node.asText().isBlank() ? Optional.of(node.asText()) : Optional.empty();
    }

    /**
     * A number.
     *
     * @return it, finite
     */
    public double number() {
        return optionalNumber().orElseThrow(() -> bad("must be a finite number", ""));
    }

    /**
     * {@return the number; empty if it is missing, not finite or something else}
     */
    public OptionalDouble optionalNumber() {
        return node.isNumber() && Double.isFinite(node.asDouble())
                ? OptionalDouble.of(node.asDouble())
                : OptionalDouble.empty();
    }

    /**
     * A fault of this value.
     *
     * @param rule it breaks
     * @param advice what to do
     * @return the fault, to be thrown
     */
    public RuntimeException bad(String rule, String advice) {
        String shown = node.isMissingNode() ? "missing" : node.toString();
        return Check.invalid(
                place.isEmpty() ? "file" : place,
                shown.length() > SHOWN_CHARACTERS ? shown.substring(0, SHOWN_CHARACTERS) + "..." : shown,
                rule,
                advice);
    }

    @Override
    public String toString() {
        return place.isEmpty() ? "file" : place;
    }
}
