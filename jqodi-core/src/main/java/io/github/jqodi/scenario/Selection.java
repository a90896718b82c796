package io.github.jqodi.scenario;

import java.util.List;
import java.util.Objects;

/**
 * Which values of one kind of choice are open.
 *
 * @param <T> type of the values
 */
public sealed interface Selection<T> {
    /**
     * Whether a value is open.
     *
     * @param value the value
     * @return false if it is forbidden
     */
    boolean allows(T value);

    /**
     * {@return the values named, in order; empty where nothing is restricted}
     */
    List<T> values();

    /**
     * Everything is open.
     *
     * @param <T> type of the values
     * @return the selection
     */
    static <T> Selection<T> all() {
        return new Except<>(List.of());
    }

    /**
     * Pins a choice to some values.
     *
     * @param values the open ones
     * @param <T> type of the values
     * @return the selection
     */
    static <T> Selection<T> only(List<T> values) {
        return new Only<>(values);
    }

    /**
     * Forbids some values.
     *
     * @param values the closed ones
     * @param <T> type of the values
     * @return the selection
     */
    static <T> Selection<T> except(List<T> values) {
        return new Except<>(values);
    }

    /**
     * Only the listed values are open.
     *
     * @param values the open ones
     * @param <T> type of the values
     */
    record Only<T>(List<T> values) implements Selection<T> {
        /**
         * Copies the list.
         *
         * @param values the open ones
         */
        public Only {
            values = List.copyOf(values);
        }

        @Override
        public boolean allows(T value) {
            return values.contains(value);
        }
    }

    /**
     * All but the listed values are open.
     *
     * @param values the closed ones
     * @param <T> type of the values
     */
    record Except<T>(List<T> values) implements Selection<T> {
        /**
         * Copies the list.
         *
         * @param values the closed ones
         */
        public Except {
            Objects.requireNonNull(values, "values");
            values = List.copyOf(values);
        }

        @Override
        public boolean allows(T value) {
            return !values.contains(value);
        }
    }
}
