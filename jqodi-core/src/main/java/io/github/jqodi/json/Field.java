package io.github.jqodi.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One field of an object that is being read.
 *
 * @param <T> type of its value
 */
final class Field<T> {
    private final String name;
    private final Function<Cursor, T> reader;
    private final boolean required;
    private Optional<T> value = Optional.empty();
    private boolean seen;

    private Field(String name, Function<Cursor, T> reader, boolean required) {
        this.name = name;
        this.reader = reader;
        this.required = required;
    }

    static <T> Field<T> required(String name, Function<Cursor, T> reader) {
        return new Field<>(name, reader, true);
    }

    static <T> Field<T> optional(String name, Function<Cursor, T> reader) {
        return new Field<>(name, reader, false);
    }

    String name() {
        return name;
    }

    boolean seen() {
        return seen;
    }

    boolean missing() {
        return required && !seen;
    }

    void read(Cursor in) {
        seen = true;
        value = Optional.of(reader.apply(in));
    }

    /** Puts another value of the same type in place of the one that was read. */
    @SuppressWarnings("unchecked") // by contract
    void replace(Optional<?> other) {
        value = (Optional<T>) other;
    }

    /** The value of a required field. */
    T get() {
        return value.orElseThrow();
    }

    T orElse(T other) {
        return value.orElse(other);
    }

    Optional<T> value() {
        return value;
    }

    static OptionalDouble toDouble(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    static OptionalInt toInt(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }
}
