package io.github.jqodi.estimators.profile;

import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of a table of layer times hold what, by name. What is not named is looked for among the usual names. Immutable:
 * each {@code with…} gives a copy.
 */
public final class LayerColumns {
    /** What a column can hold. */
    public enum Role {
        /** Name or number of the layer. */
        LAYER("layer", "layer name", "module", "name", "op", "operator"),
        /** Seconds of a forward pass. */
        FORWARD(
                "forward",
                "fwd",
                "time used median",
                "gpu latency",
                "latency",
                "average",
                "avg",
                "median",
                "mean",
                "time",
                "duration",
                "elapsed"),
        /** Seconds of a backward pass. */
        BACKWARD("backward", "bwd"),
        /** Device or server. */
        NODE("node", "device", "gpu", "host", "machine", "hardware"),
        /** Model, of a table of several. */
        MODEL("model", "network"),
        /** Precision. */
        PRECISION("precision", "dtype", "bits", "quantization"),
        /** Samples measured together. */
        BATCH("batch size", "batchsize", "batch"),
        /** Multiply-adds of the forward pass. */
        MACS("macs", "gmacs", "mmacs", "mult adds"),
        /** Bytes moved in the forward pass. */
        BYTES("bytes");

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> phrases;

        Role(String... phrases) {
            this.phrases = List.of(phrases);
        }

        /**
         * {@return the name of a column that this role is known by, as the first of them}
         */
        public String word() {
            return phrases.get(0);
        }
    }

    /** Every column looked for among the usual names. */
    public static final LayerColumns DEFAULT = new LayerColumns(Map.of(), Optional.empty());

    private final Map<Role, String> named;
    private final Optional<Unit> timeUnit;

    private LayerColumns(Map<Role, String> named, Optional<Unit> timeUnit) {
        this.named = named;
        this.timeUnit = timeUnit;
    }

    /**
     * The same with a column named.
     *
     * @param role what it holds
     * @param column its name in the header
     * @return a copy
     */
    public LayerColumns with(Role role, String column) {
        Map<Role, String> more = new EnumMap<>(Role.class);
        more.putAll(named);
        more.put(role, column);
        return new LayerColumns(more, timeUnit);
    }

    /**
     * The same with the unit of times.
     *
     * @param unit whatever the names of the columns say
     * @return a copy
     */
    public LayerColumns withTimeUnit(Unit unit) {
        return new LayerColumns(named, Optional.of(unit));
    }

    /** The column of a role in a table; empty if it has none. */
    Optional<String> find(CsvTable table, Role role) {
        if (named.containsKey(role)) {
            table.require(named.get(role));
            return Optional.of(named.get(role));
        }
        return role.phrases.stream()
                .flatMap(phrase -> table.columns().stream()
                        .filter(column -> !named.containsValue(column))
                        .filter(column -> ColumnName.of(column).says(phrase))
                        .sorted(ColumnName.typicalFirst()))
                .findFirst();
    }

    /** The unit of a column of times. */
    Unit unit(String column) {
        return timeUnit.or(() -> ColumnName.of(column).unit(Unit.Dimension.TIME))
                .orElseThrow(() -> new TextFormatException(
                        1,
                        "column " + TextFormatException.shown(column)
                                + " does not say its unit; state it, as with --time-unit ms"));
    }

    @Override
    public String toString() {
        return "columns " + (named.isEmpty() ? "by their usual names" : named);
    }
}
