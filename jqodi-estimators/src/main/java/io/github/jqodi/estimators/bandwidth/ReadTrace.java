package io.github.jqodi.estimators.bandwidth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bandwidth that was read from a file.
 *
 * @param trace the rates, from time 0
 * @param kind of file, for people
 * @param facts what the file states besides, by its own names, as {@code protocol} or {@code sum_sent_bits_per_second}
 * @param notes what was assumed and noticed, for people, one line each
 */
public record ReadTrace(BandwidthTrace trace, String kind, Map<String, String> facts, List<String> notes) {
    /**
     * Copies.
     *
     * @param trace the rates
     * @param kind of file
     * @param facts in order
     * @param notes in order
     */
    public ReadTrace {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        notes = List.copyOf(notes);
    }
}
