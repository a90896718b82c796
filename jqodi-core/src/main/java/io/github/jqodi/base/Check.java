package io.github.jqodi.base;

import io.github.jqodi.error.InvalidValueException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Argument rules; every broken one ends in an {@link InvalidValueException}. Written so that NaN breaks them. */
public final class Check {
    /** A rule or an advice may list what the caller has named. */
    private static final int LONGEST_SENTENCE = 1000;

    /** The largest number of which any number of epochs can be added up and stays finite. */
    public static final double MAX_SUMMAND = 1e290;

    /** More threads than this are a slip. */
    public static final int MAX_THREADS = 1024;

    private Check() {}

    /**
     * One broken rule, in one line of bounded length that shows all it holds.
     *
     * @param field name of the offending field, possibly with an index below it, as in {@code bitWidths/2}
     * @param value the offending value
     * @param rule what must hold
     * @param advice the likely mend, or an empty text
     * @return the exception, to be thrown
     */
    public static InvalidValueException invalid(String field, Object value, String rule, String advice) {
        String sentence = advice.isEmpty() ? "." : ". " + Text.shown(advice, LONGEST_SENTENCE);
        return new InvalidValueException(
                Text.shown(field, LONGEST_SENTENCE),
                "(" + Text.shown(String.valueOf(value)) + ") " + Text.shown(rule, LONGEST_SENTENCE) + sentence);
    }

    /**
     * One broken rule whose mend is plain, in one line of bounded length that shows all it holds.
     *
     * @param field name of the offending field, possibly with an index below it, as in {@code bitWidths/2}
     * @param value the offending value
     * @param rule what must hold
     * @return the exception, to be thrown
     */
    public static InvalidValueException invalid(String field, Object value, String rule) {
        return invalid(field, value, rule, "");
    }

    /**
     * A complaint seen from the object that holds the offending one.
     *
     * @param prefix where the holder keeps the offending object, as in {@code models/0}
     * @param complaint of the object alone
     * @return the complaint with the longer path, to be thrown
     */
    public static InvalidValueException below(String prefix, InvalidValueException complaint) {
        String field = Text.shown(prefix + "/" + complaint.field(), LONGEST_SENTENCE);
        return new InvalidValueException(field, complaint.problem());
    }

    /**
     * Requires a condition.
     *
     * @param condition what must hold
     * @param field name of the field
     * @param value its value
     * @param rule the rule in words
     * @param advice the likely mend, or an empty text
     */
    public static void that(boolean condition, String field, Object value, String rule, String advice) {
        if (!condition) {
            throw Check.invalid(field, value, rule, advice);
        }
    }

    /**
     * Requires a condition whose mend is plain.
     *
     * @param condition what must hold
     * @param field name of the field
     * @param value its value
     * @param rule the rule in words
     */
    public static void that(boolean condition, String field, Object value, String rule) {
        that(condition, field, value, rule, "");
    }

    /**
     * Requires a finite number above 0.
     *
     * @param field name of the field
     * @param value its value
     * @return the value
     */
    public static double positive(String field, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, field, value, "must be finite and > 0");
        return value;
    }

    /**
     * Requires a finite number of at least 0.
     *
     * @param field name of the field
     * @param value its value
     * @return the value, with -0.0 turned into 0.0
     */
    public static double nonNegative(String field, double value) {
        that(value >= 0 && value < Double.POSITIVE_INFINITY, field, value, "must be finite and >= 0");
        return value + 0.0;
    }

    /**
     * Requires a finite number of at least 0 where there is one.
     *
     * @param field name of the field
     * @param value its value, if it has one
     * @return the value, with -0.0 turned into 0.0
     */
    public static OptionalDouble nonNegative(String field, OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(nonNegative(field, value.getAsDouble())) : value;
    }

    /**
     * Requires a number of at least 0 that stays finite added up over any number of epochs.
     *
     * @param field name of the field
     * @param value its value
     * @return the value, with -0.0 turned into 0.0
     */
    public static double summand(String field, double value) {
        that(value >= 0 && value <= MAX_SUMMAND, field, value, "must be from 0 to 1e290");
        return value + 0.0;
    }

    /**
     * Requires a finite number.
     *
     * @param field name of the field
     * @param value its value
     * @return the value
     */
    public static double finite(String field, double value) {
        that(Double.isFinite(value), field, value, "must be finite");
        return value;
    }

    /**
     * Requires a whole number between two bounds, both included.
     *
     * @param field name of the field
     * @param value its value
     * @param least smallest legal value
     * @param most largest legal value
     * @return the value
     */
    public static int between(String field, int value, int least, int most) {
        if (!(value >= least && value <= most)) {
            String rule =
                    most == Integer.MAX_VALUE ? "must be at least " + least : "must be from " + least + " to " + most;
            throw Check.invalid(field, value, rule);
        }
        return value;
    }

    /**
     * Requires a number of threads.
     *
     * @param count how many
     * @return the count
     */
    public static int threads(int count) {
        return between("threads", count, 1, MAX_THREADS);
    }

    /**
     * Requires a text with something to read in it that can be written as UTF-8.
     *
     * @param field name of the field
     * @param value its value
     * @return the value
     */
    public static String name(String field, String value) {
        if (value.isBlank()) {
            throw Check.invalid(field, "'" + value + "'", "must not be blank", "Give it a name.");
        }
        return wellFormed(field, value);
    }

    /**
     * Requires a text that can be written as UTF-8.
     *
     * @param field name of the field
     * @param value its value
     * @return the value
     */
    public static String wellFormed(String field, String value) {
        if (!Text.isWellFormed(value)) {
            throw Check.invalid(
                    field,
                    "'" + Text.shown(value) + "'",
                    "must not hold half a character, a surrogate without its pair",
                    "Remove it.");
        }
        return value;
    }

    /**
     * Requires finite numbers of at least 0 and copies them.
     *
     * @param field name of the field
     * @param values the numbers
     * @return an immutable copy
     */
    public static DoubleList nonNegatives(String field, List<Double> values) {
        DoubleList copy = DoubleList.copyOf(values);
        boolean good = copy.isEmpty() || (copy.least() >= 0 && copy.most() < Double.POSITIVE_INFINITY);
        for (int i = 0; i < copy.size() && !good; i++) {
            nonNegative(field + "/" + i, copy.at(i));
        }
        boolean holdsMinusZero = Double.compare(copy.least(), 0.0) < 0;
        return holdsMinusZero
                ? DoubleList.copyOf(copy.stream().map(value -> value + 0.0).toList())
                : copy;
    }

    /**
     * Requires finite numbers and copies them.
     *
     * @param field name of the field
     * @param values the numbers
     * @return an immutable copy
     */
    public static List<Double> finites(String field, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) {
                finite(field + "/" + i, values.get(i));
            }
        }
        return List.copyOf(values);
    }

    /**
     * Requires that no two elements share a key, and copies the list.
     *
     * @param field name of the list
     * @param values the elements
     * @param key what must differ
     * @param <T> type of the elements
     * @return an immutable copy
     */
    public static <T> List<T> distinct(String field, List<T> values, Function<? super T, ?> key) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            Object k = key.apply(values.get(i));
            if (!seen.add(k)) {
                throw Check.invalid(field + "/" + i, k, "appears twice", "Remove or rename one of the two.");
            }
        }
        return List.copyOf(values);
    }
}
