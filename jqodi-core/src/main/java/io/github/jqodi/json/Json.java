package io.github.jqodi.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.WholeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A thin layer over the generator: fields in the order they are asked for, numbers in the fewest digits that read back equal. */
final class Json {
    /** Keeps its buffers from one document to the next. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** Writes one document, ending in a line break. */
    static String document(Body<Json> body) {
        StringWriter text = new StringWriter();
        document(text, body);
        return text.toString();
    }

    private static void document(Writer out, Body<Json> body) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        write(out, body, Optional.of(printer));
    }

    /** Writes one document in one line, which has no end. */
    static String line(Body<Json> body) {
        StringWriter text = new StringWriter();
        write(text, body, Optional.empty());
        return text.toString();
    }

    /** A document with a printer ends in a line break. */
    private static void write(Writer out, Body<Json> body, Optional<PrettyPrinter> printer) {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            printer.ifPresent(generator::setPrettyPrinter);
            Json json = new Json(generator);
            generator.writeStartObject();
            body.run(json);
            generator.writeEndObject();
            if (printer.isPresent()) {
                generator.writeRaw('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file whole and then moves it into place. */
    static void save(String text, Path file) throws IOException {
        save(out -> out.write(text), file);
    }

    /** Writes a document whole, piece by piece, and then moves it into place. */
    static void saveDocument(Body<Json> body, Path file) throws IOException {
        try {
            save(out -> document(out, body), file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void save(Body<Writer> body, Path file) throws IOException {
        WholeFile.write(file, bytes -> {
            try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                body.run(out);
            }
        });
    }

    void text(String name, String value) throws IOException {
        out.writeStringField(name, value);
    }

    void bool(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
    }

    void number(String name, double value) throws IOException {
        out.writeFieldName(name);
        number(value);
    }

    /** A number that is written already. */
    void numeral(String name, String digits) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(digits);
    }

    void numerals(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeNumber(value);
        }
        out.writeEndArray();
    }

    void integer(String name, long value) throws IOException {
        out.writeNumberField(name, value);
    }

    void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        }
    }

    void optional(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsDouble());
        }
    }

    /** Left out where it is the default. */
    void unless(double standard, String name, double value) throws IOException {
        if (value != standard) {
            number(name, value);
        }
    }

    void orNull(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsDouble());
        } else {
            out.writeNullField(name);
        }
    }

    void numbers(String name, List<? extends Number> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (Number value : values) {
            number(value.doubleValue());
        }
        out.writeEndArray();
    }

    void texts(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** A value as a tree. */
    void tree(String name, JsonNode value) throws IOException {
        out.writeFieldName(name);
        value(value);
    }

    void object(String name, Body<Json> body) throws IOException {
        out.writeObjectFieldStart(name);
        body.run(this);
        out.writeEndObject();
    }

    <T> void list(String name, List<T> values, ElementBody<Json, T> body) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            out.writeStartObject();
            body.run(this, value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** A list of lists of objects. */
    <S, T> void lists(String name, List<S> outer, Function<S, List<T>> inner, ElementBody<Json, T> body)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (S values : outer) {
            out.writeStartArray();
            for (T value : inner.apply(values)) {
                out.writeStartObject();
                body.run(this, value);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    /** The fields of a tree, their order kept. */
    void fields(JsonNode object) throws IOException {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            out.writeFieldName(field.getKey());
            value(field.getValue());
        }
    }

    private void value(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                fields(node);
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : node) {
                    value(element);
                }
                out.writeEndArray();
            }
            case NUMBER -> number(node.asDouble());
            case STRING -> out.writeString(node.asText());
            case BOOLEAN -> out.writeBoolean(node.asBoolean());
            default -> out.writeNull();
        }
    }

    private void number(double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("JSON cannot hold the number " + value);
        }
        out.writeNumber(Text.shortest(value));
    }

    /** A consumer that may fail to write. */
    interface Body<A> {
        void run(A a) throws IOException;
    }

    /** A consumer of two that may fail to write. */
    interface ElementBody<A, B> {
        void run(A a, B b) throws IOException;
    }
}
