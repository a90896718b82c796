package io.github.jqodi.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.base.ParserMessage;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Quantization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The trees that parts of a scenario are: read, joined and put in order. Nothing that is given is changed. */
final class PartNodes {
    /** As a scenario file is written, models and the rest alike. */
    private static final List<String> ORDER = List.of(
            "format",
            "name",
            "notes",
            "task",
            "target",
            "objective",
            "schedule",
            "cloud",
            "device",
            "edgeServers",
            "bitWidths",
            "quantizations",
            "workload",
            "models",
            "costs",
            "estimates",
            "choices",
            "inference",
            "progress");

    private static final List<String> MODEL_ORDER =
            List.of("name", "loss", "accuracy", "lossTarget", "accuracyTarget", "layers", "cuts");

    private static final Set<String> BY_NAME = Set.of("/models", "/edgeServers", "/quantizations");
    private static final Set<String> ONE_BEHIND_THE_OTHER = Set.of("/estimates", "/costs/entries", "/costs/profile");
    private static final Set<String> WITHOUT_REPETITION = Set.of("/notes", "/bitWidths");
    private static final Set<String> ANALYTIC = Set.of("analytic", "profiled");

    private static final JsonMapper MAPPER = JsonMapper.builder(Cursor.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final int SHOWN_CHARACTERS = 60;

    private PartNodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode parse(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new JsonFormatException(
                    "", "is no JSON that can be read: " + ParserMessage.plain(e.getOriginalMessage()));
        }
        throw new JsonFormatException("", "must be an object with fields of a scenario");
    }

    static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The names of a list of objects that have some. */
    static List<String> elementNames(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }

    /** The bit-widths that elements of a list name by either key, ascending. */
    static List<Double> bitWidths(JsonNode list) {
        Set<Double> widths = new TreeSet<>();
        list.forEach(element -> {
            Quantization.bitWidth(element.path(QuantizationFields.QUANTIZATION).asText())
                    .ifPresent(widths::add);
            double bits = element.path(QuantizationFields.BITS).asDouble();
            if (Quantization.bitWidth(Text.shortest(bits)).isPresent()) {
                widths.add(bits);
            }
        });
        return List.copyOf(widths);
    }

    /** The first element of a list that has a name; missing if there is none. */
    static JsonNode element(JsonNode list, String name) {
        int place = elementNames(list).indexOf(name);
        return place < 0 ? MissingNode.getInstance() : list.get(place);
    }

    /** JSON of an object that has one field of another one, or none where that has it not. */
    static String only(JsonNode object, String field) {
        ObjectNode only = object();
        if (object.has(field)) {
            only.set(field, object.get(field));
        }
        return only.toString();
    }

    static ObjectNode joined(ObjectNode first, ObjectNode second) {
        return joined("", first, second);
    }

    private static ObjectNode joined(String pointer, ObjectNode first, ObjectNode second) {
        ObjectNode joined = first.deepCopy();
        second.properties().forEach(field -> {
            JsonNode before = first.get(field.getKey());
            String place = pointer + "/" + field.getKey();
            joined.set(
                    field.getKey(),
                    before == null ? field.getValue().deepCopy() : joined(place, before, field.getValue()));
        });
        return joined;
    }

    private static JsonNode joined(String pointer, JsonNode first, JsonNode second) {
        if (first.equals(second)) {
            return ONE_BEHIND_THE_OTHER.contains(pointer) ? appended((ArrayNode) first, (ArrayNode) second) : first;
        }
        if (first instanceof ObjectNode one && second instanceof ObjectNode other) {
            return joined(pointer, one, other);
        }
        if (first instanceof ArrayNode one && second instanceof ArrayNode other) {
            return lists(pointer, one, other);
        }
        if (pointer.equals("/costs/kind") && ANALYTIC.contains(first.asText()) && ANALYTIC.contains(second.asText())) {
            return JsonNodeFactory.instance.textNode("profiled");
        }
        throw differing(pointer, first, second);
    }

    private static JsonNode lists(String pointer, ArrayNode first, ArrayNode second) {
        if (BY_NAME.contains(pointer)) {
            return byName(pointer, first, second);
        }
        if (WITHOUT_REPETITION.contains(pointer)) {
            return union(first, second);
        }
        if (ONE_BEHIND_THE_OTHER.contains(pointer)) {
            return appended(first, second);
        }
        throw differing(pointer, first, second);
    }

    private static ArrayNode appended(ArrayNode first, ArrayNode second) {
        return first.deepCopy().addAll(second.deepCopy());
    }

    private static ArrayNode union(ArrayNode first, ArrayNode second) {
        ArrayNode union = first.deepCopy();
        for (JsonNode each : second) {
            if (!contains(union, each)) {
                union.add(each);
            }
        }
        return union;
    }

    private static boolean contains(ArrayNode all, JsonNode wanted) {
        for (JsonNode each : all) {
            if (each.equals(wanted) || (each.isNumber() && wanted.isNumber() && each.asDouble() == wanted.asDouble())) {
                return true;
            }
        }
        return false;
    }

    private static ArrayNode byName(String pointer, ArrayNode first, ArrayNode second) {
        ArrayNode joined = first.deepCopy();
        for (JsonNode each : second) {
            int place = place(joined, each.path("name"));
            if (place >= 0 && joined.get(place) instanceof ObjectNode before && each instanceof ObjectNode named) {
                String name = named.path("name").asText();
                joined.set(place, joined(pointer + "/" + name, before, named));
            } else {
                joined.add(each.deepCopy());
            }
        }
        return joined;
    }

    private static int place(ArrayNode all, JsonNode name) {
        for (int i = 0; i < all.size(); i++) {
            if (name.isTextual() && all.get(i).path("name").equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static IllegalArgumentException differing(String pointer, JsonNode first, JsonNode second) {
        return new IllegalArgumentException(pointer + " is given twice, as " + shown(first) + " and as " + shown(second)
                + ". Leave one of them out.");
    }

    private static String shown(JsonNode node) {
        return node.isContainerNode()
                ? (node.isArray() ? "a list of " : "an object of ") + node.size()
                : Text.shown(node.toString(), SHOWN_CHARACTERS);
    }

    /** The fields in the order of a scenario file; what it does not know stands last. */
    static ObjectNode ordered(ObjectNode part) {
        ObjectNode ordered = ordered(part, ORDER);
        if (ordered.get("models") instanceof ArrayNode models) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            models.forEach(model -> sorted.add(model instanceof ObjectNode one ? ordered(one, MODEL_ORDER) : model));
            ordered.set("models", sorted);
        }
        return ordered;
    }

    private static ObjectNode ordered(ObjectNode object, List<String> order) {
        ObjectNode ordered = object();
        names(object).stream()
                .sorted(Comparator.comparingInt(name -> order.contains(name) ? order.indexOf(name) : order.size()))
                .forEach(name -> ordered.set(name, object.get(name)));
        return ordered;
    }
}
