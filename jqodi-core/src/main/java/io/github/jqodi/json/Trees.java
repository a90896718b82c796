package io.github.jqodi.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values as trees, and what JSON Merge Patch (RFC 7396) does with two of them. */
final class Trees {
    private static final double LARGEST_WHOLE = 0x1p53;

    private Trees() {}

    /** The value at hand. */
    static JsonNode of(Cursor in) {
        if (in.atObject()) {
            return object(in);
        }
        if (in.atList()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            in.list(Trees::of).forEach(list::add);
            return list;
        }
        if (in.atNumber()) {
            double value = in.number();
            boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
            return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
        }
        if (in.atNull()) {
            return NullNode.getInstance();
        }
        return in.atText() ? TextNode.valueOf(in.text()) : BooleanNode.valueOf(in.bool());
    }

    private static ObjectNode object(Cursor in) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        in.entries((name, value) -> {
            if (object.has(name)) {
                throw value.error("appears twice in the same object");
            }
            object.set(name, of(value));
        });
        return object;
    }

    /** An object at hand. */
    static ObjectNode objectOf(Cursor in) {
        if (!in.atObject()) {
            in.entries((name, value) -> {}); // says what was expected
        }
        return object(in);
    }

    /** A target as a patch changes it: null takes a field away, an object changes what is in it, all else stands in its place. */
    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result =
                target.isObject() ? ((ObjectNode) target).deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                JsonNode before = result.get(field.getKey());
                result.set(field.getKey(), merged(before == null ? NullNode.getInstance() : before, field.getValue()));
            }
        }
        return result;
    }

    /** The patch that makes one object of another; of objects without nulls. */
    static ObjectNode patch(JsonNode from, JsonNode to) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        List<String> gone = new ArrayList<>();
        from.fieldNames().forEachRemaining(gone::add);
        for (Map.Entry<String, JsonNode> field : to.properties()) {
            gone.remove(field.getKey());
            JsonNode before = from.get(field.getKey());
            JsonNode after = field.getValue();
            if (before != null && before.isObject() && after.isObject()) {
                ObjectNode inner = patch(before, after);
                if (!inner.isEmpty()) {
                    patch.set(field.getKey(), inner);
                }
            } else if (!after.equals(before)) {
                patch.set(field.getKey(), after);
            }
        }
        gone.forEach(patch::putNull);
        return patch;
    }
}
