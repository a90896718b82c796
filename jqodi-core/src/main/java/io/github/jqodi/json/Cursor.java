package io.github.jqodi.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.ParserMessage;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pull parser that knows where it is. It holds no tree, so memory grows with what the format allows, not with the input. A
 * surprise is noted, the value at hand is left out, and reading goes on after it, unless the text is no JSON from there on;
 * all that was noted is one {@link JsonFormatException}.
 */
final class Cursor {
    static final int MOST_MEBIBYTES = 32;
    /** Of a document. */
    static final int MOST_BYTES = MOST_MEBIBYTES << 20;

    private static final int MOST_ELEMENTS = 1_000_000;
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NUMBER = 400;
    private static final int SHOWN_CHARACTERS = 80;
    private static final int MOST_PROBLEMS = 20;
    /** A power of two. */
    private static final int TOKENS_BETWEEN_STOPS = 4096;
    /** A text is of 100,000 characters at most, so that a value gets little longer than it may. */
    private static final int TOKENS_BETWEEN_LENGTHS = 64;

    private static final long ANY_LENGTH = -1;
    private static final Field<?>[] NONE = {};

    static final JsonFactory FACTORY = factory(MOST_BYTES);
    private static final JsonFactory LONG_FACTORY = factory(ANY_LENGTH);

    private final JsonParser parser;
    private final Optional<CanonicalForm> form;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<JsonFormatException> problems = new ArrayList<>();
    /** Objects and lists that have begun and not ended. */
    private int depth;

    private int tokens;

    /** Of the object that was read last. */
    private Field<?>[] fields = NONE;

    private final boolean isLong;
    /** Where the piece of a long document began that must not be longer than another document. */
    private long pieceFrom;

    private Cursor(JsonParser parser, Optional<CanonicalForm> form, boolean isLong) {
        this.parser = parser;
        this.form = form;
        this.isLong = isLong;
    }

