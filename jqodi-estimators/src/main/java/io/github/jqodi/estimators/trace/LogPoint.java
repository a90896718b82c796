package io.github.jqodi.estimators.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One value of one metric in a log.
 *
 * @param line where it stands, from 1
 * @param counts how far training was, by the log's own names, as {@code epoch}, {@code step} or {@code samples_count}
 * @param value as logged; NaN and infinities are told as they are
 */
public record LogPoint(long line, Map<String, Double> counts, double value) {
    /**
     * Copies the counts, in their order.
     *
     * @param line where it stands
     * @param counts how far training was
     * @param value as logged
     */
    public LogPoint {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /**
     * How far training was.
     *
     * @param name of a count
     * @return the number; empty if the point has none of that name
     */
    public OptionalDouble count(String name) {
        Double count = counts.get(name);
        return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
    }
}
