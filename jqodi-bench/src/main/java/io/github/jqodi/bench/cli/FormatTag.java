package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;

/**
 * The tag of a document's format, looked for in its first bytes.
 *
 * @param tag empty where there is none so early
 * @param all the whole document
 */
record FormatTag(String tag, InputStream all) {
    private static final int FIRST_BYTES = 64 << 10;

    /** Reads the first bytes; the document is then to be read from {@link #all}. */
    static FormatTag of(InputStream in) {
        try {
            byte[] first = in.readNBytes(FIRST_BYTES);
            return new FormatTag(tag(first), new SequenceInputStream(new ByteArrayInputStream(first), in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOf(String format) {
        return tag.equals(format);
    }

    private static String tag(byte[] first) {
        try (JsonParser parser = new JsonFactory().createParser(first)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? tag(parser) : "";
        } catch (IOException e) {
            return ""; // the reader of the whole says what is wrong
        }
    }

    private static String tag(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isTag = parser.currentName().equals("format");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isTag) {
                return parser.getText();
            }
            parser.skipChildren();
        }
        return "";
    }
}
