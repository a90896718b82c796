package io.github.jqodi.estimators.measured;

import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of a table of configurations hold what, by name. What is not named is looked for among the usual names. Immutable:
 * each {@code with…} gives a copy.
 */
public final class ConfigurationColumns {
    /** What a column can hold. */
    public enum Role {
        /** The model; several columns are joined to one name. */
        MODEL("model", "network", "model name", "window name", "name", "task name"),
        /** Precision. */
        QUANTIZATION("precision", "dtype", "quantization", "bits"),
        /** The server. */
        SERVER("server", "gpu", "device", "machine"),
        /** The cut, or what stands for it. */
        CUT("cut", "split", "partition"),
        /** Seconds; several columns are added up. */
        SECONDS(
                "time per epoch",
                "elapsed time",
                "seconds",
                "latency",
                "inference time",
                "duration",
                "time",
                "runtime"),
        /** Samples a second, of which seconds are made. */
        RATE(
                "samples per sec",
                "samples per second",
                "images per sec",
                "img per sec",
                "throughput",
                "fps",
                "qps",
                "ips"),
        /** Mean power, of which joules are made. */
        WATTS("average power", "watts", "power"),
        /** Joules; several columns are added up. */
        JOULES("joules", "energy"),
        /** Accuracy. */
        ACCURACY("top1", "top 1", "accuracy", "acc"),
        /** Loss. */
        LOSS("loss");

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> phrases;

        Role(String... phrases) {
            this.phrases = List.of(phrases);
        }

        /**
         * {@return how the role is named in options, as in --seconds-column}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Every column looked for among the usual names, units believed. */
    public static final ConfigurationColumns DEFAULT = new ConfigurationColumns(Map.of(), Map.of());

    /** Columns of known tools whose names do not tell their unit. */
    private static final Map<String, Unit> KNOWN_UNITS = Map.of(
            "time_per_epoch", Unit.SECONDS,
            "elapsed_time", Unit.SECONDS,
            "average_power", Unit.WATTS);

    private final Map<Role, List<String>> named;
    private final Map<Unit.Dimension, Unit> units;

    private ConfigurationColumns(Map<Role, List<String>> named, Map<Unit.Dimension, Unit> units) {
        this.named = named;
        this.units = units;
    }

    /**
     * The same with columns named.
     *
     * @param role what they hold
     * @param columns their names in the header
     * @return a copy
     */
    public ConfigurationColumns with(Role role, List<String> columns) {
        Map<Role, List<String>> more = new EnumMap<>(Role.class);
        more.putAll(named);
        more.put(role, List.copyOf(columns));
        return new ConfigurationColumns(more, units);
    }

    /**
     * The same with a unit of times, powers or energies.
     *
     * @param unit whatever the names of the columns say
     * @return a copy
     */
    public ConfigurationColumns withUnit(Unit unit) {
        Map<Unit.Dimension, Unit> more = new EnumMap<>(Unit.Dimension.class);
        more.putAll(units);
        more.put(unit.dimension(), unit);
        return new ConfigurationColumns(named, more);
    }

    /** The columns of a role; none if the table has none. */
    List<String> find(CsvTable table, Role role) {
        if (named.containsKey(role)) {
            List<String> columns = named.get(role);
            table.require(columns.toArray(String[]::new));
            return columns;
        }
        if (role == Role.JOULES) {
            List<String> ofGpus = table.columns().stream()
                    .filter(column -> column.matches("gpu[0-9]+_energy"))
                    .toList();
            if (!ofGpus.isEmpty()) {
                return ofGpus;
            }
        }
        return role.phrases.stream()
                .flatMap(phrase -> table.columns().stream()
                        .filter(column -> ColumnName.of(column).says(phrase) && isFree(role, column))
                        .sorted(ColumnName.typicalFirst()))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    /** Limits and other settings are no measurements, and what one role was given no other takes. */
    private boolean isFree(Role role, String column) {
        ColumnName name = ColumnName.of(column);
        boolean setting = name.says("limit") || name.says("target") || name.says("batch") || name.says("timestamp");
        boolean step = role == Role.SECONDS && (name.says("step") || name.says("time delta"));
        return !setting && !step && named.values().stream().noneMatch(columns -> columns.contains(column));
    }

    /** The unit of a column; empty if nothing tells it. */
    Optional<Unit> unit(String column, Unit.Dimension dimension) {
        return Optional.ofNullable(units.get(dimension))
                .or(() -> Optional.ofNullable(KNOWN_UNITS.get(column)))
                .or(() -> column.matches("gpu[0-9]+_energy") ? Optional.of(Unit.JOULES) : Optional.empty())
                .or(() -> ColumnName.of(column).unit(dimension));
    }

    @Override
    public String toString() {
        return "columns " + (named.isEmpty() ? "by their usual names" : named);
    }
}
