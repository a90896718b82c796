package io.github.jqodi.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.jqodi.base.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The canonical form of a document after RFC 8785, from the tokens of its parser: without blanks, fields in the order of their
 * UTF-16 units, numbers as ECMAScript prints them. Equal documents have equal forms, however they are laid out.
 */
final class CanonicalForm {
    private final Deque<Container> open = new ArrayDeque<>();
    private String whole = "";

    /** An object or a list that has begun. */
    private static final class Container {
        private final boolean isObject;
        private final SortedMap<String, String> fields = new TreeMap<>();
        private final StringBuilder elements = new StringBuilder();
        private String field = "";

        Container(boolean isObject) {
            this.isObject = isObject;
        }

        void add(String value) {
            if (isObject) {
                fields.put(field, value);
            } else {
                elements.append(elements.isEmpty() ? "" : ",").append(value);
            }
        }

        String text() {
            if (!isObject) {
                return elements.insert(0, '[').append(']').toString();
            }
            StringBuilder text = new StringBuilder();
            for (Map.Entry<String, String> entry : fields.entrySet()) {
                text.append(text.isEmpty() ? "{" : ",")
                        .append(quoted(entry.getKey()))
                        .append(':')
                        .append(entry.getValue());
            }
            return (text.isEmpty() ? text.append('{') : text).append('}').toString();
        }
    }

    /** Takes the next token of the document, on which its parser stands. */
    void token(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> open.push(new Container(token == JsonToken.START_OBJECT));
            case FIELD_NAME -> open.element().field = parser.currentName();
            case END_OBJECT, END_ARRAY -> add(open.pop().text());
            case VALUE_STRING -> add(quoted(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(number(parser.getDoubleValue()));
            default -> add(parser.getText());
        }
    }

    private void add(String value) {
        if (open.isEmpty()) {
            whole = value;
        } else {
            open.element().add(value);
        }
    }

    /** The form of the document, once that is read. */
    String text() {
        return whole;
    }

    /** SHA-256 of the form in UTF-8, as lower-case hexadecimal digits. */
    String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** A number as ECMAScript's Number::toString prints it; what is too large for a double is no number of a document. */
    static String number(double value) {
        return Double.isFinite(value) ? Text.shortest(value) : "0";
    }
}
