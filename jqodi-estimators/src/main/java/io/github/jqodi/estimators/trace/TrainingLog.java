package io.github.jqodi.estimators.trace;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Log of one training run as its tool wrote it: all metrics, each a list of points, and what else is stated. Read from
 * Hugging Face's {@code trainer_state.json} (or its {@code log_history} alone) and from MLPerf result logs
 * ({@code :::MLLOG} and the older {@code :::MLPv0.5.0}). Immutable.
 */
public final class TrainingLog {
    private final String kind;
    private final Map<String, List<LogPoint>> metrics;
    private final Map<String, String> facts;
    private final Map<String, Integer> keys;
    private final List<String> lossNames;
    private final List<String> countNames;

    private TrainingLog(Builder builder) {
        this.kind = builder.kind;
        Map<String, List<LogPoint>> points = new LinkedHashMap<>();
        builder.metrics.forEach((name, list) -> points.put(name, List.copyOf(list)));
        this.metrics = Collections.unmodifiableMap(points);
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(builder.facts));
        this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(builder.keys));
        this.lossNames = builder.lossNames;
        this.countNames = builder.countNames;
    }

    /**
     * Reads a log of either kind.
     *
     * @param in UTF-8; not closed
     * @return the log
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is neither
     */
    public static TrainingLog read(InputStream in) throws IOException {
        return read(new TextInput(in))
                .orElseThrow(() -> new TextFormatException(
                        1, "is no log of a kind known; it must be a trainer_state.json or hold lines of :::MLLOG"));
    }

    /** Empty if the beginning shows that it is no such log; nothing is read then. */
    static Optional<TrainingLog> read(TextInput text) throws IOException {
        String ahead = text.lookAhead();
        if (TrainerState.isOne(ahead)) {
            return Optional.of(TrainerState.read(text));
        }
        return MlperfLog.isOne(ahead) ? Optional.of(MlperfLog.read(text)) : Optional.empty();
    }

    /**
     * {@return what wrote it, for people}
     */
    public String kind() {
        return kind;
    }

    /**
     * {@return the names of the metrics, in order of first appearance}
     */
    public List<String> metrics() {
        return List.copyOf(metrics.keySet());
    }

    /**
     * The points of a metric.
     *
     * @param metric its name
     * @return in the order of the file; empty if there is no such metric
     */
    public List<LogPoint> points(String metric) {
        return metrics.getOrDefault(metric, List.of());
    }

    /**
     * {@return what the log states once, by its own names, as {@code global_step}, {@code seed} or {@code status}}
     */
    public Map<String, String> facts() {
        return facts;
    }

    /**
     * {@return how often each key was logged, metrics and all else}
     */
    public Map<String, Integer> keys() {
        return keys;
    }

    /** The metric that is the loss if nobody says which. */
    Optional<String> usualLoss() {
        return lossNames.stream().filter(metrics::containsKey).findFirst();
    }

    /** The count that all points of a metric have, if nobody says which. */
    Optional<String> usualCount(String metric) {
        return countNames.stream()
                .filter(name -> points(metric).stream()
                        .allMatch(point -> point.count(name).isPresent()))
                .findFirst();
    }

    @Override
    public String toString() {
        return kind + " with " + Text.escaped(String.join(", ", metrics.keySet()));
    }

    /** Collects a log within the bounds of all readers. Not thread-safe. */
    static final class Builder {
        private final String kind;
        private final List<String> lossNames;
        private final List<String> countNames;
        private final Map<String, List<LogPoint>> metrics = new LinkedHashMap<>();
        private final Map<String, String> facts = new LinkedHashMap<>();
        private final Map<String, Integer> keys = new LinkedHashMap<>();
        private int points;

        Builder(String kind, List<String> lossNames, List<String> countNames) {
            this.kind = kind;
            this.lossNames = lossNames;
            this.countNames = countNames;
        }

        void point(String metric, LogPoint point) {
            if (++points > TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(point.line(), TextLimits.MAX_ROWS, "values");
            }
            metrics.computeIfAbsent(metric, name -> new ArrayList<>()).add(point);
            if (metrics.size() > TextLimits.MAX_COLUMNS) {
                throw TextFormatException.tooMuch(point.line(), TextLimits.MAX_COLUMNS, "metrics");
            }
        }

        void entry(String key) {
            if (keys.size() < TextLimits.MAX_COLUMNS || keys.containsKey(key)) {
                keys.merge(key, 1, Integer::sum);
            }
        }

        /** The first of a name stays. */
        void fact(String name, String value) {
            if (facts.size() < TextLimits.MAX_COLUMNS) {
                facts.putIfAbsent(name, value);
            }
        }

        TrainingLog build() {
            return new TrainingLog(this);
        }
    }
}
