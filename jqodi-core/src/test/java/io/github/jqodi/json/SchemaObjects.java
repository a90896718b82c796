package io.github.jqodi.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects a schema knows, by path: {@code ""} is the whole, {@code a.b} an object in an object, {@code a[]} each object of a
 * list. An object with several forms has the fields of all of them.
 */
final class SchemaObjects {
    private final JsonNode root;
    private final String conditional;
    private final Map<String, Map<String, Field>> objects = new TreeMap<>();

    /** What is known of one field, in words. */
    private record Field(String type, String presence, List<JsonNode> schemas) {}

    /**
     * Walks a schema.
     *
     * @param root the schema
     * @param conditional what to say of fields that are required under the schema's condition alone
     */
    SchemaObjects(JsonNode root, String conditional) {
        this.root = root;
        this.conditional = conditional;
        walk("", root);
    }

    Set<String> paths() {
        return objects.keySet();
    }

    /** Each field as {@code name | type | required, its default, or –}, in the order of the schema. */
    List<String> fields(String path) {
        return fieldsOf(path).entrySet().stream()
                .map(field -> field.getKey() + " | " + field.getValue().type + " | " + field.getValue().presence)
                .toList();
    }

    /** What a value of a field may look like, one schema a form. */
    List<JsonNode> schemas(String path, String field) {
        return Objects.requireNonNull(fieldsOf(path).get(field), field).schemas;
    }

    private Map<String, Field> fieldsOf(String path) {
        return Objects.requireNonNull(objects.get(path), path);
    }

    private void walk(String path, JsonNode node) {
        List<JsonNode> forms = forms(node);
        Map<String, Field> fields = objects.computeIfAbsent(path, p -> new LinkedHashMap<>());
        for (JsonNode form : forms) {
            form.path("properties").properties().forEach(entry -> {
                String name = entry.getKey();
                JsonNode schema = resolved(entry.getValue());
                Field field = new Field(type(schema), presence(path, forms, form, name, schema), List.of(schema));
                fields.merge(name, field, SchemaObjects::either);
                String below = path.isEmpty() ? name : path + "." + name;
                if (!forms(schema).isEmpty()) {
                    walk(below, schema);
                }
                if (schema.has("items") && !forms(schema.path("items")).isEmpty()) {
                    walk(below + "[]", schema.path("items"));
                }
            });
        }
    }

    private static Field either(Field one, Field other) {
        List<JsonNode> schemas = new ArrayList<>(one.schemas);
        schemas.addAll(other.schemas);
        return new Field(one.type + " or " + other.type, one.presence, schemas);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The object itself, or those of its alternatives that are objects. */
    private List<JsonNode> forms(JsonNode node) {
        JsonNode schema = resolved(node);
        if (schema.has("properties")) {
            return List.of(schema);
        }
        return elements(schema.path("oneOf"))
                .flatMap(form -> forms(form).stream())
                .toList();
    }

    private String presence(String path, List<JsonNode> forms, JsonNode form, String name, JsonNode schema) {
        if (requires(form, name)) {
            return forms.stream().allMatch(each -> requires(each, name)) ? "required" : "required in its form";
        }
        boolean oneOfSeveral = elements(form.path("oneOf")).anyMatch(each -> requires(each, name))
                || form.path("maxProperties").asInt() == 1;
        if (oneOfSeveral) {
            return "required in its form";
        }
        if (requires(condition(path), name)) {
            return conditional;
        }
        return schema.has("default") ? "`" + spaced(schema.path("default")) + "`" : "–";
    }

    private static boolean requires(JsonNode schema, String name) {
        return elements(schema.path("required")).anyMatch(each -> each.asText().equals(name));
    }

    /** What the schema's condition says of the object at a path. */
    private JsonNode condition(String path) {
        JsonNode node = root.has("then") ? root.path("then") : root.path("else");
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
            node = node.path("properties").path(step.replace("[]", ""));
            node = step.endsWith("[]") ? node.path("items") : node;
        }
        return node;
    }

    private String type(JsonNode node) {
        JsonNode schema = resolved(node);
        if (schema.has("const")) {
            return "`" + schema.path("const") + "`";
        }
        if (schema.has("enum")) {
            return elements(schema.path("enum")).map(value -> "`" + value + "`").collect(Collectors.joining(" or "));
        }
        if (schema.has("oneOf") && !schema.has("properties")) {
            return elements(schema.path("oneOf")).map(this::type).distinct().collect(Collectors.joining(" or "));
        }
        if (schema.path("type").isArray()) {
            return elements(schema.path("type")).map(JsonNode::asText).collect(Collectors.joining(" or "));
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> "true or false";
            case "string" -> schema.has("pattern") ? "text" : "any text";
            case "object" ->
                schema.has("patternProperties")
                        ? "object of "
                                + type(schema.path("patternProperties")
                                        .iterator()
                                        .next())
                        : "object";
            case "array" -> list(schema);
            default -> schema.path("type").asText() + range(schema);
        };
    }

    private String list(JsonNode schema) {
        return "list of " + type(schema.path("items"))
                + (schema.path("minItems").asInt() > 0 ? ", not empty" : "")
                + (schema.path("uniqueItems").asBoolean() ? ", distinct" : "")
                + (schema.has("maxItems") ? ", at most " + schema.path("maxItems") : "");
    }

    private static String range(JsonNode schema) {
        boolean closedBelow = schema.has("minimum");
        boolean closedAbove = schema.has("maximum");
        String low = schema.path(closedBelow ? "minimum" : "exclusiveMinimum").asText();
        String high = schema.path(closedAbove ? "maximum" : "exclusiveMaximum")
                .asText()
                .replace(".0E", "e");
        if (high.isEmpty()) {
            return low.isEmpty() ? "" : (closedBelow ? " ≥ " : " > ") + low;
        }
        return " in " + (closedBelow ? "[" : "(") + low + ", " + high + (closedAbove ? "]" : ")");
    }

    private static String spaced(JsonNode value) {
        return value.toString().replace(":", ": ");
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