    private static JsonFactory factory(long mostBytes) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(mostBytes)
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_TEXT)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
    }

    /** Reads one whole document; an interruption of the thread ends that and stays. */
    static <T> T document(InputStream in, Function<Cursor, T> reader) {
        return document(in, Optional.empty(), reader);
    }

    /**
     * Reads one whole document of any length; each element of its lists, and what stands before, between and after these, must
     * not be longer than another document.
     */
    static <T> T longDocument(InputStream in, Function<Cursor, T> reader) {
        return document(LONG_FACTORY, in, Optional.empty(), reader);
    }

    /** The same with the canonical form of the document on the way. */
    static <T> T document(InputStream in, CanonicalForm form, Function<Cursor, T> reader) {
        return document(in, Optional.of(form), reader);
    }

    private static <T> T document(InputStream in, Optional<CanonicalForm> form, Function<Cursor, T> reader) {
        return document(FACTORY, in, form, reader);
    }

    private static <T> T document(
            JsonFactory factory, InputStream in, Optional<CanonicalForm> form, Function<Cursor, T> reader) {
        try (JsonParser parser = factory.createParser(in)) {
            return new Cursor(parser, form, factory == LONG_FACTORY).whole(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T whole(Function<Cursor, T> reader) {
        try {
            next();
            T result = reader.apply(this);
            if (next() != null) {
                throw error("more text follows the document; one object is expected");
            }
            settle();
            return result;
        } catch (JsonFormatException e) {
            note(e);
        } catch (Skipped | Noted e) {
            // all is in the list
        } catch (Stopped e) {
            throw new UncheckedIOException(new InterruptedIOException("the reading was interrupted"));
        }
        throw JsonFormatException.of(problems);
    }

    /** Reads a value of which the rest does not depend: what is wrong with it is noted, and reading goes on after it. */
    private void attempt(Runnable reader) {
        int level = path.size();
        boolean container = atStart();
        int outside = container ? depth - 1 : depth;
        try {
            reader.run();
        } catch (JsonFormatException e) {
            note(e);
            while (depth > outside) {
                next();
            }
        } catch (Skipped e) {
            // noted, and read to its end
        }
        while (path.size() > level) {
            path.removeLast();
        }
    }

    private boolean atStart() {
        return parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Takes note of what is wrong; with a full list nothing more is read. */
    void note(JsonFormatException problem) {
        problems.add(problem);
        if (problems.size() == MOST_PROBLEMS) {
            throw new Noted();
        }
    }

    /** Ends the reading of a document here if anything was wrong. */
    void settle() {
        if (!problems.isEmpty()) {
            throw new Noted();
        }
    }

    double number() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType("a number");
        }
        double value = quietly(parser::getDoubleValue);
        if (!Double.isFinite(value)) {
            throw error("(" + shown() + ") must be a finite number");
        }
        return value;
    }

    int integer() {
        return (int) integer(Integer.MAX_VALUE);
    }

    long longInteger() {
        return integer(1L << 53);
    }

    private long integer(long most) {
        double value = number();
        if (value != Math.rint(value)) {
            throw error("(" + shown() + ") must be an integer");
        }
        if (Math.abs(value) > most) {
            throw error("(" + shown() + ") must be from " + -most + " to " + most);
        }
        return (long) value;
    }

    String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a text");
        }
        String text = quietly(parser::getText);
        if (!Text.isWellFormed(text)) {
            throw error("('" + shown() + "') must not hold half a character, a surrogate without its pair");
        }
        return text;
    }

    boolean bool() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrongType("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    boolean atText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean atNumber() {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean atList() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** One of some words. */
    <T> T word(Iterable<T> values, Function<T, String> label) {
        String word = text();
        List<String> known = new ArrayList<>();
        for (T value : values) {
            if (label.apply(value).equals(word)) {
                return value;
            }
            known.add(label.apply(value));
        }
        String suggestion = KnownNames.of(known).suggestion(word);
        throw error("('" + shown() + "') must be one of " + String.join(", ", known) + "."
                + (suggestion.isEmpty() ? "" : " " + suggestion));
    }

    <T> List<T> list(Function<Cursor, T> element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType("a list");
        }
        List<T> list = new ArrayList<>();
        int before = problems.size();
        for (int i = 0; next() != JsonToken.END_ARRAY; i++) {
            if (i == MOST_ELEMENTS) {
                throw fatal(error("more than " + MOST_ELEMENTS + " elements; that many are not read"));
            }
            if (isLong && path.size() == 1) {
                pieceFrom = parser.currentLocation().getByteOffset();
            }
            path.addLast(Integer.toString(i));
            attempt(() -> list.add(element.apply(this)));
            path.removeLast();
        }
        fields = NONE;
        return whole(before, list);
    }

    List<Double> numbers() {
        return list(Cursor::number);
    }

    /** A value that was read to its end, left out if anything in it was wrong. */
    private <T> T whole(int before, T value) {
        if (problems.size() > before) {
            throw new Skipped();
        }
        return value;
    }

    /** Reads an object whose fields are known. */
    void object(Field<?>... fields) {
        int before = problems.size();
        entries((name, in) -> {
            Field<?> field = Arrays.stream(fields)
                    .filter(f -> f.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, fields));
            if (field.seen()) {
                throw error("appears twice in the same object");
            }
            field.read(in);
        });
        for (Field<?> field : fields) {
            if (field.missing()) {
                note(errorAt(field.name(), "(missing) is required"));
            }
        }
        whole(before, true);
        this.fields = fields;
    }

    /** Reads an object of any fields; the reader is told each name and stands on its value. */
    void entries(BiConsumer<String, Cursor> reader) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType("an object");
        }
        while (next() != JsonToken.END_OBJECT) {
            String name = quietly(parser::currentName);
            path.addLast(name);
            next();
            attempt(() -> reader.accept(name, this));
            path.removeLast();
        }
        fields = NONE;
    }

    /**
     * Builds a value, of fields of the object at hand; all that it complains of is placed below that object. The supplier takes
     * fields as they are when it is called.
     */
    <T> T make(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InvalidValueException e) {
            JsonFormatException last = below(e);
            for (InvalidValueException other :
                    RangeRules.others(e, MOST_PROBLEMS - problems.size(), supplier, fields)) {
                note(last);
                last = below(other);
            }
            throw last;
        }
    }

    private JsonFormatException below(InvalidValueException e) {
        return new JsonFormatException(pointer() + "/" + e.field(), e.problem());
    }

    /** Builds the value of one field of the object at hand, whatever the value calls it; a part of what {@link #make} builds. */
    static <T> T named(String field, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InvalidValueException e) {
            throw new InvalidValueException(field, e.problem());
        }
    }

    JsonFormatException error(String problem) {
        return new JsonFormatException(pointer(), problem);
    }

    JsonFormatException errorAt(String field, String problem) {
        return new JsonFormatException(pointer() + "/" + escaped(field), problem);
    }

    private JsonFormatException wrongType(String wanted) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return error("the document is empty; " + wanted + " is expected");
        }
        String found = switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "'" + shown() + "'";
            default -> shown();
        };
        String advice = token == JsonToken.VALUE_NULL && !path.isEmpty()
                ? " Leave the field out instead."
                : token == JsonToken.VALUE_STRING && wanted.equals("a number") ? " Remove the quotes." : "";
        return error("(" + found + ") must be " + wanted + "." + advice);
    }

    private JsonFormatException unknown(String name, Field<?>... fields) {
        List<String> known = Arrays.stream(fields).map(Field::name).toList();
        return error("is no known field. " + KnownNames.of(known).advice(name));
    }

    private String shown() {
        return Text.shown(quietly(parser::getText));
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Iterator<String> names = path.iterator(); names.hasNext(); ) {
            pointer.append('/').append(escaped(names.next()));
        }
        return pointer.toString();
    }

    static String escaped(String name) {
        String shortened = name.length() <= SHOWN_CHARACTERS ? name : name.substring(0, SHOWN_CHARACTERS) + "...";
        return shortened.replace("~", "~0").replace("/", "~1");
    }

    private @Nullable JsonToken next() {
        Stopped.every(TOKENS_BETWEEN_STOPS, ++tokens, Thread.currentThread()::isInterrupted);
        if (isLong && tokens % TOKENS_BETWEEN_LENGTHS == 0) {
            checkLength();
        }
        JsonToken token = this.<@Nullable JsonToken>quietly(parser::nextToken);
        if (token != null && form.isPresent()) {
            quietly(() -> {
                form.get().token(token, parser);
                return token;
            });
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            depth++;
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            depth--;
        }
        return token;
    }

    private void checkLength() {
        if (parser.currentLocation().getByteOffset() - pieceFrom > MOST_BYTES) {
            throw fatal(error("is longer than " + MOST_MEBIBYTES + " MiB; values of that size are not read"));
        }
    }

    /** Nothing after this can be read. */
    private Noted fatal(JsonFormatException problem) {
        note(problem);
        return new Noted();
    }

    private <T extends @Nullable Object> T quietly(Pull<T> pull) {
        try {
            return pull.get();
        } catch (JsonProcessingException | CharConversionException e) {
            // Jackson looks ahead: its own path may already be one field further than ours.
            throw fatal(new JsonFormatException(
                    parser.getParsingContext().pathAsPointer().toString(), explained(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Jackson says, in one line, with the place. */
    private static String explained(IOException e) {
        if (!(e instanceof JsonProcessingException json)) {
            return "is not valid UTF-8: " + e.getMessage();
        }
        String message = json.getOriginalMessage();
        if (message.contains("Document length")) {
            return "is longer than " + MOST_MEBIBYTES + " MiB; documents of that size are not read";
        }
        String place = json.getLocation() == null
                ? ""
                : " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
        String line = ParserMessage.plain(message);
        String shortened =
                line.length() <= 4 * SHOWN_CHARACTERS ? line : line.substring(0, 4 * SHOWN_CHARACTERS) + "...";
        return "is not valid JSON" + place + ": " + shortened;
    }

    /** Ends a value that was read to its end, with what is wrong in it noted. */
    private static final class Skipped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Skipped() {
            super("noted", null, false, false);
        }
    }

    /** Ends the document, with what is wrong in it noted. */
    private static final class Noted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Noted() {
            super("noted", null, false, false);
        }
    }

    /** Something that reads. */
    private interface Pull<T extends @Nullable Object> {
        T get() throws IOException;
    }
}
